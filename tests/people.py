"""People for tests: accounts, memberships and signed-in browsers, made without the provider."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from commons import config, db
from commons.access import Actor, Assurance
from commons.accounts import sessions
from commons.agencies.models import Agency
from commons.identity import actors, cookies, rehearsal
from commons.identity.claims import Attestation
from commons.identity.devprovider.store import Store
from commons.identity.profiles import ClientUse


def agency(slug: str = "pollution-control") -> Agency:
    """A body of the rehearsal, founded when it is not there yet."""
    with _open():
        return rehearsal.body(slug)


def actor(hint: str, *, assurance: Assurance = Assurance.HIGH) -> Actor:
    """The actor of a persona ("officer-1", "citizen-a", "voter-7"), with account and membership."""
    with _open():
        account = rehearsal.account(hint)
        return actors.of(account, assurance=assurance, second_factor=True)


def confirm_address(hint: str, email: str) -> None:
    """Let a persona have confirmed this address for letters."""
    with _open():
        rehearsal.confirm_address(hint, email)


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


def through_provider(client: FlaskClient, hint: str, *, next_path: str = "/") -> TestResponse:
    """Sign in at the front door, through the provider's form; gives the answer of the return."""
    begun = client.post("/sign-in", data={"provider": "dev", "next": next_path})
    asked = client.post(begun.location, data={"login_hint": hint})
    return client.get(asked.location)


def attestation(
    hint: str,
    *,
    nonce: str,
    fault: str | None = None,
    client: str = "signing",
    requested_at: datetime | None = None,
) -> Attestation:
    """What the provider would attest of a persona; `fault` is one of the contract's (idp faults)."""
    return rehearsal.attestation(
        hint,
        Store(config.current().instance_dir / "provider"),
        nonce=nonce,
        use=ClientUse(client),
        fault=fault,
        requested_at=requested_at,
    )


def _open() -> Any:
    """The transaction that is open, or one of its own that commits."""
    return nullcontext() if db.in_transaction() else db.transaction()
