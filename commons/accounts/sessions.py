"""Signed-in browsers: begun at sign-in with a new key, ended by time, by hand or by sign-out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, db
from commons.access import Assurance
from commons.accounts.handles import fingerprint, new_value
from commons.accounts.models import Account, LoginSession

TOUCH_EACH = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """How long a session lives unused, and at all."""

    idle: timedelta
    absolute: timedelta


# Platform parameters 105 to 107 (EU 1179 2.19.3; ASVS 7.3.1, 7.3.2).
CITIZEN = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
STAFF = Limits(idle=timedelta(minutes=15), absolute=timedelta(hours=8))


@dataclass(frozen=True)
class SignedIn:
    """A live session with its account, as the request needs it."""

    session_id: int
    account: Account
    assurance: Assurance
    second_factor: bool
    is_staff: bool
    seen_at: datetime
    ends_at: datetime
    latest: datetime
    """When it ends however much it is used."""

    def used(self, at: datetime) -> SignedIn:
        """The session as it stands once it is used at this instant."""
        idle = (STAFF if self.is_staff else CITIZEN).idle
        return replace(self, seen_at=at, ends_at=min(at + idle, self.latest))


def begin(
    account: Account,
    *,
    assurance: Assurance,
    second_factor: bool,
    is_staff: bool,
    network: str = "",
) -> str:
    """Open a session with a fresh key of 256 bits; gives the key for the cookie, once."""
    key = new_value()
    now = clock.now()
    db.session().add(
        LoginSession(
            key_hash=fingerprint(key),
            account_id=account.id,
            assurance=assurance.value,
            second_factor=second_factor,
            is_staff=is_staff,
            network=network,
            created_at=now,
            seen_at=now,
        )
    )
    db.session().flush()
    return key


def find(key: str) -> SignedIn | None:
    """The live session of this key; None when there is none, or its time is over."""
    row = (
        db.session()
        .execute(
            sa.select(LoginSession, Account)
            .join(Account, Account.id == LoginSession.account_id)
            .where(LoginSession.key_hash == fingerprint(key), Account.erased_at.is_(None))
        )
        .one_or_none()
    )
    if row is None or clock.now() >= ends_at(row.LoginSession):
        return None
    held: LoginSession = row.LoginSession
    return SignedIn(
        session_id=held.id,
        account=row.Account,
        assurance=Assurance(held.assurance),
        second_factor=held.second_factor,
        is_staff=held.is_staff,
        seen_at=held.seen_at,
        ends_at=ends_at(held),
        latest=held.created_at + (STAFF if held.is_staff else CITIZEN).absolute,
    )


def ends_at(held: LoginSession) -> datetime:
    """When this session ends if nothing more is done: idle or absolute, the earlier."""
    limits = STAFF if held.is_staff else CITIZEN
    return min(held.seen_at + limits.idle, held.created_at + limits.absolute)


def touch(session_id: int) -> None:
    """Note that the session is in use; in the caller's transaction."""
    db.session().execute(
        sa.update(LoginSession).where(LoginSession.id == session_id).values(seen_at=clock.now())
    )


def end(key: str) -> None:
    """End the session of this key; its cookie is dead at once."""
    _end(LoginSession.key_hash == fingerprint(key))


def end_one(account_id: int, session_id: int) -> bool:
    """End one session of this account; false when it has no such session."""
    return _end(LoginSession.account_id == account_id, LoginSession.id == session_id) > 0


def end_all(account_id: int, *, but: int | None = None) -> int:
    """End every session of this account, save `but`; gives how many."""
    return _end(LoginSession.account_id == account_id, LoginSession.id != (but or 0))


def forget_old() -> int:
    """Delete the sessions whose longest time is over; gives how many."""
    return _end(LoginSession.created_at < clock.now() - CITIZEN.absolute)


def _end(*which: sa.ColumnElement[bool]) -> int:
    gone = db.session().execute(sa.delete(LoginSession).where(*which))
    return int(getattr(gone, "rowcount", 0))
