"""Practice cards: a demonstration's own trust list opens practice sheets, and nothing else."""

from __future__ import annotations

import dataclasses
import io
from datetime import timedelta

import pytest

import signatures
from commons import clock, config, db
from commons.errors import Refusal
from commons.identity.devprovider import personas
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser


@pytest.fixture
def practice(app, tmp_path, monkeypatch):
    settings = dataclasses.replace(config.current(), trust_list_dir=tmp_path / "trust")
    monkeypatch.setattr(config, "current", lambda: settings)
    signatures.found_practice_cards(tmp_path / "trust")
    return settings


def holder(hint):
    person = personas.find(hint, clock.now())
    number = person.identifiers["ee-isikukood"]
    return signatures.Holder(person.given_name, person.family_name, number)


def test_a_container_signed_with_a_practice_card_is_taken_on_a_practice_sheet(
    app, tmp_path, travel, practice
):
    travel(START)
    road = Road(tmp_path, "ee-riigikogu")
    road.to_collecting()
    travel(START + timedelta(days=20))
    with db.transaction(writes=False):
        path, is_practice = road.x.path, road.x.practice
    guest = browser(app)
    page = guest.get(f"{path}/sign/container?lang=en").text
    text = guest.post(f"{path}/sign/container/text", data={"support": "y", "consent": "y"})

    def handed_in(who):
        made = signatures.sign_with_practice_card(
            text.data, holder(who), folder=tmp_path / "trust", at=clock.now()
        )
        return guest.post(
            f"{path}/sign/container", data={"container": (io.BytesIO(made), "a.asice")}
        )

    assert is_practice
    assert "counts nowhere" in page
    assert "declared support" in handed_in("citizen-a").text
    assert handed_in("citizen-a").status_code == 409
    with db.transaction(writes=False):
        assert signatures.tally(road.x.sheet_id).net == 0


def test_a_container_that_is_not_taken_is_counted_by_its_reason(app, tmp_path, travel, practice):
    travel(START)
    road = Road(tmp_path, "ee-riigikogu")
    road.to_collecting()
    travel(START + timedelta(days=20))
    with db.transaction(writes=False):
        path, sheet_id = road.x.path, road.x.sheet_id
    guest = browser(app)
    text = guest.post(f"{path}/sign/container/text", data={"support": "y", "consent": "y"})
    unsigned = {"container": (io.BytesIO(text.data), "a.asice")}

    refused = guest.post(f"{path}/sign/container", data=unsigned)

    assert refused.status_code == 422
    travel(START + timedelta(days=27))
    with db.transaction(writes=False):
        assert [(r.code, r.count) for r in signatures.refusals(sheet_id)] == [
            ("container-unsigned", None)
        ]


def test_no_real_sheet_and_no_production_believes_practice_cards(practice, tmp_path, monkeypatch):
    assert signatures.takes_containers("ee-riigikogu", practice=True)
    assert not signatures.takes_containers("ee-riigikogu")

    serving = dataclasses.replace(practice, mode=config.Mode.PRODUCTION)
    monkeypatch.setattr(config, "current", lambda: serving)

    assert not signatures.takes_containers("ee-riigikogu", practice=True)
    with pytest.raises(Refusal) as refused:
        signatures.found_practice_cards(tmp_path / "other")
    assert refused.value.code == "not-permitted"
