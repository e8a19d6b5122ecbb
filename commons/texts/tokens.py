"""Cuts words apart for comparing: Thai by its dictionary, other scripts by their spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from commons.texts import thai
from commons.texts.numbers import latin

_PIECES = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e]+"  # Thai letters and vowels, not its digits and signs
    "|[0-9\u0e50-\u0e59]+(?:[.,/][0-9\u0e50-\u0e59]+)*"  # numbers, with their inner signs
    "|[^\\W\\d_\u0e00-\u0e7f]+(?:['’][^\\W\\d_\u0e00-\u0e7f]+)*"  # words of other scripts
    "|\n|[^\\S\n]+|."
)
_THAI = re.compile("[\u0e01-\u0e2e]")


def cut(text: str) -> list[str]:
    """Words, numbers, spaces and signs; joined they give the text again."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        if _THAI.match(piece):
            found.extend(thai.segment(piece))
        else:
            found.append(piece)
    return found


@lru_cache(maxsize=4_000)
def words(text: str) -> tuple[str, ...]:
    """Only what carries meaning: words and numbers, digits as 0-9, letters as small ones."""
    bare = latin(text).casefold()
    return tuple(piece for piece in cut(bare) if any(sign.isalnum() for sign in piece))
