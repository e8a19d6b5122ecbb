"""Reading: which initiatives take paper, and what waits on a registrar's desk."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import queries
from initiatives.models import Initiative
from initiatives.paper import policies
from signatures import paper


def takes_paper(initiative: Initiative) -> bool:
    """Whether people may sign this initiative on paper."""
    return paper.is_taken(initiative.sheet_id)


def at_desk(actor: Actor) -> list[Initiative]:
    """The initiatives whose paper this registrar handles, the newest first."""
    bodies = actor.agencies_with(Permission.PAPER_ENTER)
    wanted = sa.select(Initiative).where(
        Initiative.agency_id.in_(bodies), Initiative.sheet_id.is_not(None)
    )
    found = db.session().scalars(wanted.order_by(Initiative.id.desc()))
    return [x for x in found if policies.may_register(actor, x) and takes_paper(x)]


def waiting(actor: Actor) -> int:
    """How many batches wait on the desk of this registrar."""
    return paper.waiting(frozenset(x.sheet_id or 0 for x in at_desk(actor)))


def one(slug: str, actor: Actor) -> Initiative:
    """An initiative at the registrar's desk; refuses ("not-found") every other one."""
    found = queries.by_slug(slug)
    if not policies.may_register(actor, found) or not takes_paper(found):
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def batch(initiative: Initiative, number: int) -> paper.BatchView:
    """A batch of this initiative by its number."""
    for found in paper.batches(initiative.sheet_id or 0):
        if found.number == number:
            return found
    raise Refusal("not-found", _l("There is no such batch."))
