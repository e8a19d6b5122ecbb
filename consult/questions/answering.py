"""Answering: one sheet a person, replaced while the hearing is open, with a receipt each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import sqlalchemy as sa

from commons import clock, db, limits, record
from commons.access import Actor
from commons.discussion import queries as discussion
from commons.discussion import receipts
from commons.discussion.models import WHOLE
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify import services as notify
from commons.texts import queries as text_queries
from commons.texts.words import normalise
from consult import rules as hearing_rules
from consult.models import DISCUSSION, Hearing
from consult.phases import services as phases
from consult.queries import texts
from consult.questions import queries, rules, tallies
from consult.questions.models import AnswerSheet, Question, SheetAnswer, Spoken
from consult.questions.rules import SILENT, Said
from consult.questions.states import Form
from consult.services import speaking
from consult.speakers import taking_back
from consult.speakers.standing import Speaker


@dataclass(frozen=True)
class Signed:
    """As whom the open answers, which are comments, are shown, and their language."""

    speaker: Speaker | None = None
    language: str = "en"


def send(
    actor: Actor,
    hearing: Hearing,
    said: Mapping[int, Said],
    *,
    within: Collection[int],
    signed: Signed,
) -> AnswerSheet:
    """Keep a person's answers to the questions `within` the page; the others stay as they were.

    Refuses outside the open time, a person who may not speak here, and answers that cannot stand;
    an empty sheet is refused too ("nothing-said").
    """
    if actor.account_id is None:
        raise Refusal("not-permitted", _l("Sign in to answer the questions."))
    limits.spend(limits.COMMENT, f"account:{actor.account_id}")
    now = clock.now()
    phases.check_questions(hearing, now)
    hearing_rules.check_audience(hearing.audience, actor.assurance)
    sheet = _sheet(actor, hearing, now)
    take(actor, hearing, sheet, said, within=within, signed=signed)
    notify.follow(actor.account_id, DISCUSSION, hearing.key)
    return sheet


def take(
    actor: Actor,
    hearing: Hearing,
    sheet: AnswerSheet,
    said: Mapping[int, Said],
    *,
    within: Collection[int],
    signed: Signed,
) -> None:
    """Put these answers on a sheet that was found to be the sender's, with a new receipt.

    Whoever calls it has checked who sends and whether the hearing is open. Refuses answers that
    cannot stand, and an empty sheet; an answer to a question that is not asked is left out.
    """
    questions = queries.of(hearing)
    before = queries.said_on(hearing, sheet) if sheet.revision else {}
    asked = {number: _plain(said.get(number, SILENT)) for number in within}
    kept = rules.check(questions, {**before, **asked}, within=within)
    if not kept:
        raise Refusal("nothing-said", _l("Answer at least one question before you send."))
    _count(hearing, sheet, before, kept, actor)
    _keep(actor, hearing, sheet, _Change(questions, before, kept, signed))
    _receipt(actor, hearing, sheet, kept, clock.now())


@dataclass(frozen=True)
class _Change:
    questions: Sequence[Question]
    before: Mapping[int, Said]
    after: Mapping[int, Said]
    signed: Signed


def _sheet(actor: Actor, hearing: Hearing, now: datetime) -> AnswerSheet:
    """The one sheet of this person, locked until the act is done."""
    values = {
        "hearing_id": hearing.id,
        "account_id": actor.account_id,
        "assurance": int(actor.assurance),
        "revision": 0,
        "first_sent_at": now,
        "sent_at": now,
        "receipt_code": receipts.new_code(),
        "receipt_hash": "",
    }
    db.insert_once(AnswerSheet, values, conflict=["hearing_id", "account_id"])
    return (
        db.session()
        .scalars(
            sa.select(AnswerSheet)
            .where(AnswerSheet.hearing_id == hearing.id, AnswerSheet.account_id == actor.account_id)
            .with_for_update()
        )
        .one()
    )


def _count(
    hearing: Hearing,
    sheet: AnswerSheet,
    before: Mapping[int, Said],
    after: Mapping[int, Said],
    actor: Actor,
) -> None:
    old = tallies.keys(before, sheet.assurance)
    sheet.assurance = int(actor.assurance)
    tallies.move(hearing.id, before=old, after=tallies.keys(after, sheet.assurance))


def _keep(actor: Actor, hearing: Hearing, sheet: AnswerSheet, change: _Change) -> None:
    standing = {
        row.question_id: row
        for row in db.session().scalars(
            sa.select(SheetAnswer).where(SheetAnswer.sheet_id == sheet.id)
        )
    }
    spoken = _speak(actor, hearing, change)
    for question in change.questions:
        row, own = standing.get(question.id), change.after.get(question.number)
        said_anew = own != change.before.get(question.number)
        if row is not None and said_anew and row.comment is not None:
            _take_back(actor, hearing, row.comment)
        if own is None:
            if row is not None:
                db.session().delete(row)
            continue
        if row is None:
            row = SheetAnswer(sheet_id=sheet.id, question_id=question.id)
            db.session().add(row)
        row.chosen, row.rows, row.other = list(own.chosen), dict(own.rows), own.other
        if question.number in spoken:
            row.comment = spoken[question.number]
        question.frozen_at = question.frozen_at or clock.now()
    db.session().flush()


def _speak(actor: Actor, hearing: Hearing, change: _Change) -> dict[int, int]:
    """Make a comment of each open answer that is new; gives their numbers by question."""
    fresh = [
        q
        for q in change.questions
        if q.form is Form.OPEN
        and q.number in change.after
        and change.after[q.number] != change.before.get(q.number)
    ]
    if not fresh:
        return {}
    version = texts.newest(hearing)
    places = {entry.eid for entry in text_queries.outline(version.id)}
    statements = [
        Statement(
            version=version.number or 0,
            section=q.section if q.section in places else WHOLE,
            words=change.after[q.number].words,
            language=change.signed.language,
        )
        for q in fresh
    ]
    written = speaking.comment_answers(
        actor,
        hearing,
        statements,
        speaker=change.signed.speaker,
    )
    for question, one in zip(fresh, written, strict=True):
        db.session().add(Spoken(hearing_id=hearing.id, question_id=question.id, comment=one.number))
    return {q.number: one.number for q, one in zip(fresh, written, strict=True)}


def _take_back(actor: Actor, hearing: Hearing, number: int) -> None:
    found = discussion.one(DISCUSSION, hearing.key, number)
    if found is None or found.is_withdrawn:
        return
    if actor.account_id is None:
        taking_back.unowned(hearing, number)
    else:
        speaking.withdraw(actor, hearing, number)


def _receipt(
    actor: Actor, hearing: Hearing, sheet: AnswerSheet, kept: Mapping[int, Said], now: datetime
) -> None:
    sheet.revision += 1
    sheet.sent_at = now
    sheet.receipt_hash = digest(hearing, sheet, kept)
    db.session().flush()
    kind = "hearing:answers:accepted" if sheet.revision == 1 else "hearing:answers:replaced"
    facts = {
        "sheet": sheet.id,
        "revision": sheet.revision,
        "questions": len(kept),
        "digest": sheet.receipt_hash,
    }
    record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)


def digest(hearing: Hearing, sheet: AnswerSheet, said: Mapping[int, Said]) -> str:
    """SHA-256 over the receipt's code and everything answered; the code keeps it unguessable."""
    whole = [
        sheet.receipt_code,
        hearing.id,
        sheet.id,
        sheet.revision,
        {str(number): asdict(said[number]) for number in sorted(said)},
        sheet.sent_at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    canonical = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(own: Said) -> Said:
    return replace(
        own, words=normalise(own.words.strip()), other=normalise(" ".join(own.other.split()))
    )


def cut(account_id: int) -> None:
    """Cut the link between a person and every sheet; the answers stay, nobody's."""
    db.session().execute(
        sa.update(AnswerSheet).where(AnswerSheet.account_id == account_id).values(account_id=None)
    )
