"""Words as written: one form, counted alike by page and server, with nothing hidden in them."""

from __future__ import annotations

import re
import unicodedata

from commons.errors import Refusal
from commons.i18n import _l

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_JOINERS = "\u200d\ufe0e\ufe0f"
_FORMAT = ("Cc", "Cf", "Cs", "Co")


class HiddenCharacter(Refusal):
    """The words hold a sign that readers cannot see or that turns their direction."""

    def __init__(self, sign: str, line: int) -> None:
        point = f"U+{ord(sign):04X}"
        super().__init__(
            "hidden-character",
            _l(
                "The text holds an invisible or direction-changing character (%(point)s) in line "
                "%(line)s. Remove it and send the text again.",
                point=point,
                line=line,
            ),
            point=point,
            line=line,
        )


def unify(text: str) -> str:
    """NFC, with every kind of line end as one."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))


def count(text: str) -> int:
    """The number of code points after `unify`: the length that limits are about."""
    return len(unify(text))


def normalise(text: str) -> str:
    """The words in their one form.

    Refuses invisible and bidirectional control characters (hidden-character), because what is
    read must be what is stored and signed. Joiners inside an emoji are let through.
    """
    words = unify(text)
    hidden = first_hidden(words)
    if hidden is not None:
        raise HiddenCharacter(words[hidden], words.count("\n", 0, hidden) + 1)
    return words


def first_hidden(words: str) -> int | None:
    """Where the first sign stands that nobody can see; None when there is none."""
    for place, sign in enumerate(words):
        if sign in "\n\t" or (sign.isascii() and sign.isprintable()):
            continue
        if unicodedata.category(sign) in _FORMAT and not _joins(words, place):
            return place
    return None


def _joins(words: str, place: int) -> bool:
    if words[place] not in _JOINERS or not place:
        return False
    return unicodedata.category(words[place - 1]) in ("So", "Sk", "Sm", "Mn")
