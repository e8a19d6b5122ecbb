"""A carry-over as its pages show it: each section with its label, its words then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commons.texts import queries as text_queries
from commons.texts import redline, tree
from commons.texts.models import Version
from consult.carryover import queries
from consult.carryover.queries import Line
from consult.models import Hearing
from consult.queries import texts


@dataclass(frozen=True)
class Shown:
    """One line with what its sections are called, and the redline between the two."""

    line: Line
    label: str
    to_label: str
    pieces: Sequence[redline.Piece]


@dataclass(frozen=True)
class Sides:
    """Both versions of a round, and what their pages are called."""

    old: Version
    new: Version
    before: Mapping[str, str]
    after: Mapping[str, str]

    def choices(self) -> list[tuple[str, str]]:
        """The sections of the new version, as a form offers them."""
        return [(eid, label or eid) for eid, label in self.after.items()]


def sides(hearing: Hearing, version: int) -> Sides:
    """The two versions of the round that made `version`; refuses where there is none."""
    old, new = texts.version(hearing, version - 1), texts.version(hearing, version)
    return Sides(old, new, _labels(old), _labels(new))


def shown(found: Sequence[Line], both: Sides) -> list[Shown]:
    """The lines with their words: only for those that are to be looked at."""
    before, after = _words(both.old), _words(both.new)
    return [
        Shown(
            line,
            both.before.get(line.eid) or line.eid,
            both.after.get(line.to or "") or line.to or "",
            redline.compare(before.get(line.eid, ""), after.get(line.to or "", "")),
        )
        for line in found
    ]


def in_doubt(hearing: Hearing, version: int) -> list[Line]:
    """Sections that moved or went and bear comments, those that wait first."""
    found = [
        line
        for line in queries.lines(hearing, version)
        if line.comments and (line.state in queries.DOUBTFUL or line.decision)
    ]
    return sorted(found, key=lambda line: not line.waits)


def _labels(version: Version) -> dict[str, str]:
    return {e.eid: e.label or e.eid for e in text_queries.outline(version.id) if e.has_page}


def _words(version: Version) -> dict[str, str]:
    nodes = (step.node for step in tree.walk(text_queries.whole(version.id).nodes))
    return {node.eid: tree.plain(node) for node in nodes}
