"""Subscriptions by e-mail alone: asked for by anybody, sent to nobody who has not confirmed."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from commons import clock, config, db, jobs, limits
from commons.errors import Refusal
from commons.i18n import _, _l, force_locale
from commons.limits import Limit
from commons.notify import readers, seals
from commons.notify.models import Pace, Subscription
from commons.notify.services import Letter, Recipient, send

LIFE = timedelta(hours=48)
BY_ADDRESS = Limit("subscribe-address", 5, timedelta(days=1))
BY_NETWORK = Limit("subscribe-network", 60, timedelta(hours=1))


def subscribe(
    address: str, *, kind: str, key: str, title: str, language: str, pace: Pace, network: str
) -> None:
    """Ask an address to confirm that it wants news of a thing.

    Says the same whether it is subscribed already or not, so that nobody learns who is. Refuses
    ("too-many") what is asked too often for one address or from one network.
    """
    wanted = address.strip().lower()
    limits.spend(BY_NETWORK, f"address:{network}")
    limits.spend(BY_ADDRESS, readers.address_key(wanted))
    now = clock.now()
    values = {
        "address": wanted,
        "kind": kind,
        "key": key,
        "language": language,
        "pace": pace,
        "asked_at": now,
    }
    if db.insert_once(Subscription, values, conflict=["address", "kind", "key"]) is None:
        _again(wanted, kind, key, pace)
    number = db.session().scalar(
        sa.select(Subscription.id).where(
            Subscription.address == wanted, Subscription.kind == kind, Subscription.key == key
        )
    )
    event = f"subscription-confirm:{number}:{pace.value}:{now.isoformat(timespec='minutes')}"
    letter = _letter(int(number or 0), title, language)
    send(event, Recipient(readers.address_key(wanted), wanted, language), letter)


def confirm(number: int, seal: str) -> Subscription:
    """Confirm a subscription by the link of its letter; refuses a wrong or late one."""
    found = db.session().get(Subscription, number)
    if found is None or not seals.is_own(seals.CONFIRM, number, seal):
        raise Refusal("not-found", _l("This link is not valid any more."))
    if found.confirmed_at is None:
        found.confirmed_at = clock.now()
        db.session().flush()
    return found


@jobs.periodic("notify.forget-unconfirmed", every=timedelta(hours=1))
def forget_unconfirmed() -> None:
    """Forget the addresses that nobody confirmed in two days."""
    db.session().execute(
        sa.delete(Subscription).where(
            Subscription.confirmed_at.is_(None), Subscription.asked_at < clock.now() - LIFE
        )
    )


def _again(address: str, kind: str, key: str, pace: Pace) -> None:
    """A second asking before the first was confirmed: the later pace stands."""
    db.session().execute(
        sa.update(Subscription)
        .where(
            Subscription.address == address,
            Subscription.kind == kind,
            Subscription.key == key,
            Subscription.confirmed_at.is_(None),
        )
        .values(pace=pace, asked_at=clock.now())
    )


def _letter(number: int, title: str, language: str) -> Letter:
    link = f"{config.current().base_url}/subscriptions/{number}/{seals.seal(seals.CONFIRM, number)}"
    with force_locale(language):
        return Letter(
            _("Confirm that you want news: %(title)s", title=title),
            _(
                "Somebody, probably you, asked for news of “%(title)s” to this address.\n\n"
                "Open this page to confirm it within two days:\n%(link)s\n\n"
                "If it was not you, do nothing: your address is then forgotten.",
                title=title,
                link=link,
            ),
            language,
        )
