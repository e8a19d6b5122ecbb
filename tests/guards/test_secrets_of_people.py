"""After sign-ins, neither the database nor the logs lead back to the provider's person."""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
import structlog

from commons import clock, db
from commons.identity import cookies
from commons.identity.devprovider import personas
from portal.schema import metadata

HINTS = ("citizen-a", "officer-1", "voter-77", "age-16")


def dump():
    """Every value of every row of every table."""
    with db.database().engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
        )


@pytest.fixture
def talkative():
    """Logs that say everything, as production's do and more."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))


def _sign_in(client, hint):
    """Through the provider's form; gives what only browser and provider may know."""
    begun = client.post("/sign-in", data={"provider": "dev", "next": "/me"})
    asked = client.post(begun.location, data={"login_hint": hint})
    client.get(asked.location)
    client.get("/me")
    request, answer = (parse_qs(urlsplit(a.location).query) for a in (begun, asked))
    held = client.get_cookie(cookies.session_name())
    return {
        *request["state"],
        *request["code_challenge"],
        *answer["code"],
        *answer["state"],
        held.value if held else "-",
    }


def _identity(hint):
    person = personas.find(hint, clock.now())
    return {person.subject, person.family_name, person.given_name, *person.identifiers.values()}


def test_no_subject_name_or_number_of_a_person_is_kept(client, talkative, capsys):
    for hint in HINTS:
        _sign_in(client, hint)
    client.put("/dev/idp/faults", json={"fault": "bad-id"})
    _sign_in(client, "citizen-b")

    kept, said = dump(), "".join(capsys.readouterr())

    assert "sign-in" in kept
    assert "answered" in said
    for hint in (*HINTS, "citizen-b"):
        for word in _identity(hint):
            assert word not in kept
            assert word not in said


def test_no_state_code_or_key_is_kept_or_logged(client, talkative, capsys):
    secrets = set().union(*(_sign_in(client, hint) for hint in HINTS))
    started = client.post("/sign-in", data={"provider": "dev"})
    secrets |= set(parse_qs(urlsplit(started.location).query)["state"])

    kept, said = dump(), "".join(capsys.readouterr())

    for secret in secrets - {"-"}:
        assert secret not in kept
        assert secret not in said
