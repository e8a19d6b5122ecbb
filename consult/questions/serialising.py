"""Questions and their results as data."""

from __future__ import annotations

from typing import Any

from consult.questions.models import Question
from consult.questions.queries import Count, Result


def question(one: Question) -> dict[str, Any]:
    """What is asked, in every language in which it was written."""
    return {
        "number": one.number,
        "form": one.form.value,
        "section": one.section,
        "wording": one.wording,
        "options": one.options,
        "rows": one.rows,
        "scale": [one.lowest, one.highest] if one.form.value == "scale" else [],
        "has_other": one.has_other,
        "most": one.most,
        "is_required": one.is_required,
        "asked_if": (
            {"question": one.asks_number, "answer": one.asks_option} if one.asks_number else None
        ),
        "is_frozen": one.frozen_at is not None,
    }


def result(one: Result) -> dict[str, Any]:
    """A question with what was answered to it, by assurance."""
    lines = [
        {"row": table.words, "answer": line.code, "words": line.words, **count(line.count)}
        for table in one.tables
        for line in table.lines
    ]
    return {**question(one.question), "answered": count(one.answered), "results": lines}


def hidden(one: Question) -> dict[str, Any]:
    """A question whose results are not open yet."""
    return {**question(one), "answered": None, "results": []}


def count(counted: Count) -> dict[str, int]:
    """How many, by assurance."""
    return {"verified_persons": counted.verified, "others": counted.others}
