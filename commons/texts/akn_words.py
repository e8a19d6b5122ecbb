"""The words inside a block of Akoma Ntoso: lines of print, and quoted structures among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from commons.texts.numbers import raised
from commons.texts.tree import Node
from commons.texts.xml import local

Piece = str | Node

_BREAKS = {"br", "eol", "eop"}
_UNSEEN = {"noteRef", "meta", "marker", "componentRef", "toc", "foreign"}
NOTES = {"authorialNote", "note", "editorialNote"}
APART = {"quotedStructure", "embeddedStructure", "blockList", "ul", "ol", "table", "p", "block"}


@dataclass
class Words:
    """Gathers the words of one block; hands what is no mere word to `apart`."""

    apart: Callable[[etree._Element], Iterable[Piece]]
    seen: Counter[str]
    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)

    def read(self, element: etree._Element) -> list[Piece]:
        """Lines and nodes of a block, in order."""
        self._inside(element)
        self._flush()
        return self.pieces

    def _inside(self, element: etree._Element) -> None:
        self.buffer.append(element.text or "")
        for child in element:
            self._child(child)
            self.buffer.append(child.tail or "")

    def _child(self, child: etree._Element) -> None:
        name = local(child)
        if name in APART:
            self._flush()
            self.pieces.extend(self.apart(child))
        elif name in NOTES:
            self.seen["notes"] += 1
            self.buffer.append(f" [{flat(child)}]")
        elif name in _BREAKS:
            self.buffer.append("\n")
        elif name == "img":
            self.seen["pictures"] += 1
        elif name == "sup":
            self.buffer.append(raised(flat(child)))
        elif name in ("quotedText", "embeddedText"):
            self.buffer.append(child.get("startQuote", ""))
            self._inside(child)
            self.buffer.append(child.get("endQuote", ""))
        elif name and name not in _UNSEEN:
            self._inside(child)

    def _flush(self) -> None:
        lines = "".join(
            part if part == "\n" else re.sub(r"\s+", " ", part) for part in self.buffer
        ).split("\n")
        self.buffer.clear()
        self.pieces.extend(line for line in map(tidy, lines) if line)


def tidy(line: str) -> str:
    """One space where print has any white space."""
    return re.sub(r"\s+", " ", line).strip()


def flat(element: etree._Element | None) -> str:
    """All words in an element, in one line; footnotes are not part of them."""
    if element is None:
        return ""
    return tidy("".join(_flat(element)))


def _flat(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "sup":
            yield raised(flat(child))
        elif name in _BREAKS:
            yield " "
        elif name and name not in _UNSEEN | NOTES:
            yield from _flat(child)
            yield " " if name in ("p", "block") else ""
        yield child.tail or ""
