"""A sheet that goes on with others refuses whoever stands on any of them, however he signs."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from signatures import _declaration, _vaultwire
from signatures._containers import BadContainer
from signatures._declaration import Asked
from tests.signatures.card_desk import CardDesk
from tests.signatures.conftest import OPENS, Desk

DAY = timedelta(days=1)
DURING = OPENS + 10 * DAY
KINDS = ("eid", "card")


def three_sheets(here: CardDesk, travel: Any, how: str, **said: Any) -> int:
    """The last of three sheets, each of which goes on with the one before; voter 1 stands on the first."""
    travel(DURING)
    before, sheet = "", 0
    for number in range(3):
        now = DURING + 100 * number * DAY
        travel(now)
        closes_at = now + 90 * DAY
        sheet = here.open(continues=before, opens_at=now - DAY, closes_at=closes_at, **said)
        signer = f"voter-{number + 1}"
        if number < 2:
            act(here, how, sheet, signer)
            travel(closes_at)
            here.desk.seal(sheet)
        with db.transaction():
            before = signatures.sheet(sheet).digest
    return sheet


def act(here: CardDesk, how: str, sheet: int, signer: str) -> None:
    if how == "eid":
        here.desk.sign(sheet, signer)
    else:
        here.sign(sheet, signer, at=clock.now(), form="B")


@pytest.fixture
def here(app: Flask, desk: Desk, tmp_path) -> CardDesk:
    return CardDesk(desk, tmp_path)


@pytest.fixture
def advanced(here: CardDesk, monkeypatch) -> CardDesk:
    """Sheets that take signatures without a time-stamp, so that the clock may travel."""
    opened = here.open
    level = signatures.Level.STATEMENT
    monkeypatch.setattr(here, "open", lambda **said: opened(**{"level": level, **said}))
    return here


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("last", KINDS)
def test_whoever_stands_two_sheets_back_is_refused(advanced, travel, first, last):
    sheet = three_sheets(advanced, travel, first)

    for signer in ("voter-1", "voter-2"):
        with pytest.raises(Refusal, match="already-signed"):
            act(advanced, last, sheet, signer)
    act(advanced, last, sheet, "voter-3")

    advanced.desk.sequence()
    assert advanced.desk.net(sheet) == 1


def manifest(title: str, continues: str = "") -> bytes:
    said = {"continues": continues, "rule_set": "ee-riigikogu@1", "subject": "/x", "title": title}
    return json.dumps({**said, "text": "x"}).encode()


def digest(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()


FIRST = manifest("First")
SECOND = manifest("Second", digest(FIRST))
THIRD = manifest("Third", digest(SECOND))
FOURTH = manifest("Fourth", digest(THIRD))


def declared(said: bytes) -> bytes:
    asked = Asked(1, "ab" * 32, "en", OPENS)
    return _declaration.files(said, digest(said), asked)[_declaration.DECLARATION]


@pytest.mark.parametrize(
    ("sheet", "between"),
    [(FOURTH, ()), (THIRD, ()), (SECOND, (THIRD,)), (FIRST, (THIRD, SECOND))],
)
def test_a_declaration_speaks_for_every_sheet_that_its_own_goes_on_with(sheet, between):
    said = _declaration.rule_set_of(declared(FOURTH), digest(sheet), between)

    assert said == "ee-riigikogu"


@pytest.mark.parametrize(
    ("sheet", "between"),
    [
        (SECOND, ()),
        (FIRST, (SECOND,)),
        (FIRST, (SECOND, THIRD)),
        (FIRST, (THIRD,)),
        (manifest("Foreign"), (manifest("Liar", digest(manifest("Foreign"))),)),
        (manifest("Foreign"), (THIRD, SECOND, FIRST)),
    ],
)
def test_nobody_gets_a_key_for_a_sheet_to_which_no_chain_leads(sheet, between):
    with pytest.raises(BadContainer, match="other-text"):
        _declaration.rule_set_of(declared(FOURTH), digest(sheet), between)


@pytest.mark.parametrize("what", ["sheet", "continues", "rule set"])
def test_a_title_names_no_sheet(what):
    foreign = digest(manifest("Foreign"))
    said = declared(manifest(f"{what}: {foreign}"))

    with pytest.raises(BadContainer, match="other-text"):
        _declaration.rule_set_of(said, foreign)


def test_what_is_packed_for_the_vault_is_unpacked_and_nothing_that_swells(monkeypatch):
    assert _vaultwire.unpacked(_vaultwire.packed(FIRST)) == FIRST

    monkeypatch.setattr(_vaultwire, "LONGEST_UNPACKED", 1000)
    swells, whole = _vaultwire.packed(b"0" * 100_000), _vaultwire.packed(FIRST)
    for spoiled in (swells, whole[:-8], "zz", FIRST.hex()):
        with pytest.raises(ValueError, match=r".+"):
            _vaultwire.unpacked(spoiled)
