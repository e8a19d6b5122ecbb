"""What one account has said, for its own page; and letting go of its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.discussion import figures
from commons.discussion.models import Comment, Display, Stance, Thread
from commons.errors import Refusal
from commons.i18n import _l


@dataclass(frozen=True)
class Said:
    """One thing that an account said, and of what."""

    kind: str
    key: str
    number: int
    section: str
    version: int
    stance: Stance | None
    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    display: Display
    shown_as: str = field(repr=False)
    written_at: datetime
    withdrawn_at: datetime | None


def said_by(account_id: int, *, limit: int | None = None) -> list[Said]:
    """What an account has said, newest first, withdrawn things too."""
    wanted = (
        sa.select(Comment, Thread)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Comment.account_id == account_id)
        .order_by(Comment.id.desc())
        .limit(limit)
    )
    return [
        Said(
            kind=thread.kind,
            key=thread.key,
            number=comment.number,
            section=comment.section,
            version=comment.version,
            stance=comment.stance,
            words=comment.words,
            suggestion=comment.suggestion,
            display=comment.display,
            shown_as=comment.shown_as,
            written_at=comment.written_at,
            withdrawn_at=comment.withdrawn_at,
        )
        for comment, thread in db.session().execute(wanted).tuples()
    ]


def withhold_name(kind: str, key: str, number: int, *, account_id: int) -> Comment:
    """Withhold the name under one's own comment, for ever; the words stay.

    Refuses another person's comment ("not-permitted") and a name withheld already ("out-of-order").
    """
    found = db.session().scalar(
        sa.select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Comment.number == number)
        .with_for_update()
    )
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    if found.account_id != account_id:
        raise Refusal("not-permitted", _l("Only its author may withhold the name."))
    if found.display is Display.HIDDEN:
        raise Refusal("out-of-order", _l("Nobody sees the name already."))
    with figures.following(found):
        found.display, found.shown_as = Display.HIDDEN, ""
    found.speaks_for = found.register_number = found.capacity = None
    found.speaks_confirmed = False
    db.session().flush()
    return found


def withhold_names(account_id: int) -> None:
    """Withhold the name under which an account spoke, everywhere and for ever (GDPR art. 17)."""
    figures.withhold(account_id)
    db.session().execute(
        sa.update(Comment)
        .where(Comment.account_id == account_id)
        .values(
            display=Display.HIDDEN,
            shown_as="",
            speaks_for=None,
            register_number=None,
            capacity=None,
            speaks_confirmed=False,
        )
    )
