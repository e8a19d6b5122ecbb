"""Initiatives by machine: what is public of them, and their count day by day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons import clock, db
from tests.api.test_contract import check, strict
from tests.initiatives.conftest import roads  # noqa: F401 - the road is a fixture of that room
from tests.initiatives.road import START

DAY = timedelta(days=1)


@pytest.fixture
def collecting(roads):  # noqa: F811 - a fixture that asks for a fixture
    """An initiative that collects, with three signatures on one day and one on the next."""
    road = roads()
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(3)
    with clock.travel(START + 6 * DAY):
        road.sign("voter-4")
        road.count()
    return road


def test_each_address_answers_what_the_document_says(client, collecting):
    document = strict(client.get("/api/v1/openapi.json").json)

    for path in ("", f"/{collecting.number}", f"/{collecting.number}/counts"):
        answer = client.get(f"/api/v1/initiatives{path}")

        assert answer.status_code == 200
        check(document, f"/api/v1/initiatives{path}", answer.json)


def test_the_days_add_up_to_the_count(client, collecting):
    whole = client.get(f"/api/v1/initiatives/{collecting.number}").json

    days = client.get(f"/api/v1/initiatives/{collecting.number}/counts").json["items"]

    assert whole["support"]["net"] == 4
    assert sum(d["signatures"] - d["withdrawals"] for d in days) == 4
    assert [d["signatures"] for d in days] == [3, 1]
    assert days[-1]["net"] == 4


def test_a_draft_is_not_found(client, roads):  # noqa: F811 - a fixture of that room
    road = roads()
    with clock.travel(START):
        road.draft()

    answer = client.get(f"/api/v1/initiatives/{road.number}")

    assert answer.status_code == 404
    assert client.get("/api/v1/initiatives").json["total"] == 0


NARROWED = {
    "status=collecting": 1,
    "status=answered": 0,
    "rule_set=generic-open": 1,
    "rule_set=fi-national": 0,
    "rule_set=none": 0,
    "agency=parliament": 1,
    "agency=no-such": 0,
    "q=clean": 1,
    "sort=support": 1,
}


def test_the_list_is_narrowed_with_an_exact_total(client, collecting, travel):
    travel(START + 6 * DAY)

    found = {query: client.get(f"/api/v1/initiatives?{query}").json for query in NARROWED}

    assert {query: said["total"] for query, said in found.items()} == NARROWED
    assert {query: len(said["items"]) for query, said in found.items()} == NARROWED


def test_nobody_learns_who_signed(client, collecting):
    said = client.get(f"/api/v1/initiatives/{collecting.number}").text

    assert "voter" not in said
    with db.transaction():
        members = {m.name for m in collecting.x.members}
    assert set(client.get(f"/api/v1/initiatives/{collecting.number}").json["initiators"]) <= members
