"""Signing in and out: an account for a verified person, a new session, the end of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commons import clock
from commons.accounts import services as accounts
from commons.accounts import sessions
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.identity.persons import Claims

OF_AGE = 18


@dataclass(frozen=True)
class Opened:
    """A new session; its key goes into the cookie and is kept nowhere."""

    account: Account
    key: str
    is_staff: bool
    second_factor: bool


def sign_in(said: Claims, *, language: str, network: str, former_key: str | None) -> Opened:
    """Open a session with a new key for the account of this person; the former session ends."""
    account = accounts.open_account(
        said.account_issuer,
        said.subject,
        provider=said.provider,
        assurance=said.assurance,
        language=language,
        is_minor=is_minor(said.birth_date, clock.now().date()),
    )
    if former_key:
        sessions.end(former_key)
    is_staff = bool(agencies.roles_of(account.id))
    key = sessions.begin(
        account,
        assurance=said.assurance,
        second_factor=said.second_factor,
        is_staff=is_staff,
        network=network,
    )
    return Opened(account, key, is_staff, said.second_factor)


def sign_out(key: str) -> None:
    """End the session of this key."""
    sessions.end(key)


def is_minor(born: date | None, today: date) -> bool:
    """Whether the person is under age; one whose birth date is unknown counts as of age."""
    if born is None:
        return False
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) < OF_AGE
