"""What others follow by machine: calendars, feeds, tables, the catalogue, the archive, frames."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from commons import jobs
from tests import people
from tests.consult import making
from tests.consult.making import CLOSES, WHILE_OPEN, at
from tests.results.making import LATER, in_force, summarised

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"


def table(client: FlaskClient, address: str) -> list[dict[str, str]]:
    text = client.get(address, buffered=True).text.lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_calendars_name_each_day_that_counts(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    in_force(app)
    travel(LATER)

    found = {
        address: Calendar.from_ical(client.get(f"{address}?lang=en").data)
        for address in (
            "/calendar.ics",
            "/agencies/pollution-control/calendar.ics",
            f"{PUBLIC}/calendar.ics",
        )
    }

    for calendar in found.values():
        days = {str(e["summary"]).split(":")[0]: e.decoded("dtstart") for e in calendar.events}
        assert str(days["Opens"]) == "2026-10-01"
        assert str(days["Last day to speak"]) == "2026-10-16"
        assert str(days["Evaluation of the law due"]) == "2031-12-01"
        assert "Summary and answers due" not in days
    assert client.get("/agencies/none/calendar.ics").status_code == 404


def test_a_topic_has_a_feed(app: Flask, client: FlaskClient) -> None:
    making.ready(app)

    assert "Clean Air Act" in client.get("/feeds/topics/environment.atom?lang=en").text
    assert "Clean Air Act" not in client.get("/feeds/topics/health.atom?lang=en").text
    assert client.get("/feeds/topics/none.atom").status_code == 404


def test_the_record_of_an_agency_is_one_on_page_table_and_data(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    summarised(app)
    with at(app, making.BEFORE):
        making.approved("Second Act")
    travel(CLOSES + timedelta(days=31))

    (line,) = client.get("/api/v1/agencies/records").json["items"]
    (row,) = table(client, "/statistics/agencies.csv")

    assert (line["in_time"], line["late"], line["overdue"]) == (1, 0, 1)
    assert (line["share_in_time"], line["median_days"]) == (0.5, 10.0)
    assert (line["hearings"], line["comments"], line["respondents"], line["answers"]) == (
        2,
        3,
        1,
        1,
    )
    assert (row["slug"], row["overdue"], row["share_in_time"]) == ("pollution-control", "1", "0.5")
    assert row["licence"].startswith("https://creativecommons.org/")
    assert "50 %" in client.get("/statistics/agencies?lang=en").text
    assert "50 %" in client.get("/agencies/pollution-control?lang=en").text


def test_each_list_is_a_table_with_its_licence(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    (hearing,) = table(client, "/hearings.csv")

    assert (hearing["status"], hearing["title_en"]) == ("open", "Clean Air Act")
    assert {row["licence"] for row in table(client, "/agencies.csv")} == {hearing["licence"]}
    assert table(client, "/initiatives.csv") == []
    assert client.get("/api/v1/hearings").json["license"] == hearing["licence"]


def test_the_catalogue_names_what_there_is(app: Flask, client: FlaskClient) -> None:
    making.ready(app)
    jobs.run_due()

    answer = client.get("/api/v1/catalog.jsonld")
    found = json.loads(answer.data)

    assert answer.mimetype == "application/ld+json"
    assert found["@type"] == "dcat:Catalog"
    for each in found["dcat:dataset"]:
        assert each["dct:publisher"]["foaf:name"]
        assert each["dct:accrualPeriodicity"]["@id"]
        assert each["dcat:distribution"]
        for file in each["dcat:distribution"]:
            assert file["dct:license"]["@id"]
            path = file["dcat:accessURL"]["@id"].removeprefix("http://localhost")
            assert client.get(path, buffered=True).status_code == 200, path


def test_bodies_and_posts_come_as_popolo_without_persons(app: Flask, client: FlaskClient) -> None:
    making.ready(app)

    answer = client.get("/api/v1/popolo.json")
    bodies = {body["id"]: body for body in answer.json["organizations"]}

    assert bodies["pollution-control"]["classification"] == "department"
    assert bodies["pollution-control"]["name"] == "Department of Pollution Control"
    assert [n["note"] for n in bodies["pollution-control"]["other_names"]] == ["th"]
    assert {b["parent_id"] for b in bodies.values()} - {None} <= set(bodies)
    posts = {post["id"]: post for post in answer.json["posts"]}
    assert posts["pollution-control/officer"]["organization_id"] == "pollution-control"
    assert {post["organization_id"] for post in posts.values()} <= set(bodies)
    assert (answer.json["persons"], answer.json["memberships"]) == ([], [])
    assert "officer-1" not in answer.text
    again = client.get("/api/v1/popolo.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_archive_of_a_hearing_agrees_with_its_manifest_and_hides_names(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        author = people.actor("citizen-a")
        making.says(author, hearing, "I burn fields.", display=making.Display.HIDDEN)
    travel(WHILE_OPEN)

    answer = client.get(f"{PUBLIC}/archive.zip", buffered=True)

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert set(archive.namelist()) == {*manifest["files"], "manifest.json"}
        for name, said in manifest["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == said["sha256"]
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "I burn fields." in everything
    assert author.name not in everything
    assert {"hearing.json", "responses.csv", "text/version-1.akn.xml"} <= set(manifest["files"])


def test_a_hearing_may_be_framed_without_a_cookie(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    framed = client.get(f"{PUBLIC}/embed?lang=th")
    page = client.get(PUBLIC)

    assert framed.status_code == 200
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "Set-Cookie" not in framed.headers
    assert page.headers["X-Frame-Options"] == "DENY"
    assert client.get("/initiatives/9/embed").status_code == 404


def test_size_is_another_word_for_the_size_of_a_page(app: Flask, client: FlaskClient) -> None:
    with at(app, making.BEFORE):
        for number in range(9):
            making.approved(f"Act {number}")

    found = client.get("/api/v1/hearings?size=7&agency=pollution-control").json

    assert (len(found["items"]), found["total"]) == (7, 9)
    assert "size=7" in found["next"]
    assert client.get("/api/v1/hearings?size=0").status_code == 400
