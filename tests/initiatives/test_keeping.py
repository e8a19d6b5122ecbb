"""How long the strong room keeps an initiative's signatures: by the rule set, and never too short."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

import signatures
from commons import db, jobs, record
from commons.law import queries as law
from commons.law import services as law_services
from initiatives import retention, services
from initiatives.states import State
from tests import people
from tests.initiatives.road import START, Road


def matter(stage: State, **said: Any) -> SimpleNamespace:
    """An initiative of which only these instants are known."""
    names = ("result_at", "result_final_at", "ended_at", "cure_closes_at", "closes_at", "opens_at")
    empty = dict.fromkeys((*names, "forwarded_at"))
    return SimpleNamespace(stage=stage, referrals=[], **{**empty, **said})


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rules", "stage", "said", "until"),
    [
        ("generic", State.COLLECTING, {"opens_at": at(2026, 1, 1)}, None),
        ("generic", State.CURE, {"result_at": at(2026, 1, 1)}, None),
        ("generic", State.FORWARDED, {"result_at": at(2026, 1, 1)}, None),
        ("generic", State.NOT_REACHED, {"ended_at": at(2026, 1, 10)}, date(2026, 2, 10)),
        ("generic", State.WITHDRAWN, {"ended_at": at(2026, 2, 10)}, date(2026, 3, 10)),
        ("fi-national", State.FORWARDED, {"result_at": at(2026, 8, 31)}, date(2027, 2, 28)),
        (
            "fi-national",
            State.QUALIFIED,
            {"result_at": at(2026, 1, 1), "result_final_at": at(2026, 2, 1)},
            date(2026, 8, 1),
        ),
        (
            "generic",
            State.LAPSED,
            {"ended_at": at(2026, 1, 10), "cure_closes_at": at(2026, 6, 1)},
            date(2026, 6, 1),
        ),
        (
            "eu-eci",
            State.LAPSED,
            {"opens_at": at(2025, 1, 1), "ended_at": at(2027, 1, 1)},
            date(2027, 2, 1),
        ),
    ],
)
def test_the_latest_of_what_the_law_names_decides(sqlite_app, rules, stage, said, until):
    with db.transaction():
        law_services.load_files()
        rule_set = law.current(rules)

    found = retention.until(matter(stage, **said), rule_set)

    last = None if found is None else (found - timedelta(seconds=1)).astimezone(rule_set.zone)
    assert (last and last.date()) == until


def test_receipt_by_the_house_starts_the_term_where_the_law_says_so(sqlite_app):
    with db.transaction():
        law_services.load_files()
        rule_set = law.current("ee-riigikogu")
    sent = matter(State.RECEIVED, result_at=at(2026, 1, 1))
    assert retention.until(sent, rule_set) is None

    sent.referrals = [SimpleNamespace(received_at=at(2026, 3, 1), answered_at=None)]

    found = retention.until(sent, rule_set)
    assert found is not None and found.date() == date(2026, 3, 29)
    assert retention.until_roll(sent, rule_set) is None


def test_a_withdrawn_initiatives_sheet_and_roll_are_destroyed_on_schedule(
    sqlite_app, tmp_path, travel
):
    road = Road(tmp_path)
    road.to_collecting()
    travel(START + timedelta(days=5))
    road.sign("voter-1")
    with db.transaction():
        services.withdraw(road.x, people.actor("initiator-1"), reason="It is done.")
        sheet, roll = road.x.sheet_id or 0, road.x.roll_id or 0

    for days, gone in ((5, False), (30, False), (40, True)):
        travel(START + timedelta(days=days, hours=days))
        jobs.run_due()
        with db.transaction():
            for number in (sheet, roll):
                assert (signatures.keeping(number).destroyed_at is not None) is gone

    with db.transaction():
        digest = signatures.sheet(sheet).digest
        kinds = [entry.kind for entry in record.history("/ledger/sheets/" + digest)]
        assert signatures.keeping(sheet).ground == "generic-open@1.0 retention.statements"
        assert signatures.tally(sheet).net == 1
    assert kinds[:2] == ["sheet:keys:destroyed", "sheet:sheet:sealed"]
    assert "sheet:retention:set" in kinds
    assert list((tmp_path / "keyring").rglob("*.key")) == []
