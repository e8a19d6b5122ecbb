"""Lists that page honestly: sizes honoured, totals exact, nothing twice while others write."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from commons import db
from commons.law import queries as law
from commons.law import services as law_services
from consult.models import Hearing
from consult.states import Kind, Stage, Topic
from tests import people
from tests.consult import making

MANY = 250


def fill(app, many, *, begin=0):
    """Approved hearings, as many as that, each opening an hour after the one before."""
    with making.at(app, making.BEFORE):
        law_services.load_files()
        officer, agency = people.actor("officer-1"), people.agency()
        rule_set = law.current("th-hearing")
        for number in range(begin, begin + many):
            opens = making.OPENS + timedelta(hours=number)
            db.session().add(
                Hearing(
                    kind=Kind.DRAFT_LAW,
                    rule_set_id=rule_set.key,
                    agency_id=agency.id,
                    language="en",
                    titles={"en": f"Draft {number}\u2028with a separator"},
                    title_words=f"draft {number}",
                    topic=Topic.ENVIRONMENT,
                    stage=Stage.APPROVED,
                    opens_at=opens,
                    closes_at=opens + timedelta(days=20),
                    prepared_by=officer.account_id,
                    created_at=making.BEFORE,
                    approved_at=making.BEFORE,
                )
            )


def pages(client, address):
    """Follow `next` from an address to the end."""
    while address:
        found = client.get(address).json
        yield found
        parts = urlsplit(found["next"] or "")
        address = f"{parts.path}?{parts.query}" if found["next"] else None


def test_two_hundred_and_fifty_hearings_come_as_three_pages(app, client):
    fill(app, MANY)

    found = list(pages(client, "/api/v1/hearings?page_size=100"))

    assert [len(page["items"]) for page in found] == [100, 100, 50]
    assert {page["total"] for page in found} == {MANY}
    assert len({line["number"] for page in found for line in page["items"]}) == MANY


def test_nothing_comes_twice_while_others_are_added(app, client):
    fill(app, 30)
    walk = pages(client, "/api/v1/hearings?page_size=10")
    first = next(walk)
    fill(app, 5, begin=100)

    rest = list(walk)

    numbers = [line["number"] for page in (first, *rest) for line in page["items"]]
    assert len(numbers) == len(set(numbers)) == 30
    assert rest[-1]["total"] == 35


@pytest.mark.parametrize("size", [7, 200])
def test_the_size_that_was_asked_is_given(app, client, size):
    fill(app, 210)

    found = client.get(f"/api/v1/hearings?page_size={size}").json

    assert len(found["items"]) == size


def test_a_line_separator_cannot_break_a_script(app, client):
    fill(app, 1)

    answer = client.get("/api/v1/hearings")

    assert "\u2028" not in answer.text
    assert answer.json["items"][0]["titles"]["en"] == "Draft 0\u2028with a separator"


def test_dates_and_length_are_those_of_the_page(app, client):
    making.ready(app)

    found = client.get("/api/v1/hearings/1").json

    assert found["opens_at"] == "2026-10-01T09:00:00+07:00"
    assert found["closes_at"] == "2026-10-16T17:00:00+07:00"
    assert (found["days"], found["last_day"]) == (16, "2026-10-16")


def test_the_status_follows_the_clock(app, client, travel):
    making.ready(app)

    travel(making.WHILE_OPEN)
    while_open = client.get("/api/v1/hearings?status=open").json["total"]
    travel(making.AFTER)
    afterwards = client.get("/api/v1/hearings?status=open").json["total"]

    assert (while_open, afterwards) == (1, 0)


def test_a_late_summary_is_late_for_machines_too(app, client, travel):
    making.ready(app)
    travel(making.CLOSES + timedelta(days=31))

    found = client.get("/api/v1/hearings?overdue=true").json

    assert found["total"] == 1
    assert found["items"][0]["summary"]["days_overdue"] == 1


def test_a_hidden_name_is_nowhere(app, client):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        making.says(
            "citizen-a", making.find(1), "I burn fields myself.", display=making.Display.HIDDEN
        )

    answer = client.get("/api/v1/hearings/1/comments")

    assert answer.json["items"][0]["author"]["name"] is None
    with db.transaction():
        name = people.actor("citizen-a").name
    assert name not in answer.text


def test_comments_page_by_their_numbers(app, client):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        for number in range(5):
            making.says("citizen-a", making.find(1), f"Comment number {number}.")

    found = list(pages(client, "/api/v1/hearings/1/comments?page_size=2"))

    assert [len(page["items"]) for page in found] == [2, 2, 1]
    assert [line["number"] for page in found for line in page["items"]] == [1, 2, 3, 4, 5]
    assert client.get("/api/v1/hearings/1/comments?section=sec_1").json["total"] == 0
