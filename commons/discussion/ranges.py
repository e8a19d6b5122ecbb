"""Comments on marked words: W3C selectors inside a section, and finding the words again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from commons import db
from commons.discussion.additions import MarkedRange
from commons.errors import Refusal
from commons.i18n import _l

CONTEXT = 32
"""So many characters before and behind are kept with a quote."""
LONGEST = 2_000
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Marked:
    """Words of a section: the quote with its context, and where it stands (code points)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    anchor: str = ""

    def facts(self) -> dict[str, Any]:
        """What a receipt binds of it."""
        return asdict(self)


def mark(
    plain: str, quote: str, *, near: int | None = None, within: str = "", anchor: str = ""
) -> Marked:
    """The words `quote` in a section; line ends and blanks between words may differ.

    Where they stand more than once, those nearest to `near`, else the first in the words `within`
    of the paragraph `anchor`. Refuses ("quote-not-found") words that are not there, or too many.
    """
    if len(quote) > LONGEST:
        raise Refusal(
            "quote-too-long",
            _l("Mark at most %(most)s characters.", most=LONGEST),
            field="quote",
        )
    begin = plain.find(within) if within else 0
    stop = begin + len(within) if within and begin >= 0 else len(plain)
    places = [
        p for p in _places(plain, quote) if not within or (begin >= 0 and begin <= p[0] < stop)
    ]
    if not places:
        raise Refusal(
            "quote-not-found",
            _l("These words do not stand in this part. Copy them exactly as they are printed."),
            field="quote",
        )
    start, end = min(places, key=lambda p: abs(p[0] - near)) if near is not None else places[0]
    return Marked(
        exact=plain[start:end],
        prefix=plain[max(0, start - CONTEXT) : start],
        suffix=plain[end : end + CONTEXT],
        start=start,
        end=end,
        anchor=anchor,
    )


def find_again(plain: str, marked: Marked) -> tuple[int, int] | None:
    """Where the marked words stand in another version: by quote, then by the best context."""
    places = list(_places(plain, marked.exact))
    if not places:
        return None
    return max(places, key=lambda p: (_likeness(plain, p, marked), -abs(p[0] - marked.start)))


def keep(comment_id: int, marked: Marked) -> None:
    """Keep which words a new comment speaks of."""
    db.session().add(MarkedRange(comment_id=comment_id, **asdict(marked)))
    db.session().flush()


def by_comments(comment_ids: Sequence[int]) -> Mapping[int, Marked]:
    """The marked words of these comments, by comment; the caller asks for open comments only."""
    rows = db.session().scalars(
        sa.select(MarkedRange).where(MarkedRange.comment_id.in_(comment_ids))
    )
    return {
        row.comment_id: Marked(row.exact, row.prefix, row.suffix, row.start, row.end, row.anchor)
        for row in rows
    }


def _places(plain: str, quote: str) -> Iterator[tuple[int, int]]:
    words = [re.escape(word) for word in _BLANKS.split(quote.strip()) if word]
    if not words:
        return
    for found in re.finditer(r"\s+".join(words), plain):
        yield found.span()


def _likeness(plain: str, place: tuple[int, int], marked: Marked) -> int:
    start, end = place
    before, behind = plain[max(0, start - CONTEXT) : start], plain[end : end + CONTEXT]
    return _shared(before[::-1], marked.prefix[::-1]) + _shared(behind, marked.suffix)


def _shared(a: str, b: str) -> int:
    pairs = zip(a, b, strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
