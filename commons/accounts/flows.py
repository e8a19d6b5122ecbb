"""One-time ways to a provider and back: begun by a browser, spent once by the same browser."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from commons import clock, db, trips
from commons.accounts.handles import fingerprint, new_value
from commons.accounts.models import Flow
from commons.errors import Refusal
from commons.i18n import _l

LIFE = timedelta(minutes=30)
_ROWS = cast("sa.Table", Flow.__table__)
_TAKE = trips.Ready(
    sa.delete(_ROWS)
    .where(_ROWS.c.state_hash == sa.bindparam("state"), _ROWS.c.client == sa.bindparam("client"))
    .returning(*_ROWS.c),
    tuple(_ROWS.c),
)


@dataclass(frozen=True)
class Begun:
    """What goes to the provider."""

    state: str
    begun_at: datetime


@dataclass(frozen=True, repr=False)
class Spent:
    """What was kept while the person was at the provider."""

    provider: str
    client: str
    nonce: str
    verifier: str
    next: str
    purpose: Mapping[str, Any]
    begun_at: datetime


def begin(
    *,
    browser: str,
    provider: str,
    client: str,
    nonce: str,
    verifier: str = "",
    next_path: str = "/",
    purpose: Mapping[str, Any] | None = None,
) -> Begun:
    """Keep what must come back, under a fresh state of 256 bits; only its hash is stored."""
    state, now = new_value(), clock.machine_now()
    db.session().add(
        Flow(
            state_hash=fingerprint(state),
            browser_hash=fingerprint(browser),
            provider=provider,
            client=client,
            nonce=nonce,
            verifier=verifier,
            next=next_path,
            purpose=dict(purpose or {}),
            begun_at=now,
        )
    )
    db.session().flush()
    return Begun(state, now)


def spend(state: str, *, browser_hash: str | None, client: str) -> Spent | None:
    """Take the flow of this state out, once and for all.

    None for an unknown, spent or late state, and for one that another browser began: such an
    attempt spends it too, whatever becomes of the request.
    """
    found = trips.alone(_TAKE, {"state": fingerprint(state), "client": client})
    if not found:
        return None
    row = Flow(**dict(zip(_ROWS.c.keys(), found[0], strict=True)))
    if not hmac.compare_digest(row.browser_hash, browser_hash or ""):
        return None
    if clock.machine_now() - row.begun_at > LIFE:
        return None
    return Spent(
        provider=row.provider,
        client=row.client,
        nonce=row.nonce,
        verifier=row.verifier,
        next=row.next,
        purpose=row.purpose,
        begun_at=row.begun_at,
    )


def forget_old() -> int:
    """Delete the flows that nobody came back from; gives how many."""
    gone = db.session().execute(sa.delete(Flow).where(Flow.begun_at < clock.machine_now() - LIFE))
    return int(getattr(gone, "rowcount", 0))


def unknown() -> Refusal:
    """The refusal of an answer that this browser did not ask for."""
    return Refusal(
        "flow-unknown",
        _l(
            "This answer does not belong to a sign-in that was begun in this browser, or it was used already."
        ),
    )
