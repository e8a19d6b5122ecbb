"""What stands around the text on the page of a hearing: what its agency prepared beyond the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

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
    """Everything beside the text, as the page shows it; each thing is looked up when it is asked for."""

    hearing: Hearing
    called: Callable[[StrEnum], str] = impact_words.name
    kind_name: Callable[[PaperKind], str] = paper_words.kind
    type_name: Callable[[str], str] = paper_words.type_of
    part_name: Callable[[Part], str] = phase_words.part

    @cached_property
    def questions(self) -> Sequence[Question]:
        """What the agency asks."""
        return questions.of(self.hearing)

    @cached_property
    def results(self) -> Sequence[Result] | None:
        """What was answered, or None while the agency's choice hides it."""
        is_open = bool(self.questions) and questions.may_see_results(self.hearing)
        return questions.results(self.hearing) if is_open else None

    @cached_property
    def impact(self) -> Mapping[Aspect, ImpactLine]:
        """The impact assessment in fields."""
        return impacts.of(self.hearing)

    @cached_property
    def papers(self) -> Sequence[Shown]:
        """Documents as files."""
        return papers.of(self.hearing)

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        """Where one can speak in person."""
        return meetings.of(self.hearing)

    @cached_property
    def contacts(self) -> Sequence[ContactPerson]:
        """Whom one may ask."""
        return meetings.contacts(self.hearing)

    @cached_property
    def law(self) -> LawInForce | None:
        """The law that the draft would change."""
        return inforce.of(self.hearing)

    @staticmethod
    def level(document: Document) -> Reading | None:
        """How easily a document is read."""
        return reading.level(document.words, document.language)


def of(hearing: Hearing) -> Around:
    """What a hearing has beside its text."""
    return Around(hearing)


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
