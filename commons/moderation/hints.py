"""What a machine may notice in words; it sorts the queue and never hides, delays or counts."""

from __future__ import annotations

import re

from commons.moderation.states import Hint

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CONTACT = re.compile(
    r"\S+@\S+\.\S+|\b0\d[\d -]{7,11}\d\b|\b\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d\b"
)
_REPEATED = re.compile(r"(.)\1{9,}|(\b\S+\b)(?:\s+\2){4,}", re.DOTALL)
_INSULT = re.compile(
    r"\b(?:idiots?|morons?|scum|bastards?|assholes?|bitch(?:es)?|fuck\w*|wankers?)\b"
    r"|เหี้ย|สัส|ไอ้สัตว์|อีดอก|ระยำ|สารเลว|ชาติชั่ว|หน้าโง่",
    re.IGNORECASE,
)
"""Coarse words of the two languages; few, for a hint that is often wrong is not read."""
MANY_LINKS = 2
LOUD = 20
"""So many letters are enough to tell shouting from an abbreviation."""


def of(words: str) -> list[str]:
    """The hints that these words give, by their coded word."""
    found = []
    if _CONTACT.search(words):
        found.append(Hint.CONTACTS)
    if len(_LINK.findall(words)) >= MANY_LINKS:
        found.append(Hint.LINKS)
    if _INSULT.search(words):
        found.append(Hint.INSULT)
    if _REPEATED.search(words):
        found.append(Hint.REPEATED)
    letters = [letter for letter in words if letter.isascii() and letter.isalpha()]
    if len(letters) >= LOUD and all(letter.isupper() for letter in letters):
        found.append(Hint.SHOUTING)
    return [hint.value for hint in found]
