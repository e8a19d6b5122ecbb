"""Every parameter of an initiative has an effect, or says only what this house does anyway (rules.md 7.3 to 7.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commons import limits
from commons.accounts import sessions
from commons.config import HERE
from commons.errors import Refusal
from commons.files import LARGEST
from commons.law import schema, services
from commons.law.building import build
from commons.law.calendar import last_day
from commons.law.loading import read_folder
from commons.law.rulesets import Kind, RuleSet
from initiatives import allowances, browsers, rules, sheets, windows
from signatures import _byemail
from tests.initiatives.ruleset import Rules

LAWS: dict[str, RuleSet] = {
    found.file.removesuffix(".toml"): build(number, found.digest, found.body)
    for number, found in enumerate(read_folder(services.SHIPPED))
}
OPENS = datetime(2026, 11, 16, 9, tzinfo=UTC)
ROOMS = ("commons", "consult", "initiatives", "portal", "signatures", "templates")
NAMES_ONLY = {"commons/law/schema.py", "commons/law/labels.py"}

KEPT: Mapping[str, tuple[Any, ...]] = {
    "calendar.closing_instant": ("24:00",),
    "calendar.month_arithmetic": ("clip_to_month_end",),
    "export.lock_after_receipt": (True,),
    "export.to_organiser": ("none", "counts"),
    "funding.payment_for_signatures": ("forbidden",),
    "response.reason_required": (True,),
    "statement.extra_fields_forbidden": (True,),
    "text.frozen_at": ("collection-start", "registration"),
    "threshold.rounding": ("ceil",),
}
"""What the house does under every rule set; a shipped file says nothing else, so that it promises nothing more."""

WORDS = {
    "approval.reference",
    "calendar.display_era",
    "exception.approver",
    "export.format",
    "idp.allowed",
    "representatives",
    "statement.evidence",
    "text.kind",
    "threshold.freeze_at",
    "verification.by",
}
"""Words that people read on the page of the rules; no number is among them."""

PLATFORM = {
    "oob.code.lifetime",
    "session.absolute",
    "session.admin.idle",
    "session.user.idle",
    "speaker.min_age",
}
"""Limits of the platform (7.7), which no rule set of an initiative sets."""


def read_anywhere() -> str:
    """The source of every room that may read a rule set, as one text."""
    files = [
        path
        for room in ROOMS
        for pattern in ("*.py", "*.html")
        for path in (HERE / room).rglob(pattern)
        if path.relative_to(HERE).as_posix() not in NAMES_ONLY
    ]
    return "\n".join(Path(path).read_text("utf-8") for path in files)


def test_every_parameter_is_read_somewhere_or_is_known_to_be_words_or_always_so() -> None:
    source = read_anywhere()

    unread = {name for name in schema.KNOWN[Kind.INITIATIVE] if f'"{name}"' not in source}

    assert unread <= KEPT.keys() | WORDS | PLATFORM


@pytest.mark.parametrize("name", sorted(KEPT))
def test_no_shipped_file_promises_what_the_house_does_not_do(name: str) -> None:
    said = {law.value(name) for law in LAWS.values()} - {None}

    assert said <= set(KEPT[name])
    assert said


def test_no_rule_set_of_an_initiative_sets_a_limit_of_the_platform() -> None:
    told = {n for law in LAWS.values() if law.kind is Kind.INITIATIVE for n in law.params}

    assert not told & PLATFORM


def test_the_limits_of_the_platform_are_those_that_are_recommended() -> None:
    assert (sessions.CITIZEN.idle, sessions.STAFF.idle) == (
        timedelta(minutes=30),
        timedelta(minutes=15),
    )
    assert (sessions.CITIZEN.absolute, sessions.STAFF.absolute) == (
        timedelta(hours=12),
        timedelta(hours=8),
    )
    assert LARGEST == 20 * 1024 * 1024


@pytest.mark.parametrize("law", [name for name, one in LAWS.items() if one.kind is Kind.INITIATIVE])
def test_the_pace_of_signing_that_a_file_tells_is_the_pace_that_is_kept(law: str) -> None:
    kept = browsers.pace(LAWS[law])

    assert (kept.times, kept.each) == (10, timedelta(minutes=5))
    unfinished = LAWS[law].period("retention.unfinished")
    assert unfinished is not None
    assert timedelta(days=unfinished.all_days) == _byemail.UNFINISHED


FIGURES: tuple[tuple[str, str, Any], ...] = (
    ("th-initiative-bill-2021.1", "threshold.count", 10_000),
    ("th-initiative-constitution-2021.1", "threshold.count", 50_000),
    ("ee-riigikogu-2014.2", "threshold.count", 1_000),
    ("fi-national-2020.1", "threshold.count", 50_000),
    ("eu-eci-2024.2", "threshold.count", 1_000_000),
    ("uk-petition-2015.2", "threshold.count", 10_000),
    ("tw-join-2018.2", "threshold.count", 5_000),
    ("kr-assembly-2020.2", "threshold.count", 50_000),
    ("lv-manabalss-2012.1", "threshold.count", 10_000),
    ("th-initiative-bill-2021.1", "verification.deadline", "P45D"),
    ("th-initiative-bill-2021.1", "cure.window", "P90D"),
    ("ee-riigikogu-2014.2", "repeat.same_content_block", "P2Y"),
    ("ee-riigikogu-2014.2", "response.receipt", "P30D"),
    ("ee-riigikogu-2014.2", "response.hearing", "P3M"),
    ("ee-riigikogu-2014.2", "response.final", "P6M"),
    ("fi-national-2012.1", "handover.to_verifier", "P6M"),
    ("fi-national-2020.1", "handover.to_verifier", "P1Y"),
    ("fi-national-2020.1", "handover.to_parliament", "P1Y"),
    ("eu-eci-2024.2", "review.deadline", "P2M"),
    ("eu-eci-2024.2", "collection.start_window", "P6M"),
    ("eu-eci-2024.2", "handover.to_verifier", "P3M"),
    ("eu-eci-2024.2", "verification.deadline", "P3M"),
    ("eu-eci-2024.2", "handover.to_parliament", "P3M"),
    ("eu-eci-2024.2", "response.receipt", "P1M"),
    ("eu-eci-2024.2", "response.hearing", "P3M"),
    ("eu-eci-2024.2", "response.final", "P6M"),
    ("tw-join-2018.2", "response.final", "P2M"),
    ("kr-assembly-2020.2", "response.final", "P90D"),
    ("eu-eci-2024.2", "signer.min_age", 16),
    ("ee-local-2014.1", "signer.min_age", 16),
    ("th-initiative-bill-2021.1", "committee.seats_for_initiators", {"one_in": 3}),
)


@pytest.mark.parametrize(("law", "name", "value"), FIGURES)
def test_each_figure_stands_in_its_file(law: str, name: str, value: Any) -> None:
    assert LAWS[law].value(name) == value


@pytest.mark.parametrize(
    ("law", "last"),
    [
        ("fi-national-2020.1", date(2027, 5, 16)),
        ("eu-eci-2024.2", date(2027, 11, 15)),
        ("uk-petition-2015.2", date(2027, 5, 15)),
        ("tw-join-2018.2", date(2027, 1, 14)),
        ("kr-assembly-2020.2", date(2027, 1, 14)),
        ("ee-riigikogu-2014.2", date(2028, 5, 15)),
        ("lv-manabalss-2012.1", date(2027, 11, 15)),
    ],
)
def test_collecting_lasts_as_long_as_the_law_says_and_no_day_longer(law: str, last: date) -> None:
    rule_set = LAWS[law]

    end = windows.closing(rule_set, OPENS, None)

    assert last_day(end, rule_set.zone) == last
    assert windows.closing(rule_set, OPENS, last) == end
    with pytest.raises(Refusal, match="collecting-too-long"):
        windows.closing(rule_set, OPENS, last + timedelta(days=1))


def test_the_estonian_portal_collects_three_days_at_least() -> None:
    rule_set = LAWS["ee-riigikogu-2014.2"]

    with pytest.raises(Refusal, match="collecting-too-short"):
        windows.closing(rule_set, OPENS, date(2026, 11, 17))
    assert windows.closing(rule_set, OPENS, date(2026, 11, 18))


@pytest.mark.parametrize(
    ("law", "below", "last"),
    [
        ("fi-national-2020.1", 50, date(2026, 12, 16)),
        ("kr-assembly-2020.2", 100, date(2026, 12, 15)),
    ],
)
def test_too_few_in_the_first_month_end_it(law: str, below: int, last: date) -> None:
    stop = windows.early_stop(LAWS[law], OPENS)

    assert stop is not None
    assert (stop.below, last_day(stop.at, LAWS[law].zone)) == (below, last)


@pytest.mark.parametrize(
    ("law", "least", "states"),
    [
        ("th-initiative-bill-2021.1", 20, None),
        ("th-initiative-constitution-2021.1", 20, None),
        ("fi-national-2012.1", 3, None),
        ("fi-national-2019.1", 5, None),
        ("fi-national-2020.1", 5, None),
        ("eu-eci-2024.2", 7, 7),
        ("uk-petition-2015.2", 6, None),
        ("ee-riigikogu-2014.2", 1, None),
        ("tw-join-2018.2", 1, None),
    ],
)
def test_one_initiator_less_is_one_too_few(law: str, least: int, states: int | None) -> None:
    rules.check_initiators(LAWS[law], least, states)
    with pytest.raises(Refusal, match="too-few-initiators"):
        rules.check_initiators(LAWS[law], least - 1, states)
    if states:
        with pytest.raises(Refusal, match="too-few-states"):
            rules.check_initiators(LAWS[law], least, states - 1)


def test_a_british_petition_has_room_for_twenty_supporters_and_its_creator() -> None:
    rules.check_room(LAWS["uk-petition-2015.2"], 20)
    with pytest.raises(Refusal, match="too-many-initiators"):
        rules.check_room(LAWS["uk-petition-2015.2"], 21)


@pytest.mark.parametrize(
    ("law", "part", "most"),
    [
        ("uk-petition-2015.2", "title", 80),
        ("uk-petition-2015.2", "action", 300),
        ("uk-petition-2015.2", "background", 800),
        ("eu-eci-2024.2", "title", 100),
        ("eu-eci-2024.2", "objectives", 1_100),
        ("eu-eci-2024.2", "annex", 5_000),
        ("fi-national-2020.1", "title", 512),
        ("ee-riigikogu-2014.2", "title", 140),
    ],
)
def test_one_letter_more_than_the_law_allows_is_refused(law: str, part: str, most: int) -> None:
    def written(many: int) -> tuple[str, dict[str, str]]:
        return ("x" * many, {}) if part == "title" else ("Title", {part: "x" * many})

    rules.check_lengths(LAWS[law], *written(most))
    with pytest.raises(Refusal, match="too-long"):
        rules.check_lengths(LAWS[law], *written(most + 1))


@pytest.mark.parametrize(
    ("law", "people", "needed"),
    [
        ("ee-local-2014.1", 2_021, 21),
        ("ee-local-2014.1", 4_997, 50),
        ("ee-local-2014.1", 300, 5),
        ("fi-municipal-2015.1", 2_021, 41),
    ],
)
def test_a_share_is_rounded_up_and_has_its_floor(law: str, people: int, needed: int) -> None:
    assert rules.threshold(LAWS[law], people) == needed


def test_a_british_petition_goes_on_to_its_last_day_and_others_end_when_they_are_sent() -> None:
    assert not allowances.may_send_early(LAWS["uk-petition-2015.2"])
    assert allowances.may_send_early(LAWS["fi-national-2020.1"])


@pytest.mark.parametrize(
    ("law", "either", "citizenship", "residence"),
    [
        ("uk-petition-2015.2", True, ("GB",), ("GB",)),
        ("tw-join-2018.2", True, ("TW",), ("TW",)),
        ("uk-petition-2015.1", False, ("GB",), ("GB",)),
        ("kr-assembly-2020.2", False, ("KR",), ()),
        ("lv-manabalss-2012.1", False, ("LV",), ()),
        ("ee-local-2014.1", False, (), ("EE",)),
        ("fi-national-2020.1", False, ("FI",), ()),
    ],
)
def test_who_may_sign_is_what_the_law_names(
    law: str, either: bool, citizenship: tuple[str, ...], residence: tuple[str, ...]
) -> None:
    rule = sheets.eligibility(LAWS[law])

    assert (rule.either, rule.citizenship, rule.residence) == (either, citizenship, residence)


def test_another_pace_of_a_rule_set_is_kept_as_it_says() -> None:
    slower = Rules(ratelimit__sign__ip={"times": 3, "period": "PT1H"})

    kept = browsers.pace(slower)

    assert (kept.times, kept.each) == (3, timedelta(hours=1))
    assert browsers.pace(Rules()) == limits.SIGN_BROWSER
