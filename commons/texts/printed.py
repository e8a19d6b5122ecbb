"""What the reader of an office file hands on: lines of print, and what it met on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from commons.texts import marks
from commons.texts.decoding import Decoded
from commons.texts.lines import Line
from commons.texts.report import Report, repair, warning
from commons.texts.tree import Kind

_BREAKS = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_SPACES = re.compile(r"[^\S\n]+")
_LONGEST_HEADING = 200
_LONGEST_LABEL = 80
_COUNTED = ("notes-left-out", "comments-left-out", "hidden-left-out", "pictures")


@dataclass
class Printed:
    """Lines in the order of print, while they are gathered."""

    lines: list[Line] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    unknown: set[str] = field(default_factory=set)
    extra: Report = field(default_factory=Report)

    def add(self, words: str, *, label: str = "", level: int = 0) -> None:
        """A paragraph: its words, the label an office program counts before it, its heading level."""
        label = label[:_LONGEST_LABEL]
        bare = [_SPACES.sub(" ", part).strip() for part in _BREAKS.split(words)]
        parts = [part for part in bare if part]
        if not parts:
            mark = marks.find(label) if label else None
            parts = [label] if mark and mark.kind is not Kind.ITEM else []
        elif label:
            parts[0] = labelled(label, parts[0])
        for place, part in enumerate(parts):
            is_heading = len(part) <= _LONGEST_HEADING and not self._names_the_one_above(part)
            self.lines.append(Line(part, level=level if is_heading else 0, gap=place == 0))

    def _names_the_one_above(self, words: str) -> bool:
        """True for the heading printed below its number (`5 §`, `หมวด ๑`)."""
        above = marks.find(self.lines[-1].text) if self.lines else None
        if above is None or above.kind is Kind.ITEM or above.rest:
            return False
        return marks.find(words) is None

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table in one line; a number in its first column stands before the rest."""
        said = [_SPACES.sub(" ", _BREAKS.sub(" ", cell)).strip() for cell in cells]
        full = [cell for cell in said if cell]
        if not full:
            return
        mark = marks.find(f"{full[0]} A") if full[1:] else None
        words = " | ".join(full[1:] if mark and mark.rest == "A" else full)
        self.lines.append(
            Line(f"{full[0]} {words}" if words != " | ".join(full) else words, gap=True)
        )

    def report(self) -> Report:
        """What was accepted, left out and not understood."""
        found = self.extra
        inserted, deleted = self.seen["inserted"], self.seen["deleted"]
        if inserted or deleted:
            found += repair("tracked-changes", inserted=inserted, deleted=deleted)
        for code in _COUNTED:
            if self.seen[code]:
                found += warning(code, times=self.seen[code])
        if self.seen["contents-list"]:
            found += warning("contents-list")
        for manner in sorted(self.unknown):
            found += warning("number-format", format=manner)
        return found

    def text(self) -> str:
        """All lines as one text, a line each, to be settled."""
        return "\n".join(line.text for line in self.lines)

    def settled(self, words: Decoded) -> list[Line]:
        """The lines with their words in the one form of the house."""
        pairs = zip(self.lines, words.text.split("\n"), strict=True)
        return [replace(line, text=_SPACES.sub(" ", text).strip()) for line, text in pairs]


def labelled(label: str, words: str) -> str:
    """A label and its words as one line, so that the label is read as what it is."""
    line = f"{label} {words}"
    alone = marks.find(label)
    if alone is None or alone.kind is Kind.ITEM:
        return line
    mark = marks.find(line)
    return line if mark and mark.number == alone.number else f"{label}. {words}"
