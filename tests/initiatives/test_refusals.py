"""What the law of initiatives says no to, by the services, on both engines."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

import signatures
from commons import clock, db
from commons.access import Actor, Role
from commons.errors import FieldRefusals, Refusal
from commons.law.models import LawRuleSet
from initiatives import rules, services
from initiatives.states import MemberRole, State, Verdict
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import DECLARED, PARTS, START, Road

DAY = timedelta(days=1)


def author() -> Actor:
    """Whoever began the initiative."""
    return people.actor("initiator-1")


def stage(road: Road) -> State:
    """The last act on the initiative."""
    with db.transaction():
        return road.x.stage


def test_four_confirmed_initiators_are_one_too_few_in_finland(roads: Roads) -> None:
    road = roads("fi-national")
    with clock.travel(START):
        road.draft(language="fi")
        road.carriers(4)

        with pytest.raises(Refusal, match="too-few-initiators"):
            road.submit()
        road.join("initiator-5")
        road.confirm("initiator-5")
        road.submit()

    assert stage(road) is State.REVIEW


def test_one_person_is_one_initiator_whatever_the_account(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.join("initiator-2")
        road.confirm("initiator-1")
        with db.transaction():
            second = next(m for m in road.x.members if not m.is_author)
            intent = services.consent_to_roll(second, language="en", browser="b")
            roll, number = road.x.roll_id or 0, second.id
        said = people.attestation("initiator-1", nonce=intent.nonce)

        with pytest.raises(Refusal, match="already-signed"), db.transaction():
            services.confirm(roll, number, said, intent=intent.id, browser="b")


def test_an_invitation_is_over_on_the_eighth_day(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        with db.transaction():
            token = services.invite(
                road.x, author(), email="a@example.org", role=MemberRole.INITIATOR, language="en"
            )

    with (
        clock.travel(START + 7 * DAY),
        pytest.raises(Refusal, match="invitation-expired"),
        db.transaction(),
    ):
        services.join(token, people.actor("initiator-2"))
    with clock.travel(START + 7 * DAY - timedelta(seconds=1)):
        with db.transaction():
            with pytest.raises(Refusal, match="address-unconfirmed"):
                services.join(token, people.actor("initiator-2"))
            people.confirm_address("initiator-3", "b@example.org")
            with pytest.raises(Refusal, match="invitation-for-another"):
                services.join(token, people.actor("initiator-3"))
            people.confirm_address("initiator-2", "a@example.org")
            services.join(token, people.actor("initiator-2"))
        with pytest.raises(Refusal, match="invitation-used"), db.transaction():
            services.join(token, people.actor("initiator-3"))


def test_a_change_of_the_basics_clears_every_confirmation(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.carriers()
        with db.transaction():
            same = services.edit(
                road.x,
                author(),
                title=road.x.title,
                language="en",
                summary="Only the summary is new.",
                topic="",
                parts={},
            )
            assert not same
            assert all(m.confirmed_at for m in road.x.members)

        with db.transaction():
            services.edit(
                road.x,
                author(),
                title="Another title",
                language="en",
                summary="",
                topic="",
                parts={},
            )

    with db.transaction():
        assert not any(m.confirmed_at for m in road.x.members)


def test_nobody_reviews_what_he_carries(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.carriers()
        road.join("clerk")
        road.discuss(date(2026, 10, 10))
        road.submit()

        with pytest.raises(Refusal, match="not-permitted"):
            road.review()


def test_a_rejection_names_its_ground_and_stays_readable(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.carriers()
        road.discuss(date(2026, 10, 10))
        road.submit()

        with pytest.raises(Refusal, match="reason-unknown"):
            road.review(Verdict.REJECT, code="because", reason="No.")
        with pytest.raises(Refusal, match="reason-missing"):
            road.review(Verdict.REJECT, code="outside-subject", reason=" ")
        road.review(Verdict.REJECT, code="outside-subject", reason="Not a matter of law.")
        with pytest.raises(Refusal, match="already-decided"):
            road.review()

    assert stage(road) is State.REJECTED


def test_what_was_returned_is_changed_and_handed_in_again(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.carriers()
        road.discuss(date(2026, 10, 10))
        road.submit()
        road.review(Verdict.RETURN, reason="Say who measures.")
        with db.transaction():
            services.edit(
                road.x,
                author(),
                title=road.x.title,
                language="en",
                summary="",
                topic="",
                parts={"proposal": PARTS["proposal"] + "\n\nSection 3. Towns pay."},
            )
        with pytest.raises(Refusal, match="too-few-initiators"):
            road.submit()
        road.confirm("initiator-1")
        road.confirm("initiator-2")
        road.submit()

    with db.transaction():
        assert road.x.stage is State.REVIEW
        assert [r.verdict for r in road.x.reviews] == [Verdict.RETURN, None]


def test_no_start_before_acceptance_nor_without_declarations(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.carriers()
        with pytest.raises(Refusal, match="not-accepted"):
            road.start()
        road.discuss(date(2026, 10, 10))
        with pytest.raises(FieldRefusals, match="not-declared"), db.transaction():
            services.submit(road.x, author(), declarations={**DECLARED, "unpaid": False})


def test_everything_is_frozen_once_collecting_starts(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        with pytest.raises(Refusal, match="text-frozen"), db.transaction():
            services.edit(
                road.x, author(), title="Other", language="en", summary="", topic="", parts={}
            )
        with pytest.raises(Refusal, match="not-permitted"):
            road.join("initiator-3")
        with pytest.raises(Refusal, match="text-frozen"), db.transaction():
            services.leave(road.x, people.actor("initiator-2"))


def test_the_sheet_holds_the_text_and_its_digest_is_the_hash(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with db.transaction():
        sheet = signatures.sheet(road.x.sheet_id or 0)

        assert PARTS["proposal"] in str(sheet.manifest["text"])
        assert sheet.digest == road.x.sheet_digest
        assert len(sheet.manifest["initiators"]) == 2  # type: ignore[arg-type]


def test_a_new_version_of_the_rules_binds_only_what_starts_later(roads: Roads) -> None:
    road = roads()
    road.to_collecting()
    with db.transaction() as session:
        row = session.scalars(
            select(LawRuleSet).where(
                LawRuleSet.ruleset_id == "generic-open", LawRuleSet.version == "1.0"
            )
        ).one()
        body = copy.deepcopy(row.body)
        body["params"]["threshold.count"]["value"] = 60
        body["version"] = "2.0"
        session.add(
            LawRuleSet(
                ruleset_id=row.ruleset_id,
                version="2.0",
                kind=row.kind,
                valid_from=START.date() + 2 * DAY,
                digest="another",
                body=body,
                loaded_at=clock.now(),
            )
        )

    later = roads()
    later.to_collecting()

    with db.transaction():
        assert (road.x.threshold, later.x.threshold) == (20, 60)


def test_estonia_asks_for_estonian_and_opens_only_for_practice(roads: Roads) -> None:
    road = roads("ee-riigikogu")
    with clock.travel(START):
        road.draft(language="ru")
        road.carriers()
        road.discuss(date(2026, 10, 10))
    with clock.travel(START + 4 * DAY):
        with db.transaction():
            services.declare(road.x, DECLARED)
        with pytest.raises(Refusal, match="no-official-language-text"):
            road.start()
        with db.transaction():
            services.edit(
                road.x, author(), title="Pingid", language="et", summary="", topic="", parts={}
            )
        road.confirm("initiator-1")
        road.start()

    with db.transaction():
        assert road.x.practice and road.x.stage is State.COLLECTING
        assert signatures.sheet(road.x.sheet_id or 0).is_practice


def test_a_practice_sheet_counts_nowhere(roads: Roads) -> None:
    road = roads("ee-riigikogu")
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign("age-16")
        with pytest.raises(Refusal, match="practice-sheet"):
            road.send()
    with db.transaction():
        closes_at = road.x.closes_at
    assert closes_at is not None

    with clock.travel(closes_at + DAY):
        road.advance()

    with db.transaction():
        assert (road.x.stage, road.x.collected) == (State.NOT_REACHED, 1)


def test_finland_asks_for_eighteen_years_and_citizenship(roads: Roads) -> None:
    road = roads("fi-national")
    with clock.travel(START):
        road.draft(language="fi")
        road.carriers()
        road.submit()
        road.review()
        road.start()

        with pytest.raises(Refusal, match="too-young"):
            road.sign("age-17")
        with pytest.raises(Refusal, match="not-citizen"):
            road.sign("non-citizen")
        road.sign("age-18")
        road.sign("citizen-a")


@pytest.mark.parametrize(("signed", "goes_on"), [(2, False), (3, True)])
def test_too_few_after_a_month_end_collecting_early(
    roads: Roads, signed: int, goes_on: bool
) -> None:
    road = roads("fi-national")
    with clock.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        road.draft(language="fi")
        road.carriers()
        road.submit()
        road.review()
        road.start()
        with db.transaction():
            road.x.early_stop_below = 3
        for number in range(1, signed + 1):
            road.sign(f"voter-{number}")

    with clock.travel(datetime(2026, 4, 1, 20, 59, tzinfo=UTC)):
        road.advance()
        assert stage(road) is State.COLLECTING
    with clock.travel(datetime(2026, 4, 1, 21, 0, tzinfo=UTC)):
        road.advance()
        with db.transaction():
            on = rules.state(road.x, clock.now()) is State.COLLECTING

    assert on is goes_on


def test_only_the_representative_speaks_where_there_is_one(roads: Roads) -> None:
    road = roads()
    with clock.travel(START):
        road.draft()
        road.join("initiator-2", MemberRole.REPRESENTATIVE)
        road.confirm("initiator-1")
        road.confirm("initiator-2")
        road.discuss(date(2026, 10, 10))
        road.submit()
        road.review()
        road.start()
        road.sign_many(20)
        with db.transaction():
            services.agree_to_send(road.x, author())

        with pytest.raises(Refusal, match="not-permitted"), db.transaction():
            services.send_to_verification(road.x, author())
        with db.transaction():
            services.send_to_verification(road.x, people.actor("initiator-2"))
        with pytest.raises(Refusal, match="sheet-closed"):
            road.sign("voter-21")


def test_nothing_is_registered_or_decided_out_of_order(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        with pytest.raises(Refusal, match="wrong-state"), db.transaction():
            services.forward(road.x, author())
        with db.transaction():
            assert not road.x.referrals
            assert people.actor("clerk").holds(Role.CLERK)


def test_advance_changes_nothing_when_nothing_is_due(roads: Roads) -> None:
    road = roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        for _again in range(3):
            road.advance()

    with db.transaction():
        assert rules.state(road.x, START + 5 * DAY) is State.COLLECTING
