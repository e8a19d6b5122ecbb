"""A comment as anybody may see it: withheld names, withdrawn and hidden words never come this far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from commons.access import Assurance
from commons.discussion import covering
from commons.discussion.models import (
    WITHHELD,
    Change,
    Channel,
    Comment,
    Cover,
    Display,
    Placing,
    Stance,
)


@dataclass(frozen=True)
class CommentView:
    """A comment as anybody may see it: withheld names and withdrawn words are not in it."""

    id: int
    number: int
    section: str
    version: int
    place: str | None
    placing: Placing
    display: Display
    shown_as: str = field(repr=False)
    assurance: int
    stance: Stance | None
    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    has_words: bool
    language: str
    channel: Channel
    received_on: date | None
    written_at: datetime
    withdrawn_at: datetime | None
    digest: str
    speaks_for: str | None = None
    register_number: str | None = None
    capacity: str | None = None
    speaks_confirmed: bool = False
    is_confidential: bool = False
    """True when a part of it, whose words are nowhere here, is sealed to the agency's desk."""
    confidential_reason: str | None = None
    erased_at: datetime | None = None
    reply_to: int | None = None
    replies: tuple[CommentView, ...] = ()
    reply_count: int = 0
    cover: Cover | None = None
    cover_ground: str | None = None
    covered_at: datetime | None = None
    covered_by: int | None = None
    change: Change | None = None
    edits: int = 0
    edited_at: datetime | None = None
    support: int = 0
    thanks: int = 0
    opposed: int = 0
    is_answered: bool = False
    is_open: bool = True
    """Whether former wordings, files and marked words may be shown beside it."""

    def wording(self, original: str | None = None) -> str | None:
        """The section as its author wants it; None where no wording is suggested."""
        if self.change is Change.DELETE and self.is_open and not self.suggestion:
            return "" if original is not None else None
        return self.suggestion or None

    @property
    def is_covered(self) -> bool:
        """True when moderation has taken all its words away; a redacted one is still read."""
        return self.cover in (Cover.HIDDEN, Cover.REMOVED)

    @property
    def is_withdrawn(self) -> bool:
        """True when its author has taken it back."""
        return self.withdrawn_at is not None

    @property
    def is_withheld(self) -> bool:
        """True where nobody but the agency may learn a name, or nobody at all."""
        return self.display in WITHHELD

    @property
    def is_guest(self) -> bool:
        """True where it was sent without an account; its receipt's code is all its author has."""
        return self.channel is Channel.ONLINE and self.assurance == Assurance.NONE

    @property
    def is_verified(self) -> bool:
        """True when the author's identity was checked by eID."""
        return self.assurance >= Assurance.SUBSTANTIAL


def view(
    row: Comment,
    *,
    replies: tuple[CommentView, ...] = (),
    reply_count: int = 0,
    reply_to: int | None = None,
) -> CommentView:
    """A row as anybody may see it."""
    gone, left = row.withdrawn_at is not None, covering.readable(row)
    is_open = covering.is_open(row)
    return CommentView(
        id=row.id,
        number=row.number,
        section=row.section,
        version=row.version,
        place=row.place,
        placing=row.placing,
        display=row.display,
        shown_as=left.shown_as,
        assurance=row.assurance,
        stance=None if gone else row.stance,
        words=left.words,
        suggestion=left.suggestion,
        has_words=row.has_words,
        language=row.language,
        channel=row.channel,
        received_on=row.received_on,
        written_at=row.written_at,
        withdrawn_at=row.withdrawn_at,
        digest=row.receipt_hash,
        **_spoken_for(row, is_named=left.is_named),
        is_confidential=row.confidential_reason is not None,
        erased_at=row.erased_at,
        reply_to=reply_to,
        replies=replies,
        reply_count=reply_count,
        cover=row.cover,
        cover_ground=row.cover_ground,
        covered_at=row.covered_at,
        covered_by=row.covered_by,
        change=row.change if is_open else None,
        edits=row.edits,
        edited_at=row.edited_at,
        support=row.support,
        thanks=row.thanks,
        opposed=row.opposed,
        is_answered=row.is_answered,
        is_open=is_open,
    )


def _spoken_for(row: Comment, *, is_named: bool) -> dict[str, Any]:
    """For whom the author speaks, and why a part is confidential, where that may be read."""
    return {
        "speaks_for": row.speaks_for if is_named else None,
        "register_number": row.register_number if is_named else None,
        "capacity": row.capacity if is_named else None,
        "speaks_confirmed": row.speaks_confirmed and is_named,
        "confidential_reason": row.confidential_reason if is_named else None,
    }
