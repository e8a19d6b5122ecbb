"""Fetching a parliament's own feed: signed as a whole and message by message, taken as if pushed."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import structlog

from commons import clock, db, jobs, record
from commons.access import Actor, Permission
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l
from commons.webhooks import addresses, calling
from initiatives.mirror import feeds, messages, queries, services
from initiatives.mirror.feeds import Feed
from initiatives.mirror.messages import BadMessage
from initiatives.mirror.models import Matter, Peer

EVERY = timedelta(minutes=15)
"""The platform's pace of asking; a parliament that wants it faster pushes."""
MOST_FAULTS = 20
"""So many messages that were refused are named at the desk."""
log = structlog.get_logger("mirror")


def set_feed(actor: Actor, agency: Agency, url: str) -> Peer:
    """Fetch a body's feed from this address; empty ends it. Its key must be believed already.

    Refuses an address to which this installation never calls ("address-forbidden").
    """
    if not actor.may(Permission.INITIATIVE_ACKNOWLEDGE, agency.id):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body does this."))
    peer, said = queries.peer_of(agency.id), url.strip()
    if peer is None:
        raise Refusal("bad-key", _l("Enter the key of this system first."), field="public_key")
    if said:
        try:
            addresses.target(said)
        except addresses.Forbidden:
            raise Refusal(
                "address-forbidden",
                _l("This installation does not call that address."),
                field="feed_url",
            ) from None
    if said == (peer.feed_url or ""):
        return peer
    peer.feed_url, peer.fault, peer.feed_digest = said or None, None, None
    db.session().flush()
    record.note(
        "initiative:mirror:feed-set",
        f"/agencies/{agency.slug}",
        actor=actor,
        agency_id=agency.id,
        facts={"feed": said},
    )
    return peer


@jobs.periodic("initiatives.mirror.ask", every=EVERY)
def ask() -> None:
    """Put the fetching of every known feed into the outbox; the network is touched from there."""
    tick = int(clock.now().timestamp() // EVERY.total_seconds())
    for peer in queries.with_feeds():
        jobs.later("initiatives.mirror.pull", key=f"{peer.id}:{tick}", payload={"peer": peer.id})


@jobs.handler("initiatives.mirror.pull")
def pull(payload: dict[str, Any]) -> None:
    """Fetch one feed and take what is new in it; a fault is kept for the desk and tried again later."""
    with db.transaction(writes=False):
        peer = db.session().get(Peer, payload["peer"])
        url = peer.feed_url if peer is not None else None
    if not url:
        return
    body, fault = _fetched(url)
    peer = db.session().get(Peer, payload["peer"])
    if peer is None or peer.feed_url != url:
        return
    peer.fetched_at, peer.fault = clock.now(), fault or take_feed(peer, body) or None
    db.session().flush()


def take_feed(peer: Peer, said: bytes) -> str:
    """Take what a feed says; gives the faults in one line, empty where all was taken."""
    digest = hashlib.sha256(said).hexdigest()
    if digest == peer.feed_digest:
        return ""
    body = agencies.by_id(peer.agency_id)
    try:
        feed = feeds.read(said, public=bytes.fromhex(peer.public_key))
    except BadMessage as bad:
        return f"bad-feed: {bad}"
    if body is None or feed.sender != body.slug:
        return "bad-feed: it is another body's"
    if abs(clock.now() - feed.at) > services.FRESH:
        return "bad-feed: too old, or ahead of its time"
    faults = [fault for message in feed.messages if (fault := _take(message))]
    _take_matters(peer, feed)
    peer.feed_digest = None if faults else digest
    return ", ".join([*faults[:MOST_FAULTS], "..."] if len(faults) > MOST_FAULTS else faults)


def _fetched(url: str) -> tuple[bytes, str]:
    try:
        return calling.get(addresses.target(url), most=feeds.LARGEST), ""
    except addresses.Forbidden:
        return b"", "address-forbidden"
    except calling.NoAnswer as fault:
        return b"", str(fault)


def _take(message: bytes) -> str:
    """Take one message; what is wrong with it stops no other. Gives the code and the number."""
    try:
        with db.session().begin_nested():
            services.take(message, fresh=False)
    except (Refusal, FieldRefusals) as refusal:
        log.warning("mirror_message_refused", code=refusal.code)
        return f"{refusal.code} {messages.number_of(message)}".strip()
    return ""


def _take_matters(peer: Peer, feed: Feed) -> None:
    """What reached parliament by other ways: kept beside our own, each change on record."""
    for said in feed.matters:
        known = queries.matter(peer.id, said.reference)
        if known is not None and known.said() == said.said():
            continue
        row = known or Matter(peer_id=peer.id, reference=said.reference, first_seen=clock.now())
        for name, value in said.said().items():
            setattr(row, name, value)
        row.seen_at = clock.now()
        db.session().add(row)
        db.session().flush()
        word = "announced" if known is None else "changed"
        record.note(
            f"initiative:matter:{word}",
            "/initiatives/elsewhere",
            agency_id=peer.agency_id,
            facts={"reference": said.reference, "state": said.state},
        )
