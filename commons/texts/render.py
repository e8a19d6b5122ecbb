"""Shows the words of a text as semantic HTML, every number and heading in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from commons.i18n import _, language
from commons.texts import numbers
from commons.texts.apparatus import Ink, of_tree
from commons.texts.pages import Entry, SectionView
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree

_DEEPEST = 6
_LABEL = re.compile(r"^(มาตรา|section|article)", re.IGNORECASE)
_MAIN = BASIC | DIVISIONS | {Kind.SCHEDULE, Kind.PREAMBLE}


def section(view: SectionView, ink: Ink | None = None) -> Markup:
    """The words of one section, without the heading that the page itself bears.

    `ink` writes its references and defined words as links.
    """
    ink = ink or Ink()
    ink.enter(view.eid)
    parts = [_words(view.node, ink), *(_node(child, 3, ink) for child in view.node.children)]
    return Markup('<div class="lp-lawtext" lang="{}">{}{}</div>').format(
        view.language, anchors(view.node), _join(parts)
    )


def whole(tree: Tree, level: int = 2, prefix: str = "") -> Markup:
    """The whole text; its outermost headings are of `level`.

    `prefix` stands before every id where a page shows two texts.
    """
    return _whole(tree, level, prefix, language())


@lru_cache(maxsize=64)
def _whole(tree: Tree, level: int, prefix: str, _reader: str) -> Markup:
    """A version never changes: its page is made once for the readers of each language."""
    ink = Ink(of_tree(tree), address=f"#{prefix}{{}}".format, prefix=prefix)
    body = _join(_node(node, level, ink) for node in tree.nodes)
    return Markup('<div class="lp-lawtext" lang="{}">{}</div>').format(tree.language, body)


def anchors(node: Node | Entry) -> Markup:
    """Places to jump to under the names that people use: `s12` and `มาตรา-12` for มาตรา ๑๒."""
    said = numbers.token(node.number)
    short = {"sec": "s", "art": "a"}.get(node.eid.split("_")[0])
    if not short or not said or "__" in node.eid or "~" in node.eid:
        return Markup()
    label = _LABEL.match(node.number)
    names = [f"{short}{said}"] + ([f"{label[0].lower()}-{said}"] if label else [])
    return _join(Markup('<span id="{}"></span>').format(name) for name in names)


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def _node(node: Node, level: int, ink: Ink) -> Markup:
    if node.is_section:
        ink.enter(node.eid)
    if node.kind is Kind.QUOTED:
        return _quotation(node, level, ink.prefix)
    if node.kind in _MAIN:
        return _main(node, level, ink)
    inner = _join(_node(child, level, ink) for child in node.children)
    style = "item" if node.kind is Kind.ITEM else "paragraph"
    return Markup('<div class="lp-lawtext__{}" id="{}{}">{}{}</div>').format(
        style, ink.prefix, node.eid, _numbered(node, ink), inner
    )


def _main(node: Node, level: int, ink: Ink) -> Markup:
    """A division or a section with its heading in the outline of the page."""
    deeper = min(level + 1, _DEEPEST)
    inner = _join([_words(node, ink), *(_node(child, deeper, ink) for child in node.children)])
    heading = Markup()
    if node.label:
        heading = Markup('<h{0} class="lp-lawtext__heading">{1}</h{0}>').format(
            min(level, _DEEPEST), _label(node)
        )
    return Markup('<section id="{}{}">{}{}{}</section>').format(
        ink.prefix, node.eid, Markup() if ink.prefix else anchors(node), heading, inner
    )


def _quotation(node: Node, level: int, prefix: str) -> Markup:
    """The text of another law: shown apart, with headings and references none of this text's own."""
    ink = Ink(prefix=prefix)
    inner = _join([_words(node, ink), *(_quoted(child, level, ink) for child in node.children)])
    said = Markup('<p class="govuk-visually-hidden" lang="{}">{}</p>').format(
        language(), _("Quoted from another law:")
    )
    return Markup('<blockquote class="lp-lawtext__quoted" id="{}{}">{}{}</blockquote>').format(
        prefix, node.eid, said, inner
    )


def _quoted(node: Node, level: int, ink: Ink) -> Markup:
    if node.kind not in _MAIN:
        return _node(node, level, ink)
    heading = Markup('<p class="lp-lawtext__heading">{}</p>').format(_label(node))
    inner = _join(_quoted(child, level, ink) for child in node.children)
    return _join([heading, _words(node, ink), inner])


def _label(node: Node) -> Markup:
    if not node.number:
        return escape(node.heading)
    return Markup('<span class="lp-lawtext__number">{}</span> {}').format(node.number, node.heading)


def _numbered(node: Node, ink: Ink) -> Markup:
    """The words of a paragraph or item, behind its number."""
    first, *others = (node.words or "").split("\n")
    parts = []
    if node.number:
        parts.append(Markup('<span class="lp-lawtext__number">{}</span>').format(node.number))
    if node.heading:
        parts.append(Markup("<strong>{}</strong>").format(node.heading))
    if first:
        parts.append(ink.write(first))
    opening = Markup("<p>{}</p>").format(Markup(" ").join(parts)) if parts else Markup()
    return _join([opening, *(_paragraph(line, ink) for line in others)])


def _words(node: Node, ink: Ink) -> Markup:
    return _join(_paragraph(line, ink) for line in node.words.split("\n") if line)


def _paragraph(line: str, ink: Ink) -> Markup:
    return Markup("<p>{}</p>").format(ink.write(line))
