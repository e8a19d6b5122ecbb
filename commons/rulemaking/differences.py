"""What a version of a rule set says otherwise than another: value by value, in words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commons.law import labels, wording
from commons.law.rulesets import Param, RuleSet


class Change(StrEnum):
    """What happened to one value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One value that two versions say differently."""

    name: str
    label: str
    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]


def between(old: RuleSet | None, new: RuleSet) -> list[Difference]:
    """Every value that differs, in the order of the newer version; what went stands last."""
    known = old.params if old is not None else {}
    found = [
        _difference(name, old, new)
        for name, param in new.params.items()
        if name not in known or _said(known[name]) != _said(param)
    ]
    return found + [_difference(name, old, new) for name in known if name not in new.params]


def _said(param: Param) -> tuple[object, ...]:
    return param.value, param.force, param.enforcement, param.source, param.evidence, param.verified


def _difference(name: str, old: RuleSet | None, new: RuleSet) -> Difference:
    was = old is not None and name in old.params
    change = Change.REMOVED
    if name in new.params:
        change = Change.CHANGED if was else Change.ADDED
    return Difference(
        name,
        labels.label(name),
        change,
        _words(old, name) if was and old is not None else (),
        _words(new, name) if name in new.params else (),
    )


def _words(rule_set: RuleSet, name: str) -> tuple[str, ...]:
    param = rule_set.params[name]
    source = param.source
    clause = f"{source.of} {source.section}".strip() if source is not None else ""
    known = f"{param.force.value}, {param.evidence.value}"
    return (*wording.lines(rule_set, name), ", ".join(part for part in (clause, known) if part))
