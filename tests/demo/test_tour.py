"""The walk on the front page leads each persona to a page that is open to it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from commons import config, db
from commons.config import Mode
from portal.demo import tour
from tests.people import sign_in, sign_out


def test_every_step_of_the_walk_leads_to_an_open_page(demonstration, monkeypatch):
    shown = replace(config.current(), mode=Mode.DEMO)
    monkeypatch.setattr(config, "current", lambda: shown)
    client = demonstration.test_client()
    with demonstration.test_request_context(), db.transaction(writes=False):
        steps = tour.stops()

    answers = {}
    for stop in (*steps.hearing, *steps.initiative):
        sign_out(client)
        if stop.persona:
            sign_in(client, stop.persona)
        answers[stop.persona, _place(stop.address)] = client.get(_place(stop.address)).status_code

    assert len(steps.hearing) == 5
    assert len(steps.initiative) == 6
    assert {status for status in answers.values() if status != 200} == set(), answers


def _place(address: str) -> str:
    """The page itself, behind the sign-in."""
    parts = urlsplit(address)
    return parse_qs(parts.query)["next"][0] if parts.path == "/sign-in" else address
