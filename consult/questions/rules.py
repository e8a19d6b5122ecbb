"""What is right of questions and answers: pure functions of what is asked and what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from commons.errors import FieldRefusals
from commons.i18n import _l
from consult.questions.states import OTHER, Form
from consult.rules import Timed, state
from consult.states import State

LONGEST_OTHER = 300
"""The platform's limit of characters for the words beside "other"."""
LONGEST_SCALE = 11
"""The platform's most steps of a scale: from 0 to 10."""
MOST_OPTIONS = 30
MOST_QUESTIONS = 60
STILL_ASKING = frozenset({State.DRAFT, State.APPROVED, State.SCHEDULED, State.OPEN})


class Asked(Protocol):
    """What of a question its answers are measured by."""

    number: int
    form: Form
    most: int | None
    is_required: bool
    asks_number: int | None
    asks_option: str | None

    def codes(self) -> set[str]:
        """Every code that may be chosen."""

    def asked_rows(self, tongue: str | None = None) -> list[tuple[str, str]]:
        """The lines of a matrix."""


@dataclass(frozen=True)
class Said:
    """What a person says to one question."""

    chosen: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    other: str = field(default="", repr=False)
    words: str = field(default="", repr=False)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said."""
        return not (self.chosen or self.rows or self.words.strip())


SILENT = Said()


def applies(question: Asked, said: Mapping[int, Said]) -> bool:
    """Whether a question is put to whoever says this: skip logic follows one earlier answer."""
    if question.asks_number is None:
        return True
    before = said.get(question.asks_number, SILENT)
    return question.asks_option in before.chosen


def applicable(questions: Sequence[Asked], said: Mapping[int, Said]) -> dict[int, Said]:
    """What is said to questions that apply, in their order; the rest is left out, chains too."""
    kept: dict[int, Said] = {}
    for question in questions:
        own = said.get(question.number, SILENT)
        if applies(question, kept) and not own.is_silent:
            kept[question.number] = own
    return kept


def check(
    questions: Sequence[Asked], said: Mapping[int, Said], *, within: Collection[int]
) -> dict[int, Said]:
    """The answers that count; refuses ("answers-refused") each that cannot stand, by its field.

    `within` are the numbers of the questions on the page that was sent: only these are required.
    Nobody has to answer a question in order to comment.
    """
    kept = applicable(questions, said)
    faults: list[tuple[str, object]] = []
    for question in questions:
        if question.number in within and applies(question, kept):
            faults += _faults(question, kept.get(question.number, SILENT))
    if faults:
        raise FieldRefusals("answers-refused", _l("Some answers cannot be taken."), faults)
    return kept


def results_are_open(hearing: Timed, now: datetime, *, hides_results: bool) -> bool:
    """Whether everybody may see the results: at once, or after the end where the agency hides them."""
    return not hides_results or state(hearing, now) not in STILL_ASKING


def field_of(question: Asked) -> str:
    """The name of its first field on the page: of a matrix that of its first line."""
    if question.form is Form.MATRIX:
        first = next((code for code, _words in question.asked_rows()), "1")
        return f"q-{question.number}-{first}"
    return f"q-{question.number}"


def _faults(question: Asked, own: Said) -> Iterable[tuple[str, object]]:
    name = field_of(question)
    if question.is_required and own.is_silent:
        yield name, _l("This question asks for an answer before the sheet can be sent.")
    if not set(own.chosen) <= question.codes() and question.form is not Form.MATRIX:
        yield name, _l("Choose one of the answers that are offered.")
    if question.form in (Form.SINGLE, Form.SCALE) and len(own.chosen) > 1:
        yield name, _l("Choose one answer only.")
    if question.most and len(own.chosen) > question.most:
        yield name, _l("Choose at most %(most)s answers.", most=question.most)
    if OTHER in own.chosen and not own.other.strip():
        yield f"{name}-other", _l("Write what you mean by the other answer.")
    if len(own.other) > LONGEST_OTHER:
        yield f"{name}-other", _l("Write at most %(most)s characters here.", most=LONGEST_OTHER)
    if question.form is Form.MATRIX:
        yield from _row_faults(question, own)


def _row_faults(question: Asked, own: Said) -> Iterable[tuple[str, object]]:
    lines = {code for code, _words in question.asked_rows()}
    if not set(own.rows) <= lines or not set(own.rows.values()) <= question.codes():
        yield field_of(question), _l("Choose one of the answers that are offered.")
    elif question.is_required and set(own.rows) != lines:
        yield field_of(question), _l("Answer every line of this question.")
