"""The closed words of papers: what a file is."""

from __future__ import annotations

from enum import StrEnum


class PaperKind(StrEnum):
    """What a file beside the draft is."""

    MEMO = "memo"
    IMPACT = "impact-assessment"
    CHECKLIST = "checklist"
    PRESENTATION = "presentation"
    EASY = "easy-language"
    PICTURE = "picture"
    OTHER = "other"
