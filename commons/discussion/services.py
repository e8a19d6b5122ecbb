"""Writing in a thread: say something, take it back, enter paper, carry comments to a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from commons import clock, db
from commons.access import Assurance
from commons.discussion import figures, moving, receipts, stances, tallies, threads
from commons.discussion.models import (
    WHOLE,
    WITHHELD,
    Change,
    Channel,
    Comment,
    CurrentStance,
    Display,
    Placing,
    Stance,
    Thread,
    Voice,
)
from commons.errors import Refusal
from commons.i18n import _l


@dataclass(frozen=True)
class Author:
    """Who speaks, and as whom he wants to be shown; never with an identity number."""

    account_id: int | None
    assurance: Assurance = Assurance.NONE
    display: Display = Display.HIDDEN
    shown_as: str = field(default="", repr=False)
    speaks_for: str | None = None
    register_number: str | None = None
    capacity: str | None = None
    speaks_confirmed: bool = False
    by_minor: bool = False


@dataclass(frozen=True)
class Statement:
    """What is said of which section of which version; `reply_to` is a comment's number."""

    version: int
    section: str = WHOLE
    stance: Stance | None = None
    words: str = field(default="", repr=False)
    suggestion: str | None = field(default=None, repr=False)
    language: str = "en"
    reply_to: int | None = None
    channel: Channel = Channel.ONLINE
    received_on: date | None = None
    confidential_reason: str | None = None
    confidential: str = field(default="", repr=False)
    change: Change | None = None
    bound: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What else the receipt's hash covers: marked words, the digests of files."""

    @property
    def has_words(self) -> bool:
        """Whether there is something to read, beside the bare stance."""
        return bool(self.words or self.suggestion or self.change)


@dataclass(frozen=True)
class Written:
    """A comment that was accepted: its number and its receipt."""

    comment_id: int
    number: int
    code: str = field(repr=False)
    digest: str


@dataclass(frozen=True)
class _Numbered:
    thread: str
    thread_id: int
    number: int
    moving: int | None


def write(
    kind: str, key: str, author: Author, statement: Statement, *, at: datetime | None = None
) -> Written:
    """Keep what is said, as written; refuses where nothing is said.

    `at` is the instant at which it was accepted (now unless told). A stance replaces the one that the same person held of the same section.
    """
    if not statement.has_words and statement.stance is None:
        raise Refusal("nothing-said", _l("Choose a stance or write something."), field="words")
    place = _next_number(kind, key)
    above = None if statement.reply_to is None else _find(place.thread_id, statement.reply_to)
    if place.moving is not None:
        moving.bring_person(place.moving, place.thread_id, author.account_id)
        if above is not None:
            moving.bring(above)
    said = _beside(above, statement)
    comment = _comment(place, author, said, at or clock.now())
    if above is not None:
        comment.reply_to_id, comment.place = above.reply_to_id or above.id, above.place
    db.session().add(comment)
    db.session().flush()
    stances.count(comment, moving=place.moving)
    if comment.reply_to_id is not None:
        tallies.add_reply(comment.reply_to_id)
    return Written(comment.id, place.number, comment.receipt_code, comment.receipt_hash)


def withdraw(kind: str, key: str, number: int, *, account_id: int) -> Comment:
    """Take a comment back: number and count stay, words are no longer shown, its stance ends.

    Refuses where it is another person's ("not-permitted") or withdrawn already.
    """
    thread_id = threads.lock(kind, key).id
    comment = _find(thread_id, number)
    if comment.account_id != account_id:
        raise Refusal("not-permitted", _l("Only its author may withdraw a comment."))
    if comment.withdrawn_at is not None:
        raise Refusal("already-withdrawn", _l("This comment is withdrawn already."))
    moving.bring(comment)
    with figures.following(comment):
        comment.withdrawn_at = clock.now()
    stances.drop(comment)
    db.session().flush()
    return comment


def carry(kind: str, key: str, places: Mapping[str, str | None], *, version: int = 0) -> None:
    """Move comments and stances to their sections in a new version of the text, all at once.

    `places` names for each section of the old version its section in the new one, or None where
    it has none; what was written where never changes. The whole text keeps its place.
    """
    moving.begin(kind, key, places, version=version)
    while moving.step(kind, key):
        pass


def mark_answered(ids: Sequence[int] | sa.Select[tuple[int]]) -> None:
    """Let comments be found as answered; their answer is public now."""
    db.session().execute(
        sa.update(Comment)
        .where(Comment.id.in_(ids))
        .values(is_answered=True)
        .execution_options(synchronize_session=False)
    )


def cut_authors(kind: str, key: str) -> None:
    """Cut the link between the comments of a thread and their accounts, for ever."""
    thread_id = threads.lock(kind, key).id
    db.session().execute(
        sa.update(Comment).where(Comment.thread_id == thread_id).values(account_id=None)
    )
    for table in (CurrentStance, Voice):
        db.session().execute(sa.delete(table).where(table.thread_id == thread_id))


def _next_number(kind: str, key: str) -> _Numbered:
    values = {"kind": kind, "key": key, "last_number": 0}
    bump = (
        sa.update(Thread)
        .where(Thread.kind == kind, Thread.key == key)
        .values(last_number=Thread.last_number + 1)
        .returning(Thread.id, Thread.last_number, Thread.moving)
    )
    row = db.session().execute(bump).one_or_none()
    if row is None:
        db.insert_once(Thread, values, conflict=["kind", "key"])
        row = db.session().execute(bump).one()
    return _Numbered(f"{kind}:{key}", *row)


def _comment(place: _Numbered, author: Author, said: Statement, now: datetime) -> Comment:
    code = receipts.new_code()
    return Comment(
        thread_id=place.thread_id,
        number=place.number,
        section=said.section,
        version=said.version,
        place=said.section,
        placing=Placing.WRITTEN,
        account_id=author.account_id,
        assurance=int(author.assurance),
        display=author.display,
        shown_as="" if author.display in WITHHELD else author.shown_as,
        speaks_for=author.speaks_for,
        register_number=author.register_number,
        capacity=author.capacity,
        speaks_confirmed=author.speaks_confirmed,
        by_minor=author.by_minor,
        confidential_reason=said.confidential_reason,
        stance=said.stance,
        words=said.words,
        suggestion=said.suggestion,
        has_words=said.has_words,
        language=said.language,
        channel=said.channel,
        received_on=said.received_on,
        written_at=now,
        receipt_code=code,
        change=said.change,
        bound=receipts.bound(said.change, said.bound),
        receipt_hash=receipts.digest(
            code=code,
            thread=place.thread,
            number=place.number,
            section=said.section,
            version=said.version,
            stance=said.stance,
            words=said.words,
            suggestion=said.suggestion,
            written_at=now,
            bound=receipts.bound(said.change, said.bound),
        ),
    )


def _beside(above: Comment | None, said: Statement) -> Statement:
    if above is None:
        return said
    return replace(
        said,
        section=above.section,
        version=above.version,
        stance=None,
        suggestion=None,
        change=None,
    )


def _find(thread_id: int, number: int) -> Comment:
    found = db.session().scalar(
        sa.select(Comment).where(Comment.thread_id == thread_id, Comment.number == number)
    )
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found
