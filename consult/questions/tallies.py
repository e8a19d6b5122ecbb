"""The tallies of answers: moved with each sheet, so that no page counts rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import db
from consult.questions.models import AnswerTally
from consult.questions.rules import Said
from consult.questions.states import ANSWERED, WHOLE_SHEET

Key = tuple[int, str, str, int]
"""Question, row, option, assurance."""


def keys(said: Mapping[int, Said], assurance: int) -> Counter[Key]:
    """What a sheet adds: itself, each question it answers, each choice."""
    counted: Counter[Key] = Counter()
    if said:
        counted[(WHOLE_SHEET, "", ANSWERED, assurance)] += 1
    for number, own in said.items():
        counted[(number, "", ANSWERED, assurance)] += 1
        for option in own.chosen:
            counted[(number, "", option, assurance)] += 1
        for row, option in own.rows.items():
            counted[(number, row, option, assurance)] += 1
    return counted


def move(hearing_id: int, *, before: Counter[Key], after: Counter[Key]) -> None:
    """Count what a sheet says now in place of what it said before."""
    after = after.copy()
    after.subtract(before)
    for key in sorted(key for key, times in after.items() if times):
        _add(hearing_id, key, after[key])


def of(hearing_id: int) -> Mapping[Key, int]:
    """Every tally of a hearing."""
    rows = db.session().scalars(
        sa.select(AnswerTally).where(AnswerTally.hearing_id == hearing_id, AnswerTally.times > 0)
    )
    return {(t.question, t.row, t.option, t.assurance): t.times for t in rows}


def _add(hearing_id: int, key: Key, times: int) -> None:
    question, row, option, assurance = key
    insert = pg_insert if db.is_postgres() else sqlite_insert
    statement = insert(AnswerTally).values(
        hearing_id=hearing_id,
        question=question,
        row=row,
        option=option,
        assurance=assurance,
        times=times,
    )
    db.session().execute(
        statement.on_conflict_do_update(
            index_elements=["hearing_id", "question", "row", "option", "assurance"],
            set_={"times": AnswerTally.times + statement.excluded.times},
        )
    )
