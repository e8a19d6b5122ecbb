"""The impact assessment: in fields, compared, wanted before a decision; and how a summary reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from consult.impact import queries, reading, services
from consult.impact.services import Said
from consult.impact.states import Aspect, Level, Unit
from consult.models import Document
from consult.services import following, preparing, summarising
from consult.states import StepKind
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, WHILE_OPEN, at, find, says

DESK = "/desk/hearings/1-clean-air-act/impact"
WHOLE = {
    Aspect.AFFECTED: Said({"en": "Farmers."}, 24_000, Unit.PERSONS),
    Aspect.COSTS: Said({"en": "Machines."}, 9000, Unit.BAHT_ONCE),
    Aspect.BENEFITS: Said({"en": "Health."}, 18, Unit.PER_CENT),
    Aspect.ALTERNATIVES: Said({"en": "Doing nothing was weighed."}),
}


def test_officers_fill_the_fields_and_everybody_compares_them(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        making.approved()
    people.sign_in(client, "officer-1")
    field = {"affected_en": "Farmers.", "affected_amount": "24,000", "affected_unit": "persons"}

    nameless = client.post(DESK, data={**field, "affected_unit": ""})
    negative = client.post(DESK, data={**field, "affected_amount": "-1"})
    long = client.post(DESK, data={**field, "costs_en": "x" * 5001})
    kept = client.post(DESK, data=field)

    assert [nameless.status_code, negative.status_code, long.status_code] == [422, 422, 422]
    assert "Choose the unit of this amount." in nameless.text and "Farmers." in nameless.text
    assert kept.status_code == 303
    compared = client.get("/impacts").text
    assert "24,000" in compared and "persons" in compared and "Clean Air Act" in compared
    assert "24,000" in client.get("/hearings/1-clean-air-act").text
    assert "Clean Air Act" not in client.get("/impacts?topic=health").text.split("</form>")[1]
    people.sign_in(client, "officer-b")
    assert client.post(DESK, data=field).status_code == 404


def test_fields_stand_in_for_the_words_that_the_rule_set_wants(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.draft(), people.actor("officer-1")
        preparing.write_documents(officer, hearing, {"impact-assessment": "", "plain-summary": ""})

        without = {name for name, _sentence in preparing.missing(hearing)}
        services.write(officer, hearing, WHOLE)
        with_fields = {name for name, _sentence in preparing.missing(hearing)}

    assert without == {"impact-assessment", "plain-summary"}
    assert with_fields == {"plain-summary"}


def test_a_decision_is_refused_without_the_impact_report(sqlite_app):
    with at(sqlite_app, BEFORE):
        making.approved()
    with at(sqlite_app, WHILE_OPEN):
        says("citizen-a", find(1), "Too short.")
    with at(sqlite_app, AFTER):
        making.answered(find(1), [1])
        summarising.submit(people.actor("officer-1"), find(1))
    with at(sqlite_app, AFTER + timedelta(days=1)):
        hearing, officer = find(1), people.actor("officer-1")
        summarising.publish(people.actor("publisher"), hearing)
        db.session().execute(sa.delete(Document).where(Document.name == "impact-assessment"))
        db.session().expire(hearing, ["documents"])
        decided = {"kind": StepKind.CABINET, "happened_on": AFTER.date(), "words": "Adopted."}

        with pytest.raises(Refusal) as caught:
            following.record_step(officer, hearing, **decided)
        assert caught.value.code == "impact-missing"
        services.write(officer, hearing, WHOLE)
        following.record_step(officer, hearing, **decided)

        assert hearing.decided_at is not None
        assert set(queries.of(hearing)) == set(WHOLE)


@pytest.mark.parametrize(
    ("words", "tongue", "level"),
    [
        ("Dirty air makes us ill. The State must act. You get help.", "en", Level.EASY),
        (
            "Discretionary environmental considerations notwithstanding, organisations shall act.",
            "en",
            Level.HARD,
        ),
        ("อากาศเสียทำให้ป่วย รัฐต้องลงมือ ท่านจะได้รับความช่วยเหลือ", "th", Level.EASY),
    ],
)
def test_the_reading_level_tells_plain_words_from_hard_ones(words, tongue, level):
    assert reading.level(words, tongue).level is level


def test_empty_words_have_no_reading_level():
    assert reading.level(" \n", "th") is None
