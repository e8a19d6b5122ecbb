"""Who watches the public pages while one person signs learns nothing: neither that, nor what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

import signatures
from commons import db
from commons.errors import Refusal
from signatures import jobs
from tests.signatures.conftest import OPENS

DURING = OPENS + timedelta(days=12)
"""A Tuesday in Bangkok."""


def seen(client, digest: str) -> tuple[str, str]:
    """What anybody may read of a sheet and of the strong room at this moment."""
    return (
        client.get(f"/ledger/sheets/{digest}?lang=en").text.partition("<main")[2],
        client.get("/ledger?lang=en").text.partition('id="vault"')[2].partition("</section>")[0],
    )


def test_no_public_page_moves_while_somebody_signs_withdraws_or_is_refused(client, desk, travel):
    travel(DURING)
    sheet = desk.open(pace=signatures.Pace())
    with db.transaction():
        digest = signatures.sheet(sheet).digest
    for number in range(2, 8):
        desk.sign(sheet, f"voter-{number}")
        with pytest.raises(Refusal, match="already-signed"):
            desk.sign(sheet, f"voter-{number}")
    with db.transaction():
        jobs.note_vault_calls()
    before = seen(client, digest)

    desk.sign(sheet, "voter-1")
    with pytest.raises(Refusal, match="already-signed"):
        desk.sign(sheet, "voter-1")
    desk.standing(sheet, "voter-1")
    desk.withdraw(sheet, "voter-1")

    assert seen(client, digest) == before


def test_a_weeks_refusals_are_said_once_the_week_is_over(client, desk, travel):
    travel(DURING)
    sheet = desk.open()
    for _time in range(5):
        with pytest.raises(Refusal, match="too-young"):
            desk.sign(sheet, "age-17")
    with db.transaction():
        now = signatures.refusals(sheet)

    travel(DURING + timedelta(days=5))
    with db.transaction():
        on_sunday = signatures.refusals(sheet)
    travel(DURING + timedelta(days=6))
    with db.transaction():
        (on_monday,) = signatures.refusals(sheet)

    assert now == on_sunday == []
    assert (on_monday.code, on_monday.count) == ("too-young", 5)


def test_the_strong_rooms_calls_are_told_as_they_were_at_the_daily_count(client, desk, travel):
    travel(DURING)
    sheet = desk.open()
    assert "<td" not in seen(client, "0" * 64)[1]
    desk.sign(sheet, "voter-1")
    with db.transaction():
        jobs.note_vault_calls()

    assert "Receipts, made or checked" in seen(client, "0" * 64)[1]
