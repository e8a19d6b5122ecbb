"""The hearings as the books must find them: what is published is what went on record, word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from commons import db
from commons.discussion import books as comments
from commons.record import Entry
from commons.texts import queries as texts
from commons.texts.models import Version
from consult import digests
from consult.answering import Answer, Reply, Summary, Theme
from consult.models import DISCUSSION, Hearing

SAID = ("hearing:comment:accepted", "hearing:comment:entered", "hearing:comment:edited")
VERSIONS = ("hearing:version:published", "hearing:opening:approved")
SUMMARIES = ("hearing:summary:published",)
ANSWERED = ("hearing:theme:answered", "hearing:theme:corrected")
REPLIED = ("hearing:reply:given", "hearing:reply:corrected")


def faults() -> Iterator[str]:
    """Every published thing of a hearing that is not, or no longer, what the record says of it."""
    wanted = sa.select(Hearing).where(Hearing.approved_at.is_not(None)).order_by(Hearing.id)
    for hearing in db.session().scalars(wanted).all():
        yield from _comments(hearing)
        yield from _versions(hearing)
        yield from _summary(hearing)
        yield from _answers(hearing)


def _comments(hearing: Hearing) -> Iterator[str]:
    next_one = 1
    for batch in comments.batches(DISCUSSION, hearing.key):
        said = _said(hearing, SAID, "comment", [one.number for one in batch])
        for one in batch:
            if not one.is_sound:
                yield f"{hearing.path}: comment {one.number} was altered"
            elif one.number in said and said[one.number] != one.digest:
                yield f"{hearing.path}: comment {one.number} is not what went on record"
        missing = set(range(next_one, batch[-1].number)) - {one.number for one in batch}
        yield from (f"{hearing.path}: comment {number} is missing" for number in sorted(missing))
        next_one = batch[-1].number + 1
    for number in range(next_one, comments.last_number(DISCUSSION, hearing.key) + 1):
        yield f"{hearing.path}: comment {number} is missing"


def _versions(hearing: Hearing) -> Iterator[str]:
    for entry in _entries(hearing, VERSIONS):
        number, digest = entry.facts.get("version"), entry.facts.get("digest")
        if number is None or digest is None:
            continue
        wanted = sa.select(Version.id).where(
            Version.text_id == hearing.text_id, Version.number == number
        )
        standing = db.session().scalar(wanted)
        found = texts.digest_bytes(standing) if standing is not None else b""
        if hashlib.sha256(found).hexdigest() != digest:
            yield f"{hearing.path}: version {number} is not what went on record"


def _summary(hearing: Hearing) -> Iterator[str]:
    last = next(iter(reversed(_entries(hearing, SUMMARIES))), None)
    wanted = sa.select(Summary).where(Summary.hearing_id == hearing.id)
    standing = db.session().scalar(wanted.where(Summary.published_at.is_not(None)))
    if last is None or standing is None or "digest" not in last.facts:
        return
    if digests.of_summary(standing) != last.facts["digest"]:
        yield f"{hearing.path}: the summary is not what went on record"


def _answers(hearing: Hearing) -> Iterator[str]:
    if hearing.summarised_at is not None:
        wanted = sa.select(Theme).where(Theme.hearing_id == hearing.id)
        found = {theme.number: theme.answer for theme in db.session().scalars(wanted)}
        yield from _compared(hearing, ANSWERED, "theme", dict(found))
    replies = sa.select(Reply).where(Reply.hearing_id == hearing.id)
    given = {reply.number: reply for reply in db.session().scalars(replies)}
    yield from _compared(hearing, REPLIED, "reply", dict(given))


def _compared(
    hearing: Hearing, kinds: Collection[str], name: str, standing: dict[int, Answer | Reply | None]
) -> Iterator[str]:
    said = {
        entry.facts[name]: entry.facts["digest"]
        for entry in _entries(hearing, kinds)
        if name in entry.facts and "digest" in entry.facts
    }
    for number, digest in sorted(said.items()):
        answer = standing.get(number)
        if answer is None or digests.of_answer(answer) != digest:
            yield f"{hearing.path}: the answer to {name} {number} is not what went on record"


def _said(
    hearing: Hearing, kinds: Collection[str], part: str, numbers: Collection[int]
) -> dict[int, str]:
    """The newest digest on record of each of these."""
    wanted = sa.select(Entry.facts).where(
        Entry.subject == hearing.path,
        Entry.of.in_([f"{part}/{number}" for number in numbers]),
        Entry.kind.in_(sorted(kinds)),
    )
    rows = db.session().scalars(wanted.order_by(Entry.id))
    return {facts["number"]: facts["digest"] for facts in rows if "digest" in facts}


def _entries(hearing: Hearing, kinds: Collection[str]) -> list[Entry]:
    wanted = sa.select(Entry).where(Entry.subject == hearing.path, Entry.kind.in_(sorted(kinds)))
    return list(db.session().scalars(wanted.order_by(Entry.id)))
