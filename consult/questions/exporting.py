"""Answers for other programs, without identities: every sheet's choices, and the sums."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from enum import StrEnum

import sqlalchemy as sa
from flask import Blueprint, Response, stream_with_context

from commons import config, db, tables
from commons.access import Assurance, Permission, requires
from commons.tables import Cell
from consult.exporting import MIMETYPES
from consult.models import Hearing
from consult.pages import at_desk, public
from consult.queries import hearings
from consult.questions import queries, serialising
from consult.questions.models import AnswerSheet, Question, SheetAnswer
from consult.questions.states import OTHER

blueprint = Blueprint("question_files", __name__)


class Rows(StrEnum):
    """Who reads a file of answers."""

    PUBLIC = "public"
    DESK = "desk"


_OPEN = ("sheet", "verified", "question", "form", "row", "answer", "words")
HEADS = {Rows.PUBLIC: _OPEN, Rows.DESK: (*_OPEN, "other")}
SUMS = ("question", "wording", "row", "answer", "words", "verified_persons", "others")
BATCH = 1000
Lines = Callable[[Hearing, Rows], Iterator[str]]


@blueprint.get("/hearings/<slug>/questions.<any(csv, xlsx, ods, json):ending>")
@requires(Permission.ANYONE)
def answers(slug: str, ending: str) -> Response:
    """What was chosen, sheet by sheet; refused while the results are hidden."""
    return _file(public(slug), ending, Rows.PUBLIC)


@blueprint.get("/desk/hearings/<slug>/questions/answers.<any(csv, xlsx, ods, json):ending>")
@requires(Permission.HEARING_PREPARE)
def answers_for_desk(slug: str, ending: str) -> Response:
    """The same with the words beside "other", which only the agency reads."""
    return _file(at_desk(slug), ending, Rows.DESK)


def _file(hearing: Hearing, ending: str, kind: Rows) -> Response:
    queries.results(hearing)
    name = f"hearing-{hearing.id}-answers.{ending}"
    if ending in ("xlsx", "ods"):
        made = tables.xlsx if ending == "xlsx" else tables.ods
        sheets = [("results", SUMS, sums(hearing)), ("answers", HEADS[kind], rows(hearing, kind))]
        answer = Response(made(sheets), content_type=MIMETYPES[ending])
    else:
        lines = _csv if ending == "csv" else _json
        mime = "text/csv" if ending == "csv" else "application/json"
        flow = _flow(hearing.id, lines, kind)
        answer = Response(stream_with_context(flow), mimetype=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def sums(hearing: Hearing) -> Iterator[tuple[Cell, ...]]:
    """The results, a line for each choice."""
    for result in queries.results(hearing):
        question = result.question
        for table in result.tables:
            for line in table.lines:
                counted = (line.count.verified, line.count.others)
                yield (
                    question.number, question.text(), table.words, line.code, line.words, *counted
                )  # fmt: skip


def rows(hearing: Hearing, kind: Rows) -> Iterator[tuple[Cell, ...]]:
    """Every choice of every sheet; a sheet's name here leads to no person, comment or receipt."""
    asked = {question.id: question for question in queries.of(hearing)}
    after = 0
    while True:
        found = (
            db.session()
            .execute(
                sa.select(AnswerSheet.id, AnswerSheet.assurance)
                .where(AnswerSheet.hearing_id == hearing.id, AnswerSheet.id > after)
                .order_by(AnswerSheet.id)
                .limit(BATCH)
            )
            .tuples()
            .all()
        )
        if not found:
            return
        assurances = dict(found)
        for answer in db.session().scalars(
            sa.select(SheetAnswer)
            .where(SheetAnswer.sheet_id.in_(assurances))
            .order_by(SheetAnswer.id)
        ):
            verified = assurances[answer.sheet_id] >= Assurance.SUBSTANTIAL
            for cells in _cells(answer, asked[answer.question_id], verified=verified):
                beside = answer.other if cells[5] == OTHER else ""
                yield (*cells, beside) if kind is Rows.DESK else cells
        after = found[-1][0]


def _cells(
    answer: SheetAnswer, question: Question, *, verified: bool
) -> Iterator[tuple[Cell, ...]]:
    words = {**dict(question.offered()), OTHER: OTHER}
    head = (
        _veiled(answer.sheet_id),
        "yes" if verified else "no",
        question.number,
        question.form.value,
    )
    chosen = [("", code) for code in answer.chosen] + sorted(answer.rows.items())
    for row, code in chosen:
        yield (*head, row, code, words.get(code, code))


def _veiled(sheet_id: int) -> str:
    """A name for a sheet that holds it together and that nobody can turn back."""
    secret = config.current().secret_key.encode()
    said = f"answer-sheet|{sheet_id}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()[:12]


def _flow(number: int, lines: Lines, kind: Rows) -> Iterator[str]:
    with db.transaction(writes=False):
        found = hearings.by_id(number)
        if found is not None:
            yield from lines(found, kind)


def _csv(hearing: Hearing, kind: Rows) -> Iterator[str]:
    return tables.csv_lines(HEADS[kind], rows(hearing, kind))


def _json(hearing: Hearing, kind: Rows) -> Iterator[str]:
    results = [serialising.result(each) for each in queries.results(hearing)]
    yield json.dumps({"questions": results}, ensure_ascii=False)[:-1] + ', "items": ['
    for place, row in enumerate(rows(hearing, kind)):
        line = json.dumps(dict(zip(HEADS[kind], row, strict=True)), ensure_ascii=False)
        yield (", " if place else "") + line
    yield "]}"
