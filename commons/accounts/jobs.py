"""Timers of people: what was short-lived is forgotten."""

from __future__ import annotations

from datetime import timedelta

from commons.accounts import drafts, flows, security, sessions
from commons.jobs import periodic


@periodic("accounts.forget", every=timedelta(hours=1))
def forget() -> None:
    """Forget sessions, flows, rescued drafts and security events whose time is over."""
    sessions.forget_old()
    flows.forget_old()
    drafts.forget_old()
    security.forget_old()
