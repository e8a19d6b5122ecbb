"""A new draft made from a hearing: what its agency prepared, never what the public said."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import structlog

from commons import clock, db
from commons.access import Actor
from commons.i18n import _l, force_locale
from commons.law import queries as law
from commons.texts import queries as texts
from commons.texts.importing import Parsed
from commons.texts.report import Report
from consult.impact import queries as impacts
from consult.impact import services as impact_services
from consult.impact.services import Said
from consult.meetings import queries as meetings
from consult.meetings import services as meeting_services
from consult.models import Hearing
from consult.papers import queries as papers
from consult.papers.models import Paper
from consult.questions import queries as questions
from consult.questions import services as question_services
from consult.services import preparing

log = structlog.get_logger("consult")


class Part(StrEnum):
    """What a copy may take along."""

    TEXT = "text"
    DOCUMENTS = "documents"
    QUESTIONS = "questions"
    IMPACT = "impact"
    FILES = "files"
    STAKEHOLDERS = "stakeholders"
    CONTACTS = "contacts"


def copy(actor: Actor, hearing: Hearing, parts: Collection[Part]) -> Hearing:
    """Begin a new draft of the same agency with these parts; comments and dates never come along.

    It runs under the rule set that is in force now. Refuses who is no officer of the agency.
    """
    rule_set = law.current(law.by_key(hearing.rule_set_id).id)
    made = preparing.create(
        actor,
        agency_id=hearing.agency_id,
        kind=hearing.kind,
        rule_set=rule_set,
        language=hearing.language,
        titles={tongue: _copied(words, tongue) for tongue, words in hearing.titles.items()},
        topic=hearing.topic,
        audience=hearing.audience,
    )
    for part in Part:
        if part in parts:
            _COPIES[part](actor, hearing, made)
    log.info("hearing_copied", id=made.id, source=hearing.id)
    return made


def _copied(words: str, tongue: str) -> str:
    with force_locale(tongue):
        return str(_l("%(title)s (copy)", title=words))


def _text(actor: Actor, old: Hearing, new: Hearing) -> None:
    versions = texts.published(old.text_id) if old.text_id is not None else []
    if versions:
        parsed = Parsed(texts.whole(versions[-1].id), Report())
        preparing.publish_text(actor, new, preparing.stage_text(actor, new, parsed))


def _documents(actor: Actor, old: Hearing, new: Hearing) -> None:
    for tongue in sorted({document.language for document in old.documents}):
        words = {d.name: d.words for d in old.documents if d.language == tongue}
        preparing.write_documents(actor, new, words, tongue=tongue)


def _questions(actor: Actor, old: Hearing, new: Hearing) -> None:
    numbers: dict[int, int] = {}
    for question in questions.of(old):
        said = question_services.wording_of(question)
        if said.asks_number is not None:
            said = question_services.depending_on(said, numbers[said.asks_number])
        numbers[question.number] = question_services.add(actor, new, said).number


def _impact(actor: Actor, old: Hearing, new: Hearing) -> None:
    said = {a: Said(line.words, line.amount, line.unit) for a, line in impacts.of(old).items()}
    impact_services.write(actor, new, said)


def _files(_actor: Actor, old: Hearing, new: Hearing) -> None:
    """Only files that are public: what is withheld there is asked for anew here."""
    for shown in papers.of(old):
        if shown.held is None:
            one = shown.paper
            db.session().add(
                Paper(
                    hearing=new,
                    kind=one.kind,
                    language=one.language,
                    title=one.title,
                    picture_words=one.picture_words,
                    digest=one.digest,
                    type=one.type,
                    name=one.name,
                    size=one.size,
                    added_at=clock.now(),
                )
            )
    db.session().flush()


def _stakeholders(actor: Actor, old: Hearing, new: Hearing) -> None:
    for one in old.stakeholders:
        preparing.add_stakeholder(
            actor,
            new,
            name=one.name,
            email=one.email,
            affected=one.affected,
            language=one.language,
        )


def _contacts(actor: Actor, old: Hearing, new: Hearing) -> None:
    for one in meetings.contacts(old):
        meeting_services.add_contact(
            actor, new, name=one.name, duty=one.duty, email=one.email, phone=one.phone
        )


_COPIES = {
    Part.TEXT: _text,
    Part.DOCUMENTS: _documents,
    Part.QUESTIONS: _questions,
    Part.IMPACT: _impact,
    Part.FILES: _files,
    Part.STAKEHOLDERS: _stakeholders,
    Part.CONTACTS: _contacts,
}
