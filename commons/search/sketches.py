"""Sketches of sets of words: how much of one text stands in another, without reading either again.

After Z. Bar-Yossef et al., "Counting distinct elements in a data stream" (2002): the smallest hashes
of a set stand for the whole set. The same words always give the same sketch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

KEPT = 128
"""So many hashes are kept of each set; smaller sets are compared exactly."""
_BYTES = 8


@dataclass(frozen=True)
class Sketch:
    """The smallest hashes of a set, in order, and how many members it had."""

    hashes: bytes = field(repr=False)
    size: int

    def marks(self) -> list[bytes]:
        """The hashes one by one."""
        return [self.hashes[at : at + _BYTES] for at in range(0, len(self.hashes), _BYTES)]


def of(terms: Iterable[str]) -> Sketch:
    """The sketch of a set of words."""
    marks = sorted({hashlib.blake2b(t.encode(), digest_size=_BYTES).digest() for t in terms})
    return Sketch(b"".join(marks[:KEPT]), len(marks))


def contained(first: Sketch, second: Sketch) -> float:
    """The estimated share of the smaller set that both have; 0 where one is empty."""
    if not first.size or not second.size:
        return 0.0
    mine, other = set(first.marks()), set(second.marks())
    least = sorted(mine | other)[:KEPT]
    resemblance = sum(1 for mark in least if mark in mine and mark in other) / len(least)
    common = resemblance * (first.size + second.size) / (1 + resemblance)
    return min(1.0, common / min(first.size, second.size))
