"""The words in an attached file, line by line; pictures have none."""

from __future__ import annotations

from dataclasses import dataclass, field

from commons.discussion.additions import Reading
from commons.files import Type
from commons.texts import decoding, office
from commons.texts.report import BadFile

LONGEST = 400_000
"""So many characters of one file are kept."""
_PICTURES = frozenset({Type.PNG, Type.JPEG})


@dataclass(frozen=True)
class Extract:
    """What the reading of a file came to."""

    reading: Reading
    words: str = field(default="", repr=False)


def words_of(data: bytes, kind: Type) -> Extract:
    """The words of a file; a broken, locked or scanned one says that it could not be read."""
    if kind in _PICTURES:
        return Extract(Reading.WITHOUT_WORDS)
    try:
        found = office.read(data)
        plain = decoding.decode(data).text if found is None else found.text()
    except BadFile:
        return Extract(Reading.UNREADABLE)
    words = plain.replace("\x00", "").strip()[:LONGEST]
    return Extract(Reading.READ, words) if words else Extract(Reading.WITHOUT_WORDS)
