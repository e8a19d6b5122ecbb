"""Entering the law in force that a draft changes."""

from __future__ import annotations

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import services as texts
from commons.texts.importing import Parsed
from commons.texts.words import normalise
from consult import policies
from consult.inforce import queries
from consult.inforce.models import LawInForce
from consult.models import Hearing
from consult.states import Stage

log = structlog.get_logger("consult")


def enter(actor: Actor, hearing: Hearing, *, title: str, link: str, parsed: Parsed) -> LawInForce:
    """Keep the text of the law in force beside the draft, in place of one entered before.

    Refuses whoever does not work on the hearing, an empty title, an address that is no web
    address, and once the summary is published ("out-of-order"): the report rests on it.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    if hearing.summarised_at is not None:
        raise Refusal("out-of-order", _l("The summary is published; this can no longer change."))
    name = normalise(" ".join(title.split()))
    if not name:
        raise Refusal("title-needed", _l("Write how the law is cited."), field="title")
    if link.strip() and not link.strip().startswith(("https://", "http://")):
        raise Refusal("bad-link", _l("Enter a web address."), field="link")
    text = texts.create(name, parsed.language)
    version = texts.publish(texts.stage(text, parsed))
    found = queries.of(hearing)
    if found is None:
        found = LawInForce(hearing_id=hearing.id)
        db.session().add(found)
    found.title, found.link, found.text_id = name, link.strip(), text.id
    found.entered_by, found.entered_at = actor.account_id or 0, clock.now()
    db.session().flush()
    if hearing.stage is not Stage.DRAFT:
        record.note(
            "hearing:law-in-force:entered",
            hearing.path,
            actor=actor,
            agency_id=hearing.agency_id,
            facts={"title": name, "digest": version.digest},
        )
    log.info("hearing_law_in_force_entered", id=hearing.id)
    return found
