"""Removal by order of a court or an authority, and its lifting: two persons, a public note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commons import clock, db, record
from commons.access import Actor, Role
from commons.discussion.models import Cover
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import policies, queries, rules
from commons.moderation.models import RemovalOrder
from commons.moderation.places import Subject
from commons.moderation.queries import Found
from commons.moderation.services import deciding, reporting
from commons.moderation.services.deciding import Authority, Ruling
from commons.moderation.states import Act, Ground


@dataclass(frozen=True)
class Writ:
    """An order as it lies on paper: who ordered it, under which number, on which day."""

    body: str
    reference: str
    dated: date
    lifts: bool = False


def propose(actor: Actor, subject: Subject, number: int, writ: Writ) -> RemovalOrder:
    """Bring an order; nothing happens to the comment before a second person confirms it."""
    comment = queries.comment(subject.kind, subject.key, number)
    if not actor.holds(Role.MODERATOR, subject.agency_id):
        raise queries.unknown()
    case = reporting.open_case(subject, comment)
    policies.check(policies.may_moderate(actor, case, subject, comment))
    _check(writ)
    if writ.lifts != (comment.cover is Cover.REMOVED):
        raise Refusal(
            "out-of-order",
            _l("An order lifts what was removed by order, and removes what was not."),
            field="lifts",
        )
    order = RemovalOrder(
        case_id=case.id,
        lifts=writ.lifts,
        body=writ.body.strip(),
        reference=writ.reference.strip(),
        dated=writ.dated,
        proposed_by=actor.account_id or 0,
        proposed_at=clock.now(),
    )
    db.session().add(order)
    db.session().flush()
    _note(actor, subject.path, case.agency_id, "proposed", number)
    return order


def confirm(actor: Actor, order: RemovalOrder) -> None:
    """Say the second yes; the words leave every public place at once, or come back.

    Refuses the one who brought the order ("two-persons-needed"), and an order that is settled.
    """
    found = _open(actor, order)
    order.settled_by, order.settled_at, order.accepted = actor.account_id, clock.now(), True
    act = Act.LIFT if order.lifts else Act.REMOVE
    ruling = Ruling(
        act, None if order.lifts else Ground.ORDER, reason=f"{order.body}: {order.reference}"
    )
    authority = Authority(
        agency_id=order.case.agency_id,
        order_body=order.body,
        order_reference=order.reference,
        order_date=order.dated,
        confirmed_by=actor.account_id,
    )
    deciding.carry_out(Actor(account_id=order.proposed_by), found, ruling, authority)
    _note(actor, found.subject.path, order.case.agency_id, "confirmed", order.case.number)


def refuse(actor: Actor, order: RemovalOrder) -> None:
    """Say no as the second person; the comment stays as it is."""
    found = _open(actor, order)
    order.settled_by, order.settled_at, order.accepted = actor.account_id, clock.now(), False
    db.session().flush()
    _note(actor, found.subject.path, order.case.agency_id, "refused", order.case.number)


def _open(actor: Actor, order: RemovalOrder) -> Found:
    found = queries.of(order.case)
    if order.settled_at is not None:
        raise Refusal("already-settled", _l("This order is settled already."))
    if actor.is_one_of(order.proposed_by):
        raise Refusal("two-persons-needed", _l("Another person has to confirm this order."))
    policies.check(policies.may_confirm(actor, order))
    policies.check(not actor.is_one_of(found.comment.account_id))
    return found


def _check(writ: Writ) -> None:
    if not writ.body.strip():
        raise Refusal("body-needed", _l("Name the court or the authority."), field="body")
    if not writ.reference.strip():
        raise Refusal("reference-needed", _l("Give the number of the order."), field="reference")
    if writ.dated > clock.now().date():
        raise Refusal("date-in-future", _l("The order cannot be of a later day."), field="dated")
    if max(len(writ.body), len(writ.reference)) > rules.LONGEST_REASON:
        raise Refusal("too-long", _l("Write less."), field="reference")


def _note(actor: Actor, path: str, agency_id: int, word: str, number: int) -> None:
    record.note(
        f"moderation:order:{word}",
        path,
        actor=actor,
        agency_id=agency_id,
        facts={"number": number},
    )
