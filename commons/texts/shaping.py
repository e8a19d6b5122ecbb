"""What every import needs at the end: sections where the file has none, and a look at the order."""

from __future__ import annotations

from dataclasses import replace

from commons.i18n import _l
from commons.texts import numbers
from commons.texts.report import BadFile, Line, Report, repair
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree, walk


def shape(tree: Tree) -> tuple[Tree, Report]:
    """The tree with at least one section. Refused (bad-file) when it holds no words at all."""
    if not any(step.node.words for step in walk(tree.nodes)):
        raise BadFile(_l("No text was found in the file."))
    if any(_can_be_section(step.node) and not step.quoted for step in walk(tree.nodes)):
        return replace(tree, nodes=_lift(tree.nodes)), _order(tree)
    nodes = tuple(_promote(node) for node in tree.nodes)
    return replace(tree, nodes=_lift(nodes)), repair("no-sections")


def _can_be_section(node: Node) -> bool:
    return node.kind in BASIC or node.kind is Kind.SCHEDULE


def _promote(node: Node) -> Node:
    if node.kind in DIVISIONS and any(child.kind in DIVISIONS for child in node.children):
        return replace(node, children=tuple(_promote(child) for child in node.children))
    if node.kind in DIVISIONS | {Kind.PARAGRAPH, Kind.ITEM}:
        return replace(node, kind=Kind.SECTION)
    return node


def _lift(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A lone paragraph gives its words to its section."""
    return tuple(_lifted(replace(node, children=_lift(node.children))) for node in nodes)


def _lifted(node: Node) -> Node:
    paragraphs = [child for child in node.children if child.kind is Kind.PARAGRAPH]
    if node.kind not in BASIC or node.words or len(paragraphs) != 1:
        return node
    only, *others = node.children
    if only is not paragraphs[0] or only.number or only.heading:
        return node
    return replace(node, words=only.words, children=(*only.children, *others))


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
