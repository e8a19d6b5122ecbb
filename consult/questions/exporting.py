"""Answers for other programs, without identities: every sheet's choices, and the sums."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Blueprint, Response, stream_with_context

from commons import config, db, tables
from commons.access import Assurance, Permission, requires
from commons.tables import Cell
from consult.exporting import MIMETYPES
from consult.models import Hearing
from consult.pages import public
from consult.queries import hearings
from consult.questions import queries, serialising
from consult.questions.models import AnswerSheet, Question, SheetAnswer
from consult.questions.states import OTHER

blueprint = Blueprint("question_files", __name__)
HEADS = ("sheet", "verified", "question", "form", "row", "answer", "words")
SUMS = ("question", "wording", "row", "answer", "words", "verified_persons", "others")
BATCH = 1000


@blueprint.get("/hearings/<slug>/questions.<any(csv, xlsx, ods, json):ending>")
@requires(Permission.ANYONE)
def answers(slug: str, ending: str) -> Response:
    """What was chosen, sheet by sheet; refused while the results are hidden."""
    hearing = public(slug)
    queries.results(hearing)
    name = f"hearing-{hearing.id}-answers.{ending}"
    if ending in ("xlsx", "ods"):
        made = tables.xlsx if ending == "xlsx" else tables.ods
        sheets = [("results", SUMS, sums(hearing)), ("answers", HEADS, rows(hearing))]
        answer = Response(made(sheets), content_type=MIMETYPES[ending])
    else:
        lines = _csv if ending == "csv" else _json
        kind = "text/csv" if ending == "csv" else "application/json"
        answer = Response(stream_with_context(_flow(hearing.id, lines)), mimetype=kind)
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


def rows(hearing: Hearing) -> Iterator[tuple[Cell, ...]]:
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
            yield from _cells(answer, asked[answer.question_id], verified=verified)
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


def _flow(number: int, lines: object) -> Iterator[str]:
    with db.transaction(writes=False):
        found = hearings.by_id(number)
        if found is not None and callable(lines):
            yield from lines(found)


def _csv(hearing: Hearing) -> Iterator[str]:
    return tables.csv_lines(HEADS, rows(hearing))


def _json(hearing: Hearing) -> Iterator[str]:
    results = [serialising.result(each) for each in queries.results(hearing)]
    yield json.dumps({"questions": results}, ensure_ascii=False)[:-1] + ', "items": ['
    for place, row in enumerate(rows(hearing)):
        line = json.dumps(dict(zip(HEADS, row, strict=True)), ensure_ascii=False)
        yield (", " if place else "") + line
    yield "]}"
