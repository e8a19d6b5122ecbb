"""The closed words of questions: their forms, and the codes that are no option of theirs."""

from __future__ import annotations

from enum import StrEnum

OTHER = "other"
"""The code of the choice that asks for words of one's own."""
ANSWERED = "*"
"""The tally of whoever answered a question at all."""
WHOLE_SHEET = 0
"""The number under which the sheets themselves are tallied."""


class Form(StrEnum):
    """How a question is answered."""

    OPEN = "open"
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    MATRIX = "matrix"
