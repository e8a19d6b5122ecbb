"""The difference of two wordings, word by word, as a person would mark it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from commons.texts.tokens import cut

Op = Literal["same", "added", "removed"]
_TOO_MANY = 20_000
_AFFORDABLE = 100_000


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    op: Op
    words: str


def compare(old: str, new: str, language: str = "") -> list[Piece]:
    """What to strike from `old` and what to write in to get `new`.

    Thai is compared by its words, whatever `language` says. Edits that only a space or a sign
    parts are one edit; texts too long for words are compared line by line.
    """
    return list(_compare(old, new))


@lru_cache(maxsize=2_000)
def _compare(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _units(old), _units(new)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    inner = before[start : len(before) - end], after[start : len(after) - end]
    pieces: list[Piece] = []
    _add(pieces, "same", before[:start])
    for op, i1, i2, j1, j2 in _steps(*inner):
        if op == "equal":
            _add(pieces, "same", inner[0][i1:i2])
            continue
        _add(pieces, "removed", inner[0][i1:i2])
        _add(pieces, "added", inner[1][j1:j2])
    _add(pieces, "same", before[len(before) - end :])
    return tuple(_joined(pieces))


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many units two wordings begin with in common."""
    pairs = zip(before, after, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one wording to the other: as a person sees them while that is affordable."""
    counted = Counter(after)
    if sum(counted[unit] for unit in before) <= _AFFORDABLE:
        yield from SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return
    for step in Indel.opcodes(before, after):
        yield step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end


def _units(text: str) -> Sequence[str]:
    found = cut(text)
    return found if len(found) <= _TOO_MANY else text.splitlines(keepends=True)


def _add(pieces: list[Piece], op: Op, words: Sequence[str]) -> None:
    if words:
        pieces.append(Piece(op, "".join(words)))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join edits that only white space or one sign parts, each edit as one loss and one gain."""
    edits: list[Piece] = []
    removed = added = ""
    for place, piece in enumerate(pieces):
        if piece.op == "removed":
            removed += piece.words
        elif piece.op == "added":
            added += piece.words
        elif (removed or added) and _is_bridge(pieces, place):
            removed, added = removed + piece.words, added + piece.words
        else:
            edits.extend(_edit(removed, added))
            removed = added = ""
            edits.append(piece)
    return edits + _edit(removed, added)


def _is_bridge(pieces: Sequence[Piece], place: int) -> bool:
    """A space or a sign between two edits, when there is another edit behind it."""
    words = pieces[place].words
    is_slight = "\n" not in words and len(words) <= 2 and not any(s.isalnum() for s in words)
    return place + 1 < len(pieces) and is_slight


def _edit(removed: str, added: str) -> list[Piece]:
    pieces = []
    if removed:
        pieces.append(Piece("removed", removed))
    if added:
        pieces.append(Piece("added", added))
    return pieces
