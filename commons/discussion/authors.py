"""What one account has said, for its own page; and letting go of its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.discussion.models import Comment, CurrentStance, Display, Stance, Thread


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


def stances_by(account_id: int) -> int:
    """How many stances an account holds now."""
    wanted = sa.select(sa.func.count()).where(CurrentStance.account_id == account_id)
    return db.session().scalar(wanted) or 0


def withhold_names(account_id: int) -> None:
    """Withhold the name under which an account spoke, everywhere and for ever (GDPR art. 17)."""
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
