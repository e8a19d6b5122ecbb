"""A draft is put away and taken back; nothing that is or was public ever is."""

from __future__ import annotations

import pytest

from commons.errors import Refusal
from consult.previews import services as previews
from consult.services import approving, preparing, shelving
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, at, find

DESK = "/desk/hearings/1-clean-air-act"


def test_a_draft_is_put_away_and_taken_back_with_who_and_when(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        making.draft()
        token = previews.make(people.actor("officer-1"), find(1), purpose="To read.", days=3).token
    people.sign_in(client, "officer-1")

    away = client.post(f"{DESK}/put-away")
    listed = client.get("/desk/hearings").text
    hidden = [client.get(DESK).status_code, client.get(f"/preview/{token}").status_code]
    people.sign_in(client, "officer-b")
    stolen = client.post("/desk/hearings/1/take-out")
    people.sign_in(client, "officer-1")
    back = client.post("/desk/hearings/1/take-out")
    twice = client.post("/desk/hearings/1/take-out")

    assert away.status_code == 303
    assert "Drafts that were put away" in listed and "20 September 2026" in listed
    assert hidden == [404, 404]
    assert (stolen.status_code, back.status_code, twice.status_code) == (404, 303, 404)
    assert client.get(DESK).status_code == 200


def test_what_waits_or_is_public_is_never_put_away(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.draft(), people.actor("officer-1")
        preparing.submit(officer, hearing)
        for _stage in ("waits", "public"):
            with pytest.raises(Refusal, match="not-permitted"):
                shelving.put_away(officer, hearing)
            if _stage == "waits":
                approving.approve(people.actor("publisher"), hearing)
        approving.withdraw(officer, hearing, reason="No longer needed.")
        with pytest.raises(Refusal, match="not-permitted"):
            shelving.put_away(officer, hearing)
