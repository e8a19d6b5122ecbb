"""Reading accounts, and what is stored about one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from commons import db
from commons.accounts.models import Account, LoginSession, SecurityEvent


def by_id(account_id: int) -> Account | None:
    """The account with this number, erased ones too."""
    return db.session().get(Account, account_id)


def by_handle(handle: str) -> Account | None:
    """The account of a provider's subject, by its keyed hash."""
    return db.session().scalar(sa.select(Account).where(Account.handle == handle))


def named(account_ids: Collection[int]) -> dict[int, str]:
    """The chosen display names of these accounts; an erased one has none."""
    if not account_ids:
        return {}
    rows = db.session().execute(
        sa.select(Account.id, Account.display_name).where(
            Account.id.in_(account_ids), Account.erased_at.is_(None)
        )
    )
    return dict(rows.tuples().all())


def sessions_of(account_id: int) -> Sequence[LoginSession]:
    """The browsers that are signed in to this account, latest first."""
    wanted = sa.select(LoginSession).where(LoginSession.account_id == account_id)
    return db.session().scalars(wanted.order_by(LoginSession.seen_at.desc())).all()


def events_of(account_id: int, *, limit: int = 50) -> Sequence[SecurityEvent]:
    """The latest security events of one account."""
    wanted = sa.select(SecurityEvent).where(SecurityEvent.account_id == account_id)
    return db.session().scalars(wanted.order_by(SecurityEvent.id.desc()).limit(limit)).all()


def events(
    *, kind: str | None = None, before: int | None = None, limit: int = 50
) -> Sequence[SecurityEvent]:
    """Security events for the auditor, latest first, from `before` downwards."""
    wanted = sa.select(SecurityEvent).order_by(SecurityEvent.id.desc()).limit(limit)
    if kind:
        wanted = wanted.where(SecurityEvent.kind == kind)
    if before is not None:
        wanted = wanted.where(SecurityEvent.id < before)
    return db.session().scalars(wanted).all()


def event_kinds() -> Sequence[str]:
    """The kinds of security events that are on file."""
    return db.session().scalars(sa.select(SecurityEvent.kind).distinct().order_by("kind")).all()
