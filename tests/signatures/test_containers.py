"""Signing with an ID-card program: from the challenge to the authority's own look at the container."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.identity.devprovider import personas
from signatures import Channel, Eligibility
from signatures._sheets import Signature
from tests.initiatives.road import START, Road
from tests.signatures import cards as made
from tests.signatures.card_desk import CardDesk
from tests.signatures.cards import Cards
from tests.signatures.conftest import Desk


@pytest.fixture
def at_cards(app: Flask, desk: Desk, tmp_path: Path) -> CardDesk:
    return CardDesk(desk, tmp_path)


@pytest.fixture
def here(sqlite_app: Flask, desk: Desk, tmp_path: Path) -> CardDesk:
    return CardDesk(desk, tmp_path)


def test_a_citizen_signs_with_a_card_and_counts_once_whatever_the_channel(
    at_cards: CardDesk,
) -> None:
    sheet = at_cards.open()

    promise = at_cards.sign(sheet, "voter-1")
    at_cards.desk.sign(sheet, "voter-2")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.desk.sign(sheet, "voter-1")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.sign(sheet, "voter-2")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.sign(sheet, "voter-1")
    at_cards.desk.sequence()

    with db.transaction():
        tally = signatures.tally(sheet)
        assert (tally.net, tally.by_channel) == (2, {"container": 1, "eid": 1})
        assert signatures.check_receipt(promise.receipt).found is signatures.Found.RELEASED
    assert promise.spoken_name
    assert at_cards.desk.standing(sheet, "voter-1").has_signed


def test_signing_again_replaces_where_the_rule_set_says_so(at_cards: CardDesk) -> None:
    sheet = at_cards.open(replaces=True)

    at_cards.desk.sign(sheet, "voter-1")
    at_cards.sign(sheet, "voter-1")
    at_cards.sign(sheet, "voter-2")
    at_cards.desk.sequence()

    with db.transaction():
        assert signatures.tally(sheet).net == 2
        assert signatures.oversigned(sheet) == 1


def test_an_initiative_of_estonia_collects_by_card_for_real_and_is_verified_off_the_server(
    sqlite_app: Flask, desk: Desk, tmp_path: Path
) -> None:
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    here = CardDesk(desk, tmp_path)
    road = Road(tmp_path, "ee-riigikogu")
    road.to_collecting()
    with db.transaction():
        path = road.x.path

    with clock.travel(START + timedelta(days=20)):
        page = client.get(path + "/sign")
        agreed = {"support": "1", "consent": "1"}
        empty = client.post(path + "/sign/container/text", data={})
        given = client.post(path + "/sign/container/text", data=agreed)
        signed = made.signed(given.data, here.cards.card("voter-1"), here.cards, at=clock.now())
        nothing = client.post(path + "/sign/container", data={})
        broken = client.post(path + "/sign/container", data=_file(signed[:-40]))
        done = client.post(path + "/sign/container", data=_file(signed))
        after = client.get(path + "/sign/container")
        again = client.post(path + "/sign/container", data=_file(signed))
    voter = personas.find("voter-1", clock.now())
    name = voter.family_name if voter else ""
    with db.transaction():
        signatures.sequence()
        assert not road.x.practice
        tally = signatures.tally(road.x.sheet_id or 0)

    assert "Declare support with" not in page.text and "/sign/container" in page.text
    assert empty.status_code == nothing.status_code == broken.status_code == 422
    assert given.mimetype == "application/vnd.etsi.asic-e+zip"
    assert "not a container (ASiC-E), or it is damaged" in broken.text
    assert done.status_code == 200 and "declared support for" in done.text
    assert done.headers["Cache-Control"] == "no-store"
    assert name in done.text and name not in after.text
    assert again.status_code == 409 and "has been used or is too old" in again.text
    assert (tally.net, tally.by_channel) == (1, {"container": 1})


def _file(said: bytes) -> dict[str, Any]:
    return {"container": (BytesIO(said), "signed.asice")}


def _refusal(here: CardDesk, sheet: int, container: bytes, **said: str) -> str:
    with pytest.raises(Refusal) as refused:
        here.upload(sheet, container, **said)
    assert str(refused.value.message), refused.value.code
    return refused.value.code


def test_a_challenge_binds_sheet_browser_and_hour_and_is_used_once(here: CardDesk) -> None:
    sheet, other = here.open(), here.open(title="Another initiative")
    card = here.cards.card("voter-1")
    signed = here.signed(sheet, card)
    early = here.signed(sheet, card, at=clock.now() - timedelta(minutes=20))
    weak = here.signed(sheet, card, form="T")
    soft = here.signed(sheet, here.cards.card("voter-1", qualified=False))
    forged = made.packed(
        {**made.files_of(signed), "declaration.txt": b"challenge: 1." + b"0" * 64}, b"<x/>"
    )

    assert _refusal(here, other, signed) == "intent-spent"
    assert _refusal(here, sheet, signed, browser="another") == "intent-spent"
    assert _refusal(here, sheet, early) == "signed-out-of-time"
    assert _refusal(here, sheet, weak) == _refusal(here, sheet, soft) == "level-too-low"
    assert _refusal(here, sheet, forged) in {"intent-spent", "other-text"}
    assert _refusal(here, sheet, signed[:-5]) == "container-unreadable"
    here.upload(sheet, signed)  # what was refused before has not spent the challenge
    assert _refusal(here, sheet, signed) == "intent-spent"
    late = here.signed(sheet, here.cards.card("voter-2"))
    with clock.travel(clock.now() + timedelta(hours=1, seconds=1)):
        assert _refusal(here, sheet, late) == "intent-spent"
    with db.transaction():
        assert len(list(db.session().scalars(sa.select(Signature.id)))) == 1


def test_who_is_too_young_or_of_another_country_is_refused_by_name(here: CardDesk) -> None:
    old = here.open(eligibility=Eligibility(("ee-isikukood",), "Europe/Tallinn", min_age=150))
    thai = here.open(eligibility=Eligibility(("th-pid",), "Asia/Bangkok"))
    closed = here.open(channels=(Channel.EID,))
    young, foreign = here.cards.card("voter-1"), here.cards.card("voter-2")

    assert _refusal(here, old, here.signed(old, young)) == "too-young"
    assert _refusal(here, thai, here.signed(thai, foreign)) == "identifier-missing"
    with pytest.raises(Refusal, match="channel-closed"):
        here.download(closed)


def test_nobody_learns_from_another_persons_container_whether_he_signed(here: CardDesk) -> None:
    sheet = here.open()
    here.sign(sheet, "voter-1")
    signed = here.signed(sheet, here.cards.card("voter-1"))
    unsigned = here.signed(sheet, here.cards.card("voter-2"))

    answers = []
    for taken in (signed, unsigned):
        with pytest.raises(Refusal) as refused:
            here.upload(sheet, taken, browser="a thief's")
        answers.append((refused.value.code, refused.value.message, refused.value.values))

    assert answers[0] == answers[1]


def test_the_authority_verifies_every_container_again_by_its_own_list(
    here: CardDesk, tmp_path: Path
) -> None:
    sheet = here.open()
    for number in (1, 2):
        here.sign(sheet, f"voter-{number}")
    here.desk.sign(sheet, "voter-3")
    with clock.travel(clock.now() + timedelta(days=91)):
        here.desk.sequence()
        here.desk.seal(sheet)
        with db.transaction():
            signatures.send_to_authority(sheet)
            package = signatures.hand_over(sheet)
    path = tmp_path / "register.csv"
    numbers = [here.number(f"voter-{n}") for n in (1, 2, 3)]
    path.write_text("national_id\n" + "\n".join(numbers) + "\n")

    def counts(**said: Any) -> dict[str, int]:
        register = signatures.read_register(path)
        private = here.desk.private
        return signatures.examine(package.path, private, register, travelled=True, **said).counts

    assert counts(trust_lists=here.folder / "trust") == {"valid": 3}
    assert counts() == {"issuer-unknown": 2, "valid": 1}
    foreign = Cards().trust(tmp_path / "other")
    assert counts(trust_lists=foreign) == {"time-stamp-untrusted": 2, "valid": 1}
    package.path.unlink()
