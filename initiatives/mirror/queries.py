"""Reading the mirror: whose system there is, what it announced, which acts it brought."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from commons import db
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.mirror.models import Act, Lending, Matter, Message, Peer
from initiatives.mirror.states import OPEN, ActKind, Standing
from initiatives.models import Initiative, Referral

MOST_GIVEN = 200
MOST_SETTLED = 50
Part = tuple[ActKind, int]
"""What an act became: the decision or extension with this number, the receipt of this referral."""


def peer_of(agency_id: int) -> Peer | None:
    """The system of a body; None where it has none."""
    return db.session().scalar(sa.select(Peer).where(Peer.agency_id == agency_id))


def with_key(public_key: str) -> Peer | None:
    """The system that has this key."""
    return db.session().scalar(sa.select(Peer).where(Peer.public_key == public_key))


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


def message(peer_id: int, number: str) -> Message | None:
    """The message of this number that a system has brought."""
    own = sa.select(Message).where(Message.peer_id == peer_id, Message.number == number)
    return db.session().scalar(own)


def peer(number: int) -> Peer:
    """One system; refused where there is none."""
    found = db.session().get(Peer, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such system."))
    return found


def connections(agency_ids: Collection[int]) -> list[tuple[Peer, Agency]]:
    """The systems that may bring acts to these bodies: a body's own, and that of the body above."""
    found = []
    for body in agencies.named(agency_ids).values():
        for owner in (body.id, body.parent_id):
            known = peer_of(owner) if owner is not None else None
            found += [(known, body)] if known is not None else []
    return found


def lending(peer_id: int, agency_id: int) -> Lending | None:
    """What a body lets a system do at once; None where it has never said."""
    own = sa.select(Lending).where(Lending.peer_id == peer_id, Lending.agency_id == agency_id)
    return db.session().scalar(own)


def lendings(peer_id: int) -> Sequence[Lending]:
    """Which bodies let acts of this system take effect at once."""
    return db.session().scalars(sa.select(Lending).where(Lending.peer_id == peer_id)).all()


def act(number: int) -> Act:
    """One act; refused where there is none."""
    found = db.session().get(Act, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such message."))
    return found


def act_of(message_id: int) -> Act | None:
    """The act that a message brought."""
    return db.session().scalar(sa.select(Act).where(Act.message_id == message_id))


def open_acts(registering: Collection[int], recording: Collection[int]) -> Sequence[Act]:
    """What waits for persons who register or record for these bodies, the oldest first."""
    wanted = _of_bodies(registering, recording).where(Act.standing.in_(OPEN)).order_by(Act.id)
    return db.session().scalars(wanted).all()


def settled_acts(registering: Collection[int], recording: Collection[int]) -> Sequence[Act]:
    """What was entered or dismissed at these bodies, the newest first."""
    wanted = _of_bodies(registering, recording).where(Act.standing.not_in(OPEN))
    newest = wanted.order_by(Act.settled_at.desc(), Act.id.desc()).limit(MOST_SETTLED)
    return db.session().scalars(newest).all()


def _of_bodies(registering: Collection[int], recording: Collection[int]) -> sa.Select[tuple[Act]]:
    is_receipt = Act.kind == ActKind.RECEIPT
    theirs = Referral.committee_id.in_(registering) | Initiative.agency_id.in_(registering)
    return (
        sa.select(Act)
        .join(Referral, Referral.id == Act.referral_id)
        .join(Initiative, Initiative.id == Act.initiative_id)
        .where((is_receipt & theirs) | (~is_receipt & Referral.committee_id.in_(recording)))
    )


def lock(initiative_id: int) -> Initiative:
    """The initiative as it stands now, kept for this transaction alone."""
    return db.session().get_one(
        Initiative, initiative_id, with_for_update=True, populate_existing=True
    )


def asked_already(initiative_id: int) -> int:
    """How many extensions of the answer wait at the desk."""
    open_ones = sa.select(sa.func.count()).where(
        Act.initiative_id == initiative_id,
        Act.kind == ActKind.EXTENSION,
        Act.standing.in_(OPEN),
    )
    return int(db.session().scalar(open_ones) or 0)


def brought(initiative_id: int) -> Mapping[Part, Act]:
    """What of an initiative's way through parliament its own system has brought."""
    wanted = sa.select(Act).where(
        Act.initiative_id == initiative_id, Act.standing == Standing.ENTERED
    )
    return {(one.kind, one.part_id or one.referral_id): one for one in db.session().scalars(wanted)}


def newest_acts(peer_id: int) -> Sequence[Act]:
    """What a system brought last, and what became of it."""
    wanted = sa.select(Act).join(Message, Message.id == Act.message_id)
    newest = wanted.where(Message.peer_id == peer_id).order_by(Act.id.desc()).limit(MOST_GIVEN)
    return db.session().scalars(newest).all()
