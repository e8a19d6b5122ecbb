"""Signing in at the front door: everything is bound to the browser, used once, and checked."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from commons import db, limits
from commons.accounts.models import Account, Flow, LoginSession, SecurityEvent
from commons.identity import cookies, local
from tests import people


def _count(model):
    with db.transaction(writes=False) as own:
        return own.scalar(sa.select(sa.func.count()).select_from(model))


def _to_answer(client, hint="citizen-a", next_path="/"):
    begun = client.post("/sign-in", data={"provider": "dev", "next": next_path})
    asked = client.post(begun.location, data={"login_hint": hint})
    return asked.location


def _session(client):
    held = client.get_cookie(cookies.session_name())
    return held.value if held else None


def test_a_citizen_signs_in_and_goes_on_where_he_was(client):
    answer = people.through_provider(client, "citizen-a", next_path="/privacy?x=1")

    assert answer.status_code == 303
    assert answer.location == "/privacy?x=1"
    assert _session(client)
    assert _count(Account) == 1


def test_the_page_offers_the_providers(client):
    page = client.get("/sign-in?lang=en")

    assert page.status_code == 200
    assert b"Practice identity" in page.data


def test_the_request_to_the_provider_has_state_nonce_and_challenge(client):
    begun = client.post("/sign-in", data={"provider": "dev"})

    asked = parse_qs(urlsplit(begun.location).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 43
    assert len(asked["nonce"][0]) >= 43
    assert asked["client_id"] == ["lex-populi-sign-in"]


def test_the_same_person_has_the_same_account_next_time(client):
    people.through_provider(client, "citizen-a")
    people.through_provider(client, "citizen-a")

    assert _count(Account) == 1


def test_every_sign_in_gives_a_new_session_and_ends_the_former(client):
    people.through_provider(client, "citizen-a")
    first = _session(client)
    people.through_provider(client, "citizen-a")

    assert _session(client) != first
    assert _count(LoginSession) == 1


def test_an_answer_is_used_once(client):
    back = _to_answer(client)
    first = client.get(back)
    second = client.get(back)

    assert (first.status_code, second.status_code) == (303, 400)


def test_an_answer_in_a_foreign_browser_is_refused(client, app):
    back = _to_answer(client)

    foreign = app.test_client().get(back)

    assert foreign.status_code == 400
    assert _count(Account) == 0
    assert _count(Flow) == 0


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=forged"])
def test_an_answer_without_our_state_is_refused(client, query):
    answer = client.get(f"/sign-in/return{query}")

    assert answer.status_code == 400


def test_an_answer_of_another_issuer_is_refused(client):
    back = _to_answer(client)
    other = back.replace("iss=http", "iss=https%3A%2F%2Fevil.example&was=http")

    answer = client.get(other)

    assert answer.status_code == 403
    assert _count(Account) == 0


@pytest.mark.parametrize(
    "fault",
    ["wrong-nonce", "wrong-iss", "wrong-aud", "alg-none", "hs256", "expired", "no-sub", "bad-id"],
)
def test_a_spoiled_answer_opens_no_account(client, fault):
    client.put("/dev/idp/faults", json={"fault": fault, "times": 1})

    refused = people.through_provider(client, "citizen-a")
    good = people.through_provider(client, "citizen-a")

    assert (refused.status_code, good.status_code) == (403, 303)
    assert _session(client)
    assert _count(Account) == 1


@pytest.mark.parametrize("fault", ["outage", "slow"])
def test_a_provider_that_is_down_is_named_and_other_ways_are_offered(client, fault):
    client.put("/dev/idp/faults", json={"fault": fault})
    client.get("/sign-in?lang=en")

    answer = people.through_provider(client, "citizen-a")

    assert answer.status_code == 503
    assert "identity provider does not answer" in answer.text
    assert 'href="/sign-in"' in answer.text
    assert _count(Account) == 0


def test_a_cancelled_sign_in_is_told_kindly(client):
    begun = client.post("/sign-in", data={"provider": "dev"})
    asked = parse_qs(urlsplit(begun.location).query)
    answer = client.get(
        "/sign-in/return",
        query_string={
            "error": "access_denied",
            "state": asked["state"][0],
            "iss": "http://localhost/dev/idp",
        },
    )

    assert answer.status_code == 403


def test_a_new_key_of_the_provider_needs_no_restart(client):
    people.through_provider(client, "citizen-a")
    client.post("/dev/idp/rotate")

    answer = people.through_provider(client, "citizen-b")

    assert answer.status_code == 303


def test_officials_need_a_second_factor(client):
    people.actor("admin-1")
    client.put("/dev/idp/faults", json={"fault": "low-acr"})

    people.through_provider(client, "admin-1")
    desk = client.get("/desk")

    assert desk.status_code == 403


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https:evil",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d%0aLocation:x\r\n",
        "javascript:alert(1)",
        "///evil.example",
        "/\t/evil.example",
    ],
)
def test_nobody_is_sent_to_a_foreign_house(client, evil):
    answer = people.through_provider(client, "citizen-a", next_path=evil)

    assert answer.location == "/"


def test_signing_out_kills_the_session(client):
    people.through_provider(client, "citizen-a")
    key = _session(client)

    left = client.post("/sign-out")
    client.set_cookie(cookies.session_name(), key)
    again = client.get("/me")

    assert left.status_code == 303
    assert again.status_code == 303
    assert again.location.startswith("/sign-in")
    assert _count(LoginSession) == 0


def test_leaving_needs_a_token_of_the_form(app):
    browser = app.test_client()
    people.sign_in(browser, "citizen-a")

    refused = browser.post("/sign-out")

    assert refused.status_code == 400
    assert _count(LoginSession) == 1


def test_sign_ins_are_on_file_without_codes_or_numbers(client):
    people.through_provider(client, "citizen-a")
    client.get("/sign-in/return?code=secretcode&state=forged")
    client.post("/sign-out")

    with db.transaction(writes=False) as own:
        events = own.scalars(sa.select(SecurityEvent).order_by(SecurityEvent.id)).all()

    assert [e.kind for e in events] == ["sign-in", "sign-in-failed", "sign-out"]
    assert "secretcode" not in str([e.facts for e in events])
    assert events[0].network == "127.0.0.0/24"


def test_the_page_of_a_refused_answer_holds_no_code(client):
    answer = client.get("/sign-in/return?code=secretcode&state=secretstate")

    assert "secretcode" not in answer.text
    assert "secretstate" not in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_local_paths_are_kept():
    kept = [local.path(p) for p in ("/", "/hearings?status=open#x", "/me", None, "/sign-out")]

    assert kept == ["/", "/hearings?status=open#x", "/me", "/", "/"]


def test_too_many_starts_from_one_address_are_told_to_wait(client, monkeypatch):
    monkeypatch.setattr(limits, "SIGN_IN", limits.Limit("sign-in", 3, timedelta(minutes=5)))
    statuses = [client.post("/sign-in", data={"provider": "dev"}).status_code for _ in range(3)]

    late = client.post("/sign-in", data={"provider": "dev"})
    elsewhere = client.post(
        "/sign-in", data={"provider": "dev"}, environ_overrides={"REMOTE_ADDR": "198.51.100.7"}
    )

    assert statuses == [303] * 3
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert elsewhere.status_code == 303
    assert client.get("/sign-in").status_code == 200
