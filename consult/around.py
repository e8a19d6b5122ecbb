"""What stands around the text on the page of a hearing: what its agency prepared beyond the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.models import Hearing
from consult.questions import queries as questions
from consult.questions.models import Question
from consult.questions.queries import Result


@dataclass(frozen=True)
class Around:
    """Everything beside the text, as the page shows it."""

    questions: Sequence[Question]
    results: Sequence[Result] | None
    """What was answered, or None while the agency's choice hides it."""


def of(hearing: Hearing) -> Around:
    """What a hearing has beside its text."""
    asked = questions.of(hearing)
    is_open = bool(asked) and questions.may_see_results(hearing)
    return Around(questions=asked, results=questions.results(hearing) if is_open else None)
