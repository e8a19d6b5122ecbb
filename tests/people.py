"""People for tests: accounts, memberships and signed-in browsers, made without the provider."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from flask.testing import FlaskClient

from commons import db
from commons.access import Actor, Assurance
from commons.accounts import sessions
from commons.agencies.models import Agency
from commons.identity import actors, cookies, rehearsal


def agency(slug: str = "pollution-control") -> Agency:
    """A body of the rehearsal, founded when it is not there yet."""
    with _open():
        return rehearsal.body(slug)


def actor(hint: str, *, assurance: Assurance = Assurance.HIGH) -> Actor:
    """The actor of a persona ("officer-1", "citizen-a", "voter-7"), with account and membership."""
    with _open():
        account = rehearsal.account(hint)
        return actors.of(account, assurance=assurance, second_factor=True)


def sign_in(
    client: FlaskClient,
    hint: str,
    *,
    assurance: Assurance = Assurance.HIGH,
    second_factor: bool = True,
) -> Actor:
    """Give this client's browser a live session of the persona; gives the actor it has."""
    with _open():
        account = rehearsal.account(hint)
        who = actors.of(account, assurance=assurance, second_factor=second_factor)
        key = sessions.begin(
            account,
            assurance=assurance,
            second_factor=second_factor,
            is_staff=bool(who.roles),
        )
    client.set_cookie(cookies.session_name(), key)
    return who


def sign_out(client: FlaskClient) -> None:
    """Take the session's cookie away from this client's browser."""
    client.delete_cookie(cookies.session_name())


def _open() -> Any:
    """The transaction that is open, or one of its own that commits."""
    return nullcontext() if db.in_transaction() else db.transaction()
