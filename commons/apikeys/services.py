"""API keys: made once, shown once, ended at any time; each may ask so often in an hour."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db, limits
from commons.apikeys.models import ApiKey
from commons.errors import Refusal
from commons.i18n import _l
from commons.limits import Limit
from commons.texts.words import normalise

PREFIX = "lp_"
PER_HOUR = Limit("api-key", 1000, timedelta(hours=1))
MOST = 20
"""So many living keys an account may have."""


@dataclass(frozen=True)
class Spending:
    """What a key may still do in this hour."""

    limit: int
    remaining: int
    reset: int
    """Seconds until the hour of this key begins anew."""
    is_over: bool


def make(account_id: int, *, name: str) -> str:
    """Make a key for reading; it is given once and only its hash is kept. Refuses too many."""
    said = normalise(name.strip())
    if not said:
        raise Refusal("name-needed", _l("Give the key a name."), field="name")
    if sum(1 for key in of(account_id) if key.ended_at is None) >= MOST:
        raise Refusal("too-many-keys", _l("You have as many keys as one account may have."))
    key = PREFIX + secrets.token_urlsafe(32)
    db.session().add(
        ApiKey(account_id=account_id, name=said, key_hash=_hash(key), created_at=clock.now())
    )
    db.session().flush()
    return key


def of(account_id: int) -> list[ApiKey]:
    """The keys of an account, the latest first, ended ones too."""
    wanted = sa.select(ApiKey).where(ApiKey.account_id == account_id)
    return list(db.session().scalars(wanted.order_by(ApiKey.id.desc())))


def end(account_id: int, number: int) -> None:
    """End a key of this account; refuses any other."""
    found = db.session().get(ApiKey, number)
    if found is None or found.account_id != account_id:
        raise Refusal("not-found", _l("There is no such key."))
    if found.ended_at is None:
        found.ended_at = clock.now()


def forget(account_id: int) -> None:
    """Delete the keys of an account, before it is erased."""
    db.session().execute(sa.delete(ApiKey).where(ApiKey.account_id == account_id))


def spend(key: str) -> Spending | None:
    """Count one request of a key, in a transaction of its own; None for a key that is none."""
    with db.aside():
        found = db.session().scalar(
            sa.select(ApiKey).where(ApiKey.key_hash == _hash(key), ApiKey.ended_at.is_(None))
        )
        if found is None:
            return None
        today = clock.now().date()
        if found.used_on != today:
            found.used_on = today
        left = limits.left(PER_HOUR, f"key:{found.id}")
    return Spending(PER_HOUR.times, max(0, left.times), left.seconds, left.times < 0)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
