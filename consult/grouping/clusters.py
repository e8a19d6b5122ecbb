"""Which texts belong together: bands propose neighbours, sketches decide, chains make groups.

The outcome follows from the set of texts alone; the order in which they came plays no part. Texts
are read band by band, in the order of that band, so that no more than a few sketches are held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from consult.grouping.shingles import BANDS, band, likeness

ALIKE = 0.6
"""Texts whose sketches agree in this share of their places are near-duplicates."""
COMPARED = 24
"""In a band that many texts share, each is compared with so many of them."""
Sketched = tuple[int, bytes]


def clusters(sketches: Mapping[int, bytes]) -> list[tuple[int, ...]]:
    """Groups of at least two keys whose sketches are alike, each sorted, in the order of the first.

    A group is a chain: each of its texts is alike to another one of it, not to every one.
    """

    def read(number: int) -> list[Sketched]:
        return sorted(sketches.items(), key=lambda each: (band(each[1], number), each[1], each[0]))

    return chained(read)


def chained(read: Callable[[int], Iterable[Sketched]]) -> list[tuple[int, ...]]:
    """The same groups of texts that are read: `read(n)` gives all by the n-th band, then by sketch."""
    forest: dict[int, int] = {}
    for number in range(BANDS):
        shared, crowd, last = b"", list[Sketched](), (0, b"")
        for key, made in read(number):
            forest.setdefault(key, key)
            if made == last[1]:
                _join(forest, last[0], key)
                continue
            if band(made, number) != shared:
                shared, crowd = band(made, number), []
            _compare(forest, crowd, key, made)
            if len(crowd) < COMPARED:
                crowd.append((key, made))
            last = (key, made)
    groups: dict[int, list[int]] = defaultdict(list)
    for key in sorted(forest):
        groups[_root(forest, key)].append(key)
    return sorted(tuple(keys) for keys in groups.values() if len(keys) > 1)


def _compare(forest: dict[int, int], crowd: Iterable[Sketched], key: int, made: bytes) -> None:
    mine = _root(forest, key)
    for other, sketch in crowd:
        if _root(forest, other) != mine and likeness(sketch, made) >= ALIKE:
            mine = _join(forest, other, key)


def _join(forest: dict[int, int], first: int, second: int) -> int:
    """Let two keys have one root, the lower one."""
    above, below = _root(forest, first), _root(forest, second)
    forest[max(above, below)] = root = min(above, below)
    return root


def _root(forest: dict[int, int], key: int) -> int:
    root = key
    while forest[root] != root:
        root = forest[root]
    while forest[key] != root:
        forest[key], key = root, forest[key]
    return root
