"""A new version of the draft while people speak: every comment finds its section again."""

from __future__ import annotations

import structlog

from commons import clock, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import calendar
from commons.law import queries as law
from commons.texts import matching, tree
from commons.texts import queries as texts
from commons.texts import services as text_services
from commons.texts.importing import Parsed
from commons.texts.matching import Matches
from commons.texts.models import Version
from commons.texts.words import normalise
from consult import mails, policies, rules
from consult.carryover import carrying
from consult.carryover import queries as carryover
from consult.models import Hearing
from consult.services import indexing, telling
from consult.states import State

log = structlog.get_logger("consult")
LONGEST_CHANGES = 5000
"""The platform's limit of characters for what an agency says of its changes."""


def stage(actor: Actor, hearing: Hearing, parsed: Parsed) -> Version:
    """Keep a next version as a preview; refuses where `publish` would."""
    policies.check(policies.may_see_desk(actor, hearing))
    check_time_left(hearing)
    text = texts.text(hearing.text_id or 0)
    for older in texts.staged(text.id):
        text_services.discard(older)
    return text_services.stage(text, parsed)


def publish(actor: Actor, hearing: Hearing, version: Version, *, changes: str = "") -> Matches:
    """Publish the preview and carry every comment to its section in it; followers are told.

    `changes` is what the agency says of what changed and why; it stands with the version for ever.

    Refuses outside an announced or open hearing, and when less time remains than the rule set
    asks for after a new version. What was written where stays readable for ever. Refuses while
    the carry-over to the version before is not finished (carry-over-open), or its comments are
    still being placed (carry-over-running). Those of a large hearing follow after the version.
    """
    policies.check(policies.may_see_desk(actor, hearing) and version.text_id == hearing.text_id)
    check_time_left(hearing)
    before = texts.latest(hearing.text_id or 0)
    carryover.check_placed(hearing)
    if carryover.is_open(hearing, before.number or 0):
        sentence = _l("Finish the carry-over to the version before first.")
        raise Refusal("carry-over-open", sentence)
    rules.check_words(changes, limit=LONGEST_CHANGES, field="changes")
    version.changes = normalise(changes).strip() or None
    text_services.publish(version)
    matches = fates(before, version)
    carrying.carry(hearing, before, version, matches)
    indexing.index(hearing)
    number = version.number or 0
    telling.followers(hearing, f"version:{number}", mails.new_version(hearing, number))
    facts = {
        "version": number,
        "digest": version.digest,
        "orphaned": sum(1 for fate in matches.old if fate.to is None),
    }
    record.note(
        "hearing:version:published",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    log.info("hearing_version_published", id=hearing.id, version=number)
    return matches


def fates(old: Version, new: Version) -> Matches:
    """What becomes of each section of a version in another."""
    return matching.match(tree.sections(texts.whole(old.id)), tree.sections(texts.whole(new.id)))


def check_time_left(hearing: Hearing) -> None:
    """Refuse a new version outside an announced or open hearing, and too near to its end."""
    now = clock.now()
    if rules.state(hearing, now) not in (State.SCHEDULED, State.OPEN):
        raise Refusal(
            "out-of-order", _l("A new version can be published only before the hearing closes.")
        )
    rule_set = law.by_key(hearing.rule_set_id)
    least = rule_set.period("hearing.min_after_version")
    if least is None or hearing.closes_at is None:
        return
    if calendar.add(now, least, rule_set.zone) > hearing.closes_at:
        raise Refusal(
            "too-little-time",
            _l(
                "People need at least %(days)s days to read a new version: extend the hearing first.",
                days=least.all_days,
            ),
        )
