"""The closed words of moderation: grounds, acts, outcomes of an appeal, what a machine may hint at."""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """Why words may be taken from public view; there is no other ground, and criticism is none."""

    UNLAWFUL = "unlawful"
    THREATS = "threats"
    PERSONAL_DATA = "personal-data"
    HATE = "hate"
    OBSCENE = "obscene"
    IMPERSONATION = "impersonation"
    SPAM = "spam"
    ADVERTISING = "advertising"
    ORDER = "order"


CLOSED_LIST = tuple(ground for ground in Ground if ground is not Ground.ORDER)
"""What may be reported and decided at the desk; an order comes from a court or an authority."""


class Act(StrEnum):
    """What was decided about the words of one comment."""

    LEAVE = "leave"
    REDACT = "redact"
    HIDE = "hide"
    RESTORE = "restore"
    REMOVE = "remove"
    LIFT = "lift"


TAKES_AWAY = frozenset({Act.REDACT, Act.HIDE, Act.REMOVE})


class Outcome(StrEnum):
    """How an appeal ended."""

    UPHELD = "upheld"
    PARTLY = "partly"
    OVERTURNED = "overturned"


class Hint(StrEnum):
    """What a machine noticed; it only sorts the queue and never hides anything."""

    CONTACTS = "contacts"
    LINKS = "links"
    REPEATED = "repeated"
    SHOUTING = "shouting"
    INSULT = "insult"
