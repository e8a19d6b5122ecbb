"""What may stand in the book of an initiative after it was handed over."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry tells of."""

    AGENDA = "agenda"
    LETTER_IN = "letter-in"
    LETTER_OUT = "letter-out"
    DOCUMENT = "document"
    RESPONSE = "response"
    DEBATE_SET = "debate-set"
    DEBATE_HELD = "debate-held"
    TRANSFER = "transfer"
    COVERAGE = "coverage"
    NEWS = "news"


class Medium(StrEnum):
    """By which way a letter went."""

    POST = "post"
    EMAIL = "email"
    BY_HAND = "by-hand"
    SYSTEM = "system"


class Source(StrEnum):
    """Where an entry comes from."""

    DESK = "desk"
    AUTHOR = "author"
    MACHINE = "machine"


AUTHORS = frozenset({EntryKind.COVERAGE, EntryKind.NEWS})
"""What those who carry the initiative may enter."""
OFFICIAL = tuple(kind for kind in EntryKind if kind not in AUTHORS | {EntryKind.TRANSFER})
LETTERS = frozenset({EntryKind.LETTER_IN, EntryKind.LETTER_OUT})
TO_COME = frozenset({EntryKind.AGENDA, EntryKind.DEBATE_SET})
"""What may be dated ahead."""
