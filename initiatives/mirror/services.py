"""The acts of the mirror: believe a key, take a message once, give out what was forwarded."""

from __future__ import annotations

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
from initiatives import queries as initiatives
from initiatives.mirror import acting, messages, queries
from initiatives.mirror.messages import BadMessage
from initiatives.mirror.models import Act, Message, Peer
from initiatives.models import Initiative, Referral
from initiatives.passage import queries as book
from initiatives.passage import services as passage
from initiatives.passage.models import Entry
from initiatives.passage.states import OFFICIAL, EntryKind, Medium, Source

FRESH = timedelta(days=1)
"""How far the moment of a message may lie from ours."""
OUTBOX_PREFIX = b"lex populi parliament outbox v1\n"


def register(actor: Actor, agency: Agency, public_key: str) -> Peer:
    """Believe the key of a body's own system; a later key takes the place of the earlier one.

    What bodies had let the earlier key do at once waits for persons again.
    """
    if not actor.may(Permission.INITIATIVE_ACKNOWLEDGE, agency.id):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body does this."))
    said = public_key.strip().lower()
    try:
        is_key = len(bytes.fromhex(said)) == 32  # Ed25519
    except ValueError:
        is_key = False
    if not is_key:
        raise Refusal("bad-key", _l("This is no Ed25519 key in hexadecimal."), field="public_key")
    holder = queries.with_key(said)
    if holder is not None and holder.agency_id != agency.id:
        raise Refusal("key-known", _l("Another body has this key."), field="public_key")
    peer = queries.peer_of(agency.id) or Peer(agency_id=agency.id)
    ended = acting.take_back_all(peer) if peer.id and peer.public_key != said else 0
    peer.public_key, peer.registered_at = said, clock.now()
    db.session().add(peer)
    db.session().flush()
    record.note(
        "initiative:mirror:key-registered",
        f"/agencies/{agency.slug}",
        actor=actor,
        agency_id=agency.id,
        facts={"ended": ended, "key": said},
    )
    return peer


def take(said: bytes, *, fresh: bool = True) -> Entry | Act:
    """Take one message: an entry in the book of its initiative, or an act of parliament on it.

    The same message again changes nothing and is answered as before. A message out of a signed feed
    may be older: there the feed itself must be fresh.

    Refuses what is not signed by the known key of its sender ("bad-message"), too old or ahead
    ("message-stale"), a number used for other words ("message-reused"), and an initiative that
    does not lie with the sender ("not-found"); acts also as `acting.receive` does.
    """
    try:
        body = agencies.by_slug(messages.sender_of(said))
        peer = queries.peer_of(body.id) if body is not None else None
        if body is None or peer is None:
            raise BadMessage("the sender is not known")
        read = messages.read(said, public=bytes.fromhex(peer.public_key))
    except BadMessage as bad:
        raise Refusal(
            "bad-message", _l("The message is not taken: %(why)s.", why=str(bad))
        ) from bad
    known = queries.message(peer.id, read.number)
    if known is not None:
        return _again(known, read)
    if fresh and abs(clock.now() - read.at) > FRESH:
        raise Refusal("message-stale", _l("The message is too old, or ahead of its time."))
    initiative = _initiative(read.initiative, body)
    row = {
        "digest": read.digest,
        "key": peer.public_key,
        "number": read.number,
        "peer_id": peer.id,
        "taken_at": clock.now(),
    }
    made = db.insert_once(Message, row, conflict=["peer_id", "number"])
    message = queries.message(peer.id, read.number)
    if message is None or made is None:
        return _again(message, read)
    if read.act is not None:
        return acting.receive(read, read.act, message, initiative)
    entry = _enter_in_book(read, initiative, body)
    message.entry_id = entry.id
    db.session().flush()
    return entry


def outbox(body: Agency) -> dict[str, Any]:
    """What lies with a body and its committees, under this platform's signature."""
    committees = [each.id for each in agencies.committees_of(body.id)]
    wanted = (
        sa.select(Referral)
        .where(Referral.committee_id.in_([body.id, *committees]))
        .order_by(Referral.id.desc())
        .limit(queries.MOST_GIVEN)
    )
    given = {
        "v": 1,
        "at": clock.now().isoformat(timespec="seconds"),
        "receiver": body.slug,
        "initiatives": [_given(referral) for referral in db.session().scalars(wanted)],
        "acts": _acts(body),
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


def _acts(body: Agency) -> list[dict[str, Any]]:
    """What became of the acts that the body's own system brought; it reads its answer here."""
    peer = queries.peer_of(body.id)
    return [
        {
            "initiative": act.initiative.slug,
            "kind": act.kind.value,
            "number": act.message.number,
            "settled_at": act.settled_at.isoformat(timespec="seconds") if act.settled_at else None,
            "standing": act.standing.value,
            "why": act.why or "",
        }
        for act in (queries.newest_acts(peer.id) if peer is not None else [])
    ]


def _again(known: Message | None, read: messages.Said) -> Entry | Act:
    """What the same message brought before; refused where its number was used for other words."""
    if known is not None and known.digest == read.digest:
        act = queries.act_of(known.id)
        entry = book.by_message(known.number, known.entry_id)
        if act is not None or entry is not None:
            return act or entry  # type: ignore[return-value]  # one of them is there
    raise Refusal("message-reused", _l("This number was used for another message."))


def _enter_in_book(read: messages.Said, initiative: Initiative, body: Agency) -> Entry:
    words = passage.Said(
        read.text("title"),
        read.on,
        words=read.text("words"),
        medium=Medium.SYSTEM,
        correspondent=body.name("en"),
        address=read.text("address"),
    )
    kind = _kind(read.kind)
    return passage.write(initiative, kind, words, source=Source.MACHINE, message=read.number)


def _initiative(slug: str, body: Agency) -> Initiative:
    """The initiative, which must lie with the sender or with one of its committees."""
    initiative = queries.lock(initiatives.by_slug(slug).id)
    last = initiative.referrals[-1] if initiative.referrals else None
    if last is None or body.id not in (last.committee_id, initiative.agency_id):
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    return initiative


def _kind(said: str) -> EntryKind:
    if said not in {kind.value for kind in OFFICIAL}:
        raise Refusal("bad-message", _l("The message names no known kind of entry."))
    return EntryKind(said)
