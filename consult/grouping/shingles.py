"""Sketches of texts: word shingles and MinHash, so that nearly equal texts are found without pairs.

After A. Broder, "On the resemblance and containment of documents" (1997). The resemblance of two
texts is the share of common shingles among all their shingles; the share of equal places in two
sketches estimates it. Nothing here is drawn by lot: the same words always give the same sketch.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from commons.search.analyser import normalise
from commons.texts import thai

SHINGLE = 3
"""So many words in a row are one shingle."""
LEAST_WORDS = 12
"""A shorter text is grouped with nothing: short texts are alike by chance."""
PLACES = 64
"""The length of a sketch; the estimate errs by about 1 / sqrt(64), an eighth at worst."""
BANDS = 16
"""A sketch is cut into so many bands; texts that share a band are compared."""
ROWS = PLACES // BANDS
LONGEST = 20_000
"""So many signs of a text are looked at."""

_PRIME = (1 << 61) - 1
_BYTES = 8
WIDE = ROWS * _BYTES
"""The bytes of one band."""
_RUNS = re.compile(r"[\u0e00-\u0e7f]+|[^\W_]+", re.UNICODE)
_THAI = re.compile(r"[\u0e00-\u0e7f]")


def tokens(words: str) -> list[str]:
    """The words of a text in their order, in small letters; Thai ones by segmentation."""
    found: list[str] = []
    for run in _RUNS.findall(normalise(words[:LONGEST])):
        if _THAI.match(run):
            found += [word for word in thai.segment(run) if _RUNS.match(word)]
        else:
            found.append(run)
    return found


def shingles(words: str) -> frozenset[str]:
    """The rows of three words that stand in a text; none where it is too short to be compared."""
    said = tokens(words)
    if len(said) < LEAST_WORDS:
        return frozenset()
    rows = range(len(said) - SHINGLE + 1)
    return frozenset(" ".join(said[place : place + SHINGLE]) for place in rows)


def sketch(words: str) -> bytes | None:
    """The MinHash sketch of a text, eight bytes a place; None where it is too short."""
    numbers = [_number(each) for each in shingles(words)]
    if not numbers:
        return None
    least = (min((a * n + b) % _PRIME for n in numbers) for a, b in _permutations())
    return b"".join(each.to_bytes(_BYTES, "big") for each in least)


def likeness(first: bytes, second: bytes) -> float:
    """The resemblance of two texts as their sketches tell it: the share of equal places."""
    same = sum(
        first[at : at + _BYTES] == second[at : at + _BYTES]
        for at in range(0, PLACES * _BYTES, _BYTES)
    )
    return same / PLACES


def band(made: bytes, number: int) -> bytes:
    """One band of a sketch, the first having the number 0."""
    return made[number * WIDE : (number + 1) * WIDE]


def _number(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=_BYTES).digest(), "big")


@lru_cache(maxsize=1)
def _permutations() -> tuple[tuple[int, int], ...]:
    """The coefficients of the permutations; from their place alone, so they never change."""
    made = (_number(f"permutation {place}") for place in range(2 * PLACES))
    numbers = [1 + each % (_PRIME - 1) for each in made]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
