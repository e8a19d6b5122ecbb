"""Which texts belong together: bands propose neighbours, sketches decide, chains make groups.

The outcome follows from the set of texts alone; the order in which they came plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from consult.grouping.shingles import bands, likeness

ALIKE = 0.6
"""Texts whose sketches agree in this share of their places are near-duplicates."""
COMPARED = 24
"""In a band that many texts share, each is compared with so many of them."""


def clusters(sketches: Mapping[int, bytes]) -> list[tuple[int, ...]]:
    """Groups of at least two keys whose sketches are alike, each sorted, in the order of the first.

    A group is a chain: each of its texts is alike to another one of it, not to every one.
    """
    same: dict[bytes, list[int]] = defaultdict(list)
    for key, made in sketches.items():
        same[made].append(key)
    forest = {made: made for made in same}
    for first, second in _neighbours(same):
        above, below = _root(forest, first), _root(forest, second)
        if above != below and likeness(first, second) >= ALIKE:
            forest[max(above, below)] = min(above, below)
    groups: dict[bytes, list[int]] = defaultdict(list)
    for made, keys in same.items():
        groups[_root(forest, made)] += keys
    return sorted(tuple(sorted(keys)) for keys in groups.values() if len(keys) > 1)


def _neighbours(sketches: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Pairs that share a band; in a crowded one each text and the first few by their sketch."""
    shared: dict[tuple[int, bytes], list[bytes]] = defaultdict(list)
    for made in sorted(sketches):
        for band in bands(made):
            shared[band].append(made)
    for crowd in shared.values():
        yield from combinations(crowd[:COMPARED], 2)
        for later in crowd[COMPARED:]:
            yield from ((first, later) for first in crowd[:COMPARED])


def _root(forest: dict[bytes, bytes], made: bytes) -> bytes:
    root = made
    while forest[root] != root:
        root = forest[root]
    while forest[made] != root:
        forest[made], made = root, forest[made]
    return root
