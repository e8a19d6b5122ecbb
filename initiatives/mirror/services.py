"""The acts of the mirror: believe a key, take a message once, give out what was forwarded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from commons import clock, config, db, record
from commons.access import Actor, Permission
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import canonical, keys
from initiatives import queries
from initiatives.mirror import messages
from initiatives.mirror.messages import BadMessage
from initiatives.mirror.models import Matter, Message, Peer
from initiatives.models import Initiative, Referral
from initiatives.passage import queries as book
from initiatives.passage import services as passage
from initiatives.passage.models import Entry
from initiatives.passage.states import OFFICIAL, EntryKind, Medium, Source

FRESH = timedelta(days=1)
"""How far the moment of a message may lie from ours."""
OUTBOX_PREFIX = b"lex populi parliament outbox v1\n"
MOST_GIVEN = 200


def register(actor: Actor, agency: Agency, public_key: str) -> Peer:
    """Believe the key of a body's own system; a later key takes the place of the earlier one."""
    if not actor.may(Permission.INITIATIVE_ACKNOWLEDGE, agency.id):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body does this."))
    said = public_key.strip().lower()
    try:
        is_key = len(bytes.fromhex(said)) == 32  # Ed25519
    except ValueError:
        is_key = False
    if not is_key:
        raise Refusal("bad-key", _l("This is no Ed25519 key in hexadecimal."), field="public_key")
    peer = peer_of(agency.id) or Peer(agency_id=agency.id)
    peer.public_key, peer.registered_at = said, clock.now()
    db.session().add(peer)
    db.session().flush()
    record.note(
        "initiative:mirror:key-registered",
        f"/agencies/{agency.slug}",
        actor=actor,
        agency_id=agency.id,
        facts={"key": said},
    )
    return peer


def peer_of(agency_id: int) -> Peer | None:
    """The system of a body; None where it has none."""
    return db.session().scalar(sa.select(Peer).where(Peer.agency_id == agency_id))


def with_feeds() -> Sequence[Peer]:
    """The bodies whose feed is fetched."""
    wanted = sa.select(Peer).where(Peer.feed_url.is_not(None)).order_by(Peer.id)
    return db.session().scalars(wanted).all()


def matter(peer_id: int, reference: str) -> Matter | None:
    """What a body's system has announced under this reference."""
    own = sa.select(Matter).where(Matter.peer_id == peer_id, Matter.reference == reference)
    return db.session().scalar(own)


def matters() -> list[tuple[Matter, Agency | None]]:
    """What reached parliaments in other ways, the newest first, each with its body."""
    wanted = (
        sa.select(Matter, Peer.agency_id)
        .join(Peer, Peer.id == Matter.peer_id)
        .order_by(Matter.on.desc(), Matter.id.desc())
        .limit(MOST_GIVEN)
    )
    return [(row, agencies.by_id(body)) for row, body in db.session().execute(wanted).tuples()]


def take(said: bytes, *, fresh: bool = True) -> Entry:
    """Take one message into the book of its initiative; the same message again changes nothing.

    A message out of a signed feed may be older: there the feed itself must be fresh.

    Refuses what is not signed by the known key of its sender ("bad-message"), too old or ahead
    ("message-stale"), a number used for other words ("message-reused"), and an initiative that
    does not lie with the sender ("not-found").
    """
    try:
        body = agencies.by_slug(messages.sender_of(said))
        peer = peer_of(body.id) if body is not None else None
        if body is None or peer is None:
            raise BadMessage("the sender is not known")
        read = messages.read(said, public=bytes.fromhex(peer.public_key))
    except BadMessage as bad:
        raise Refusal(
            "bad-message", _l("The message is not taken: %(why)s.", why=str(bad))
        ) from bad
    known = db.session().scalar(sa.select(Message).where(Message.number == read.number))
    if known is not None:
        return _again(known, read)
    if fresh and abs(clock.now() - read.at) > FRESH:
        raise Refusal("message-stale", _l("The message is too old, or ahead of its time."))
    initiative = _initiative(read.initiative, body)
    row = {
        "number": read.number,
        "digest": read.digest,
        "peer_id": peer.id,
        "taken_at": clock.now(),
    }
    if db.insert_once(Message, row, conflict=["number"]) is None:
        raise Refusal("message-reused", _l("This number was used for another message."))
    kind = _kind(read.kind)
    words = passage.Said(
        read.title,
        read.on,
        words=read.words,
        medium=Medium.SYSTEM,
        correspondent=body.name("en"),
        address=read.address,
    )
    return passage.write(initiative, kind, words, source=Source.MACHINE, message=read.number)


def outbox(body: Agency) -> dict[str, Any]:
    """What lies with a body and its committees, under this platform's signature."""
    committees = [each.id for each in agencies.committees_of(body.id)]
    wanted = (
        sa.select(Referral)
        .where(Referral.committee_id.in_([body.id, *committees]))
        .order_by(Referral.id.desc())
        .limit(MOST_GIVEN)
    )
    given = {
        "v": 1,
        "at": clock.now().isoformat(timespec="seconds"),
        "receiver": body.slug,
        "initiatives": [_given(referral) for referral in db.session().scalars(wanted)],
    }
    signature = keys.sign(OUTBOX_PREFIX + canonical.encode(given)).hex()
    return {"outbox": given, "signature": signature, "key": keys.public_key().hex()}


def _given(referral: Referral) -> dict[str, Any]:
    x, committee = referral.initiative, agencies.by_id(referral.committee_id)
    due_at = referral.answer_due_at
    return {
        "address": f"{config.current().base_url}{x.path}",
        "answer_due_at": due_at.isoformat(timespec="seconds") if due_at else None,
        "certificate": str(referral.certificate.get("signed", "")),
        "committee": committee.slug if committee else "",
        "forwarded_at": referral.forwarded_at.isoformat(timespec="seconds"),
        "initiative": x.slug,
        "registry_number": referral.registry_number,
        "sheet": x.sheet_digest,
        "title": x.title,
        "verified": x.verified,
    }


def _again(known: Message, read: messages.Said) -> Entry:
    entry = book.by_message(known.number)
    if known.digest != read.digest or entry is None:
        raise Refusal("message-reused", _l("This number was used for another message."))
    return entry


def _initiative(slug: str, body: Agency) -> Initiative:
    """The initiative, which must lie with the sender or with one of its committees."""
    initiative = queries.by_slug(slug)
    last = initiative.referrals[-1] if initiative.referrals else None
    if last is None or body.id not in (last.committee_id, initiative.agency_id):
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    return initiative


def _kind(said: str) -> EntryKind:
    if said not in {kind.value for kind in OFFICIAL}:
        raise Refusal("bad-message", _l("The message names no known kind of entry."))
    return EntryKind(said)
