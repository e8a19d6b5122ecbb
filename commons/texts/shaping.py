"""What every import needs at the end: sections where the file has none, and a look at the order."""

from __future__ import annotations

from dataclasses import replace

from commons.i18n import _l
from commons.texts import numbers
from commons.texts.report import BadFile, Line, Report, repair
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree, walk

_PARTS = {Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTED}
_PROSE = {Kind.PREAMBLE, Kind.CONCLUSIONS}


def shape(tree: Tree) -> tuple[Tree, Report]:
    """The tree with at least one section. Refused (bad-file) when it holds no words at all."""
    if not any(step.node.words for step in walk(tree.nodes)):
        raise BadFile(_l("No text was found in the file."))
    settled = replace(tree, nodes=_settled(tree.nodes))
    if any(_can_be_section(step.node) and not step.quoted for step in walk(settled.nodes)):
        whole = replace(settled, nodes=_settled(tuple(map(_with_units, settled.nodes))))
        return whole, _order(whole)
    nodes = tuple(_promote(node) for node in settled.nodes)
    if not any(step.node.kind is Kind.SECTION for step in walk(nodes)):
        nodes = tuple(_as_section(node) for node in nodes)
    return replace(tree, nodes=_settled(nodes)), repair("no-sections")


def settle(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes after an edit: empty ones go, a section's lone paragraph is its own words."""
    return _settled(nodes)


def _can_be_section(node: Node) -> bool:
    return node.kind in BASIC or node.kind is Kind.SCHEDULE


def _with_units(node: Node) -> Node:
    """Words under a heading without number, beside numbered sections, are a section too."""
    if node.kind not in DIVISIONS:
        return node
    if node.number or any(child.kind not in _PARTS for child in node.children):
        return replace(node, children=tuple(map(_with_units, node.children)))
    return replace(node, kind=Kind.SECTION) if node.words or node.children else node


def _promote(node: Node) -> Node:
    if node.kind in DIVISIONS and any(child.kind in DIVISIONS for child in node.children):
        return replace(node, children=tuple(_promote(child) for child in node.children))
    if node.kind in DIVISIONS | {Kind.PARAGRAPH, Kind.ITEM}:
        return replace(node, kind=Kind.SECTION, number=node.number.rstrip(" .:—–-"))
    return node


def _as_section(node: Node) -> Node:
    if node.kind is Kind.QUOTED:
        return Node(Kind.SECTION, children=(node,))
    children = tuple(replace(child, kind=Kind.PARAGRAPH) for child in node.children)
    return replace(node, kind=Kind.SECTION, children=children)


def _settled(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Words where they belong: a preamble's opening, and a section's lone paragraph, are its own."""
    settled = (replace(node, children=_settled(node.children)) for node in nodes)
    full = (node for node in settled if node.label or node.words or node.children)
    return tuple(_opened(node) if node.kind in _PROSE else _lifted(node) for node in full)


def _opened(node: Node) -> Node:
    words = [node.words] if node.words else []
    children = list(node.children)
    while children and _is_bare(children[0]) and not children[0].children:
        words.append(children.pop(0).words)
    return replace(node, words="\n".join(words), children=tuple(children))


def _lifted(node: Node) -> Node:
    paragraphs = [child for child in node.children if child.kind is Kind.PARAGRAPH]
    if node.kind not in BASIC or node.words or len(paragraphs) != 1:
        return node
    only, *others = node.children
    if only is not paragraphs[0] or not _is_bare(only):
        return node
    return replace(node, words=only.words, children=(*only.children, *others))


def _is_bare(node: Node) -> bool:
    return node.kind is Kind.PARAGRAPH and not node.number and not node.heading


def _order(tree: Tree) -> Report:
    warnings = []
    before: Node | None = None
    for step in walk(tree.nodes):
        node = step.node
        if step.quoted or node.kind not in BASIC:
            before = None if node.kind is Kind.SCHEDULE else before
            continue
        if before and _is_earlier(node, before) and numbers.token(node.number) != "1":
            values: dict[str, str | int] = {"number": node.number, "before": before.number}
            warnings.append(Line("out-of-order", values))
        before = node if numbers.token(node.number) else before
    return Report(warnings=tuple(warnings))


def _is_earlier(node: Node, before: Node) -> bool:
    here, there = numbers.sort_key(node.number), numbers.sort_key(before.number)
    return bool(here) and node.kind is before.kind and here <= there
