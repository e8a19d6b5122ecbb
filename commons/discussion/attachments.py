"""Files of comments: held while a form is being filled in, attached when it is sent, read by a job."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db, files, jobs
from commons.discussion import covering, extracting
from commons.discussion.additions import Attachment, HeldFile, Reading
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l

MOST = 5
"""The platform's limit: so many files one comment may have."""
LARGEST = 10 * 1024 * 1024
"""The platform's limit for one file in bytes, where a rule set names none."""
LIFE = timedelta(days=7)
"""So long a file waits for its comment."""
MOST_HELD = 50
READ = "discussion.read-attachment"


@dataclass(frozen=True)
class Held:
    """A file that waits for its comment; the key is known to whoever sent it."""

    key: str
    name: str
    type: str
    size: int
    digest: str


@dataclass(frozen=True)
class Attached:
    """A file of a comment; `words` is what was read in it."""

    comment_id: int
    place: int
    name: str
    type: str
    size: int
    digest: str
    reading: Reading
    words: str = ""


def hold(
    account_id: int,
    name: str,
    data: bytes,
    *,
    largest: int = LARGEST,
    types: Collection[files.Type] = tuple(files.Type),
) -> Held:
    """Keep a file until its comment is sent, also where the rest of the form is refused.

    Refuses ("bad-file") what is too large, of another type, empty or unclean.
    """
    if len(data) > largest:
        megabytes = largest // 1024 // 1024
        raise Refusal(
            "bad-file",
            _l(
                "“%(name)s” is larger than %(most)s MB.",
                name=files.plain_name(name),
                most=megabytes,
            ),
            field="file",
        )
    kept = files.keep(name, data, types=types)
    held = Held(secrets.token_urlsafe(12), kept.name, kept.type.value, kept.size, kept.digest)
    _hold(account_id, held)
    db.if_refused(lambda: _hold(account_id, held))
    return held


def held(account_id: int | None, keys: Sequence[str]) -> list[Held]:
    """The files that this account holds under these keys, in their order."""
    if account_id is None or not keys:
        return []
    rows = db.session().scalars(
        sa.select(HeldFile).where(HeldFile.account_id == account_id, HeldFile.key.in_(keys))
    )
    found = {row.key: row for row in rows}
    return [
        Held(row.key, row.name, row.type, row.size, row.digest)
        for row in (found[key] for key in dict.fromkeys(keys) if key in found)
    ]


def attach(comment_id: int, account_id: int, sent: Sequence[Held]) -> None:
    """Attach held files to a new comment; a job reads their words. Refuses more than MOST."""
    check_number(sent)
    for place, one in enumerate(sent, start=1):
        row = Attachment(
            comment_id=comment_id,
            place=place,
            digest=one.digest,
            type=one.type,
            name=one.name,
            size=one.size,
            reading=Reading.WAITING,
        )
        db.session().add(row)
        db.session().flush()
        jobs.later(READ, key=str(row.id), payload={"attachment": row.id})
    _release(account_id, [one.key for one in sent])


def check_number(sent: Sequence[Held]) -> None:
    """Refuse more files than one comment may have."""
    if len(sent) > MOST:
        raise Refusal(
            "too-many-files", _l("Attach at most %(most)s files.", most=MOST), field="file"
        )


def of(comment_ids: Sequence[int]) -> dict[int, list[Attached]]:
    """The files of those of these comments whose words may be read, by comment, without text."""
    wanted = (
        sa.select(Attachment)
        .join(Comment, Comment.id == Attachment.comment_id)
        .where(
            Attachment.comment_id.in_(comment_ids),
            Attachment.removed_at.is_(None),
            covering.is_open_row(),
        )
        .options(sa.orm.defer(Attachment.words))
        .order_by(Attachment.comment_id, Attachment.place)
    )
    found: dict[int, list[Attached]] = {}
    for row in db.session().scalars(wanted):
        found.setdefault(row.comment_id, []).append(_attached(row))
    return found


def one(comment_id: int, place: int) -> Attached:
    """One file of a comment with its words; "removed" once it is gone or may not be read."""
    row = db.session().scalar(
        sa.select(Attachment).where(Attachment.comment_id == comment_id, Attachment.place == place)
    )
    comment = db.session().get(Comment, comment_id)
    if row is None or comment is None:
        raise Refusal("not-found", _l("This comment has no such file."))
    if row.removed_at is not None or not covering.is_open(comment):
        raise Refusal("file-removed", _l("This file was removed together with its comment."))
    return _attached(row, row.words)


def read(attachment_id: int) -> int | None:
    """Read the words of a file; gives its comment, or None where there is nothing to do."""
    row = db.session().get(Attachment, attachment_id)
    if row is None or row.removed_at is not None or row.reading is not Reading.WAITING:
        return None
    found = extracting.words_of(files.read(row.digest), files.Type(row.type))
    row.reading, row.words = found.reading, found.words
    return row.comment_id


def remove(comment_id: int) -> None:
    """Remove the files of a comment, and their words; the names go too."""
    rows = db.session().scalars(
        sa.select(Attachment).where(
            Attachment.comment_id == comment_id, Attachment.removed_at.is_(None)
        )
    )
    for row in rows.all():
        row.removed_at, row.words, row.name = clock.now(), "", ""
        _drop(row.digest)


def forget_held(*, account_id: int | None = None) -> int:
    """Forget files that nobody sent: an account's, or all whose time is over; gives how many."""
    is_due = (
        HeldFile.held_at < clock.now() - LIFE
        if account_id is None
        else HeldFile.account_id == account_id
    )
    gone = db.session().scalars(sa.delete(HeldFile).where(is_due).returning(HeldFile.digest)).all()
    for digest in gone:
        _drop(digest)
    return len(gone)


def is_needed(digest: str) -> bool:
    """Whether a comment or a form still holds this file."""
    attached = sa.select(Attachment.id).where(
        Attachment.digest == digest, Attachment.removed_at.is_(None)
    )
    waiting = sa.select(HeldFile.id).where(HeldFile.digest == digest)
    return any(db.session().scalar(q.limit(1)) is not None for q in (attached, waiting))


def _hold(account_id: int, kept: Held) -> None:
    count = sa.select(sa.func.count()).where(HeldFile.account_id == account_id)
    if (db.session().scalar(count) or 0) >= MOST_HELD:
        raise Refusal("too-many-files", _l("Too many of your files wait to be sent."), field="file")
    values = {
        "account_id": account_id,
        "key": kept.key,
        "digest": kept.digest,
        "type": kept.type,
        "name": kept.name,
        "size": kept.size,
        "held_at": clock.now(),
    }
    db.insert_once(HeldFile, values, conflict=["account_id", "key"])


def _release(account_id: int, keys: Sequence[str]) -> None:
    db.session().execute(
        sa.delete(HeldFile).where(HeldFile.account_id == account_id, HeldFile.key.in_(keys))
    )


def _drop(digest: str) -> None:
    db.session().flush()
    if not files.is_needed(digest):
        db.after_commit(lambda: files.drop(digest))


def _attached(row: Attachment, words: str = "") -> Attached:
    return Attached(
        row.comment_id, row.place, row.name, row.type, row.size, row.digest, row.reading, words
    )


files.use_holder(is_needed)
