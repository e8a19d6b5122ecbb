"""The short-lived log of security: who signed in or was refused, from which network, and when.

It is not the public record: no entry of it is published, and it is forgotten after 30 days.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from flask import g, has_request_context, request

from commons import clock, db
from commons.access import current_actor
from commons.accounts.models import SecurityEvent

KEPT = timedelta(days=30)
log = structlog.get_logger("security")


def note(kind: str, *, account_id: int | None = None, **facts: str | int) -> None:
    """Put one event on file and into the log stream; it stays even when the request is refused.

    Facts are words of the domain: never tokens, codes, national ids, names or what people wrote.
    """
    if account_id is None and has_request_context():
        account_id = current_actor().account_id
    values = {
        "at": clock.now(),
        "kind": kind,
        "account_id": account_id,
        "network": network(),
        "request_id": str(g.get("request_id", "")) if has_request_context() else "",
        "facts": facts,
    }
    log.info("security", kind=kind, account=account_id, **facts)
    if db.is_writing():
        _insert(values)
        db.if_refused(lambda: _insert(values))
        return
    with db.aside():
        _insert(values)


def network() -> str:
    """The sender's network without the last part of its address (GDPR art. 5(1)(c))."""
    if not has_request_context() or not request.remote_addr:
        return ""
    try:
        address = ipaddress.ip_address(request.remote_addr)
    except ValueError:
        return ""
    kept = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{kept}", strict=False))


def forget_old() -> int:
    """Delete what is older than 30 days; gives how many."""
    gone = db.session().execute(
        sa.delete(SecurityEvent).where(SecurityEvent.at < clock.now() - KEPT)
    )
    return int(getattr(gone, "rowcount", 0))


def _insert(values: dict[str, Any]) -> None:
    db.session().execute(sa.insert(SecurityEvent).values(**values))
