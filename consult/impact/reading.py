"""How easily a text is read: LIX for languages that part words, words a phrase for Thai."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commons.texts import thai
from consult.impact.states import Level

_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile(r"[\u0e00-\u0e7f]+")
LONG = 6
"""LIX (Björnsson 1968): words of more letters than this are long."""
LIX_EASY, LIX_MIDDLE = 40, 50
THAI_EASY, THAI_MIDDLE = 14, 22
"""The platform's own measure for Thai, which has no published one: words between two blanks."""


@dataclass(frozen=True)
class Reading:
    """A level, and the figure behind it."""

    level: Level
    figure: int


def level(words: str, tongue: str) -> Reading | None:
    """How easily these words are read; None where there are none."""
    if not words.strip():
        return None
    if tongue == "th":
        return _grade(_words_a_phrase(words), THAI_EASY, THAI_MIDDLE)
    return _grade(_lix(words), LIX_EASY, LIX_MIDDLE)


def _lix(words: str) -> int:
    found = _WORD.findall(words)
    sentences = sum(1 for s in _SENTENCE.split(words) if _WORD.search(s)) or 1
    long = sum(len(word) > LONG for word in found)
    return round(len(found) / sentences + 100 * long / max(len(found), 1))


def _words_a_phrase(words: str) -> int:
    phrases = [run for run in words.split() if _THAI.search(run)]
    counted = sum(len(thai.segment(run)) for phrase in phrases for run in _THAI.findall(phrase))
    return round(counted / max(len(phrases), 1))


def _grade(figure: int, easy: int, middle: int) -> Reading:
    if figure < easy:
        return Reading(Level.EASY, figure)
    return Reading(Level.MIDDLE if figure < middle else Level.HARD, figure)
