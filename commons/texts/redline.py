"""The difference of two wordings, word by word, as a person would mark it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from commons.texts.tokens import cut

Op = Literal["same", "added", "removed"]
_TOO_MANY = 20_000


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
    before, after = _units(old), _units(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            _add(pieces, "same", before[i1:i2])
            continue
        _add(pieces, "removed", before[i1:i2])
        _add(pieces, "added", after[j1:j2])
    return _joined(pieces)


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
    """A space between two edits, when there is another edit behind it."""
    words = pieces[place].words
    return place + 1 < len(pieces) and "\n" not in words and not words.strip()


def _edit(removed: str, added: str) -> list[Piece]:
    pieces = []
    if removed:
        pieces.append(Piece("removed", removed))
    if added:
        pieces.append(Piece("added", added))
    return pieces
