"""Preparing a hearing: its frame, text, documents, dates and stakeholders, until it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import sqlalchemy as sa
import structlog

from commons import clock, db
from commons.access import Actor, Permission
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.texts import queries as texts
from commons.texts import services as text_services
from commons.texts.importing import Parsed
from commons.texts.models import Version
from commons.texts.words import normalise
from consult import policies, rules
from consult.models import Document, Hearing, Stakeholder
from consult.oversight import services as exceptions
from consult.phases import services as phases
from consult.queries import prepared
from consult.speakers.rules import check_audience
from consult.states import Audience, Kind, Stage, Topic

log = structlog.get_logger("consult")


def create(
    actor: Actor,
    *,
    agency_id: int,
    kind: Kind,
    rule_set: RuleSet,
    language: str,
    titles: Mapping[str, str],
    topic: Topic,
    audience: Audience = Audience.SIGNED_IN,
) -> Hearing:
    """Begin a draft under the rule set that is in force now, which stays its own for good.

    Refuses who is no officer of the agency, and a kind that the rule set does not know.
    """
    policies.check(actor.may(Permission.HEARING_PREPARE, agency_id))
    if kind.value not in rule_set.value("hearing.types", [kind.value]):
        raise Refusal("wrong-kind", _l("This rule set does not know this kind."), field="kind")
    check_audience(audience, rule_set)
    named = _titles(titles)
    hearing = Hearing(
        kind=kind,
        rule_set_id=rule_set.key,
        agency_id=agency_id,
        language=language,
        titles=named,
        title_words=searchable(named),
        topic=topic,
        audience=audience,
        stage=Stage.DRAFT,
        prepared_by=actor.account_id,
        created_at=clock.now(),
    )
    db.session().add(hearing)
    db.session().flush()
    log.info("hearing_created", id=hearing.id, agency=agency_id)
    return hearing


def rename(actor: Actor, hearing: Hearing, *, titles: Mapping[str, str], topic: Topic) -> None:
    """Change title and topic of a draft; refuses once it is handed in."""
    policies.check(policies.may_prepare(actor, hearing))
    hearing.titles = _titles(titles)
    hearing.title_words = searchable(hearing.titles)
    hearing.topic = topic
    db.session().flush()


def stage_text(actor: Actor, hearing: Hearing, parsed: Parsed) -> Version:
    """Keep an imported text as a preview that only the desk sees; an older preview goes."""
    policies.check(policies.may_prepare(actor, hearing))
    text = (
        texts.text(hearing.text_id)
        if hearing.text_id is not None
        else text_services.create(parsed.title, parsed.language)
    )
    for older in texts.staged(text.id):
        text_services.discard(older)
    hearing.text_id = text.id
    version = text_services.stage(text, parsed)
    db.session().flush()
    return version


def publish_text(actor: Actor, hearing: Hearing, version: Version) -> None:
    """Make the preview the text on which people will speak, for ever."""
    policies.check(policies.may_prepare(actor, hearing) and version.text_id == hearing.text_id)
    text_services.publish(version)


def write_documents(
    actor: Actor, hearing: Hearing, words: Mapping[str, str], *, tongue: str | None = None
) -> None:
    """Keep the documents that the rule set asks for, as they are so far.

    `tongue` is the hearing's own language unless told; only that one is required.
    """
    policies.check(policies.may_prepare(actor, hearing))
    written_in = tongue or hearing.language
    standing = {d.name: d for d in hearing.documents if d.language == written_in}
    for name, said in words.items():
        if name in standing:
            standing[name].words = normalise(said.strip())
        elif said.strip():
            hearing.documents.append(_document(name, said, written_in))
    db.session().flush()


def set_dates(actor: Actor, hearing: Hearing, window: rules.Window) -> None:
    """Set opening and closing; refuses what the rule set does not allow (rules.check_window)."""
    policies.check(policies.may_prepare(actor, hearing))
    rule_set = law.by_key(hearing.rule_set_id)
    rules.check_window(window, rule_set)
    hearing.opens_at, hearing.closes_at = window.opens_at, window.closes_at
    hearing.takes_late = window.takes_late
    short = not rules.is_long_enough(window, rule_set)
    hearing.shorten_ground = window.ground if short else None
    hearing.shorten_reason = window.reason.strip() if short else None
    db.session().flush()


def add_stakeholder(
    actor: Actor, hearing: Hearing, *, name: str, email: str, affected: str, language: str
) -> None:
    """Name a body whom the draft affects; naming the same address twice changes nothing."""
    policies.check(policies.may_prepare(actor, hearing))
    values = {
        "hearing_id": hearing.id,
        "name": normalise(name.strip()),
        "email": email.strip().lower(),
        "affected": normalise(affected.strip()),
        "language": language,
    }
    db.insert_once(Stakeholder, values, conflict=["hearing_id", "email"])
    db.session().expire(hearing, ["stakeholders"])


def remove_stakeholder(actor: Actor, hearing: Hearing, stakeholder_id: int) -> None:
    """Take a stakeholder off the list of a draft."""
    policies.check(policies.may_prepare(actor, hearing))
    db.session().execute(
        sa.delete(Stakeholder).where(
            Stakeholder.id == stakeholder_id, Stakeholder.hearing_id == hearing.id
        )
    )
    db.session().expire(hearing, ["stakeholders"])


def explain_no_stakeholders(actor: Actor, hearing: Hearing, reason: str) -> None:
    """Write, for everybody to read, why no stakeholder is named."""
    policies.check(policies.may_prepare(actor, hearing))
    hearing.no_stakeholders_reason = normalise(reason.strip()) or None
    db.session().flush()


def submit(actor: Actor, hearing: Hearing, *, now: datetime | None = None) -> None:
    """Hand the draft in for approval; refuses with every field that is still missing (R001)."""
    policies.check(policies.may_prepare(actor, hearing))
    check_complete(hearing)
    hearing.submitted_by, hearing.submitted_at = actor.account_id, now or clock.now()
    hearing.submitted_from = policies.house_of(actor, hearing)
    db.session().flush()
    exceptions.ask_for_draft(actor, hearing)
    log.info("hearing_submitted", id=hearing.id, agency=hearing.agency_id)


def check_complete(hearing: Hearing) -> None:
    """Refuse a draft without text, dates, required documents or stakeholders, naming each."""
    lacking = tuple(missing(hearing))
    if lacking:
        raise FieldRefusals("incomplete", _l("Some required parts are still missing."), lacking)


def missing(hearing: Hearing) -> list[tuple[str, object]]:
    """What a draft still lacks before it can be handed in: field and sentence."""
    rule_set = law.by_key(hearing.rule_set_id)
    lacking: list[tuple[str, object]] = []
    if hearing.text_id is None or not texts.published(hearing.text_id):
        lacking.append(("text", _l("Import the text of the draft and publish the preview.")))
    written = prepared.written(hearing)
    empty = _l("This document is required and is still empty.")
    lacking += [(name, empty) for name in rules.missing_documents(rule_set, written)]
    lacking += _refused(lambda: _check_dates(hearing, rule_set), "closes_at")
    lacking += phases.missing(hearing)
    count, reason = len(hearing.stakeholders), hearing.no_stakeholders_reason
    lacking += _refused(lambda: rules.check_stakeholders(count, reason, rule_set), "stakeholders")
    return lacking


def searchable(titles: Mapping[str, str]) -> str:
    """The titles as they are searched: lower case, in every language."""
    return " ".join(titles.values()).casefold()


def _check_dates(hearing: Hearing, rule_set: RuleSet) -> None:
    if hearing.opens_at is None or hearing.closes_at is None:
        raise Refusal("no-dates", _l("Set the days on which the hearing opens and closes."))
    window = rules.Window(
        hearing.opens_at, hearing.closes_at, hearing.shorten_ground, hearing.shorten_reason or ""
    )
    rules.check_window(window, rule_set)


def _refused(check: Callable[[], None], field: str) -> list[tuple[str, object]]:
    try:
        check()
    except Refusal as refusal:
        return [(refusal.field or field, refusal.message)]
    return []


def _titles(titles: Mapping[str, str]) -> dict[str, str]:
    named = {tongue: normalise(" ".join(said.split())) for tongue, said in titles.items()}
    named = {tongue: said for tongue, said in named.items() if said}
    if not named:
        raise Refusal("no-title", _l("Give the hearing a title."), field="title")
    return named


def _document(name: str, said: str, tongue: str) -> Document:
    return Document(
        name=name,
        language=tongue,
        words=normalise(said.strip()),
        written_at=clock.now(),
    )
