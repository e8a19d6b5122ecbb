"""The whole road of an initiative by its services, on both engines."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

import signatures
from commons import clock, db, record
from commons.errors import Refusal
from commons.identity.devprovider import personas
from initiatives import queries, rules, services
from initiatives.states import State
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road

DAY = timedelta(days=1)


def stands(road: Road) -> State:
    """Where the initiative stands now."""
    with db.transaction():
        return rules.state(road.x, clock.now())


def register(many: int, *, without: int = 0) -> str:
    """The population register: voter-1 to voter-`many`, the first `without` not entitled."""
    rows = ["national_id,kind,birth_date,entitled"]
    for number in range(1, many + 1):
        person = personas.find(f"voter-{number}", clock.now())
        assert person is not None
        entitled = "no" if number <= without else "yes"
        pid = person.identifiers["th-pid"]
        rows.append(f"{pid},th-pid,{person.birth_date.isoformat()},{entitled}")
    return "\n".join(rows) + "\n"


def test_a_draft_reaches_its_committee_and_gets_a_decision(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        road.sign_many(21)
        assert stands(road) is State.COLLECTING
        road.send()
        assert stands(road) is State.COUNTING
    with clock.travel(START + 5 * DAY + timedelta(minutes=16)):
        road.advance()
        assert stands(road) is State.VERIFICATION
        road.verify(register(21, without=1))
        with db.transaction():
            assert (road.x.collected, road.x.verified) == (21, 20)
        assert stands(road) is State.VERIFICATION
    with clock.travel(START + 8 * DAY):
        assert stands(road) is State.QUALIFIED
        road.advance()
        with db.transaction():
            services.forward(road.x, people.actor("initiator-1"))
    with clock.travel(START + 9 * DAY), db.transaction():
        services.acknowledge(
            road.referral, people.actor("clerk"), registry_number="7/2026", term="26"
        )
        secretary = people.actor("secretary")
        services.record_meeting(
            road.referral, secretary, held_on=date(2026, 10, 9), topic="First reading"
        )
        services.decide(
            road.referral,
            secretary,
            outcome="adopt",
            reason="It is right.",
            decided_on=date(2026, 10, 10),
        )

    assert stands(road) is State.ANSWERED
    with db.transaction():
        kinds = [entry.kind for entry in record.history(road.x.path, limit=100)]
        assert kinds[0] == "initiative:committee:decided"
        assert "initiative:collecting:opened" in kinds
        assert "initiative:step:result" in kinds
        assert road.referral.certificate["net"] == 21


def test_too_few_verified_signatures_may_be_made_up(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(20)
        road.send()

    with clock.travel(START + 6 * DAY):
        road.advance()
        road.verify(register(20, without=2))

    with db.transaction():
        assert (road.x.collected, road.x.verified) == (20, 18)
    with clock.travel(START + 9 * DAY):
        assert stands(road) is State.CURE
    with clock.travel(START + 200 * DAY):
        road.advance()
        assert stands(road) is State.NOT_REACHED


def test_new_persons_make_up_what_is_missing(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(20)
        road.send()
    with clock.travel(START + 6 * DAY):
        road.advance()
        road.verify(register(20, without=2))

    with clock.travel(START + 9 * DAY):
        road.advance()
        assert stands(road) is State.CURE
        with pytest.raises(Refusal, match="already-signed"):
            road.sign("voter-3")
        road.sign("voter-21")
        road.count()
        with pytest.raises(Refusal, match="not-reached"):
            road.send()
        road.sign("voter-22")
        road.count()
        road.send()
    with clock.travel(START + 10 * DAY):
        road.advance()
        road.verify(register(22))

    with clock.travel(START + 13 * DAY):
        assert stands(road) is State.QUALIFIED
        road.advance()
        with db.transaction():
            assert (road.x.collected, road.x.verified, road.x.carried) == (22, 20, 18)
            referral = services.forward(road.x, people.actor("initiator-1"))
            assert len(referral.certificate["earlier"]) == 1


def test_a_second_window_that_brings_too_few_is_the_end(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(20)
        road.send()
    with clock.travel(START + 6 * DAY):
        road.advance()
        road.verify(register(20, without=2))
    with clock.travel(START + 9 * DAY):
        road.advance()
        with db.transaction():
            closes_at: datetime = road.x.closes_at  # type: ignore[assignment]

    with clock.travel(closes_at + DAY):
        assert stands(road) is State.COUNTING
        road.advance()

    assert stands(road) is State.NOT_REACHED


def test_below_the_threshold_nothing_is_sent(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        road.sign_many(19)
        with pytest.raises(Refusal, match="not-reached"):
            road.send()
        road.sign("voter-20")
        road.count()
        road.send()

    with db.transaction():
        assert road.x.sent_at is not None


def test_only_the_representative_sends_and_only_with_a_majority(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        road.sign_many(20)
        with pytest.raises(Refusal, match="not-permitted"), db.transaction():
            services.send_to_verification(road.x, people.actor("initiator-2"))
        with pytest.raises(Refusal, match="no-majority"), db.transaction():
            services.send_to_verification(road.x, people.actor("initiator-1"))


def test_a_window_that_ends_too_low_is_not_reached(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(2)
    with db.transaction():
        closes_at: datetime = road.x.closes_at  # type: ignore[assignment]

    with clock.travel(closes_at):
        assert stands(road) is State.COUNTING
        road.advance()
        assert stands(road) is State.COUNTING
    with clock.travel(closes_at + timedelta(minutes=15)):
        road.advance()
        road.advance()

    assert stands(road) is State.NOT_REACHED
    with db.transaction():
        entries = [e.kind for e in record.history(road.x.path, limit=100)]
        assert entries.count("initiative:step:not-reached") == 1
        assert road.x.collected == 2


def test_a_consent_before_the_end_may_finish_within_the_grace(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with db.transaction():
        closes_at: datetime = road.x.closes_at  # type: ignore[assignment]
    with clock.travel(closes_at - timedelta(minutes=1)), db.transaction():
        intent = services.consent(road.x, signatures.Act.SIGN, language="en", browser="b")
    said = people.attestation("voter-1", nonce=intent.nonce)

    with clock.travel(closes_at + timedelta(minutes=1)):
        with db.transaction():
            services.sign(road.x.sheet_id or 0, said, intent=intent.id, browser="b")
        with pytest.raises(Refusal, match="sheet-closed"), db.transaction():
            services.consent(road.x, signatures.Act.SIGN, language="en", browser="b")
    with clock.travel(closes_at + timedelta(minutes=15)):
        road.advance()

    with db.transaction():
        assert road.x.collected == 1


def test_who_is_too_young_or_not_resident_is_refused_by_name(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        with pytest.raises(Refusal, match="too-young"):
            road.sign("age-15")
        with pytest.raises(Refusal, match="not-resident"):
            road.sign("non-resident")
        road.sign("age-16")
        with pytest.raises(Refusal, match="already-signed"):
            road.sign("age-16")


def test_an_answer_that_is_late_is_announced_once(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(20)
        road.send()
    with clock.travel(START + 6 * DAY):
        road.advance()
        road.verify(register(20))
    with clock.travel(START + 9 * DAY):
        road.advance()
        with db.transaction():
            services.forward(road.x, people.actor("initiator-1"))

    with clock.travel(START + 40 * DAY), db.transaction():
        late = queries.overdue_referrals()
        told = services.announce_overdue(road.x), services.announce_overdue(road.x)

        assert [r.initiative_id for r in late] == [road.number]
        assert told == (1, 0)
