"""Reading a discussion: arguments for, against and others side by side, each with what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from commons.discussion import finding, ranges, reactions
from commons.discussion.additions import Mood
from commons.discussion.finding import Order, Wanted
from commons.discussion.models import Stance
from commons.discussion.ranges import Marked
from commons.discussion.shown import CommentView
from initiatives.acts.discussing import THREAD

SHORT = 5
"""So many arguments of each side stand beside each other; the rest a page further."""
LONG = 20


class Side(StrEnum):
    """On which side an argument stands."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"


_WANTED = {
    Side.FOR: Wanted(stance=Stance.AGREE),
    Side.AGAINST: Wanted(stance=Stance.DISAGREE),
    Side.OTHER: Wanted(besides=True),
}


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: one side alone, an order, words, a place in the list."""

    side: Side | None = None
    order: Order = Order.SUPPORTED
    words: str = field(default="", repr=False)
    after: Sequence[int] | None = None


@dataclass(frozen=True)
class Column:
    """Some arguments of one side, and the place behind which the next ones begin."""

    side: Side
    comments: tuple[CommentView, ...]
    following: tuple[int, ...] | None


@dataclass(frozen=True)
class Extras:
    """What a page shows beside its comments, by comment: marked words, one's own reactions."""

    marks: Mapping[int, Marked]
    given: Mapping[int, Mood]


def columns(initiative_id: int, place: str, asked: Asked) -> list[Column]:
    """The sides that were asked for: all three, each with its first arguments, or one in full."""
    sides = [asked.side] if asked.side else list(Side)
    size = LONG if asked.side else SHORT
    after = asked.after if asked.side else None
    found = []
    for side in sides:
        wanted = replace(_WANTED[side], order=asked.order, words=asked.words)
        page = finding.page(THREAD, str(initiative_id), place, wanted, after=after, size=size)
        found.append(Column(side, page.comments, page.following))
    return found


def extras(comments: Sequence[CommentView], account_id: int | None) -> Extras:
    """Marked words and one's own reactions of these comments and their first replies."""
    every = [*comments, *(reply for comment in comments for reply in comment.replies)]
    ids = [comment.id for comment in every if comment.is_open]
    return Extras(ranges.by_comments(ids), reactions.given(account_id, ids))
