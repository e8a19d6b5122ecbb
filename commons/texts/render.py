"""Shows the words of a text as semantic HTML, every number and heading in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from commons.i18n import _, language
from commons.texts import numbers
from commons.texts.pages import Entry, SectionView
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree

_DEEPEST = 6
_LABEL = re.compile(r"^(มาตรา|section|article)", re.IGNORECASE)
_MAIN = BASIC | DIVISIONS | {Kind.SCHEDULE, Kind.PREAMBLE}


def section(view: SectionView) -> Markup:
    """The words of one section, without the heading that the page itself bears."""
    body = _join([_words(view.node), *(_node(child, 3) for child in view.node.children)])
    return Markup('<div class="lp-lawtext" lang="{}">{}{}</div>').format(
        view.language, anchors(view.node), body
    )


def whole(tree: Tree, level: int = 2) -> Markup:
    """The whole text; its outermost headings are of `level`."""
    return _whole(tree, level, language())


@lru_cache(maxsize=64)
def _whole(tree: Tree, level: int, _reader: str) -> Markup:
    """A version never changes: its page is made once for the readers of each language."""
    body = _join(_node(node, level) for node in tree.nodes)
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


def _node(node: Node, level: int) -> Markup:
    if node.kind is Kind.QUOTED:
        return _quotation(node, level)
    if node.kind in _MAIN:
        return _main(node, level)
    inner = _join(_node(child, level) for child in node.children)
    style = "item" if node.kind is Kind.ITEM else "paragraph"
    return Markup('<div class="lp-lawtext__{}" id="{}">{}{}</div>').format(
        style, node.eid, _numbered(node), inner
    )


def _main(node: Node, level: int) -> Markup:
    """A division or a section with its heading in the outline of the page."""
    deeper = min(level + 1, _DEEPEST)
    inner = _join([_words(node), *(_node(child, deeper) for child in node.children)])
    heading = Markup()
    if node.label:
        heading = Markup('<h{0} class="lp-lawtext__heading">{1}</h{0}>').format(
            min(level, _DEEPEST), _label(node)
        )
    return Markup('<section id="{}">{}{}{}</section>').format(
        node.eid, anchors(node), heading, inner
    )


def _quotation(node: Node, level: int) -> Markup:
    """The text of another law: shown apart, with headings that are none of this text's own."""
    inner = _join([_words(node), *(_quoted(child, level) for child in node.children)])
    said = Markup('<p class="govuk-visually-hidden" lang="{}">{}</p>').format(
        language(), _("Quoted from another law:")
    )
    return Markup('<blockquote class="lp-lawtext__quoted" id="{}">{}{}</blockquote>').format(
        node.eid, said, inner
    )


def _quoted(node: Node, level: int) -> Markup:
    if node.kind not in _MAIN:
        return _node(node, level)
    heading = Markup('<p class="lp-lawtext__heading">{}</p>').format(_label(node))
    inner = _join(_quoted(child, level) for child in node.children)
    return _join([heading, _words(node), inner])


def _label(node: Node) -> Markup:
    if not node.number:
        return escape(node.heading)
    return Markup('<span class="lp-lawtext__number">{}</span> {}').format(node.number, node.heading)


def _numbered(node: Node) -> Markup:
    """The words of a paragraph or item, behind its number."""
    first, *others = (node.words or "").split("\n")
    parts = []
    if node.number:
        parts.append(Markup('<span class="lp-lawtext__number">{}</span>').format(node.number))
    if node.heading:
        parts.append(Markup("<strong>{}</strong>").format(node.heading))
    if first:
        parts.append(escape(first))
    opening = Markup("<p>{}</p>").format(Markup(" ").join(parts)) if parts else Markup()
    return _join([opening, *(_paragraph(line) for line in others)])


def _words(node: Node) -> Markup:
    return _join(_paragraph(line) for line in node.words.split("\n") if line)


def _paragraph(line: str) -> Markup:
    return Markup("<p>{}</p>").format(line)
