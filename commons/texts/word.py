"""Reads a Word file (DOCX) as it prints with all changes accepted: paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from commons.i18n import _l
from commons.texts.numbers import raised
from commons.texts.packages import Package
from commons.texts.printed import Printed
from commons.texts.report import BadFile
from commons.texts.word_numbers import Numbers
from commons.texts.word_styles import Styles, is_on
from commons.texts.xml import attribute, child, local, said

_MAIN = "word/document.xml"
_KEPT = {"ins", "moveTo"}
_DROPPED = {"del", "moveFrom"}
_THROUGH = _KEPT | {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir"}
_THROUGH |= {"bdo", "r", "Choice", "ruby", "rubyBase", "oMath", "oMathPara"}
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MET = {
    "footnoteReference": "notes-left-out",
    "endnoteReference": "notes-left-out",
    "commentReference": "comments-left-out",
}
_DRAWN = {"drawing", "pict", "object"}
_MATHEMATICS = {"f", "num", "den", "sSup", "sSub", "e", "sup", "sub", "d", "rad"}


def is_word(package: Package) -> bool:
    """True for a package whose main part is a Word text."""
    return _main(package) in package


def read(package: Package) -> Printed:
    """The lines of a Word file. Refused (bad-file) when it has no body."""
    main = _main(package)
    root = package.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise BadFile(_l("The Word file has no text in it."))
    folder = main.rpartition("/")[0]
    styles = Styles(package.xml(f"{folder}/styles.xml"))
    numbers = Numbers(package.xml(f"{folder}/numbering.xml"), styles)
    reader = _Reader(styles, numbers)
    reader.blocks(body)
    reader.let_go()
    reader.printed.unknown |= numbers.unknown
    return reader.printed


def _main(package: Package) -> str:
    """The main part as the package names it; Word is free to call it otherwise."""
    root = package.xml("_rels/.rels")
    for inner in root if root is not None else ():
        target = attribute(inner, "Target").lstrip("/")
        if attribute(inner, "Type").endswith("/officeDocument") and target.startswith("word/"):
            return target
    return _MAIN


@dataclass
class _Reader:
    """Walks the body, counting lists and what is left out."""

    styles: Styles
    numbers: Numbers
    printed: Printed = field(default_factory=Printed)
    held: str = ""
    boxes: list[etree._Element] = field(default_factory=list)

    def blocks(self, element: etree._Element) -> None:
        """All paragraphs and tables below an element."""
        for inner in element:
            name = local(inner)
            if name == "p":
                self._paragraph(inner)
            elif name == "tbl":
                self._table(inner)
            elif name == "AlternateContent":
                choice = child(inner, "Choice")
                self.blocks(choice if choice is not None else inner)
            elif name == "sdt" and _is_contents(inner):
                self.printed.seen["contents-list"] += 1
            elif name in _THROUGH:
                self.blocks(inner)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        words = self.held + "".join(self._words(element))
        self.held = ""
        mark = child(properties, "rPr") if properties is not None else None
        if mark is not None and any(child(mark, name) is not None for name in _DROPPED):
            self.held = words
        elif self.styles.is_contents(properties):
            self.printed.seen["contents-list"] += 1
        else:
            label = self.numbers.label(properties)
            self.printed.add(words, label=label, level=self.styles.level(properties))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _words(self, element: etree._Element) -> Iterator[str]:
        for inner in element:
            name = local(inner)
            if name == "t":
                yield inner.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "r":
                yield self._run(inner)
            elif name in _THROUGH | _MATHEMATICS:
                self.printed.seen["inserted"] += name in _KEPT
                yield from self._words(inner)
            else:
                yield from self._other(inner, name)

    def _other(self, inner: etree._Element, name: str) -> Iterator[str]:
        if name == "AlternateContent":
            choice = child(inner, "Choice")
            yield from self._words(choice if choice is not None else inner)
        elif name in _DROPPED:
            self.printed.seen["deleted"] += 1
        elif name in _MET:
            self.printed.seen[_MET[name]] += 1
        elif name in _DRAWN:
            boxes = [found for found in inner.iter() if local(found) == "txbxContent"]
            self.boxes.extend(boxes[:1])
            self.printed.seen["pictures"] += not boxes

    def _run(self, run: etree._Element) -> str:
        properties = child(run, "rPr")
        words = "".join(self._words(run))
        if is_on(properties, "vanish") and words.strip():
            self.printed.seen["hidden-left-out"] += 1
            return ""
        return raised(words) if said(properties, "vertAlign") == "superscript" else words

    def let_go(self) -> None:
        """Words whose paragraph should have gone on, where no paragraph follows."""
        held, self.held = self.held, ""
        self.printed.add(held)

    def _table(self, table: etree._Element) -> None:
        self.let_go()
        for row in _inside(table, "tr"):
            if _is_deleted(row, "trPr", "del"):
                self.printed.seen["deleted"] += 1
                continue
            cells = [
                cell for cell in _inside(row, "tc") if not _is_deleted(cell, "tcPr", "cellDel")
            ]
            if len(cells) == 1:
                self.blocks(cells[0])
            else:
                self.printed.row([self._cell(cell) for cell in cells])

    def _cell(self, cell: etree._Element) -> str:
        """The words of a cell; its paragraphs count in their lists like any other."""
        begun = len(self.printed.lines)
        self.blocks(cell)
        found = self.printed.lines[begun:]
        del self.printed.lines[begun:]
        return " ".join(line.text for line in found)


def _inside(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for inner in element:
        if local(inner) == wanted:
            yield inner
        elif local(inner) in _THROUGH:
            yield from _inside(inner, wanted)


def _is_deleted(element: etree._Element, properties: str, mark: str) -> bool:
    found = child(element, properties)
    return found is not None and child(found, mark) is not None


def _is_contents(element: etree._Element) -> bool:
    found = (inner for inner in element.iter() if local(inner) == "docPartGallery")
    return any(attribute(inner, "val") == "Table of Contents" for inner in found)
