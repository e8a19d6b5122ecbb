"""Sessions by their cookies: out of reach of scripts, dead in time, and made anew by the clock."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from commons import clock, config
from commons.config import Mode
from commons.identity import cookies
from tests import people


def _cookie_lines(answer):
    return [line for line in answer.headers.getlist("Set-Cookie") if "session" in line]


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_foreign_pages(client):
    answer = people.through_provider(client, "citizen-a")

    line = _cookie_lines(answer)[0]

    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert "Path=/" in line
    assert "Domain" not in line


def test_in_production_the_cookies_bear_the_hosts_prefix(sqlite_app, monkeypatch):
    production = dataclasses.replace(config.current(), mode=Mode.PRODUCTION)
    monkeypatch.setattr(config._InUse, "settings", production)

    names = (cookies.session_name(), cookies.browser_name())

    assert all(name.startswith("__Host-") for name in names)


def test_an_administrator_signs_in_again_after_sixteen_idle_minutes(client, travel):
    start = clock.now()
    travel(start)
    people.sign_in(client, "admin-1")

    travel(start + timedelta(minutes=14))
    used = client.get("/desk/members")
    travel(start + timedelta(minutes=28))
    still = client.get("/desk/members")
    travel(start + timedelta(minutes=44))
    idle = client.get("/desk/members")

    assert (used.status_code, still.status_code, idle.status_code) == (200, 200, 303)
    assert idle.location.startswith("/sign-in?next=")


def test_what_an_idle_official_was_writing_waits_for_the_next_sign_in(client, travel):
    start = clock.now()
    travel(start)
    people.actor("admin-1")
    people.through_provider(client, "admin-1")
    travel(start + timedelta(minutes=16))

    refused = client.post(
        "/desk/members",
        data={"slug": "roads", "name_en": "Roads written with care", "kind": "ministry"},
        headers={"Referer": "http://localhost/desk/members"},
    )
    back = people.through_provider(client, "admin-1", next_path=_next(refused))
    page = client.get(back.location)

    assert refused.status_code == 303
    assert "Roads written with care" in page.text


def test_the_api_answers_401_without_a_session(client):
    answer = client.get("/me", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.get_json()["code"] == "sign-in-needed"


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_a_foreign_page_cannot_act_for_me(sqlite_app, kind):
    browser = sqlite_app.test_client()
    people.sign_in(browser, "citizen-a")

    answer = browser.post("/me/profile", data='{"display_name": "Evil"}', content_type=kind)

    assert answer.status_code == 400


def test_a_first_visit_gets_no_cookie(client):
    answer = client.get("/agencies")

    assert answer.headers.getlist("Set-Cookie") == []


def _next(answer):
    return parse_qs(urlsplit(answer.location).query)["next"][0]
