"""Who reads: accounts that follow and addresses that subscribed, each at the pace they chose."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import config, db
from commons.accounts.models import Account
from commons.notify import seals
from commons.notify.models import Follow, News, NewsPace, Pace, Subscription


@dataclass(frozen=True)
class Reader:
    """One reader: `key` is unique for the person and never an address; no address, no letter."""

    key: str
    account_id: int | None = None
    subscription_id: int | None = None
    address: str = field(default="", repr=False)
    language: str = "en"
    pace: Pace = Pace.NOW
    unsubscribe: str | None = None


def of(kind: str, key: str) -> Iterator[Reader]:
    """Everybody who wants news of a thing: accounts first, then confirmed subscriptions."""
    rows = db.session().execute(
        sa.select(Follow.id, Account, NewsPace.pace)
        .join(Account, Account.id == Follow.account_id)
        .outerjoin(NewsPace, NewsPace.account_id == Account.id)
        .where(Follow.kind == kind, Follow.key == key, Account.erased_at.is_(None))
        .order_by(Follow.id)
    )
    for follow_id, row, pace in rows.all():
        yield _account(row, pace, seals.address(seals.FOLLOW, follow_id))
    wanted = sa.select(Subscription).where(
        Subscription.kind == kind, Subscription.key == key, Subscription.confirmed_at.is_not(None)
    )
    for one in db.session().scalars(wanted.order_by(Subscription.id)).all():
        yield subscriber(one, seals.SUBSCRIPTION)


def account(account_id: int | None) -> Reader | None:
    """One account as a reader; None for nobody and for an erased one."""
    row = db.session().get(Account, account_id) if account_id is not None else None
    if row is None or row.erased_at is not None:
        return None
    return _account(row, pace_of(row.id), None)


def subscriber(one: Subscription, ends: str) -> Reader:
    """A subscription as a reader; several of one address are one reader."""
    return Reader(
        key=address_key(one.address),
        subscription_id=one.id,
        address=one.address if one.confirmed_at is not None else "",
        language=one.language,
        pace=one.pace,
        unsubscribe=seals.address(ends, one.id),
    )


def address_key(address: str) -> str:
    """An address as the letters' book knows it: a keyed code, not the address."""
    secret = config.current().secret_key.encode()
    return f"address:{hmac.new(secret, address.lower().encode(), hashlib.sha256).hexdigest()[:32]}"


def pace_of(account_id: int) -> Pace:
    """How often this account wants letters; at once unless it chose."""
    found = sa.select(NewsPace.pace).where(NewsPace.account_id == account_id)
    return db.session().scalar(found) or Pace.NOW


def choose_pace(account_id: int, pace: Pace) -> None:
    """Choose how often letters come; what waits already comes with the next digest."""
    values = {"account_id": account_id, "pace": pace}
    if db.insert_once(NewsPace, values, conflict=["account_id"]) is None:
        db.session().execute(
            sa.update(NewsPace).where(NewsPace.account_id == account_id).values(pace=pace)
        )


def news_of(account_id: int, *, before: int | None = None, limit: int = 20) -> list[News]:
    """The latest news of an account, from `before` downwards."""
    wanted = sa.select(News).where(News.account_id == account_id)
    if before is not None:
        wanted = wanted.where(News.id < before)
    return list(db.session().scalars(wanted.order_by(News.id.desc()).limit(limit)))


def waiting(until: datetime) -> list[News]:
    """News that wait for a digest and came before `until`, oldest first."""
    wanted = sa.select(News).where(News.waits, News.at < until)
    return list(db.session().scalars(wanted.order_by(News.recipient, News.id)))


def end(what: str, number: int) -> None:
    """End what a one-click address named."""
    session = db.session()
    if what == seals.FOLLOW:
        session.execute(sa.delete(Follow).where(Follow.id == number))
    elif what == seals.LETTERS:
        choose_pace(number, Pace.NONE)
        session.execute(sa.update(News).where(News.account_id == number).values(waits=False))
    else:
        one = session.get(Subscription, number)
        if one is not None:
            _end_subscription(one, every=what == seals.ADDRESS)


def forget(account_id: int) -> None:
    """Forget what an account followed and was told; before it is erased."""
    session = db.session()
    for table in (Follow, News, NewsPace):
        session.execute(sa.delete(table).where(table.account_id == account_id))


def _end_subscription(one: Subscription, *, every: bool) -> None:
    ended = Subscription.address == one.address if every else Subscription.id == one.id
    numbers = sa.select(Subscription.id).where(ended).scalar_subquery()
    session = db.session()
    session.execute(sa.delete(News).where(News.subscription_id.in_(numbers)))
    session.execute(sa.delete(Subscription).where(ended))


def _account(row: Account, pace: Pace | None, unsubscribe: str | None) -> Reader:
    confirmed = row.email if row.email and row.email_confirmed_at is not None else ""
    return Reader(
        key=f"account:{row.id}",
        account_id=row.id,
        address=confirmed or "",
        language=row.language or "en",
        pace=pace or Pace.NOW,
        unsubscribe=unsubscribe,
    )
