"""Webhooks: made and ended by their owners; what enters the record is sent to each, and tried again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from commons import clock, config, db, jobs
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger.models import Entry
from commons.webhooks import addresses, calling, signing
from commons.webhooks.models import Delivery, Webhook

log = structlog.get_logger("webhooks")
KINDS = ("hearing", "initiative")
MOST = 10
"""So many webhooks an account may have."""
BEHIND = 500
"""Numbers of entries are given before they are kept: so far back each pass looks again."""
AT_ONCE = 500
WAITS = (5, 60, 300, 1800, 7200, 18000, 36000)
"""Seconds before each new attempt; then the delivery is given up."""
PATIENCE = 5
"""So many deliveries given up one after the other, and the webhook is switched off."""
MONTH = timedelta(days=30)


def add(account_id: int, *, url: str, kinds: Sequence[str]) -> Webhook:
    """Let news be sent to an address from now on; refuses one that is not allowed, and too many."""
    addresses.check(url)
    wanted = [kind for kind in KINDS if kind in kinds]
    if not wanted:
        raise Refusal("nothing-ticked", _l("Choose what shall be sent."), field="kinds")
    if len(of(account_id)) >= MOST:
        raise Refusal("too-many-webhooks", _l("You have as many webhooks as one account may have."))
    newest = db.session().scalar(sa.select(sa.func.max(Entry.id))) or 0
    made = Webhook(
        account_id=account_id,
        url=url,
        kinds=" ".join(wanted),
        salt=secrets.token_hex(16),
        seen_id=newest,
        created_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    return made


def of(account_id: int) -> list[Webhook]:
    """The webhooks of an account, the latest first."""
    wanted = sa.select(Webhook).where(Webhook.account_id == account_id)
    return list(db.session().scalars(wanted.order_by(Webhook.id.desc())))


def one(account_id: int, number: int) -> Webhook:
    """A webhook of this account; refuses any other."""
    found = db.session().get(Webhook, number)
    if found is None or found.account_id != account_id:
        raise Refusal("not-found", _l("There is no such webhook."))
    return found


def latest(hook: Webhook, *, limit: int = 20) -> list[Delivery]:
    """The latest deliveries of a webhook."""
    wanted = sa.select(Delivery).where(Delivery.webhook_id == hook.id)
    return list(db.session().scalars(wanted.order_by(Delivery.id.desc()).limit(limit)))


def remove(hook: Webhook) -> None:
    """End a webhook; what waits is not sent any more."""
    db.session().execute(sa.delete(Delivery).where(Delivery.webhook_id == hook.id))
    db.session().delete(hook)
    db.session().flush()


def switch_on(hook: Webhook) -> None:
    """Switch a webhook on again; what entered the record meanwhile is sent."""
    addresses.check(hook.url)
    hook.disabled_at, hook.failures = None, 0


def forget(account_id: int) -> None:
    """End every webhook of an account, before it is erased."""
    for hook in of(account_id):
        remove(hook)


def fan_out() -> None:
    """Find what has entered the record since the last time, however long ago, for each webhook.

    Entries get their numbers before they are kept, so each pass looks back over some that were
    seen; the unique index lets each be sent once.
    """
    wanted = sa.select(Webhook).where(Webhook.disabled_at.is_(None)).order_by(Webhook.id)
    for hook in db.session().scalars(wanted).all():
        _fan_out(hook)
    passed = sa.select(Webhook.seen_id - BEHIND).where(Webhook.id == Delivery.webhook_id)
    db.session().execute(
        sa.delete(Delivery).where(
            Delivery.made_at < clock.now() - MONTH, Delivery.entry_id < passed.scalar_subquery()
        )
    )


def _fan_out(hook: Webhook) -> None:
    kinds = sa.or_(*(Entry.kind.startswith(f"{kind}:") for kind in hook.kinds.split()))
    known = sa.exists().where(Delivery.webhook_id == hook.id, Delivery.entry_id == Entry.id)
    found = db.session().execute(
        sa.select(Entry.id)
        .where(Entry.id > hook.seen_id - BEHIND, Entry.at >= hook.created_at, kinds, sa.not_(known))
        .order_by(Entry.id)
        .limit(AT_ONCE)
    )
    numbers = found.scalars().all()
    newest = db.session().scalar(sa.select(sa.func.max(Entry.id))) or 0
    hook.seen_id = max(hook.seen_id, newest if len(numbers) < AT_ONCE else numbers[-1])
    for number in numbers:
        values = {
            "webhook_id": hook.id,
            "entry_id": number,
            "made_at": clock.now(),
            "attempts": 0,
            "fault": "",
        }
        made = db.insert_once(Delivery, values, conflict=["webhook_id", "entry_id"])
        if made is not None:
            jobs.later("webhooks.deliver", key=f"{made}:0", payload={"delivery": made})


@dataclass(frozen=True)
class _Call:
    """What is sent, read before the network is touched."""

    url: str
    salt: str
    number: str
    body: bytes


@jobs.handler("webhooks.deliver")
def deliver(payload: dict[str, Any]) -> None:
    """Try one delivery; a failed one is tried again later, and at last given up."""
    with db.transaction(writes=False):
        call = _call(payload["delivery"])
    if call is None:
        return
    fault = _send(call)
    found = db.session().get(Delivery, payload["delivery"])
    hook = db.session().get(Webhook, found.webhook_id) if found is not None else None
    if found is None or hook is None or found.delivered_at is not None:
        return
    found.attempts, found.fault = found.attempts + 1, fault
    if not fault:
        found.delivered_at, hook.failures = clock.now(), 0
    elif found.attempts <= len(WAITS):
        wait = timedelta(seconds=WAITS[found.attempts - 1])
        key = f"{found.id}:{found.attempts}"
        jobs.later("webhooks.deliver", key=key, payload=payload, not_before=clock.now() + wait)
    else:
        _give_up(found, hook)


def _call(number: int) -> _Call | None:
    found = db.session().get(Delivery, number)
    hook = db.session().get(Webhook, found.webhook_id) if found is not None else None
    entry = db.session().get(Entry, found.entry_id) if found is not None else None
    if found is None or hook is None or entry is None:
        return None
    if found.delivered_at is not None or hook.disabled_at is not None:
        return None
    said = {
        "type": entry.kind.replace(":", "."),
        "timestamp": entry.at.isoformat(),
        "data": {
            "entry": entry.number,
            "url": config.current().base_url + entry.subject,
            "facts": entry.facts,
        },
    }
    body = json.dumps(said, ensure_ascii=False, default=str).encode()
    return _Call(hook.url, hook.salt, f"msg_{entry.number}", body)


def _send(call: _Call) -> str:
    seconds = int(clock.machine_now().timestamp())
    signed = signing.headers(call.salt, number=call.number, seconds=seconds, body=call.body)
    try:
        to = addresses.target(call.url)
    except addresses.Forbidden:
        return "address forbidden"
    return calling.post(to, call.body, {"Content-Type": "application/json", **signed})


def _give_up(found: Delivery, hook: Webhook) -> None:
    found.given_up_at = clock.now()
    hook.failures += 1
    if hook.failures >= PATIENCE:
        hook.disabled_at = clock.now()
        log.warning("webhook_switched_off", id=hook.id)
