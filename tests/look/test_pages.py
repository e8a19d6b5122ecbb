"""The frame of every page, the pages of help, the front page and what machines ask first."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock
from tests.consult import making

PAGES = ["/", "/help", "/about", "/privacy", "/accessibility", "/feedback", "/nothing-here"]


@pytest.mark.parametrize("tongue", ["en", "th"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_frame(client: FlaskClient, address: str, tongue: str) -> None:
    page = client.get(f"{address}?lang={tongue}").get_data(as_text=True)

    assert f'<html lang="{tongue}">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r'<body[^>]*>\s*<a href="#main" class="govuk-skip-link">', page)
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r' on[a-z]+="', page)


def test_the_language_switch_keeps_the_address(client: FlaskClient) -> None:
    page = client.get("/feedback?about=security&lang=en").get_data(as_text=True)

    assert 'href="/feedback?about=security&amp;lang=th"' in page
    assert 'value="security" checked' in page


def test_an_address_that_does_not_exist_says_so_with_a_reference(client: FlaskClient) -> None:
    answer = client.get("/no/such/page?lang=en")

    assert answer.status_code == 404
    assert "Reference for questions: " in answer.get_data(as_text=True)


def test_the_front_page_says_so_when_nothing_is_open(client: FlaskClient) -> None:
    page = client.get("/?lang=en").get_data(as_text=True)

    assert "No hearing is open at this moment" in page
    assert "Nobody is late" in page


def test_security_contact_is_valid_and_not_expired(client: FlaskClient) -> None:
    lines = client.get("/.well-known/security.txt").get_data(as_text=True).splitlines()
    fields = dict(line.split(": ", 1) for line in lines)

    assert fields["Contact"].startswith("http")
    assert datetime.fromisoformat(fields["Expires"]) > clock.machine_now()


def test_robots_stay_out_of_what_belongs_to_one_person(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()

    assert {"Disallow: /me", "Disallow: /desk", "Disallow: /sign-in"} <= set(lines)


def test_a_message_without_words_is_refused_beside_its_field(client: FlaskClient) -> None:
    token = _token(client, "/feedback?lang=en")

    answer = client.post("/feedback", data={"csrf_token": token, "about": "question", "words": " "})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: Contact" in page
    assert '<a href="#words">Write your message.</a>' in page
    assert 'id="words-error"' in page
    assert 'aria-describedby="words-error words-count"' in page


def test_a_message_goes_to_those_who_run_the_house(client: FlaskClient) -> None:
    token = _token(client, "/feedback?lang=en")
    said = {"csrf_token": token, "about": "payment", "words": "Someone paid me.", "reply_to": ""}

    answer = client.post("/feedback", data=said)

    assert answer.status_code == 303
    assert "Your message is on its way" in client.get("/feedback").get_data(as_text=True)


def _token(client: FlaskClient, address: str) -> str:
    page = client.get(address).get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_the_clock_obeys_json_whatever_its_content_type(client: FlaskClient) -> None:
    said = '{"now": "2026-10-01T09:00:00+07:00"}'

    answer = client.put("/dev/clock", data=said, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200
    assert answer.get_json()["now"] == "2026-10-01T02:00:00+00:00"


def test_a_kept_front_page_is_made_anew_when_somebody_acts(app: Flask, client: FlaskClient) -> None:
    before = client.get("/?lang=en").get_data(as_text=True)

    making.ready(app)

    with clock.travel(making.WHILE_OPEN):
        after = client.get("/?lang=en").get_data(as_text=True)
    assert "Clean Air Act" not in before
    assert "Clean Air Act" in after


def test_a_kept_page_is_kept_apart_by_language(client: FlaskClient) -> None:
    english = client.get("/?lang=en").get_data(as_text=True)
    thai = client.get("/?lang=th").get_data(as_text=True)

    assert '<html lang="en">' in english
    assert '<html lang="th">' in thai
