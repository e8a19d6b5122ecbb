"""The closed words of a phase: what it opens, and whether it has come."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What a phase opens; the draft as a whole is open in every phase, and is no part."""

    QUESTIONS = "questions"
    SECTIONS = "sections"
    MEETINGS = "meetings"


class Turn(StrEnum):
    """Whether a phase has come: it follows from the clock alone."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    OFF = "off"
    """It lies behind the end that the hearing got since, and does not take place."""
