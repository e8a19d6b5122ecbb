"""Two versions of a proposal side by side, part by part."""

from __future__ import annotations

from commons.law import queries as law
from initiatives import proposal, rules
from initiatives.models import Initiative, Wording


def paired(initiative: Initiative, old: Wording, new: Wording) -> list[tuple[str, str, str]]:
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
