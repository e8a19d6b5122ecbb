"""Words that go for good: a minor's comment with all that hangs on it; one that has no account."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.discussion import figures, moving, stances, tallies, threads
from commons.discussion.additions import Attachment, FormerWording, MarkedRange
from commons.discussion.models import Comment, Display, Measure
from commons.errors import Refusal
from commons.i18n import _l


def erase(kind: str, key: str, comment: Comment, *, at: datetime) -> None:
    """Delete the words of a comment everywhere for ever: its former wordings and files too.

    Number, counts and the digest of its receipt stay; its stance ends as with any withdrawal.
    """
    threads.lock(kind, key)
    moving.bring(comment)
    with figures.following(comment):
        if comment.withdrawn_at is None:
            comment.withdrawn_at = at
            stances.drop(comment)
        comment.display, comment.shown_as = Display.HIDDEN, ""
    comment.erased_at = at
    comment.words, comment.suggestion = "", None
    comment.open_words, comment.open_suggestion = None, None
    comment.speaks_for = comment.register_number = comment.capacity = None
    comment.speaks_confirmed = False
    session = db.session()
    for table in (FormerWording, MarkedRange):
        session.execute(sa.delete(table).where(table.comment_id == comment.id))
    session.execute(
        sa.update(Attachment)
        .where(Attachment.comment_id == comment.id)
        .values(removed_at=at, words="", name="")
    )
    session.flush()


def withdraw_unowned(kind: str, key: str, comment: Comment) -> None:
    """Withdraw a comment of nobody's account, whose author has proved himself by his receipt.

    Its stance is taken off the tally, since no account holds it. Refuses ("already-withdrawn").
    """
    threads.lock(kind, key)
    db.session().refresh(comment)
    if comment.withdrawn_at is not None:
        raise Refusal("already-withdrawn", _l("This comment is withdrawn already."))
    moving.bring(comment)
    with figures.following(comment):
        comment.withdrawn_at = clock.now()
    if comment.stance is not None:
        tallies.add(comment, Measure(comment.stance), -1)
    db.session().flush()
