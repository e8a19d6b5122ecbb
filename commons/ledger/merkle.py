"""The arithmetic of a Merkle tree, pure: hashes, roots, proofs and their verification (RFC 9162, 2.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").digest()
Place = tuple[int, int]
"""A whole subtree of 2^level leaves: its level, and its position among those of that level."""
Span = tuple[int, int]
"""The leaves from the first number up to, not including, the second."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of 0x00 and its bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node: SHA-256 of 0x01 and its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Growing:
    """A tree that grows leaf by leaf and remembers only the subtrees at its right edge."""

    size: int = 0
    edge: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> list[tuple[Place, bytes]]:
        """Append a leaf hash; gives the inner subtrees that became whole by it."""
        made: list[tuple[Place, bytes]] = []
        level, position, grown = 0, self.size, leaf
        while position % 2 == 1:
            grown = node_hash(self.edge.pop(), grown)
            level, position = level + 1, position // 2
            made.append(((level, position), grown))
        self.edge.append(grown)
        self.size += 1
        return made

    def root(self) -> bytes:
        """The root of the tree as it now stands."""
        return fold(self.edge)


def fold(subtrees: Sequence[bytes]) -> bytes:
    """The root over neighbouring whole subtrees, the largest first."""
    if not subtrees:
        return EMPTY
    *before, folded = subtrees
    for left in reversed(before):
        folded = node_hash(left, folded)
    return folded


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def cover(span: Span) -> list[Place]:
    """The whole subtrees that make up a span, the largest first.

    The span begins where a tree of its size may begin: at a multiple of a power of two not
    smaller than it; every span of a proof does.
    """
    start, end = span
    places: list[Place] = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append((level, start >> level))
        start += 1 << level
    return places


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose roots prove that leaf `index` is in the tree of `size`, nearest first."""
    if not 0 <= index < size:
        raise ValueError("the leaf is not in a tree of this size")
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _half(end - start)
        if index < split:
            spans.append((split, end))
            end = split
        else:
            spans.append((start, split))
            start = split
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """The spans whose roots prove that the tree of `first` leaves is the beginning of that of `second`."""
    if not 0 < first <= second:
        raise ValueError("the first tree is empty or larger than the second")
    if first == second:
        return []
    spans: list[Span] = []
    start, end, is_whole = 0, second, True
    while first != end:
        split = start + _half(end - start)
        if first <= split:
            spans.append((split, end))
            end = split
        else:
            spans.append((start, split))
            start, is_whole = split, False
    if not is_whole:
        spans.append((start, end))
    return spans[::-1]


def proof(spans: Sequence[Span], known: Mapping[Place, bytes]) -> list[bytes]:
    """The roots of the spans, folded from whole subtrees that are known."""
    return [fold([known[place] for place in cover(span)]) for span in spans]


def places_of(spans: Iterable[Span]) -> set[Place]:
    """Every whole subtree that a proof over these spans needs."""
    return {place for span in spans for place in cover(span)}


def includes(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves the leaf at `index` of the tree of `size` with this root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, grown = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            grown = node_hash(sibling, grown)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            grown = node_hash(grown, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and grown == root


def extends(
    *, first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path proves that the first tree is the beginning of the second (2.1.4.2)."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second:
        return first == 0 and not path
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not steps:
        return False
    at, last = first - 1, second - 1
    while at % 2 == 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _half(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
