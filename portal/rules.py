"""The rules by which everything here runs: each value with its clause, its force and its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from commons.access import Permission, requires
from commons.law import labels, queries, wording
from commons.law.rulesets import Kind, Param, RuleSet

blueprint = Blueprint("rules", __name__)
blueprint.add_app_template_global(labels.label, "rule_label")
blueprint.add_app_template_filter(wording.in_words, "period")


@dataclass(frozen=True)
class Line:
    """One parameter as the page shows it."""

    param: Param
    label: str
    words: list[str]


@dataclass(frozen=True)
class Group:
    """Parameters that belong under one heading."""

    key: str
    title: object
    lines: list[Line]


@blueprint.get("/rules")
@requires(Permission.ANYONE)
def overview() -> str:
    """Every rule set in force, hearings and initiatives apart."""
    return render_template(
        "law/overview.html",
        hearings=queries.of_kind(Kind.HEARING),
        initiatives=queries.of_kind(Kind.INITIATIVE),
    )


@blueprint.get("/rules/<ruleset_id>")
@requires(Permission.ANYONE)
def current(ruleset_id: str) -> str:
    """One rule set in the version that is in force today."""
    return _page(queries.current(ruleset_id))


@blueprint.get("/rules/<ruleset_id>/<number>")
@requires(Permission.ANYONE)
def version(ruleset_id: str, number: str) -> str:
    """One version of a rule set, in force or not; what runs by it links here for ever."""
    return _page(queries.version(ruleset_id, number))


def _page(rule_set: RuleSet) -> str:
    others = [r for r in queries.all_versions() if r.id == rule_set.id and r.key != rule_set.key]
    return render_template(
        "law/rule_set.html", rule_set=rule_set, groups=groups(rule_set), others=others
    )


def groups(rule_set: RuleSet) -> list[Group]:
    """The parameters of a rule set under their headings, empty headings left out."""
    found = []
    for key, title, prefixes in labels.GROUPS:
        lines = [
            Line(param, labels.label(name), wording.lines(rule_set, name))
            for name, param in rule_set.params.items()
            if name.split(".")[0] in prefixes
        ]
        if lines:
            found.append(Group(key, title, lines))
    return found
