"""Entering what did not come online: letters of several points, batches, scans, corrections."""

from __future__ import annotations

import hashlib
from typing import Any

import structlog

from commons import clock, db, files, record
from commons.access import Actor
from commons.discussion import editing
from commons.discussion.models import Stance
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts.words import normalise
from consult import policies
from consult.models import DISCUSSION, Hearing
from consult.offline import imports, queries, rules
from consult.offline.models import Batch, EnteredPoint, Mending, Sort, Submission
from consult.offline.rules import Letter, Point, Scan
from consult.queries import texts
from consult.rules import check_words
from consult.services import speaking

log = structlog.get_logger("consult")


def enter(
    actor: Actor,
    hearing: Hearing,
    letter: Letter,
    *,
    scan: Scan | None = None,
    submission: Submission | None = None,
) -> Submission:
    """Enter one submission with all its points, or type in a scan that waits (R021).

    It counts as one submission, each point as a comment. Refuses what `speaking.enter` refuses,
    naming the point, and a scan that was typed in already.
    """
    policies.check(policies.may_answer(actor, hearing))
    check(hearing, letter)
    kept = submission or _new(hearing, scan)
    if kept.entered_at is not None:
        raise Refusal("already-settled", _l("This scan was typed in already."))
    kept.channel, kept.received_on = letter.channel, letter.received_on
    kept.entered_by, kept.entered_at = actor.account_id, clock.now()
    db.session().flush()
    for number in range(1, len(letter.points) + 1):
        _enter_point(actor, hearing, letter, kept=kept, number=number)
    db.session().flush()
    log.info("hearing_letter_entered", id=hearing.id, points=len(letter.points))
    return kept


def check(hearing: Hearing, letter: Letter) -> None:
    """Refuse a letter whose way, day or points cannot be taken."""
    zone = law.by_key(hearing.rule_set_id).zone
    rules.check(letter, today=local_date(clock.now(), zone))


def upload_lines(actor: Actor, hearing: Hearing, *, name: str, data: bytes) -> Batch:
    """Read a table and keep it with what is wrong in which line; the same file comes in once."""
    policies.check(policies.may_answer(actor, hearing))
    version = texts.newest(hearing).number or 0

    def judge(letter: Letter) -> None:
        check(hearing, letter)
        for point in letter.points:
            speaking.checked(hearing, _statement(hearing, letter, point, version))

    lines = imports.read_lines(data, queries.places(hearing), judge)
    return _batch(actor, hearing, Sort.LINES, file=Scan(name, data), lines=lines)


def take_over(actor: Actor, hearing: Hearing, batch: Batch) -> int:
    """Enter every line of a table, or none; gives how many. Refuses one with a line that is wrong."""
    policies.check(policies.may_answer(actor, hearing))
    if batch.taken_at is not None:
        raise Refusal("already-settled", _l("This batch was entered already."))
    if any(line["problem"] for line in batch.lines):
        raise Refusal("bad-file", _l("Mend the lines that are wrong, and upload the file again."))
    for line in batch.lines:
        kept = _new(hearing, None)
        kept.batch_id = batch.id
        enter(actor, hearing, imports.letter_of(line), submission=kept)
    batch.taken_at, many = clock.now(), len(batch.lines)
    batch.lines = []
    _note_batch(actor, hearing, batch, many)
    return many


def discard(actor: Actor, hearing: Hearing, batch: Batch) -> None:
    """Throw a table away that was not entered; nothing of it stays."""
    policies.check(policies.may_answer(actor, hearing))
    if batch.taken_at is not None:
        raise Refusal("already-settled", _l("This batch was entered already."))
    db.session().delete(batch)
    db.session().flush()


def upload_scans(actor: Actor, hearing: Hearing, *, name: str, data: bytes) -> Batch:
    """Keep every scan of a ZIP file as a submission that waits to be typed in; all or none."""
    policies.check(policies.may_answer(actor, hearing))
    scans = imports.read_scans(data)
    batch = _batch(actor, hearing, Sort.SCANS, file=Scan(name, data), lines=[])
    for scan in scans:
        _new(hearing, scan).batch_id = batch.id
    batch.taken_at = clock.now()
    _note_batch(actor, hearing, batch, len(scans))
    return batch


