"""A hearing that begins with something from elsewhere: its words are there from the first minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commons import db
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from commons.texts.importing import Parsed
from consult.models import Hearing
from consult.services import preparing
from consult.states import Kind, Topic


@dataclass(frozen=True)
class Origin:
    """What a hearing began with: how it is called and where it is read; words, no keys."""

    title: str
    address: str


def prepare(
    actor: Actor,
    *,
    agency_id: int,
    kind: Kind,
    rule_set: RuleSet,
    titles: Mapping[str, str],
    topic: Topic,
    text: Parsed,
    origin: Origin,
) -> Hearing:
    """Begin a draft on a text from elsewhere, as a preview that the desk confirms.

    Refuses what `preparing.create` refuses, and an origin that is not on this platform.
    """
    if not origin.address.startswith("/") or origin.address.startswith("//"):
        raise Refusal("bad-form", _l("This hearing cannot begin with that."))
    hearing = preparing.create(
        actor,
        agency_id=agency_id,
        kind=kind,
        rule_set=rule_set,
        language=text.language,
        titles=titles,
        topic=topic,
    )
    hearing.origin_words, hearing.origin_address = origin.title, origin.address
    preparing.stage_text(actor, hearing, text)
    db.session().flush()
    return hearing
