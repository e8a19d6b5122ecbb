"""A version of a proposal as blocks to read, and two versions part by part."""

from __future__ import annotations

from dataclasses import dataclass

from commons.law import queries as law
from initiatives import proposal, rules
from initiatives.models import Initiative, Wording


@dataclass(frozen=True)
class Block:
    """One part of the official text: its heading in the text's language, and its words."""

    heading: str
    words: str


def blocks(initiative: Initiative, wording: Wording) -> list[Block]:
    """The parts of a published version, in the rule set's order."""
    order = rules.required_parts(law.by_key(initiative.rule_set_id))
    return [
        Block(proposal.heading(name, initiative.language), said)
        for name, said in proposal.ordered(wording.parts, order)
    ]


def frozen(text: str) -> list[Block]:
    """The official text of a sheet, cut at its headings; nothing is left out."""
    found: list[Block] = []
    heading = ""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(("# ", "## ")):
            if heading or any(lines):
                found.append(Block(heading, "\n".join(lines).strip()))
            heading, lines = line.lstrip("#").strip(), []
        else:
            lines.append(line)
    return [*found, Block(heading, "\n".join(lines).strip())]


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
