"""Reads Akoma Ntoso 2.0 and 3.0 and their dialects, by local names, into a tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from commons.i18n import _l
from commons.texts import akn_documents as documents
from commons.texts.akn_words import NOTES, Piece, Words, flat
from commons.texts.report import BadFile, Line, Report
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree
from commons.texts.xml import child, local

_HIGH = {
    "book": Kind.BOOK,
    "tome": Kind.BOOK,
    "part": Kind.PART,
    "subpart": Kind.PART,
    "title": Kind.TITLE,
    "subtitle": Kind.TITLE,
    "chapter": Kind.CHAPTER,
    "subchapter": Kind.CHAPTER,
    "division": Kind.DIVISION,
    "subdivision": Kind.DIVISION,
    "tblock": Kind.DIVISION,
    "section": Kind.SECTION,
    "article": Kind.ARTICLE,
    "rule": Kind.SECTION,
    "clause": Kind.SECTION,
    "recital": Kind.RECITAL,
    "citation": Kind.CITATION,
    "preamble": Kind.PREAMBLE,
    "conclusions": Kind.CONCLUSIONS,
    "quotedStructure": Kind.QUOTED,
    "embeddedStructure": Kind.QUOTED,
}
_LOW = {"paragraph", "subsection", "alinea", "subparagraph", "level", "subrule", "subclause"}
_LOW |= {"proviso", "transitional", "clause", "rule", "section", "article", "tblock"}
_ITEMS = {"point", "indent", "item", "li", "sublist"}
_THROUGH = {"content", "intro", "wrapUp", "list", "blockContainer", "container", "formula", "body"}
_THROUGH |= {"mainBody", "blockList", "ul", "ol", "citations", "recitals", "longTitle", "mod"}
_THROUGH |= {"subFlow", "amendmentBody", "amendmentContent", "collectionBody", "portionBody"}
_NAME = re.compile(r"[\w~.-]{1,200}")
_SKIPPED = {"num", "heading", "subheading", "meta", "toc", "coverPage", "preface", "components", ""}


def is_akn(root: etree._Element) -> bool:
    """True for Akoma Ntoso, whatever its namespace, and for a bare document of it."""
    return local(root).lower() == "akomantoso" or local(root) in documents.KINDS


def read(root: etree._Element) -> tuple[Tree, Report]:
    """The main document of the file as a tree without eIds yet.

    Refused (bad-file): no Akoma Ntoso, or no document with a body in it.
    """
    if not is_akn(root):
        raise BadFile(_l("This XML is not Akoma Ntoso (its root is “%(root)s”).", root=local(root)))
    file = documents.sort_out(root)
    reader = _Reader()
    nodes = reader.document(file.main)
    nodes += [reader.schedule(annex) for annex in file.annexes]
    tree = Tree(title=file.title, language=file.language, nodes=tuple(nodes))
    return tree, file.report + reader.report()


@dataclass
class _Reader:
    """Walks one document, and counts what it meets on the way."""

    seen: Counter[str] = field(default_factory=Counter)

    def document(self, main: etree._Element) -> list[Node]:
        """Preamble, body and conclusions of a document."""
        nodes: list[Node] = []
        for inner in main:
            if local(inner) in ("preamble", "conclusions"):
                nodes.append(self.node(inner, None))
            elif local(inner) in documents.BODIES:
                nodes.extend(_as_nodes(self.pieces(inner, None)))
        return nodes

    def schedule(self, annex: etree._Element) -> Node:
        """An annex or attached schedule."""
        nodes = self.document(annex)
        number, heading = flat(child(annex, "num")), documents.title(annex, annex)
        return Node(Kind.SCHEDULE, number=number, heading=heading, children=tuple(nodes))

    def node(self, element: etree._Element, parent: Kind | None) -> Node:
        """One node with all that lies in it."""
        kind = _kind(element, parent)
        number = flat(child(element, "num"))
        heads = [flat(child(element, name)) for name in ("heading", "subheading")]
        pieces = self._notes(child(element, "heading")) + self.pieces(element, kind)
        first = next((i for i, piece in enumerate(pieces) if isinstance(piece, Node)), len(pieces))
        return Node(
            kind=kind,
            number=number.rstrip(" .:—–-") if kind in BASIC | DIVISIONS else number,
            heading=" – ".join(head for head in heads if head),
            words="\n".join(str(piece) for piece in pieces[:first]),
            children=tuple(_as_nodes(pieces[first:])),
            wid=_wid(element),
        )

    def _notes(self, heading: etree._Element | None) -> list[Piece]:
        """Notes that hang on a heading stand before the words."""
        found = [] if heading is None else [flat(e) for e in heading.iter() if local(e) in NOTES]
        self.seen["notes"] += len(found)
        return [f"[{note}]" for note in found if note]

    def pieces(self, element: etree._Element, parent: Kind | None) -> list[Piece]:
        """Lines and nodes below an element, in order."""
        found: list[Piece] = []
        for inner in element:
            found.extend(self._piece(inner, parent))
        return found

    def _piece(self, inner: etree._Element, parent: Kind | None) -> Iterable[Piece]:
        name = local(inner)
        if name in _SKIPPED:
            return []
        if name == "table":
            return _rows(inner)
        if name in _HIGH or name in _LOW or name in _ITEMS or name == "hcontainer":
            return [self.node(inner, parent)]
        if name in _THROUGH and not _has_words(inner):
            return self.pieces(inner, parent)
        words = Words(apart=lambda inner: self._apart(inner, parent), seen=self.seen)
        return words.read(inner)

    def _apart(self, inner: etree._Element, parent: Kind | None) -> Iterable[Piece]:
        return self._piece(inner, parent)

    def report(self) -> Report:
        """What was met and did not enter as it stood."""
        lines = (("notes", "notes-inlined"), ("pictures", "pictures"))
        return Report(
            warnings=tuple(
                Line(code, {"times": self.seen[what]}) for what, code in lines if self.seen[what]
            )
        )


def _wid(element: etree._Element) -> str:
    """The name of a node through all versions, where the file gives one."""
    said = element.get("wId") or ""
    return said if _NAME.fullmatch(said) else ""


def _kind(element: etree._Element, parent: Kind | None) -> Kind:
    name = local(element)
    in_basic = parent in BASIC | {Kind.PARAGRAPH, Kind.ITEM, Kind.RECITAL}
    if name == "hcontainer" and not in_basic:
        said = (element.get("name") or "").lower()
        return Kind.SCHEDULE if said in ("schedule", "annex", "appendix") else Kind.DIVISION
    if name in _HIGH and not (in_basic and name in _LOW):
        if name == "section" and _holds_articles(element):
            return Kind.DIVISION
        return _HIGH[name]
    if name in _ITEMS:
        return Kind.ITEM
    deep = parent in (Kind.PARAGRAPH, Kind.ITEM)
    return Kind.ITEM if deep and child(element, "num") is not None else Kind.PARAGRAPH


def _holds_articles(section: etree._Element) -> bool:
    return any(local(inner) == "article" for inner in section)


def _as_nodes(pieces: Sequence[Piece]) -> list[Node]:
    return [
        piece if isinstance(piece, Node) else Node(Kind.PARAGRAPH, words=piece) for piece in pieces
    ]


def _rows(table: etree._Element) -> Iterable[str]:
    for row in table.iter():
        if local(row) == "tr":
            cells = [flat(cell) for cell in row if local(cell) in ("td", "th")]
            if any(cells):
                yield " | ".join(cells)


def _has_words(element: etree._Element) -> bool:
    texts = [element.text, *(inner.tail for inner in element)]
    return any(text and text.strip() for text in texts)
