"""How an account becomes an actor: with its roles, if its sign-in was strong enough for them."""

from __future__ import annotations

import structlog
from flask import Request, g
from sqlalchemy.exc import OperationalError

from commons import clock, db
from commons.access import ANONYMOUS, Actor, Assurance
from commons.accounts import sessions
from commons.accounts.models import Account
from commons.accounts.sessions import SignedIn
from commons.agencies import deputies, queries
from commons.identity import cookies

log = structlog.get_logger("identity")


def of(account: Account, *, assurance: Assurance, second_factor: bool) -> Actor:
    """The actor of this account; without a second factor it holds no role (ASVS 6.3.3)."""
    roles = queries.roles_of(account.id) if second_factor else frozenset()
    stands = deputies.standing(account.id) if roles else deputies.NOBODY
    return Actor(
        account_id=account.id,
        name=account.display_name,
        roles=roles | stands.roles,
        assurance=assurance,
        second_factor=second_factor,
        language=account.language,
        stands_for=stands.stands_for,
        stood_for_by=stands.stood_for_by,
    )


def of_request(request: Request) -> Actor:
    """Who acts in this request: the live session of its cookie, or a visitor."""
    key = cookies.session_key(request)
    held = sessions.find(key) if key else None
    if held is None:
        return ANONYMOUS
    g.signed_in = held
    if clock.now() - held.seen_at >= sessions.TOUCH_EACH:
        _touch(held)
    return of(held.account, assurance=held.assurance, second_factor=held.second_factor)


def _touch(held: SignedIn) -> None:
    """Note the use: with the writing request it belongs to, or in a short transaction of its own."""
    if db.is_writing():
        sessions.touch(held.session_id)
        db.if_refused(lambda: sessions.touch(held.session_id))
        g.signed_in = held.used(clock.now())
        return
    try:
        with db.aside():
            sessions.touch(held.session_id)
        g.signed_in = held.used(clock.now())
    except OperationalError:
        log.warning("session_touch_missed")
