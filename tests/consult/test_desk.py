"""The officials' desk through the front door: from an import to a published summary."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons.discussion.models import Display, Stance
from commons.law import services as law_services
from consult.services import summarising
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, CLOSES, TEXT, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
DESK = "/desk/hearings/1-clean-air-act"
PUBLIC = "/hearings/1-clean-air-act"
DOCUMENTS = (
    "problem-and-cause",
    "necessity",
    "main-points",
    "affected-persons",
    "special-measures",
    "questions",
    "impact-assessment",
    "plain-summary",
)


def begin(app: Flask, client: FlaskClient) -> None:
    """Officer-1 begins a hearing through the front door."""
    with at(app, BEFORE):
        law_services.load_files()
    people.sign_in(client, "officer-1")
    answer = client.post(
        "/desk/hearings/new",
        data={
            "agency": "pollution-control",
            "title_en": "Clean Air Act",
            "title_th": "ร่างพระราชบัญญัติอากาศสะอาด",
            "kind": "draft-law",
            "rule_set": "th-hearing",
            "language": "en",
            "topic": "environment",
            "audience": "account",
        },
    )
    assert answer.status_code == 303, answer.text
    assert answer.location.endswith(DESK)


def import_text(client: FlaskClient, data: bytes = TEXT.encode()) -> None:
    """Officer-1 imports a text and publishes the preview."""
    answer = client.post(f"{DESK}/text", data={"file": (io.BytesIO(data), "draft.md")})
    assert answer.status_code == 303, answer.text
    found = re.search(r"/text/(\d+)/publish", client.get(f"{DESK}/text").text)
    assert found
    assert client.post(f"{DESK}/text/{found[1]}/publish").status_code == 303


def set_dates(client: FlaskClient, first: str, last: str, **more: str) -> int:
    """Officer-1 sets the dates, given as d-m-y; gives the status."""
    form = dict(more)
    for name, day in (("opens_on", first), ("closes_on", last)):
        form |= zip([f"{name}-{p}" for p in ("day", "month", "year")], day.split("-"), strict=True)
    return client.post(f"{DESK}/dates", data={"opens_time": "00:00", **form}).status_code


def test_officers_take_a_hearing_from_import_to_summary(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    travel(BEFORE)
    begin(app, client)
    import_text(client)
    client.post(f"{DESK}/documents", data={name: f"On {name}." for name in DOCUMENTS})
    assert set_dates(client, "1-10-2569", "15-10-2569") == 303
    client.post(
        f"{DESK}/stakeholders",
        data={"name": "Union", "email": "union@example.org", "language": "en"},
    )
    assert client.post(f"{DESK}/submit").status_code == 303
    assert client.post(f"{DESK}/approve").status_code == 403
    people.sign_in(client, "publisher")
    assert client.post(f"{DESK}/approve").status_code == 303

    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    for words in ("Too short.", "Much too short.", "Hello."):
        said = {"version": "1", "words": words, "display": "name"}
        assert client.post(f"{PUBLIC}/sections/sec_3/comments", data=said).status_code == 303

    travel(AFTER)
    people.sign_in(client, "officer-1")
    grouped = {"comment": ["1", "2"], "theme": "", "title": "Time for permits", "act": "group"}
    assert client.post(f"{DESK}/themes", data=grouped).status_code == 303
    answer = {"disposition": "partly", "reason": "Twenty days.", "section": "sec_3"}
    assert client.post(f"{DESK}/themes/1", data=answer).status_code == 303
    fields = {"method": "Online.", "rounds-and-periods": "One.", "target-groups": "All."}
    client.post(f"{DESK}/summary", data={**fields, "use-of-results": "Section 3 changed."})
    refused = client.post(f"{DESK}/summary/submit")
    assert refused.status_code == 422
    assert ">3</a>" in client.get(f"{DESK}/summary").text
    marked = {"comment": ["3"], "reason": "It greets only.", "act": "no-issue"}
    assert client.post(f"{DESK}/themes", data=marked).status_code == 303
    assert client.post(f"{DESK}/summary/submit").status_code == 303
    assert client.post(f"{DESK}/summary/publish").status_code == 403
    people.sign_in(client, "publisher")
    assert client.post(f"{DESK}/summary/publish").status_code == 303

    report = client.get(f"{PUBLIC}/report").text
    assert "Time for permits" in report
    assert "Twenty days." in report
    step = {"kind": "cabinet", "words": "Approved.", "happened_on": "2026-10-20"}
    assert client.post(f"{DESK}/steps", data=step).status_code == 303
    assert "The Cabinet" in client.get(PUBLIC).text


def test_fourteen_days_ask_for_a_ground_and_59_in_months_are_no_matter(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    travel(BEFORE)
    begin(app, client)

    short = set_dates(client, "1-10-2026", "14-10-2026")
    reasoned = set_dates(
        client,
        "1-10-2026",
        "14-10-2026",
        shorten_ground="urgent-necessity",
        shorten_reason="The burning season begins in November.",
    )
    enough = set_dates(client, "1-10-2026", "15-10-2026")

    assert (short, reasoned, enough) == (422, 303, 303)


def test_a_draft_that_lacks_a_document_is_refused_and_says_which(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    travel(BEFORE)
    begin(app, client)

    answer = client.post(f"{DESK}/submit")

    assert answer.status_code == 422
    assert "The problem and its cause" in client.get(DESK).text


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b"<?xml version='1.0'?><broken"])
def test_a_bad_file_explains_itself_and_leaves_nothing(
    app: Flask, client: FlaskClient, travel: Travel, data: bytes
) -> None:
    travel(BEFORE)
    begin(app, client)

    answer = client.post(f"{DESK}/text", data={"file": (io.BytesIO(data), "draft.xml")})

    assert answer.status_code == 422
    assert "govuk-error-message" in answer.text
    assert "Preview" not in client.get(f"{DESK}/text").text


def test_a_preview_is_discarded_without_a_trace(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    travel(BEFORE)
    begin(app, client)
    client.post(f"{DESK}/text", data={"pasted": TEXT})
    found = re.search(r"/text/(\d+)/discard", client.get(f"{DESK}/text").text)
    assert found

    client.post(f"{DESK}/text/{found[1]}/discard")

    assert "seen by the desk only" not in client.get(f"{DESK}/text").text


@pytest.mark.parametrize("page", ["", "/text", "/documents", "/dates", "/stakeholders", "/themes"])
def test_another_agency_finds_nothing_at_this_desk(
    app: Flask, client: FlaskClient, travel: Travel, page: str
) -> None:
    with at(app, BEFORE):
        making.draft()
    travel(BEFORE)
    people.sign_in(client, "officer-b")

    assert client.get(DESK + page).status_code == 404
    assert "Clean Air" not in client.get("/desk/hearings").text


def test_a_citizen_has_no_desk(app: Flask, client: FlaskClient, travel: Travel) -> None:
    with at(app, BEFORE):
        making.draft()
    travel(BEFORE)
    people.sign_in(client, "citizen-a")

    assert client.get("/desk/hearings").status_code == 403
    assert client.post(f"{DESK}/approve").status_code == 403


def test_an_extension_shows_both_dates(app: Flask, client: FlaskClient, travel: Travel) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")
    later = {"closes_on": "2026-10-23", "reason": "Floods in the north."}

    answer = client.post(f"{DESK}/extend", data=later)
    earlier = client.post(f"{DESK}/extend", data={"closes_on": "2026-10-12", "reason": "No."})

    page = client.get(PUBLIC).text
    assert (answer.status_code, earlier.status_code) == (303, 422)
    assert "Floods in the north." in page
    assert "16 October 2026" in page
    assert "23 October 2026" in page


def test_tables_and_data_hold_every_comment_and_no_formula(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        says("citizen-a", hearing, "=1+1", display=Display.HIDDEN)
        says("citizen-b", hearing, "line\u2028end", stance=Stance.DISAGREE)
        says("citizen-c", hearing, "fine", display=Display.PSEUDONYM, pseudonym="Farmer")
        hidden = people.actor("citizen-a").name
    travel(AFTER)

    table = client.get(f"{PUBLIC}/report.csv", buffered=True)
    data = client.get(f"{PUBLIC}/report.json", buffered=True)

    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert table.data.startswith(b"\xef\xbb\xbf")
    assert rows[0]["words"] == "'=1+1"
    assert [row["author"] for row in rows][::2] == ["withheld", "Farmer"]
    assert [item["number"] for item in json.loads(data.text)["items"]] == [1, 2, 3]
    assert hidden
    assert hidden not in table.text + data.text


def test_answers_are_nowhere_before_the_summary_is_published(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "Too short.")
    with at(app, AFTER):
        making.answered(making.find(number), [1])
    travel(AFTER)
    pages = (
        f"{PUBLIC}/report",
        f"{PUBLIC}/report.csv",
        f"{PUBLIC}/report.json",
        f"{PUBLIC}/comments/1",
    )

    before = "".join(client.get(page, buffered=True).text for page in pages)
    with at(app, AFTER):
        summarising.publish(people.actor("publisher"), making.find(number))
    after = [client.get(page, buffered=True).text for page in pages]

    assert "Twenty days instead." not in before
    assert all("Twenty days instead." in page for page in after)


def test_every_page_of_the_desk_opens(app: Flask, client: FlaskClient, travel: Travel) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "Too short.")
    with at(app, AFTER):
        making.answered(making.find(number), [1])
    travel(CLOSES + timedelta(days=31))
    people.sign_in(client, "officer-1")

    for page in (
        "",
        "/title",
        "/text",
        "/documents",
        "/dates",
        "/stakeholders",
        "/extend",
        "/withdraw",
        "/paper",
        "/themes",
        "/themes/1",
        "/summary",
        "/steps",
    ):
        for tongue in ("en", "th"):
            answer = client.get(f"{DESK}{page}?lang={tongue}")
            assert answer.status_code == 200, page
    assert client.get("/desk/hearings/new").status_code == 200