def mend(
    actor: Actor, hearing: Hearing, kept: Submission, number: int, *, point: Point, reason: str
) -> None:
    """Put right what was typed in wrongly; the former words stay readable, the reason on record.

    Refuses a comment that is not of this submission, words that say the same, and no reason.
    """
    policies.check(policies.may_answer(actor, hearing))
    standing = queries.comment_of(kept, number)
    if standing is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    if not reason.strip():
        raise Refusal("reason-needed", _l("Write what was typed in wrongly."), field="reason")
    limit: int = law.by_key(hearing.rule_set_id).value("comment.max_length", speaking.LONGEST)
    check_words(point.words, limit=limit, field="words")
    said = Statement(
        version=standing.version,
        section=standing.section,
        stance=standing.stance,
        words=normalise(point.words).strip(),
        suggestion=point.suggestion if standing.stance is Stance.CHANGE else None,
        change=standing.change,
        language=standing.language,
    )
    edited = editing.edit(DISCUSSION, hearing.key, number, said, account_id=None)
    db.session().add(
        Mending(
            submission_id=kept.id,
            number=number,
            reason=normalise(reason.strip()),
            corrected_by=actor.account_id,
            corrected_at=clock.now(),
        )
    )
    db.session().flush()
    record.note(
        "hearing:comment:mended",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"number": number, "digest": edited.digest},
    )


def _new(hearing: Hearing, scan: Scan | None) -> Submission:
    kept = Submission(hearing_id=hearing.id, made_at=clock.now())
    if scan is not None:
        imports.check_scan(scan)
        file = files.keep(scan.name, scan.data)
        kept.scan_digest, kept.scan_type, kept.scan_name = file.digest, file.type.value, file.name
    db.session().add(kept)
    db.session().flush()
    return kept


def _enter_point(
    actor: Actor, hearing: Hearing, letter: Letter, *, kept: Submission, number: int
) -> None:
    version = texts.newest(hearing).number or 0
    said = _statement(hearing, letter, letter.points[number - 1], version)
    try:
        written = speaking.enter(actor, hearing, said, shown_as=letter.shown_as)
    except Refusal as refusal:
        if refusal.field in ("words", "suggestion", "stance", "section"):
            field = f"{refusal.field}_{number}"
            raise Refusal(refusal.code, refusal.message, field=field) from refusal
        raise
    db.session().add(
        EnteredPoint(submission_id=kept.id, number=number, comment_id=written.comment_id)
    )


def _statement(hearing: Hearing, letter: Letter, point: Point, version: int) -> Statement:
    return Statement(
        version=version,
        section=point.section,
        stance=point.stance,
        words=point.words,
        suggestion=point.suggestion,
        language=rules.language_of(point.words or point.suggestion or "", hearing.language),
        channel=letter.channel,
        received_on=letter.received_on,
    )


def _batch(
    actor: Actor, hearing: Hearing, sort: Sort, *, file: Scan, lines: list[dict[str, Any]]
) -> Batch:
    name, data = file.name, file.data
    digest = hashlib.sha256(data).hexdigest()
    values = {
        "hearing_id": hearing.id,
        "sort": sort,
        "digest": digest,
        "name": files.plain_name(name),
        "lines": lines,
        "made_by": actor.account_id,
        "made_at": clock.now(),
    }
    number = db.insert_once(Batch, values, conflict=["hearing_id", "digest"])
    if number is None:
        raise Refusal(
            "batch-known", _l("This very file was uploaded for this hearing already."), field="file"
        )
    return db.session().get_one(Batch, number)


def _note_batch(actor: Actor, hearing: Hearing, batch: Batch, many: int) -> None:
    db.session().flush()
    record.note(
        "hearing:batch:entered",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"digest": batch.digest, "sort": batch.sort.value, "submissions": many},
    )
    log.info("hearing_batch_entered", id=hearing.id, submissions=many)
