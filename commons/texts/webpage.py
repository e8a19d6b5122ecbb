"""Reads a web page (HTML) as lines of print: headings, paragraphs, lists, rows; no script of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from commons.i18n import _l
from commons.texts import counting
from commons.texts.counting import whole
from commons.texts.numbers import raised
from commons.texts.printed import Printed
from commons.texts.report import BadFile

MAX_ELEMENTS = 200_000
_HEADING = re.compile(r"h([1-6])")
_DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"}
_DROPPED |= {"head", "button", "select", "textarea", "input", "nav", "dialog", "canvas", "video"}
_DROPPED |= {"audio", "rt", "rp"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "tr"}
_BLOCKS |= {"section", "article", "main", "header", "footer", "aside", "address", "figure", "form"}
_BLOCKS |= {"figcaption", "hr", "body", "html", "caption", "fieldset", "center", "details"}
_BLOCKS |= {"summary", "h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_MANNERS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1": "decimal",
}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(text: str) -> Printed:
    """The lines of a web page. Refused (bad-file) when it is broken or has too many elements."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^<>]*>", "", text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadFile(_l("The web page is broken and cannot be read.")) from error
    if root is None:
        raise BadFile(_l("No text was found in the file."))
    if sum(1 for _element in root.iter()) > MAX_ELEMENTS:
        raise BadFile(_l("The web page has more than %(limit)s elements.", limit=MAX_ELEMENTS))
    reader = _Reader()
    for event, element in _walk(root):
        if event == "start":
            reader.open(element)
        elif event == "end":
            reader.close(element)
        else:
            reader.drop(element)
    reader.flush()
    return reader.printed


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of every element that is shown; without recursion, however deep it nests."""
    dropped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if dropped is None and event == "start" and _is_dropped(element):
            dropped = element
        elif dropped is None:
            yield event, element
        elif element is dropped and event == "end":
            dropped = None
            yield "dropped", element


def _is_dropped(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED or element.tag in ("del", "s"):
        return True
    return "hidden" in element.attrib or bool(_INVISIBLE.search(element.get("style") or ""))


@dataclass
class _List:
    """A list that is open: how it counts, and how far."""

    manner: str
    value: int


@dataclass
class _Reader:
    """Gathers words into lines at every block's start and end."""

    printed: Printed = field(default_factory=Printed)
    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    cells: list[str] | None = None
    tables: int = 0
    label: str = ""
    level: int = 0
    raised: int = 0

    def open(self, element: etree._Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        heading = _HEADING.fullmatch(tag)
        if heading:
            self.level = int(heading[1])
        elif tag in ("ol", "ul"):
            self.lists.append(_opened(element))
        elif tag == "li":
            self._item(element)
        elif tag == "tr":
            self.cells = []
        elif tag in _CELLS and self.cells is not None:
            self.cells.append("")
        elif tag == "br":
            self.buffer.append("\n")
        elif tag == "img":
            self.printed.seen["pictures"] += 1
        self.raised += tag == "sup"
        self._say(element.text, is_pre=tag == "pre")

    def close(self, element: etree._Element) -> None:
        """An element ends; what follows it belongs to the one around it."""
        tag = element.tag
        if tag in _BLOCKS or tag in _CELLS:
            self.flush()
        if isinstance(tag, str) and _HEADING.fullmatch(tag):
            self.level = 0
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        elif tag == "tr" and self.cells is not None:
            cells, self.cells = self.cells, None
            self.printed.row(cells)
        self.raised -= tag == "sup"
        self._say(element.tail)

    def drop(self, element: etree._Element) -> None:
        """An element is not shown; what follows it is."""
        if element.tag in _BLOCKS:
            self.flush()
        self._say(element.tail)

    def flush(self) -> None:
        """What was gathered becomes a line, or goes into its cell."""
        words = "".join(self.buffer)
        self.buffer.clear()
        if not words.strip():
            return
        if self.cells:
            self.cells[-1] = f"{self.cells[-1]} {self.label} {words}".strip()
        else:
            self.printed.add(words, label=self.label, level=self.level)
        self.label = ""

    def _say(self, words: str | None, *, is_pre: bool = False) -> None:
        if words:
            plain = words if is_pre else re.sub(r"\s+", " ", words)
            self.buffer.append(raised(plain.strip()) if self.raised else plain)

    def _item(self, element: etree._Element) -> None:
        if not self.lists or self.lists[-1].manner == "bullet":
            self.label = "–"
            return
        here = self.lists[-1]
        here.value = whole(element.get("value") or "", here.value)
        self.label = f"{counting.write(here.value, here.manner)}." if here.manner != "none" else ""
        here.value += 1


def _opened(element: etree._Element) -> _List:
    style = element.get("style") or ""
    if re.search(r"list-style(-type)?\s*:[^;]*\bnone\b", style):
        return _List("none", 1)
    if element.tag == "ul":
        return _List("bullet", 1)
    is_thai = re.search(r"list-style(-type)?\s*:[^;]*\bthai\b", style)
    manner = "thaiNumbers" if is_thai else _MANNERS.get(element.get("type") or "1", "decimal")
    return _List(manner, whole(element.get("start") or "", 1))
