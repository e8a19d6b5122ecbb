"""Finds each section of one version in the next: by its words first, by number and heading in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from commons.texts import tokens
from commons.texts.tree import Node, plain

SURE = 60.0
WITH_NUMBER = 50.0
WITH_HEADING = 40.0
_NEAR = 4.0


class State(StrEnum):
    """What became of a section in the next version."""

    SAME = "same"
    MOVED = "moved"
    ORPHANED = "orphaned"


class Change(StrEnum):
    """How its wording changed."""

    NONE = "none"
    TYPOGRAPHIC = "typographic"
    WORDS = "words"


@dataclass(frozen=True)
class Fate:
    """A section of the old version, and where it is in the new one."""

    eid: str
    number: str
    state: State
    to: str | None
    score: int
    change: Change


@dataclass(frozen=True)
class Matches:
    """The fate of every old section, and which new ones have no forerunner."""

    old: tuple[Fate, ...]
    new: tuple[str, ...]

    def state_of(self, eid: str) -> str:
        """`new` or `matched` for a section of the new version."""
        return "new" if eid in self.new else "matched"

    def fate_of(self, eid: str) -> Fate:
        """The fate of a section of the old version."""
        return next(fate for fate in self.old if fate.eid == eid)


@dataclass(frozen=True)
class _Side:
    """A section as it is compared."""

    place: int
    node: Node
    text: str
    words: tuple[str, ...]
    heading: tuple[str, ...]


@dataclass(frozen=True)
class _Pair:
    """An old and a new section, and how alike their words are (0 to 100)."""

    old: _Side
    new: _Side
    score: float

    @property
    def order(self) -> tuple[float, bool, bool, int]:
        """The better pair first: words, then number, then heading, then place."""
        return (
            -round(self.score / _NEAR),
            self.old.node.eid != self.new.node.eid,
            not self.same_heading,
            abs(self.old.place - self.new.place),
        )

    @property
    def same_heading(self) -> bool:
        """Both bear the same heading, and bear one."""
        return bool(self.old.heading) and self.old.heading == self.new.heading

    @property
    def is_likely(self) -> bool:
        """Alike enough to say that it is the same section."""
        if self.same_heading:
            return self.score >= WITH_HEADING
        same_number = self.old.node.eid == self.new.node.eid
        return self.score >= (WITH_NUMBER if same_number else SURE)


def match(old: Sequence[Node], new: Sequence[Node]) -> Matches:
    """The fate of each old section; one new section is the heir of one old section at most."""
    return _match(tuple(old), tuple(new))


def likeness(old: str, new: str) -> int:
    """How alike the words of two sections are, from 0 to 100."""
    return int(fuzz.ratio(tokens.words(old), tokens.words(new)))


@lru_cache(maxsize=32)
def _match(old: tuple[Node, ...], new: tuple[Node, ...]) -> Matches:
    before, after = _sides(old), _sides(new)
    taken: dict[int, _Pair] = {}
    used: set[int] = set()
    for pair in sorted(_pairs(before, after), key=lambda found: found.order):
        if pair.old.place not in taken and pair.new.place not in used:
            taken[pair.old.place] = pair
            used.add(pair.new.place)
    return Matches(
        old=tuple(_fate(side, taken.get(side.place)) for side in before),
        new=tuple(side.node.eid for side in after if side.place not in used),
    )


def _sides(nodes: Sequence[Node]) -> list[_Side]:
    return [
        _Side(place, node, plain(node), tokens.words(plain(node) or node.heading), _heading(node))
        for place, node in enumerate(nodes)
    ]


def _heading(node: Node) -> tuple[str, ...]:
    return tokens.words(node.heading)


def _pairs(before: Sequence[_Side], after: Sequence[_Side]) -> Iterator[_Pair]:
    """Pairs that are likely; what has the very same words is compared with nothing else."""
    exact: dict[tuple[str, ...], list[_Side]] = {}
    for side in after:
        exact.setdefault(side.words, []).append(side)
    known = {side.words for side in before}
    rest = [side for side in after if side.words not in known]
    for old in before:
        if old.words in exact:
            yield from (_Pair(old, new, 100.0) for new in exact[old.words])
    for old in before:
        is_surplus = old.words not in exact
        for new in rest if not is_surplus else after:
            pair = _Pair(old, new, _score(old, new))
            if pair.is_likely and pair.score < 100.0:
                yield pair


def _score(old: _Side, new: _Side) -> float:
    lengths = sorted((len(old.words), len(new.words)))
    if not lengths[0] or 200 * lengths[0] < WITH_HEADING * sum(lengths):
        return 0.0
    return fuzz.ratio(old.words, new.words, score_cutoff=WITH_HEADING)


def _fate(side: _Side, pair: _Pair | None) -> Fate:
    node = side.node
    if pair is None:
        return Fate(node.eid, node.number, State.ORPHANED, None, 0, Change.WORDS)
    heir = pair.new.node
    state = State.SAME if heir.eid == node.eid else State.MOVED
    return Fate(node.eid, node.number, state, heir.eid, int(pair.score), _change(pair))


def _change(pair: _Pair) -> Change:
    old, new = pair.old, pair.new
    if (old.text, old.node.heading) == (new.text, new.node.heading):
        return Change.NONE
    if (old.words, old.heading) == (new.words, new.heading):
        return Change.TYPOGRAPHIC
    return Change.WORDS
