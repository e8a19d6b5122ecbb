"""Editing one's own comment: the former wording stays readable, and each has its own receipt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.discussion import covering, receipts
from commons.discussion.additions import FormerWording
from commons.discussion.models import Change, Comment, Thread
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.i18n import _l

MOST = 20
"""The platform's limit: so often one comment may be edited."""


@dataclass(frozen=True)
class Edited:
    """An edit that was accepted: which wording it is, and its receipt."""

    comment_id: int
    number: int
    edition: int
    digest: str
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Former:
    """A comment as it read before an edit."""

    edition: int
    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    change: Change | None
    language: str
    written_at: datetime
    digest: str

    def wording(self) -> str | None:
        """The section as its author wanted it then; None where no wording was suggested."""
        return "" if self.change is Change.DELETE and not self.suggestion else self.suggestion


def edit(kind: str, key: str, number: int, said: Statement, *, account_id: int | None) -> Edited:
    """Put new words in place of those of one's own comment; stance, number and counts stay.

    Refuses another person's comment ("not-permitted"), one that is withdrawn or hidden, what says
    nothing or nothing new, and more than MOST edits.
    """
    comment = _own(kind, key, number, account_id)
    if not said.has_words:
        raise Refusal(
            "nothing-said", _l("Write something, or withdraw the comment."), field="words"
        )
    if (said.words, said.suggestion, said.change) == (
        comment.words,
        comment.suggestion,
        comment.change,
    ):
        raise Refusal("nothing-new", _l("Nothing was changed yet."), field="words")
    if comment.edits >= MOST:
        raise Refusal(
            "too-many-edits", _l("A comment can be edited %(most)s times at most.", most=MOST)
        )
    db.session().add(_former(comment))
    _rewrite(comment, said, f"{kind}:{key}")
    db.session().flush()
    return Edited(comment.id, number, comment.edits, comment.receipt_hash, comment.receipt_code)


def formers(comment_id: int) -> list[Former]:
    """The former wordings of a comment, newest first; none where its words may not be shown."""
    row = db.session().get(Comment, comment_id)
    if row is None or not covering.is_open(row):
        return []
    wanted = (
        sa.select(FormerWording)
        .where(FormerWording.comment_id == comment_id)
        .order_by(FormerWording.edition.desc())
    )
    return [
        Former(
            edition=each.edition,
            words=each.words,
            suggestion=each.suggestion,
            change=each.change,
            language=each.language,
            written_at=each.written_at,
            digest=each.receipt_hash,
        )
        for each in db.session().scalars(wanted)
    ]


def is_former(kind: str, key: str, number: int, code: str) -> bool:
    """Whether this code is the receipt of a former wording that still reads as it did."""
    wanted = (
        sa.select(FormerWording, Comment)
        .join(Comment, Comment.id == FormerWording.comment_id)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Comment.number == number)
    )
    for row, comment in db.session().execute(wanted).tuples():
        if receipts.same(receipts.normal(code), row.receipt_code):
            return receipts.same(_digest_of(row, comment, f"{kind}:{key}"), row.receipt_hash)
    return False


def _own(kind: str, key: str, number: int, account_id: int | None) -> Comment:
    comment = db.session().scalar(
        sa.select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Comment.number == number)
        .with_for_update(of=Comment)
    )
    if comment is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    if comment.account_id != account_id:
        raise Refusal("not-permitted", _l("Only its author may edit a comment."))
    if comment.withdrawn_at is not None:
        raise Refusal("already-withdrawn", _l("This comment is withdrawn already."))
    if comment.cover is not None or not comment.has_words:
        raise Refusal("out-of-order", _l("This comment cannot be edited."))
    return comment


def _former(comment: Comment) -> FormerWording:
    return FormerWording(
        comment_id=comment.id,
        edition=comment.edits,
        words=comment.words,
        suggestion=comment.suggestion,
        change=comment.change,
        language=comment.language,
        bound=comment.bound,
        written_at=comment.edited_at or comment.written_at,
        receipt_code=comment.receipt_code,
        receipt_hash=comment.receipt_hash,
    )


def _rewrite(comment: Comment, said: Statement, thread: str) -> None:
    kept = {name: fact for name, fact in (comment.bound or {}).items() if name != "change"}
    comment.words, comment.suggestion = said.words, said.suggestion
    comment.change, comment.language = said.change, said.language
    comment.edits += 1
    comment.edited_at = clock.now()
    comment.bound = receipts.bound(said.change, kept)
    comment.receipt_code = receipts.new_code()
    comment.receipt_hash = receipts.digest(
        code=comment.receipt_code,
        thread=thread,
        number=comment.number,
        section=comment.section,
        version=comment.version,
        stance=comment.stance,
        words=comment.words,
        suggestion=comment.suggestion,
        written_at=comment.edited_at,
        bound=comment.bound,
    )


def _digest_of(row: FormerWording, comment: Comment, thread: str) -> str:
    return receipts.digest(
        code=row.receipt_code,
        thread=thread,
        number=comment.number,
        section=comment.section,
        version=comment.version,
        stance=comment.stance,
        words=row.words,
        suggestion=row.suggestion,
        written_at=row.written_at,
        bound=row.bound,
    )
