"""What may be answered to a question, before anybody has a database: required, offered, skipped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from commons.errors import FieldRefusals
from consult.questions import rules, stepping, tallies
from consult.questions.models import Question
from consult.questions.rules import Said
from consult.questions.states import Form
from consult.states import Stage


def asked(number, form, **more):
    """A question with three options, unless told otherwise."""
    three = [{"code": str(n), "words": {"en": f"Answer {n}"}} for n in (1, 2, 3)]
    given = {
        "options": three,
        "rows": [],
        "has_other": False,
        "is_required": False,
        "lowest": 1,
        "highest": 5,
        **more,
    }
    return Question(
        number=number, form=form, wording={"en": f"Question {number}?"}, note={}, **given
    )


def refused(questions, said, within=None):
    """The fields that are refused."""
    numbers = {q.number for q in questions} if within is None else within
    with pytest.raises(FieldRefusals) as caught:
        rules.check(questions, said, within=numbers)
    return [field for field, _sentence in caught.value.fields]


def test_an_answer_that_is_not_offered_is_refused_beside_its_question():
    questions = [asked(1, Form.SINGLE), asked(2, Form.SCALE), asked(3, Form.MULTIPLE, most=2)]

    fields = refused(questions, {1: Said(("9",)), 2: Said(("6",)), 3: Said(("1", "2", "3"))})

    assert fields == ["q-1", "q-2", "q-3"]


def test_the_other_answer_needs_its_words_and_not_too_many():
    question = asked(1, Form.MULTIPLE, has_other=True)

    assert refused([question], {1: Said(("other",))}) == ["q-1-other"]
    assert refused([question], {1: Said(("other",), other="x" * 301)}) == ["q-1-other"]
    assert rules.check([question], {1: Said(("other",), other="So.")}, within={1})


def test_every_line_of_a_required_matrix_wants_an_answer():
    lines = [{"code": c, "words": {"en": c}} for c in ("1", "2")]
    question = asked(4, Form.MATRIX, rows=lines, is_required=True)

    assert refused([question], {4: Said(rows={"1": "2"})}) == ["q-4-1"]
    assert refused([question], {4: Said(rows={"1": "2", "7": "1"})}) == ["q-4-1"]
    assert rules.check([question], {4: Said(rows={"1": "2", "2": "1"})}, within={4})


def test_a_question_that_does_not_apply_is_neither_required_nor_kept_and_chains_fall_with_it():
    questions = [
        asked(1, Form.SINGLE),
        asked(2, Form.SINGLE, asks_number=1, asks_option="1", is_required=True),
        asked(3, Form.OPEN, asks_number=2, asks_option="2"),
    ]

    skipped = {1: Said(("3",)), 2: Said(("2",)), 3: Said(words="Left over.")}

    assert set(rules.check(questions, skipped, within={1, 2, 3})) == {1}
    assert refused(questions, {1: Said(("1",))}) == ["q-2"]
    assert set(rules.check(questions, {**skipped, 1: Said(("1",))}, within={1, 2, 3})) == {1, 2, 3}


def test_only_what_stands_on_the_page_is_required():
    questions = [asked(1, Form.SINGLE, is_required=True), asked(2, Form.SINGLE)]

    assert refused(questions, {2: Said(("1",))}) == ["q-1"]
    assert set(rules.check(questions, {2: Said(("1",))}, within={2})) == {2}


def test_a_replaced_sheet_moves_the_tallies_by_the_difference_only():
    before = tallies.keys({1: Said(("1",)), 2: Said(rows={"1": "2"})}, 2)

    after = tallies.keys({1: Said(("2",)), 2: Said(rows={"1": "2"})}, 2)
    after.subtract(before)

    assert {key: n for key, n in after.items() if n} == {(1, "", "2", 2): 1, (1, "", "1", 2): -1}


def test_hidden_results_open_with_the_end_of_the_hearing_and_not_before():
    class Timed:
        stage = Stage.APPROVED
        opens_at = datetime(2026, 10, 1, tzinfo=UTC)
        closes_at = datetime(2026, 10, 16, tzinfo=UTC)

    timed = Timed()

    def is_open(day, hides):
        return rules.results_are_open(
            timed, datetime(2026, 10, day, tzinfo=UTC), hides_results=hides
        )

    assert [is_open(15, True), is_open(16, True), is_open(15, False)] == [False, True, True]


def test_questions_come_page_by_page_and_only_those_that_the_answers_lead_to():
    questions = [
        asked(1, Form.SINGLE),
        asked(2, Form.SINGLE, asks_number=1, asks_option="1"),
        asked(3, Form.OPEN, asks_number=2, asks_option="3"),
        asked(4, Form.SCALE),
    ]
    yes, on = {1: Said(("1",))}, {1: Said(("1",)), 2: Said(("3",))}

    def numbers(said):
        return [[q.number for q in page] for page in stepping.pages(questions, said)]

    assert numbers({}) == [[1], [4]]
    assert numbers(yes) == [[1], [2], [4]]
    assert numbers(on) == [[1], [2], [3, 4]]
    assert [q.number for q in stepping.following(questions, on, {1, 2}).shown] == [3, 4]
    assert stepping.following(questions, on, {1, 2, 3, 4}).shown == ()
    assert stepping.left_out(questions, {1: Said(("2",)), 3: Said(words="So.")}) == [3]
    assert [q.number for q in stepping.with_conditions(questions, [3])] == [1, 2, 3]
    assert not stepping.is_stepwise(questions[:1])
