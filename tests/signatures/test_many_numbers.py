"""Where a law takes numbers of several kinds, one person with two of them is still one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.identity import profiles
from signatures import Act, Channel, Eligibility
from signatures._numbertables import PersonNumber
from tests.people import attestation
from tests.signatures.card_desk import CardDesk
from tests.signatures.conftest import CLOSES, OPENS, Desk
from tests.signatures.test_paper import Office, row

DURING = OPENS + timedelta(days=10)
KINDS = ("th-pid", "ee-isikukood")
BOTH, THAI, ESTONIAN = "dev", "only-th-pid", "only-ee-isikukood"
ORDERS = [(BOTH, ESTONIAN), (ESTONIAN, BOTH), (BOTH, THAI), (THAI, BOTH)]
BALLOT = Eligibility(KINDS, "Asia/Bangkok", min_age=16)


@pytest.fixture
def providers(monkeypatch):
    """One provider that names both numbers of a person, and two that name one each."""
    first = profiles.by_id("dev")
    made = {"dev": first}
    for kind in KINDS:
        named = tuple(one for one in first.identifiers if one.kind == kind)
        made[f"only-{kind}"] = replace(first, id=f"only-{kind}", identifiers=named)
    monkeypatch.setattr(profiles, "by_id", made.get)


class People:
    """Persons who prove who they are by one provider or another."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def open(self, **said) -> int:
        return self.desk.open(**{"eligibility": BALLOT, **said})

    def act(self, sheet: int, who: str, by: str, how: Act = Act.SIGN):
        desk = self.desk
        intent = desk.agreed(sheet, how)
        said = replace(attestation(who, nonce=intent.nonce), provider=by)
        done = {Act.SIGN: signatures.sign, Act.WITHDRAW: signatures.withdraw}
        done |= {Act.ASK: signatures.standing}
        with db.transaction():
            return done[how](sheet, said, intent=intent.id, browser=desk.browser)


@pytest.fixture
def people(app, desk, providers, travel) -> People:
    travel(DURING)
    return People(desk)


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_whoever_comes_back_with_another_of_his_numbers_has_signed(people, first, second):
    sheet = people.open()
    people.act(sheet, "voter-1", first)

    for again in (second, first):
        with pytest.raises(Refusal, match="already-signed"):
            people.act(sheet, "voter-1", again)
    people.act(sheet, "voter-2", second)

    people.desk.sequence()
    assert people.desk.net(sheet) == 2
    assert people.act(sheet, "voter-1", second, Act.ASK).has_signed
    assert not people.act(sheet, "voter-3", second, Act.ASK).has_signed


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_by_each_of_his_numbers_one_withdraws_and_signs_again_once(people, first, second):
    sheet = people.open()
    people.act(sheet, "voter-1", first)

    people.act(sheet, "voter-1", second, Act.WITHDRAW)
    assert people.act(sheet, "voter-1", first, Act.ASK).is_withdrawn
    people.act(sheet, "voter-1", second)

    with pytest.raises(Refusal, match="already-signed"):
        people.act(sheet, "voter-1", first)
    people.desk.sequence()
    assert people.desk.net(sheet) == 1


def test_a_proof_of_both_numbers_joins_what_two_proofs_of_one_each_had_parted(people):
    sheet = people.open()
    people.act(sheet, "voter-1", THAI)
    people.act(sheet, "voter-1", ESTONIAN)

    with pytest.raises(Refusal, match="already-signed"):
        people.act(sheet, "voter-1", BOTH)
    people.act(sheet, "voter-1", BOTH, Act.WITHDRAW)
    people.act(sheet, "voter-1", BOTH, Act.WITHDRAW)
    with pytest.raises(Refusal, match="nothing-to-withdraw"):
        people.act(sheet, "voter-1", BOTH, Act.WITHDRAW)

    people.desk.sequence()
    assert people.desk.net(sheet) == 0


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_signing_again_by_another_number_replaces_where_the_law_says_so(people, first, second):
    sheet = people.open(replaces=True)
    people.act(sheet, "voter-1", first)
    people.act(sheet, "voter-1", second)
    people.desk.sequence()

    assert people.desk.net(sheet) == 1


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_a_second_window_knows_both_numbers_too(people, travel, first, second):
    one = people.open()
    people.act(one, "voter-1", first)
    travel(CLOSES)
    people.desk.seal(one)
    with db.transaction():
        digest = signatures.sheet(one).digest
    two = people.open(continues=digest, closes_at=CLOSES + timedelta(days=90))

    with pytest.raises(Refusal, match="already-signed"):
        people.act(two, "voter-1", second)


def test_a_card_or_a_paper_form_with_the_other_number_counts_once_with_the_eid(people, tmp_path):
    cards = CardDesk(people.desk, tmp_path)
    ways = (Channel.EID, Channel.CONTAINER, Channel.PAPER)
    office = Office(people.desk, channels=ways, rule_set="ee-riigikogu@2014.1", eligibility=BALLOT)
    people.act(office.sheet, "voter-1", BOTH)
    cards.sign(office.sheet, "voter-2", at=clock.now(), form="B")

    with pytest.raises(Refusal, match="already-signed"):
        cards.sign(office.sheet, "voter-1", at=clock.now(), form="B")
    with pytest.raises(Refusal, match="already-signed"):
        people.act(office.sheet, "voter-2", BOTH)
    people.act(office.sheet, "voter-3", ESTONIAN)
    people.act(office.sheet, "voter-4", BOTH)
    with pytest.raises(Refusal, match="already-signed"):
        people.act(office.sheet, "voter-4", ESTONIAN)
    (form,) = office.forms(1)
    on_paper = [row(n, f"voter-{who}") for n, who in enumerate((1, 4, 5, 6, 7), start=1)]
    office.both(office.receive({form: 5}), form, on_paper)

    assert office.tally().by_channel == {"eid": 3, "container": 1, "paper": 3}


def test_two_kinds_ask_and_one_kind_does_not(people, desk):
    statements: list[str] = []

    def heard(_line, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    one, two = desk.open(title="One kind"), people.open()
    engine = db.database().engine
    sa.event.listen(engine, "before_cursor_execute", heard)
    desk.sign(one, "voter-1")
    of_one = sum("sheet_number" in said for said in statements)
    people.act(two, "voter-1", BOTH)
    sa.event.remove(engine, "before_cursor_execute", heard)

    assert of_one == 0
    assert sum("sheet_number" in said for said in statements) == 3


def test_of_a_destroyed_sheet_no_number_stays(people, travel):
    sheet = people.open()
    people.act(sheet, "voter-1", BOTH)
    travel(CLOSES + timedelta(days=1))
    people.desk.seal(sheet)
    many = sa.select(sa.func.count()).select_from(PersonNumber)
    with db.transaction() as session:
        assert session.scalar(many) == 2
        signatures.shred(sheet, ground="rule")

    with db.transaction() as session:
        assert session.scalar(many) == 0


@pytest.mark.postgres
def test_of_many_at_once_with_different_numbers_of_one_person_one_signs(
    postgres_app, providers, travel, desk
):
    travel(DURING)
    people = People(desk)
    sheet = people.open()

    def outcome(by: str) -> str:
        try:
            people.act(sheet, "voter-1", by)
        except Refusal as refusal:
            return refusal.code
        return "done"

    for _round in range(3):
        with ThreadPoolExecutor(12) as pool:
            said = sorted(pool.map(outcome, [BOTH, ESTONIAN] * 12))
        assert said.count("already-signed") >= 23
    assert said.count("done") == 0
    desk.sequence()
    assert desk.net(sheet) == 1
