"""Who may sign, by the sheet's rule alone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import signatures
from commons.access import Assurance
from commons.errors import Refusal
from commons.identity.claims import Claims
from commons.law import services
from commons.law.building import build
from commons.law.loading import read_file
from initiatives import sheets
from signatures import Eligibility
from signatures._eligibility import age, check, check_birth, identifiers, local_day, rule_of
from signatures._origin import Person

TODAY = date(2026, 10, 11)
RULE = Eligibility(("th-pid",), "Asia/Bangkok", 18, ("TH",), ("TH",), 2)


def claims(**changed) -> Claims:
    said = {
        "provider": "dev",
        "issuer": "https://idp.example",
        "account_issuer": "https://idp.example",
        "subject": "s",
        "identifiers": {"ee-isikukood": "38001010000", "th-pid": "1100000000000"},
        "given_name": "A",
        "family_name": "B",
        "birth_date": date(1990, 1, 1),
        "residences": frozenset({"TH"}),
        "citizenships": frozenset({"TH"}),
        "assurance": Assurance.HIGH,
        "second_factor": True,
        "auth_time": datetime(2026, 10, 11, tzinfo=UTC),
    }
    return Claims(**{**said, **changed})


def refused(rule: Eligibility, **changed) -> str:
    try:
        check(rule, claims(**changed), TODAY)
    except Refusal as refusal:
        return refusal.code
    return ""


@given(st.dates(date(1900, 1, 1), date(2008, 12, 31)), st.integers(1, 30))
def test_a_birthday_completes_a_year_and_the_day_before_does_not(born: date, years: int) -> None:
    try:
        birthday = born.replace(year=born.year + years)
    except ValueError:
        birthday = date(born.year + years, 3, 1)

    assert age(born, birthday) == years
    assert age(born, birthday - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"birth_date": date(2008, 10, 11)}, ""),
        ({"birth_date": date(2008, 10, 12)}, "too-young"),
        ({"birth_date": None}, "claim-missing"),
        ({"residences": frozenset({"SE"})}, "not-resident"),
        ({"residences": frozenset({"SE", "TH"})}, ""),
        ({"residences": frozenset()}, "claim-missing"),
        ({"citizenships": frozenset({"SE"})}, "not-citizen"),
        ({"assurance": Assurance.LOW}, "assurance-too-low"),
    ],
)
def test_each_condition_has_its_own_word(changed, code):
    assert refused(RULE, **changed) == code


def test_a_past_reference_day_decides_and_a_coming_one_does_not_yet():
    born = {"birth_date": date(2008, 10, 5)}
    past = Eligibility(("th-pid",), "Asia/Bangkok", 18, reference_day=date(2026, 10, 1))
    coming = Eligibility(("th-pid",), "Asia/Bangkok", 18, reference_day=date(2026, 12, 1))

    assert refused(past, **born) == "too-young"
    assert refused(coming, **born) == ""


def test_what_the_law_does_not_ask_is_not_checked():
    rule = Eligibility(("th-pid",), "Asia/Bangkok")

    assert refused(rule, birth_date=None, residences=frozenset(), citizenships=frozenset()) == ""


def test_the_number_is_of_the_kind_that_the_rule_names():
    assert [one.number for one in identifiers(RULE, claims())] == ["1100000000000"]
    with pytest.raises(Refusal, match="identifier-missing"):
        identifiers(RULE, claims(identifiers={"fi-hetu": "010190-900A"}))


def test_the_day_is_the_jurisdictions():
    assert local_day(RULE, datetime(2026, 10, 10, 18, tzinfo=UTC)) == TODAY


EITHER = Eligibility(
    ("gb-practice",), "Europe/London", residence=("GB",), citizenship=("GB",), either=True
)


@pytest.mark.parametrize(
    ("citizenships", "residences", "code"),
    [
        ({"GB"}, {"GB"}, ""),
        ({"GB"}, {"SE"}, ""),
        ({"SE"}, {"GB"}, ""),
        ({"GB"}, set(), ""),
        (set(), {"GB"}, ""),
        ({"SE"}, {"SE"}, "neither-citizen-nor-resident"),
        ({"SE"}, set(), "claim-missing"),
        (set(), set(), "claim-missing"),
    ],
)
def test_where_either_is_enough_one_of_the_two_lets_a_person_sign(citizenships, residences, code):
    said = {"citizenships": frozenset(citizenships), "residences": frozenset(residences)}

    assert refused(EITHER, **said) == code


def test_a_sheet_of_former_days_asks_for_both_as_it_did_then():
    facts = {
        "citizenship": ["GB"],
        "identifier_kinds": ["th-pid"],
        "min_age": None,
        "min_assurance": 2,
        "reference_day": None,
        "residence": ["GB"],
        "zone": "Europe/London",
    }

    rule = rule_of(facts)

    assert refused(rule, citizenships=frozenset({"GB"}), residences=frozenset({"SE"})) == (
        "not-resident"
    )


def test_a_sheet_says_either_only_where_it_holds_so_that_no_former_digest_moves(desk):
    plain = desk.manifest()
    either = desk.manifest(eligibility=EITHER)

    assert not {"either", "min_ages"} & plain.as_facts()["eligibility"].keys()
    assert rule_of(json.loads(either.canonical())["eligibility"]) == EITHER


@pytest.mark.parametrize(
    ("citizenships", "years", "code"),
    [
        ({"FR"}, 17, "too-young"),
        ({"FR"}, 18, ""),
        ({"GR"}, 16, "too-young"),
        ({"GR"}, 17, ""),
        ({"AT"}, 16, ""),
        ({"FR", "AT"}, 16, ""),
        ({"AT"}, 15, "too-young"),
    ],
)
def test_each_state_of_the_union_has_its_own_least_age(citizenships, years, code):
    found = read_file(services.SHIPPED / "eu-eci-2024.2.toml")
    rule = sheets.eligibility(build(1, found.digest, found.body))

    assert refused(
        rule,
        birth_date=date(TODAY.year - years, TODAY.month, TODAY.day),
        citizenships=frozenset(citizenships),
    ) == (code)


@pytest.mark.parametrize(
    ("kind", "states", "years", "found"),
    [
        ("fr-nir", "", 17, "too-young"),
        ("fr-nir", "", 18, None),
        ("at-zmr", "", 16, None),
        ("fr-nir", "FR AT", 16, None),
        ("xx-other", "", 16, None),
    ],
)
def test_the_authority_asks_the_age_of_the_state_too(tmp_path, kind, states, years, found):
    said = read_file(services.SHIPPED / "eu-eci-2024.2.toml")
    rule = sheets.eligibility(build(1, said.digest, said.body))
    facts = {
        "min_age": rule.min_age,
        "min_ages": dict(rule.min_ages),
        "reference_day": None,
    }
    born = date(TODAY.year - years, TODAY.month, TODAY.day)
    file = tmp_path / "register.csv"
    file.write_text(f"national_id,kind,birth_date,states\n1,{kind},{born},{states}\n", "utf-8")

    decided = signatures.read_register(file).decide(Person(kind, "1", {}), facts, TODAY.isoformat())

    assert decided == found


@pytest.mark.parametrize(("kind", "is_taken"), [("fr-nir", False), ("at-zmr", True)])
def test_a_card_bears_the_age_of_its_state(kind, is_taken):
    said = read_file(services.SHIPPED / "eu-eci-2024.2.toml")
    rule = sheets.eligibility(build(1, said.digest, said.body))
    sixteen = date(TODAY.year - 16, TODAY.month, TODAY.day)

    try:
        check_birth(rule, sixteen, TODAY, kind=kind)
    except Refusal as refusal:
        assert (refusal.code, is_taken) == ("too-young", False)
    else:
        assert is_taken
