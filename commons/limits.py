"""Named limits: how often an act may be done by one person or from one address."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from commons import clock, config, db
from commons.db import Base, pk
from commons.errors import Refusal
from commons.i18n import _l


class Spent(Base):
    """How often a limit was spent in one window of time; short-lived, keyed by an HMAC."""

    __tablename__ = "limit_spent"
    __table_args__ = (sa.UniqueConstraint("name", "key", "opens_at"),)

    id: Mapped[pk]
    name: Mapped[str]
    key: Mapped[str]
    opens_at: Mapped[datetime]
    times: Mapped[int]


@dataclass(frozen=True)
class Limit:
    """At most `times` in any window of `each`."""

    name: str
    times: int
    each: timedelta


COMMENT = Limit("comment", 30, timedelta(minutes=1))
OPEN_COMMENT = Limit("open-comment", 5, timedelta(minutes=10))  # where no script runs
OPEN_COMMENT_WORKED = Limit("open-comment-worked", 30, timedelta(minutes=10))
COMMENT_ADDRESS = Limit("comment-address", 600, timedelta(minutes=1))  # a whole school's
DRAFT = Limit("draft", 60, timedelta(minutes=1))
SIGN_BROWSER = Limit("sign-browser", 10, timedelta(minutes=5))
SIGN_NETWORK = Limit("sign-network", 600, timedelta(minutes=5))  # a whole town's, on its square
CONTAINER = Limit("container", 60, timedelta(minutes=5))  # an address may be a whole town's
COSIGNATURE = Limit("cosignature", 60, timedelta(minutes=5))
INITIATIVE = Limit("initiative", 10, timedelta(days=1))
INVITATION = Limit("invitation", 50, timedelta(days=1))
EMAIL_SUPPORT = Limit("email-support", 20, timedelta(minutes=5))
OFFICE_CODE = Limit("office-code", 20, timedelta(minutes=5))
RECEIPT = Limit("receipt", 60, timedelta(minutes=5))
SIGN_IN = Limit("sign-in", 600, timedelta(minutes=5))  # an address may be a whole town's
IMPORT = Limit("import", 60, timedelta(minutes=10))


@dataclass(frozen=True)
class Left:
    """How often an act may still be done in this window (below 0: once too often), and its rest."""

    times: int
    seconds: int


def left(limit: Limit, whom: str) -> Left:
    """Count one act of `whom` and say what is left; refuses nothing."""
    now = clock.now()
    opens_at = _window(now, limit.each)
    spent = _count(limit, _key(whom), opens_at)
    return Left(limit.times - spent, int((opens_at + limit.each - now).total_seconds()) + 1)


def spend(limit: Limit, whom: str) -> None:
    """Count one act of `whom`; refuses with "too-many" and the seconds to wait when it is one too many.

    The attempt is counted even when the request is refused afterwards.
    """
    now = clock.now()
    opens_at = _window(now, limit.each)
    if _count(limit, _key(whom), opens_at) > limit.times:
        wait = int((opens_at + limit.each - now).total_seconds()) + 1
        raise Refusal(
            "too-many",
            _l(
                "That is more often than the limit allows. Try again in %(wait)s seconds.",
                wait=wait,
            ),
            retry_after=wait,
            limit=limit.name,
            times=limit.times,
        )


def _count(limit: Limit, key: str, opens_at: datetime) -> int:
    values = {"name": limit.name, "key": key, "opens_at": opens_at, "times": 1}
    columns = ("name", "key", "opens_at")
    if db.insert_once(Spent, values, conflict=columns) is not None:
        db.if_refused(lambda: _again(values, columns))
        return 1
    counted = db.session().execute(
        sa.update(Spent)
        .where(Spent.name == limit.name, Spent.key == key, Spent.opens_at == opens_at)
        .values(times=Spent.times + 1)
        .returning(Spent.times)
    )
    db.if_refused(lambda: _again(values, columns))
    return counted.scalar_one()


def _again(values: dict[str, object], columns: tuple[str, ...]) -> None:
    if db.insert_once(Spent, values, conflict=columns) is None:
        where = [getattr(Spent, c) == values[c] for c in columns]
        db.session().execute(sa.update(Spent).where(*where).values(times=Spent.times + 1))


def forget_old() -> int:
    """Delete windows that ended more than a day ago; gives how many."""
    gone = db.session().execute(
        sa.delete(Spent).where(Spent.opens_at < clock.now() - timedelta(days=2))
    )
    return int(getattr(gone, "rowcount", 0))


def _key(whom: str) -> str:
    secret = config.current().secret_key.encode()
    return hmac.new(secret, b"limit|" + whom.encode(), hashlib.sha256).hexdigest()[:32]


def _window(now: datetime, each: timedelta) -> datetime:
    seconds = int(each.total_seconds())
    since = int(now.timestamp())
    return datetime.fromtimestamp(since - since % seconds, tz=now.tzinfo)
