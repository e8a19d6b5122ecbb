"""Writes a text as Akoma Ntoso 3.0, so that reading it again gives the same text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lxml import etree

from commons.texts.tree import Kind, Node, Tree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {
    Kind.BOOK: "book",
    Kind.PART: "part",
    Kind.TITLE: "title",
    Kind.CHAPTER: "chapter",
    Kind.DIVISION: "division",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.ITEM: "point",
    Kind.SCHEDULE: "hcontainer",
}
_GROUPS = {Kind.RECITAL: ("recitals", "recs"), Kind.CITATION: ("citations", "cits")}
_LANGUAGES = {"th": "tha", "en": "eng", "et": "est", "fi": "fin", "sv": "swe"}
_SOURCE = "#platform"


@dataclass(frozen=True)
class Imprint:
    """What the metadata of a published version must say."""

    country: str
    number: str
    author: str
    created: date
    published: date

    @property
    def work(self) -> str:
        """The address of the work, whatever its version and language."""
        return f"/akn/{self.country}/bill/{self.created.isoformat()}/{self.number}"


def akoma_ntoso(tree: Tree, imprint: Imprint) -> bytes:
    """The text as an Akoma Ntoso 3.0 bill in UTF-8."""
    names: dict[str | None, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)  # type: ignore[arg-type]
    bill = _sub(root, "bill", name="bill")
    _meta(bill, tree, imprint)
    title = _sub(_sub(_sub(bill, "preface"), "longTitle"), "p")
    title.text = tree.title
    _parts(bill, tree.nodes)
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=False
    )
    return written


def _sub(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attrib=attributes)
    if text:
        element.text = text
    return element


def _meta(bill: etree._Element, tree: Tree, imprint: Imprint) -> None:
    meta = _sub(bill, "meta")
    identification = _sub(meta, "identification", source=_SOURCE)
    language = _LANGUAGES.get(tree.language, tree.language or "und")
    expression = f"{imprint.work}/{language}@{imprint.published.isoformat()}"
    work = _level(identification, "FRBRWork", imprint.work, imprint.created)
    _sub(work, "FRBRcountry", value=imprint.country)
    said = _level(identification, "FRBRExpression", expression, imprint.published)
    _sub(said, "FRBRlanguage", language=language)
    _level(identification, "FRBRManifestation", f"{expression}.xml", imprint.published)
    references = _sub(meta, "references", source=_SOURCE)
    for eid, name in (("platform", "Lex Populi"), ("author", imprint.author)):
        _sub(
            references,
            "TLCOrganization",
            eId=eid,
            href=f"/akn/ontology/organization/{imprint.country}/{eid}",
            showAs=name,
        )


def _level(parent: etree._Element, name: str, uri: str, day: date) -> etree._Element:
    level = _sub(parent, name)
    this = uri if name == "FRBRManifestation" else f"{uri}/!main"
    _sub(level, "FRBRthis", value=this)
    _sub(level, "FRBRuri", value=uri)
    _sub(level, "FRBRdate", date=day.isoformat(), name="generation")
    _sub(level, "FRBRauthor", href="#author")
    return level


def _parts(bill: etree._Element, nodes: Sequence[Node]) -> None:
    """Preamble, body and conclusions, in the order that the schema wants."""
    for node in nodes:
        if node.kind is Kind.PREAMBLE:
            _preamble(_sub(bill, "preamble"), node)
    body = _sub(bill, "body")
    for node in nodes:
        if node.kind not in (Kind.PREAMBLE, Kind.CONCLUSIONS):
            _hierarchy(body, node)
    for node in nodes:
        if node.kind is Kind.CONCLUSIONS:
            _preamble(_sub(bill, "conclusions"), node)


def _preamble(element: etree._Element, node: Node) -> None:
    _lines(element, node.words)
    places: dict[Kind, int] = {}
    for kind, members in groupby(node.children, key=lambda child: child.kind):
        if kind not in _GROUPS:
            for member in members:
                _lines(element, member.words)
            continue
        places[kind] = places.get(kind, 0) + 1
        name, short = _GROUPS[kind]
        group = _sub(element, name, eId=f"{short}_{places[kind]}")
        for member in members:
            _block(_sub(group, kind.value, **_ids(member)), member)


def _block(element: etree._Element, node: Node) -> None:
    """Number, words, and items as a list of blocks: recitals and what lies in them."""
    _head(element, node)
    _lines(element, node.words)
    if not node.children:
        return
    block = _sub(element, "blockList", eId=f"{node.eid}__list_1")
    for child in node.children:
        _block(_sub(block, "item", **_ids(child)), child)


def _hierarchy(parent: etree._Element, node: Node) -> None:
    """A node of the body: its own words before, its parts below."""
    if node.kind is Kind.QUOTED:
        _quotation(_sub(_sub(parent, "paragraph", eId=f"{node.eid}__para"), "content"), node)
        return
    attributes = {"name": "schedule"} if node.kind is Kind.SCHEDULE else {}
    element = _sub(parent, _ELEMENTS.get(node.kind, "paragraph"), **_ids(node), **attributes)
    _head(element, node)
    leading, parts, trailing = _arranged(node.children)
    if node.words or leading or not parts:
        _content(_sub(element, "intro" if parts else "content"), node.words, leading)
    for child in parts:
        _hierarchy(element, child)
    if trailing:
        _content(_sub(element, "wrapUp"), "", trailing)


def _arranged(children: Sequence[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Quotations before the first part, the parts, quotations after the last one."""
    places = [place for place, child in enumerate(children) if child.kind is not Kind.QUOTED]
    if not places:
        return list(children), [], []
    first, last = places[0], places[-1] + 1
    return list(children[:first]), list(children[first:last]), list(children[last:])


def _content(element: etree._Element, words: str, quotations: Iterable[Node]) -> None:
    _lines(element, words)
    for node in quotations:
        _quotation(element, node)
    if not len(element):
        _sub(element, "p")


def _quotation(element: etree._Element, node: Node) -> None:
    mod = _sub(_sub(element, "p"), "mod", eId=f"{node.eid}__mod")
    quoted = _sub(mod, "quotedStructure", **_ids(node))
    _lines(quoted, node.words)
    for child in node.children:
        _hierarchy(quoted, child)


def _ids(node: Node) -> dict[str, str]:
    """Its place in this version, and its name through all of them."""
    return {"eId": node.eid, **({"wId": node.wid} if node.wid else {})}


def _head(element: etree._Element, node: Node) -> None:
    if node.number:
        _sub(element, "num", node.number)
    if node.heading:
        _sub(element, "heading", node.heading)


def _lines(element: etree._Element, words: str) -> None:
    for line in words.split("\n"):
        if line:
            _sub(element, "p", line)
