"""Assisted signing (N33): the clerk is on record, the signer signs himself, and nobody learns more."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from commons import db, record
from commons.errors import Refusal
from initiatives.assisting import rules, services
from initiatives.assisting.models import Place
from portal.schema import metadata
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser, by_eid

DURING = START + timedelta(days=10)
AGREED = {"support": "y", "consent": "y", "provider": "dev"}


@pytest.fixture
def road(client, travel, tmp_path):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    road = Road(tmp_path, "generic-open")
    road.to_collecting()
    travel(DURING)
    return road


def code_in(page):
    return page.text.split('<strong class="govuk-heading-xl">')[1].partition("<")[0]


def test_a_clerk_opens_a_place_and_one_person_signs_there_unseen(app, client, travel, road):
    with db.transaction():
        path, slug = road.x.path, road.x.slug
    people.sign_in(client, "officer-1")
    assert client.get("/desk/assisting").status_code == 403
    people.sign_in(client, "registrar-1")
    assert "Clean air" in client.get("/desk/assisting").text
    code = code_in(client.post(f"/desk/assisting/{slug}"))
    late = code_in(client.post(f"/desk/assisting/{slug}"))
    kiosk = browser(app)

    wrong = kiosk.post("/signing/office", data={"code": "AAAAA-AAAAA"})
    page = kiosk.post("/signing/office", data={"code": code.lower().replace("-", " ")})
    unticked = kiosk.post("/signing/office/consent", data={"code": code})
    sent = kiosk.post("/signing/office/consent", data={"code": code, **AGREED})
    signed = by_eid(kiosk, sent, "citizen-a")
    again = kiosk.post("/signing/office/consent", data={"code": code, **AGREED})
    travel(DURING + timedelta(minutes=31))
    old = kiosk.post("/signing/office", data={"code": late})

    assert (wrong.status_code, page.status_code, unticked.status_code) == (422, 200, 422)
    assert "does not learn whether you did" in page.text
    assert "declared support" in signed.text
    assert (again.status_code, old.status_code) == (422, 422)
    assert "too few to say" in client.get(f"{path}/sign/office").text
    desk = client.get("/desk/assisting").text
    assert "citizen" not in desk and code not in desk
    with db.transaction(writes=False) as session:
        noted = record.history(path, kinds={"initiative:assistance:opened"})
        assert len(noted) == 2
        assert all(entry.commitment for entry in noted)
        rows = session.scalars(sa.select(Place).order_by(Place.id)).all()
        assert [row.taken_at is not None for row in rows] == [True, False]
        signature = metadata.tables["signature"]
        stored = str(session.execute(sa.select(signature)).mappings().all())
        assert "assist" not in stored


def test_where_the_rules_want_two_registrars_both_agree_before_there_is_a_code(
    road, client, monkeypatch
):
    monkeypatch.setattr(rules, "clerks", lambda _rule_set: 2)
    with db.transaction():
        slug, initiative = road.x.slug, road.x
        first, second = people.actor("registrar-1"), people.actor("registrar-2")
        opened = services.open_place(first, initiative)
        assert opened.code == ""
        with pytest.raises(Refusal) as own:
            services.agree(first, initiative, opened.number)
        with pytest.raises(Refusal) as proposer:
            services.open_place(people.actor("initiator-1"), initiative)
    assert (own.value.code, proposer.value.code) == ("two-persons-needed", "not-permitted")
    people.sign_in(client, "registrar-2")
    assert "Agree and show the code" in client.get("/desk/assisting").text

    shown = client.post(f"/desk/assisting/{slug}/{opened.number}/agree")
    twice = client.post(f"/desk/assisting/{slug}/{opened.number}/agree")

    assert (shown.status_code, twice.status_code) == (200, 409)
    assert len(code_in(shown)) == rules.LENGTH + 1
    with db.transaction(writes=False):
        place = db.session().get(Place, opened.number)
        assert place.second == second.account_id
