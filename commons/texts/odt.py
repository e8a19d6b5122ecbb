"""Reads an OpenDocument text (ODT) as it prints with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from commons.i18n import _l
from commons.texts.counting import whole
from commons.texts.numbers import raised
from commons.texts.odt_lists import Lists, Values
from commons.texts.odt_styles import Styles
from commons.texts.packages import Package
from commons.texts.printed import Printed
from commons.texts.report import BadFile
from commons.texts.xml import attribute, child, local

_TYPE = b"application/vnd.oasis.opendocument.text"
_DEEPEST = 6
_MOST_SPACES = 200
_THROUGH = {"section", "index-body", "list-header", "numbered-paragraph"}
_INLINE = {"a", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "reference-ref"}
_SIGNS = {"tab": " ", "line-break": "\n"}
_UNSEEN = {"number", "ruby-text", "change", "change-start", "change-end", "hidden-text"}
_INDEXES = {
    "table-of-content",
    "alphabetical-index",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
    "bibliography",
}
_MET = {"note": "notes-left-out", "annotation": "comments-left-out"}


def is_odt(package: Package) -> bool:
    """True for a package that says it is an OpenDocument text."""
    return package.part("mimetype").strip().startswith(_TYPE)


def is_locked(package: Package) -> bool:
    """True for an OpenDocument file with a password."""
    if "META-INF/manifest.xml" not in package or "mimetype" not in package:
        return False
    return b"encryption-data" in package.part("META-INF/manifest.xml")


def read(package: Package) -> Printed:
    """The lines of an ODT file. Refused (bad-file) when it has no body."""
    root = package.xml("content.xml")
    body = child(root, "body") if root is not None else None
    text = child(body, "text") if body is not None else None
    if text is None:
        raise BadFile(_l("The ODT file has no text in it."))
    styles = Styles(package.xml("styles.xml"), root)
    reader = _Reader(styles, Lists(styles))
    reader.blocks(text)
    return reader.printed


@dataclass(frozen=True)
class _Place:
    """Where in a list the reader is: its style, its level, how far it has counted."""

    style: str
    level: int
    values: Values


@dataclass
class _Reader:
    """Walks the body, counting lists and what is left out."""

    styles: Styles
    lists: Lists
    printed: Printed = field(default_factory=Printed)
    boxes: list[etree._Element] = field(default_factory=list)

    def blocks(self, element: etree._Element, place: _Place | None = None) -> None:
        """All paragraphs, lists and tables below an element."""
        for inner in element:
            self._block(inner, place)

    def _block(self, inner: etree._Element, place: _Place | None) -> None:
        name = local(inner)
        if name in ("p", "h"):
            self._paragraph(inner, self._own_label(inner) if place is None else "")
        elif name == "list":
            self._list(inner, place)
        elif name == "table":
            self._table(inner)
        elif name == "tracked-changes":
            self._changes(inner)
        elif name in _INDEXES:
            self.printed.seen["contents-list"] += 1
        elif name in _THROUGH:
            self.blocks(inner, place)

    def _list(self, element: etree._Element, above: _Place | None) -> None:
        style = attribute(element, "style-name") or (above.style if above else "")
        if above is None:
            style = style or self._brought(element)
            place = _Place(style, 1, self.lists.begin(element, style))
        else:
            place = _Place(style, above.level + 1, above.values)
        for inner in element:
            if local(inner) == "list-header":
                self.blocks(inner, place)
            elif local(inner) == "list-item":
                self._item(inner, place)

    def _brought(self, element: etree._Element) -> str:
        """The list style that the first paragraph of a list without a style brings."""
        first = next((found for found in element.iter() if local(found) in ("p", "h")), None)
        return self.styles.list_of(attribute(first, "style-name")) or ""

    def _item(self, element: etree._Element, place: _Place) -> None:
        is_first = True
        for inner in element:
            if local(inner) not in ("p", "h"):
                self._block(inner, place)
                continue
            label = ""
            if is_first:
                start = attribute(element, "start-value")
                label = self.lists.item(place.style, place.level, place.values, start)
            self._paragraph(inner, label)
            is_first = False

    def _own_label(self, element: etree._Element) -> str:
        if local(element) != "h":
            return ""
        return self.lists.heading(element, whole(attribute(element, "outline-level"), 1))

    def _paragraph(self, element: etree._Element, label: str) -> None:
        style = attribute(element, "style-name")
        level = 0
        if local(element) == "h":
            level = min(max(whole(attribute(element, "outline-level"), 1), 1), _DEEPEST)
        elif self.styles.is_title(style):
            level = 1
        words = "".join(self._words(element))
        if self.styles.is_hidden(style) and words.strip():
            self.printed.seen["hidden-left-out"] += 1
        else:
            self.printed.add(words, label=label, level=level)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _words(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for inner in element:
            name = local(inner)
            if name in _SIGNS:
                yield _SIGNS[name]
            elif name == "s":
                yield " " * min(whole(attribute(inner, "c"), 1), _MOST_SPACES)
            elif name == "span":
                yield self._span(inner)
            elif name in _MET:
                self.printed.seen[_MET[name]] += 1
            elif name == "frame":
                self._frame(inner)
            elif name not in _UNSEEN and (name in _INLINE or not len(inner)):
                yield from self._words(inner)
            yield inner.tail or ""

    def _span(self, span: etree._Element) -> str:
        words, style = "".join(self._words(span)), attribute(span, "style-name")
        if self.styles.is_hidden(style) and words.strip():
            self.printed.seen["hidden-left-out"] += 1
            return ""
        return raised(words) if self.styles.is_raised(style) else words

    def _frame(self, frame: etree._Element) -> None:
        box = child(frame, "text-box")
        if box is not None:
            self.boxes.append(box)
        else:
            self.printed.seen["pictures"] += 1

    def _changes(self, element: etree._Element) -> None:
        """Deleted words lie here, apart from the text, and inserted ones in it: nothing to do."""
        for inner in element.iter():
            self.printed.seen["inserted"] += local(inner) == "insertion"
            self.printed.seen["deleted"] += local(inner) == "deletion"

    def _table(self, table: etree._Element) -> None:
        for row in (found for found in table.iter() if local(found) == "table-row"):
            if next((a for a in row.iterancestors() if local(a) == "table"), None) is not table:
                continue
            cells = [cell for cell in row if local(cell) == "table-cell"]
            if len(cells) == 1:
                self.blocks(cells[0])
            else:
                self.printed.row([self._cell(cell) for cell in cells])

    def _cell(self, cell: etree._Element) -> str:
        begun = len(self.printed.lines)
        self.blocks(cell)
        found = self.printed.lines[begun:]
        del self.printed.lines[begun:]
        return " ".join(line.text for line in found)
