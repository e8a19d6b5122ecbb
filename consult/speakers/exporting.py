"""The agency's own table of speakers: what the public sees, and the pseudonyms meant for the agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commons.discussion import queries as discussion
from commons.discussion.models import IDENTIFIED
from commons.discussion.shown import CommentView
from commons.tables import Cell
from consult.models import DISCUSSION, Hearing
from consult.speakers import keeping

HEADS = (
    "number",
    "display",
    "identified",
    "verified",
    "name",
    "pseudonym_for_agency",
    "speaks_for",
    "register_number",
    "capacity",
    "confirmed",
    "confidential",
    "confidential_reason",
)
_BATCH = 500


def rows(hearing: Hearing) -> Iterator[Sequence[Cell]]:
    """A row a comment; a withheld name is not in it, only a reveal opens one."""
    batch = []
    for comment in discussion.every(DISCUSSION, hearing.key):
        batch.append(comment)
        if len(batch) == _BATCH:
            yield from _lines(hearing, batch)
            batch = []
    yield from _lines(hearing, batch)


def _lines(hearing: Hearing, batch: Sequence[CommentView]) -> Iterator[Sequence[Cell]]:
    known = keeping.pseudonyms(hearing, [comment.id for comment in batch])
    for said in batch:
        yield (
            said.number,
            said.display.value,
            "yes" if said.display in IDENTIFIED else "no",
            "yes" if said.is_verified else "no",
            "withheld" if said.is_withheld else said.shown_as,
            "" if said.is_withdrawn else known.get(said.id, ""),
            said.speaks_for,
            said.register_number,
            said.capacity,
            "yes" if said.speaks_confirmed else "",
            "yes" if said.is_confidential else "",
            said.confidential_reason,
        )
