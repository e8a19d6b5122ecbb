"""Telling those concerned: followers once for each event, stakeholders, an author, an agency."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.law.rulesets import RuleSet
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient
from consult import mails
from consult.models import DISCUSSION, Hearing
from consult.stakeholders import links


def followers(hearing: Hearing, event: str, compose: mails.Compose) -> int:
    """Tell everybody who follows the hearing, its agency or its topic, each once; gives how many."""
    name = f"hearing:{hearing.id}:{event}"
    things = (
        (DISCUSSION, hearing.key),
        ("agency", str(hearing.agency_id)),
        ("topic", hearing.topic.value),
    )
    return sum(notify.tell_followers(name, kind, key, compose) for kind, key in things)


def stakeholders(hearing: Hearing, rule_set: RuleSet) -> int:
    """Write to every named stakeholder who has not been written to; gives how many."""
    told = 0
    for one in hearing.stakeholders:
        if one.notified_at is not None:
            continue
        recipient = Recipient(f"stakeholder:{one.id}", one.email, one.language)
        event = f"hearing:{hearing.id}:stakeholder"
        letter = links.with_link(hearing, one, mails.to_stakeholder(hearing, rule_set, one))
        if notify.send(event, recipient, letter):
            one.notified_at = clock.now()
            told += 1
    return told


def account(account_id: int | None, event: str, compose: mails.Compose) -> bool:
    """Tell one account, by letter where it has a confirmed address; whether a letter was new."""
    return notify.tell_account(event, account_id, compose)


def agency(hearing: Hearing, event: str, compose: mails.Compose) -> bool:
    """Write to the agency that holds the hearing; whether the letter was new."""
    return _agency(hearing.agency, event, compose)


def agency_and_superior(hearing: Hearing, event: str, compose: mails.Compose) -> int:
    """Write to the agency, its superior and the coordinating offices; gives how many were new."""
    bodies = {hearing.agency.id: hearing.agency}
    superior = agencies.superior(hearing.agency)
    if superior is not None:
        bodies[superior.id] = superior
    for office in db.session().scalars(sa.select(Agency).where(Agency.oversight.is_(True))):
        bodies[office.id] = office
    return sum(_agency(body, event, compose) for body in bodies.values())


def _agency(body: Agency, event: str, compose: mails.Compose) -> bool:
    if not body.email:
        return False
    tongue = "th" if "th" in body.names else "en"
    letter: Letter = compose(tongue)
    return notify.send(event, Recipient(f"agency:{body.id}", body.email, tongue), letter)
