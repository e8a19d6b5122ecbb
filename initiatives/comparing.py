"""Two versions of a proposal side by side, part by part."""

from __future__ import annotations

from typing import Protocol

from commons.law import queries as law
from initiatives import proposal, rules
from initiatives.models import Initiative


class Words(Protocol):
    """A title and parts, of a published or of a private version."""

    @property
    def title(self) -> str: ...
    @property
    def parts(self) -> dict[str, str]: ...


def headed(initiative: Initiative, parts: dict[str, str]) -> list[tuple[str, str]]:
    """The parts that have words, in their order, each with its heading."""
    order = rules.required_parts(law.by_key(initiative.rule_set_id))
    found = proposal.ordered(parts, order)
    return [(proposal.heading(name, initiative.language), said) for name, said in found]


def paired(initiative: Initiative, old: Words, new: Words) -> list[tuple[str, str, str]]:
    """Title and parts of two versions side by side: heading, words before, words after."""
    order = rules.required_parts(law.by_key(initiative.rule_set_id))
    names = list(dict.fromkeys([*order, *old.parts, *new.parts]))
    rows = [("", old.title, new.title)]
    rows += [
        (
            proposal.heading(name, initiative.language),
            old.parts.get(name, ""),
            new.parts.get(name, ""),
        )
        for name in names
    ]
    return [row for row in rows if row[1] or row[2]]
