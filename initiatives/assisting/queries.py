"""Reading: at which initiatives clerks help, which places wait, and how many people were helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

import signatures
from commons import clock, db
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import entitled, queries
from initiatives.assisting.models import Place
from initiatives.assisting.rules import SMALLEST
from initiatives.models import Initiative
from initiatives.paper import policies


def is_helped(initiative: Initiative) -> bool:
    """Whether one may sign this initiative by eID now, and so with a clerk's help."""
    if initiative.sheet_id is None or not entitled.takes_signatures(initiative, clock.now()):
        return False
    manifest: Mapping[str, Any] = signatures.sheet(initiative.sheet_id).manifest
    return signatures.Channel.EID in manifest["channels"]


def at_desk(actor: Actor) -> list[Initiative]:
    """The initiatives for which this clerk may open a place, the newest first."""
    bodies = actor.agencies_with(Permission.PAPER_ENTER)
    wanted = sa.select(Initiative).where(
        Initiative.agency_id.in_(bodies), Initiative.sheet_id.is_not(None)
    )
    found = db.session().scalars(wanted.order_by(Initiative.id.desc()))
    return [x for x in found if policies.may_register(actor, x) and is_helped(x)]


def one(slug: str, actor: Actor) -> Initiative:
    """An initiative at the clerk's desk; refuses ("not-found") every other one."""
    found = queries.by_slug(slug)
    if not policies.may_register(actor, found) or not is_helped(found):
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def place(number: int) -> Place:
    """One place, alone for the rest of the transaction; refuses an unknown one."""
    wanted = sa.select(Place).where(Place.id == number).with_for_update()
    found = db.session().scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise Refusal("not-found", _l("There is no such place."))
    return found


def unagreed(initiative: Initiative) -> Sequence[Place]:
    """The places of an initiative that wait for a second clerk, opened not long ago."""
    wanted = sa.select(Place).where(
        Place.initiative_id == initiative.id, Place.code_hash.is_(None), Place.taken_at.is_(None)
    )
    return db.session().scalars(wanted.order_by(Place.id)).all()


def by_code(code_hash: str) -> Place | None:
    """The place that a code opens, alone for the rest of the transaction."""
    wanted = sa.select(Place).where(Place.code_hash == code_hash).with_for_update()
    return db.session().scalar(wanted.execution_options(populate_existing=True))


def waiting(actor: Actor) -> int:
    """How many places wait for a second clerk on this desk."""
    return sum(not actor.is_one_of(p.opened_by) for x in at_desk(actor) for p in unagreed(x))


def helped(initiative: Initiative) -> int | None:
    """In how many places somebody began to sign; None where too few to say."""
    wanted = sa.select(sa.func.count()).where(
        Place.initiative_id == initiative.id, Place.taken_at.is_not(None)
    )
    many = db.session().scalar(wanted) or 0
    return many if many >= SMALLEST else None
