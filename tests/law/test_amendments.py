"""New versions of the rules: two administrators, a diff, a log; what is shipped survives writing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db
from commons.law import loading, services
from commons.law import queries as law
from commons.rulemaking import services as making
from commons.rulemaking import writing
from tests import people

LATIN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("found", loading.read_folder(services.SHIPPED), ids=lambda one: one.file)
def test_what_is_shipped_is_the_same_when_it_is_written_and_read_again(found) -> None:
    again = loading.read_text(writing.as_toml(found.body))

    assert again.digest == found.digest


def amended(**changed: str) -> str:
    """The newest bill rule set as the form shows it, with some words replaced."""
    text = writing.as_toml(services.newest("th-initiative-bill").body)
    for old, new in {
        'version = "2021.1"': 'version = "2027.1"',
        "valid_from = 2021-05-27": "valid_from = 2027-01-01",
        **changed,
    }.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_two_administrators_bring_a_version_in_and_everybody_sees_what_changed(
    app: Flask, client: FlaskClient
) -> None:
    new = {'"threshold.count" = { "value" = 10000': '"threshold.count" = { "value" = 12000'}
    new = {key.replace('"value"', "value"): said.replace('"value"', "value") for key, said in new.items()}  # fmt: skip
    with app.app_context(), clock.travel(NOW):
        with db.transaction():
            services.load_files()
            text = amended(**new)
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        people.sign_in(client, "admin-1")

        page = client.get("/desk/rules/th-initiative-bill/new").text
        empty = client.post("/desk/rules/th-initiative-bill/new", data={"text": text, "reason": ""})
        early = post(client, text.replace("2027-01-01", "2026-11-02"))
        known = post(client, text.replace('"2027.1"', '"2021.1"'))
        broken = post(client, text.replace("threshold.count", "threshold.many"))
        made = post(client, text)
        own = client.post(f"{made.location}/confirm")
        people.sign_in(client, "clerk")
        stranger = client.post(f"{made.location}/confirm")
        people.sign_in(client, "admin-2")
        shown = client.get(made.location).text
        done = client.post(f"{made.location}/confirm")
        twice = client.post(f"{made.location}/confirm")
        log = client.get("/rules/changes").text
        diff = client.get("/rules/th-initiative-bill/2027.1/changes").text

        assert "threshold.count" in page
        assert (empty.status_code, early.status_code) == (422, 422)
        assert "tomorrow at the earliest" in early.text
        assert "known already" in known.text
        assert "threshold.many" in broken.text
        assert made.status_code == 303
        assert (own.status_code, stranger.status_code) == (409, 403)
        assert "12,000" in shown.translate(LATIN)
        assert (done.status_code, twice.status_code) == (303, 409)
        assert "2027.1" in log
        assert "10,000" in diff.translate(LATIN)
        assert "12,000" in diff.translate(LATIN)
        with db.transaction():
            today = law.current("th-initiative-bill")
            later = law.current("th-initiative-bill", on=date(2027, 1, 1))
            assert (today.value("threshold.count"), later.value("threshold.count")) == (
                10_000,
                12_000,
            )


def post(client: FlaskClient, text: str):
    """Hand a version in."""
    data = {"text": text, "reason": "The Constitution was amended."}
    return client.post("/desk/rules/th-initiative-bill/new", data=data)


def test_a_version_that_was_refused_holds_nothing(sqlite_app: Flask) -> None:

    with sqlite_app.app_context(), clock.travel(NOW), db.transaction():
        services.load_files()
        made = making.propose(people.actor("admin-1"), text=amended(), reason="Why.")
        making.refuse(people.actor("admin-2"), made)

        later = law.current("th-initiative-bill", on=(NOW + timedelta(days=365)).date())
        assert later.version == "2021.1"
