"""Time in which nobody could sign is given back, under two administrators, where the law allows it."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, db, record
from commons.errors import Refusal
from initiatives import rules
from initiatives.occasions import extending, queries, services
from initiatives.occasions import rules as law
from initiatives.occasions.models import Kind
from initiatives.occasions.rules import Lost
from initiatives.occasions.services import Entry
from initiatives.states import State
from signatures._sheets import SheetExtension
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.ruleset import Rules
from tests.initiatives.test_occasions import enter
from tests.initiatives.test_road import register

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AT = START + 4 * DAY


def at(day: int, hour: int = 0) -> datetime:
    """An hour of a day in October 2026."""
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def test_begun_days_are_given_back_whole_and_what_overlaps_counts_once() -> None:
    window = (at(1), at(20))

    assert law.days_lost(*window, []) == 0
    assert law.days_lost(*window, [Lost(at(2), at(2, 3))]) == 1
    assert law.days_lost(*window, [Lost(at(2), at(2, 10)), Lost(at(2, 5), at(2, 12))]) == 1
    assert law.days_lost(*window, [Lost(at(2), at(3, 1)), Lost(at(9), at(9, 1))]) == 2
    assert law.days_lost(*window, [Lost(at(19, 20), at(25))]) == 1
    assert law.days_lost(*window, [Lost(at(21), at(22))]) == 0


def test_the_rule_set_says_whether_and_how_much() -> None:
    allows = Rules("UTC", collection__outage_extension="P5D")
    gone = [Lost(at(2), at(10))]

    assert law.given_back(Rules("UTC"), at(1), at(20), at(20), gone) is None
    assert law.given_back(allows, at(1), at(20), at(20), gone) == at(25)
    assert law.given_back(allows, at(1), at(20), at(25), gone) is None
    assert law.given_back(allows, at(1), at(20), at(20), [Lost(at(2), at(2, 1))]) == at(21)


def collecting(roads: Roads, rules_id: str = "generic-petition") -> Road:
    """A petition that collects until a chosen day."""
    road = roads(rules_id)
    road.to_collecting()
    return road


def test_an_outage_over_the_end_holds_the_sealing_and_gives_the_days_back(roads: Roads) -> None:
    road = collecting(roads)
    with db.transaction():
        sheet, planned = road.x.sheet_id or 0, road.x.closes_at
    assert planned is not None
    with clock.travel(planned + 2 * HOUR):
        with db.transaction():
            made = services.propose(
                people.actor("admin-1"),
                Entry(
                    kind=Kind.OUTAGE,
                    reason="A fire in the data centre",
                    begins_at=planned - 5 * HOUR,
                    ends_at=planned + HOUR,
                ),
            )
            number = made.id
        road.advance()
        with db.transaction():
            assert rules.state(road.x, clock.now()) is State.COUNTING
            assert road.x.sealed_at is None
        with db.transaction():
            services.confirm(people.actor("admin-2"), queries.by_number(number))
        with db.transaction():
            assert rules.state(road.x, clock.now()) is State.COLLECTING
            assert road.x.closes_at == planned + DAY
            assert extending.planned_end(road.x) == planned
            assert signatures.sheet(sheet).closes_at == planned + DAY
            kinds = [e.kind for e in record.history(road.x.path)]
            assert "initiative:collecting:extended" in kinds
        road.sign("voter-1")
    with clock.travel(planned + DAY + HOUR):
        with pytest.raises(Refusal, match="sheet-closed"):
            road.sign("voter-2")
        road.count()
        road.advance()
        with db.transaction():
            assert (road.x.sealed_at is not None, road.x.support) == (True, 1)
            with pytest.raises(Refusal, match="sheet-closed"):
                signatures.extend(sheet, until=planned + 9 * DAY, ground="no")


def test_a_pause_gives_its_time_back_where_the_law_allows_it(roads: Roads) -> None:
    road = collecting(roads)
    with db.transaction():
        planned = road.x.closes_at
    assert planned is not None
    with clock.travel(AT + DAY):
        pause = enter(kind=Kind.PAUSE)
    with clock.travel(AT + 3 * DAY), db.transaction():
        services.lift(people.actor("admin-1"), queries.by_number(pause))
        assert road.x.closes_at == planned + 2 * DAY


def test_where_the_rule_set_is_silent_the_end_stays(roads: Roads) -> None:
    road = collecting(roads, "generic-open")
    with db.transaction():
        planned = road.x.closes_at
    with clock.travel(AT + 3 * DAY):
        enter(kind=Kind.OUTAGE, begins_at=AT + DAY, ends_at=AT + 2 * DAY)
        with db.transaction():
            assert (road.x.closes_at, extending.planned_end(road.x)) == (planned, None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "begins_at"),
        ({"begins_at": at(3)}, "ends_at"),
        ({"begins_at": at(3), "ends_at": at(2)}, "ends_at"),
        ({"begins_at": at(3), "ends_at": at(30)}, "ends_at"),
    ],
)
def test_an_outage_needs_its_two_moments(sqlite_app, said, field) -> None:
    outage = replace(Entry(kind=Kind.OUTAGE, reason="Fire"), **said)
    with sqlite_app.app_context(), clock.travel(at(9)), db.transaction():
        with pytest.raises(Refusal) as refused:
            services.propose(people.actor("admin-1"), outage)

        assert refused.value.field == field


def test_an_extension_that_nobody_signed_is_not_believed(roads: Roads) -> None:
    road = collecting(roads)
    with clock.travel(AT + DAY):
        with db.transaction():
            sheet, planned = road.x.sheet_id or 0, road.x.closes_at or AT
            signatures.extend(sheet, until=planned + DAY, ground="outage-1")
            row = db.session().scalars(sa.select(SheetExtension)).one()
            good = row.signed
            row.signed = good.replace(str((planned + DAY).year), "2099")
        with db.transaction(), pytest.raises(Refusal, match="sheet-damaged"):
            signatures.sheet(sheet)
        with db.transaction():
            db.session().scalars(sa.select(SheetExtension)).one().signed = good
            db.session().flush()
            assert signatures.sheet(sheet).closes_at == planned + DAY


def test_the_authority_believes_signatures_of_the_time_given_back(roads: Roads) -> None:
    road = collecting(roads)
    with db.transaction():
        planned = road.x.closes_at
    assert planned is not None
    with clock.travel(AT + 3 * DAY):
        enter(kind=Kind.OUTAGE, begins_at=AT + DAY, ends_at=AT + 2 * DAY)
    with clock.travel(planned + HOUR):
        road.sign_many(30)
        road.send()
        road.advance()
    with clock.travel(planned + 2 * HOUR):
        road.advance()
        package = package_of(road)
        cover = json.loads(zipfile.ZipFile(package).read("package.json"))
        road.verify(register(30))
        with db.transaction():
            assert "Lex Populi extension v1" in cover["extension"]
            assert road.x.verified == 30


def package_of(road: Road) -> str:
    """The file for the authority."""
    with db.transaction():
        return str(signatures.hand_over(road.x.sheet_id or 0).path)
