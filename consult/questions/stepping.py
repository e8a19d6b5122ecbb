"""Questions that depend on answers come page by page: which page follows, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from consult.questions.models import Question
from consult.questions.rules import SILENT, Said, applicable, applies


@dataclass(frozen=True)
class Step:
    """One page of the sheet; `shown` is empty on the last one, where the answers are looked over.

    `places` says on which page each question stands that these answers lead to.
    """

    place: int
    shown: tuple[Question, ...]
    earlier: tuple[Question, ...]
    places: Mapping[int, int]

    @property
    def asked(self) -> list[int]:
        """The numbers of the questions that were put so far, this page's among them."""
        return [question.number for question in (*self.earlier, *self.shown)]


def with_conditions(questions: Sequence[Question], wanted: Collection[int]) -> list[Question]:
    """The questions of these numbers together with those on which they depend, in their order."""
    by_number = {question.number: question for question in questions}
    found: set[int] = set()
    waiting = [number for number in wanted if number in by_number]
    while waiting:
        number = waiting.pop()
        before = by_number[number].asks_number
        found.add(number)
        if before in by_number and before not in found:
            waiting.append(before)
    return [question for question in questions if question.number in found]


def is_stepwise(questions: Sequence[Question]) -> bool:
    """Whether one of these questions depends on another of them."""
    numbers = {question.number for question in questions}
    return any(question.asks_number in numbers for question in questions)


def pages(questions: Sequence[Question], said: Mapping[int, Said]) -> list[tuple[Question, ...]]:
    """The questions page by page, as these answers lead; none depends on another of its page.

    Only the page after the last one that was answered is certain: what follows may still change.
    """
    kept = applicable(questions, said)
    made: list[tuple[Question, ...]] = []
    here: list[Question] = []
    for question in questions:
        if question.asks_number in {other.number for other in here}:
            made.append(tuple(here))
            here = []
        if applies(question, kept):
            here.append(question)
    return [*made, tuple(here)] if here else made


def following(
    questions: Sequence[Question], said: Mapping[int, Said], asked: Collection[int]
) -> Step:
    """The first page on which something was not asked yet, or the one on which all is looked over."""
    made = pages(questions, said)
    for place, page in enumerate(made):
        if not {question.number for question in page} <= set(asked):
            return _step(made, place)
    return _step(made, len(made))


def at(questions: Sequence[Question], said: Mapping[int, Said], place: int) -> Step:
    """The page of this place, counted from 0; the last one where there are fewer."""
    made = pages(questions, said)
    return _step(made, min(max(place, 0), len(made)))


def left_out(questions: Sequence[Question], said: Mapping[int, Said]) -> list[int]:
    """Answers to questions that are not asked after these answers: they are never kept."""
    kept = applicable(questions, said)
    return [
        question.number
        for question in questions
        if question.number not in kept and not said.get(question.number, SILENT).is_silent
    ]


def _step(made: Sequence[tuple[Question, ...]], place: int) -> Step:
    earlier = tuple(question for page in made[:place] for question in page)
    places = {question.number: n for n, page in enumerate(made) for question in page}
    return Step(place, made[place] if place < len(made) else (), earlier, places)
