"""What stands around the text on the page of a hearing: what its agency prepared beyond the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.impact import queries as impacts
from consult.impact import reading
from consult.impact import words as impact_words
from consult.impact.models import ImpactLine
from consult.impact.reading import Reading
from consult.impact.states import Aspect
from consult.inforce import queries as inforce
from consult.inforce.models import LawInForce
from consult.meetings import queries as meetings
from consult.meetings.models import ContactPerson, Meeting
from consult.models import Document, Hearing
from consult.papers import queries as papers
from consult.papers import words as paper_words
from consult.papers.queries import Shown
from consult.papers.states import PaperKind
from consult.phases import words as phase_words
from consult.phases.states import Part
from consult.questions import queries as questions
from consult.questions.models import Question
from consult.questions.queries import Result


@dataclass(frozen=True)
class Around:
    """Everything beside the text, as the page shows it."""

    questions: Sequence[Question]
    results: Sequence[Result] | None
    """What was answered, or None while the agency's choice hides it."""
    impact: Mapping[Aspect, ImpactLine]
    papers: Sequence[Shown]
    meetings: Sequence[Meeting]
    contacts: Sequence[ContactPerson]
    law: LawInForce | None = None
    called: Callable[[StrEnum], str] = impact_words.name
    kind_name: Callable[[PaperKind], str] = paper_words.kind
    type_name: Callable[[str], str] = paper_words.type_of
    part_name: Callable[[Part], str] = phase_words.part

    @staticmethod
    def level(document: Document) -> Reading | None:
        """How easily a document is read."""
        return reading.level(document.words, document.language)


def of(hearing: Hearing) -> Around:
    """What a hearing has beside its text."""
    asked = questions.of(hearing)
    is_open = bool(asked) and questions.may_see_results(hearing)
    return Around(
        questions=asked,
        results=questions.results(hearing) if is_open else None,
        impact=impacts.of(hearing),
        papers=papers.of(hearing),
        meetings=meetings.of(hearing),
        contacts=meetings.contacts(hearing),
        law=inforce.of(hearing),
    )


def origin(hearing: Hearing, number: int) -> Origin:
    """To which question a comment answers, and at which meeting it was made."""
    return Origin(
        questions.asked_by(hearing, [number]).get(number),
        meetings.made_at(hearing, [number]).get(number),
    )


@dataclass(frozen=True)
class Origin:
    """Where a comment comes from, beside the section it speaks of."""

    question: Question | None
    meeting: Meeting | None
