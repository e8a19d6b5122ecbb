"""Steps of support, elections, terms, recesses, pauses and figures: what they do to an initiative."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from initiatives import clocks, rules
from initiatives import services as acts
from initiatives.acts import noticing, tiering
from initiatives.occasions import effects, queries, services
from initiatives.occasions.models import Kind
from initiatives.occasions.services import Entry
from initiatives.states import State
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import DECLARED, START, Road

DAY = timedelta(days=1)
AT = START + 4 * DAY


def enter(**said: object) -> int:
    """Two administrators of different bodies enter an occasion."""
    with db.transaction():
        made = services.propose(people.actor("admin-1"), Entry(reason="Gazette", **said))  # type: ignore[arg-type]
        number = made.id
    with db.transaction():
        services.confirm(people.actor("admin-2"), queries.by_number(number))
    return number


def petition(roads: Roads) -> Road:
    """A petition with two steps that collects."""
    road = roads("generic-petition")
    road.to_collecting()
    return road


def test_a_step_brings_its_duty_once_and_keeps_it_when_the_count_falls(roads: Roads) -> None:
    road = petition(roads)
    with clock.travel(AT + DAY):
        road.sign_many(9)
        with db.transaction():
            assert road.x.tiers == []
        last = road.sign("voter-10")
        road.count()
    with clock.travel(AT + DAY + timedelta(minutes=5)), db.transaction():
        take_back(road, last.undo)
    with clock.travel(AT + 2 * DAY):
        road.count()
        road.count()

    with db.transaction():
        (tier,) = road.x.tiers
        owed = [c for c in clocks.running(road.x, AT + 2 * DAY) if c.code == "tier"]
        assert (tier.count, tier.duty, road.x.support) == (10, "written-answer", 9)
        assert tier.below_at is not None
        assert owed[0].due_at == tier.due_at
        assert owed[0].is_overdue(AT + 40 * DAY)
    with clock.travel(AT + 3 * DAY), db.transaction():
        tiering.answer(road.x.tiers[0], road.x, people.actor("clerk"), words="We will measure.")
        with pytest.raises(Refusal, match="already-answered"):
            tiering.answer(road.x.tiers[0], road.x, people.actor("clerk"), words="Again.")
        assert not [c for c in clocks.running(road.x, clock.now()) if c.code == "tier"]


def take_back(road: Road, secret: str) -> None:
    """Take back the signature that was just given."""
    acts.undo(road.x.sheet_id or 0, secret)


def test_an_election_stops_support_and_a_pause_stops_everything(app: Flask, roads: Roads) -> None:
    road = petition(roads)
    with clock.travel(AT):
        enter(kind=Kind.ELECTION, code="national-election", first_day=(AT + 40 * DAY).date())
    with clock.travel(AT + 9 * DAY):
        road.sign("voter-1")
    with clock.travel(AT + 11 * DAY):
        with pytest.raises(Refusal, match="blackout"):
            road.sign("voter-2")
        with pytest.raises(Refusal, match="blackout"):
            Road.discuss(draft(road), date(2026, 12, 1))
    with clock.travel(AT + 42 * DAY):
        road.sign("voter-2")
        pause = enter(kind=Kind.PAUSE)
        with pytest.raises(Refusal, match="collection-paused"):
            road.sign("voter-3")
        with db.transaction():
            services.lift(people.actor("admin-1"), queries.by_number(pause))
        road.sign("voter-3")


def draft(road: Road) -> Road:
    """A second petition of the same road, still a draft."""
    other = Road.__new__(Road)
    other.__dict__.update(road.__dict__)
    other.draft(title="Another one")
    return other


def test_the_same_person_or_body_is_not_the_second(roads: Roads) -> None:
    roads()
    with clock.travel(START), db.transaction():
        made = services.propose(people.actor("admin-1"), Entry(kind=Kind.PAUSE, reason="Attack"))

        with pytest.raises(Refusal, match="two-persons-needed"):
            services.confirm(people.actor("admin-1"), made)
        assert queries.pause(clock.now()) is None
        with pytest.raises(Refusal, match="not-permitted"):
            services.propose(people.actor("clerk"), Entry(kind=Kind.PAUSE, reason="No"))
        services.refuse(people.actor("admin-2"), made)
        with pytest.raises(Refusal, match="already-settled"):
            services.confirm(people.actor("admin-2"), made)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": Kind.ELECTION, "first_day": date(2027, 1, 1)}, "code-needed"),
        ({"kind": Kind.ELECTION, "code": "national-election"}, "day-missing"),
        ({"kind": Kind.TERM_END, "first_day": date(2027, 1, 1)}, "body-needed"),
        ({"kind": Kind.FIGURE, "code": "voters-of-municipality", "agency_id": 1}, "number-missing"),
        (
            {
                "kind": Kind.RECESS,
                "agency_id": 1,
                "first_day": date(2027, 1, 2),
                "last_day": date(2027, 1, 1),
            },
            "day-missing",
        ),
        ({"kind": Kind.PAUSE, "reason": "  "}, "reason-missing"),
        ({"kind": Kind.PAUSE, "reason": "x" * 1001}, "too-long"),
    ],
)
def test_an_entry_without_what_it_needs_is_refused(sqlite_app, said, code) -> None:
    with sqlite_app.app_context(), db.transaction(), pytest.raises(Refusal, match=code):
        services.propose(people.actor("admin-1"), Entry(**{"reason": "Gazette", **said}))


def committee(roads: Roads, rules_id: str) -> Road:
    """An initiative before parliament, under a rule set with its own rule for the end of a term."""
    road = roads(rules_id)
    road.to_collecting()
    with clock.travel(AT + DAY), db.transaction():
        for to in (State.COUNTING, State.VERIFICATION, State.QUALIFIED, State.FORWARDED):
            road.x.move(to)
    return road


@pytest.mark.parametrize(
    ("rules_id", "after", "much_later"),
    [
        ("fi-national", State.LAPSED, State.LAPSED),
        ("generic-open", State.FORWARDED, State.FORWARDED),
        ("generic-petition", State.FORWARDED, State.LAPSED),
    ],
)
def test_the_end_of_a_term_does_what_the_rule_set_says(
    roads: Roads, rules_id: str, after: State, much_later: State
) -> None:
    road = committee(roads, rules_id)
    with clock.travel(AT + 2 * DAY):
        with db.transaction():
            body = people.agency("parliament").id
        enter(kind=Kind.TERM_END, agency_id=body, first_day=(AT + 5 * DAY).date())
        with db.transaction():
            assert services.apply_ended_terms() == 0
    with clock.travel(AT + 6 * DAY):
        with db.transaction():
            assert services.apply_ended_terms() == 1
            assert services.apply_ended_terms() == 0
        with db.transaction():
            assert rules.state(road.x, clock.now()) is after
    with clock.travel(AT + 70 * DAY):
        road.advance()
        with db.transaction():
            assert rules.state(road.x, clock.now()) is much_later


def test_what_is_confirmed_after_a_term_goes_on(roads: Roads) -> None:
    road = committee(roads, "generic-petition")
    with clock.travel(AT + 6 * DAY):
        with db.transaction():
            body = people.agency("parliament").id
        enter(kind=Kind.TERM_END, agency_id=body, first_day=(AT + 5 * DAY).date())
        with db.transaction():
            services.apply_ended_terms()
        with db.transaction():
            waits = [c.code for c in clocks.running(road.x, clock.now())]
            assert "confirmation" in waits
            with pytest.raises(Refusal, match="not-permitted"):
                effects.confirm_initiative(road.x, people.actor("citizen-a"))
            effects.confirm_initiative(road.x, people.actor("clerk"))
    with clock.travel(AT + 90 * DAY), db.transaction():
        assert rules.state(road.x, clock.now()) is State.FORWARDED


def test_a_share_needs_its_figure_and_freezes_it_with_its_source(roads: Roads) -> None:
    road = roads("ee-local")
    with clock.travel(START):
        road.draft(language="et")
        road.carriers()
        road.discuss(date(2026, 10, 10))
    with clock.travel(AT):
        with pytest.raises(Refusal, match="base-figure-missing"):
            start(road)
        with db.transaction():
            body = people.agency("parliament").id
        said = {"kind": Kind.FIGURE, "code": "voters-of-municipality", "agency_id": body}
        enter(**said, number=2021)
        start(road)
        enter(**said, number=9000)

    with db.transaction():
        assert (road.x.threshold, road.x.base_figure, road.x.base_source) == (21, 2021, "Gazette")


def start(road: Road) -> None:
    """Declare and start."""
    with db.transaction():
        acts.declare(road.x, DECLARED)
        acts.start(road.x, people.actor("initiator-1"))


def test_the_european_initiative_counts_by_state(roads: Roads) -> None:
    road = roads("eu-eci")
    with clock.travel(START):
        road.draft()
        road.carriers(7)
        road.submit()
        road.review()
        road.start()
        for number in range(1, 9):
            road.sign(f"voter-{number}")
    with clock.travel(START + 2 * DAY):
        road.count()

    with db.transaction():
        found = signatures.tally(road.x.sheet_id or 0).by_region
        assert sum(found.values()) == 8
        assert len(found) == 7
        assert road.x.territories_short == 7
        assert road.x.practice


def test_notices_come_at_sixty_thirty_and_seven_days_exactly_once(roads: Roads) -> None:
    road = roads("generic-open")
    road.to_collecting()
    due_at = AT + 365 * DAY
    with clock.travel(AT + DAY), db.transaction():
        road.x.move(State.COUNTING)
        road.x.closes_at = road.x.sealed_at = clock.now()
        road.x.handover_due_at = due_at

    given = []
    for left in (90, 61, 59, 59, 40, 29, 20, 8, 6, 3, 1, -1):
        with clock.travel(due_at - left * DAY), db.transaction():
            given.append(noticing.give_notices(road.x))

    assert given == [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]
