"""Reading questions: of a hearing, of a section, one person's sheet, and the results by tallies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import clock, db
from commons.access import Assurance
from commons.discussion import queries as discussion
from commons.errors import Refusal
from commons.i18n import _, _l
from consult.models import DISCUSSION, Hearing
from consult.questions import rules, tallies
from consult.questions.models import AnswerSheet, Asking, Question, SheetAnswer, Spoken
from consult.questions.rules import Said
from consult.questions.states import ANSWERED, OTHER, WHOLE_SHEET, Form


@dataclass(frozen=True)
class Count:
    """How many, by assurance; never added up, and only the verified are called persons."""

    verified: int = 0
    others: int = 0


@dataclass(frozen=True)
class Line:
    """One choice and how many took it."""

    code: str
    words: str
    count: Count


@dataclass(frozen=True)
class Table:
    """The choices of a question, or of one line of a matrix."""

    words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Result:
    """What was answered to one question."""

    question: Question
    answered: Count
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Own:
    """A person's own sheet, with its receipt."""

    sheet: AnswerSheet
    said: Mapping[int, Said] = field(repr=False)


def of(hearing: Hearing) -> Sequence[Question]:
    """The questions of a hearing in their order."""
    return (
        db.session()
        .scalars(
            sa.select(Question)
            .where(Question.hearing_id == hearing.id)
            .order_by(Question.position, Question.id)
        )
        .all()
    )


def one(hearing: Hearing, number: int) -> Question:
    """The question of this number; refuses ("not-found") where there is none."""
    found = db.session().scalar(
        sa.select(Question).where(Question.hearing_id == hearing.id, Question.number == number)
    )
    if found is None:
        raise Refusal("not-found", _l("There is no question with this number."))
    return found


def hides_results(hearing: Hearing) -> bool:
    """Whether the agency shows the results only after the end."""
    return bool(
        db.session().scalar(sa.select(Asking.hides_results).where(Asking.hearing_id == hearing.id))
    )


def may_see_results(hearing: Hearing) -> bool:
    """Whether the results are open now, for everybody alike."""
    return rules.results_are_open(hearing, clock.now(), hides_results=hides_results(hearing))


def own_sheet(hearing: Hearing, account_id: int | None) -> Own | None:
    """The sheet of this account, with the words of its open answers."""
    if account_id is None:
        return None
    sheet = db.session().scalar(
        sa.select(AnswerSheet).where(
            AnswerSheet.hearing_id == hearing.id, AnswerSheet.account_id == account_id
        )
    )
    return None if sheet is None else Own(sheet, said_on(hearing, sheet))


def sheets_of(account_id: int) -> list[tuple[Hearing, AnswerSheet]]:
    """The sheets of an account with their hearings, the latest first; for the person alone."""
    rows = db.session().execute(
        sa.select(Hearing, AnswerSheet)
        .join(AnswerSheet, AnswerSheet.hearing_id == Hearing.id)
        .where(AnswerSheet.account_id == account_id)
        .order_by(AnswerSheet.sent_at.desc(), AnswerSheet.id)
    )
    return list(rows.tuples())


def said_on(hearing: Hearing, sheet: AnswerSheet) -> dict[int, Said]:
    """What a sheet says, by the number of the question."""
    rows = db.session().execute(
        sa.select(Question.number, SheetAnswer)
        .join(SheetAnswer, SheetAnswer.question_id == Question.id)
        .where(SheetAnswer.sheet_id == sheet.id)
    )
    return {
        number: Said(tuple(row.chosen), dict(row.rows), row.other, _words(hearing, row.comment))
        for number, row in rows.all()
    }


def results(hearing: Hearing) -> list[Result]:
    """What was answered to every question; refuses ("results-hidden") before they are open."""
    if not may_see_results(hearing):
        raise Refusal("results-hidden", _l("The results are shown after the hearing has closed."))
    counted = tallies.of(hearing.id)
    return [_result(question, counted) for question in of(hearing)]


def sheets(hearing: Hearing) -> Count:
    """How many answer sheets were sent, by assurance."""
    return _count(tallies.of(hearing.id), WHOLE_SHEET, "", ANSWERED)


def comments_on(question: Question, *, after: int = 0, size: int = 50) -> list[int]:
    """The numbers of the comments that answer an open question."""
    wanted = (
        sa.select(Spoken.comment)
        .where(Spoken.question_id == question.id, Spoken.comment > after)
        .order_by(Spoken.comment)
        .limit(size)
    )
    return list(db.session().scalars(wanted))


def other_words(hearing: Hearing, *, limit: int = 1000) -> list[tuple[Question, str]]:
    """What people wrote beside "other", for the agency alone; nothing while results are hidden."""
    if not may_see_results(hearing):
        return []
    rows = db.session().execute(
        sa.select(Question, SheetAnswer.other)
        .join(SheetAnswer, SheetAnswer.question_id == Question.id)
        .where(Question.hearing_id == hearing.id, SheetAnswer.other != "")
        .order_by(Question.position, SheetAnswer.id)
        .limit(limit)
    )
    return list(rows.tuples())


def asked_by(hearing: Hearing, comments: Collection[int]) -> dict[int, Question]:
    """Of these comments those that answer a question, with it."""
    if not comments:
        return {}
    rows = db.session().execute(
        sa.select(Spoken.comment, Question)
        .join(Question, Question.id == Spoken.question_id)
        .where(Spoken.hearing_id == hearing.id, Spoken.comment.in_(comments))
    )
    return dict(rows.tuples().all())


def _words(hearing: Hearing, number: int | None) -> str:
    found = discussion.one(DISCUSSION, hearing.key, number) if number is not None else None
    return "" if found is None or found.is_withdrawn else found.words


def _result(question: Question, counted: Mapping[tallies.Key, int]) -> Result:
    answered = _count(counted, question.number, "", ANSWERED)
    if question.form is Form.OPEN:
        return Result(question, answered)
    offered = question.offered() + ([(OTHER, _("Other"))] if question.has_other else [])
    asked = question.asked_rows() if question.form is Form.MATRIX else [("", "")]
    made = [
        Table(
            words,
            tuple(
                Line(code, label, _count(counted, question.number, row, code))
                for code, label in offered
            ),
        )
        for row, words in asked
    ]
    return Result(question, answered, tuple(made))


def _count(counted: Mapping[tallies.Key, int], question: int, row: str, option: str) -> Count:
    verified = others = 0
    for assurance in Assurance:
        times = counted.get((question, row, option, assurance.value), 0)
        if assurance >= Assurance.SUBSTANTIAL:
            verified += times
        else:
            others += times
    return Count(verified, others)
