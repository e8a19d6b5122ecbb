"""Tells the sections of a European act, which only group its articles, from those that are law."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from commons.texts.tree import Kind, Node, plain, walk

_LONGEST_HEADING = 200


def by_division(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Where sections stand as mere headings above articles, they become divisions of these."""
    counted = Counter(step.node.kind for step in walk(nodes) if not step.quoted)
    if not counted[Kind.SECTION] or counted[Kind.ARTICLE] < counted[Kind.SECTION]:
        return nodes
    return _grouped(nodes)


def _grouped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if node.kind is not Kind.ARTICLE or last is None:
            found.append(replace(node, children=_grouped(node.children)))
        elif last.kind is Kind.SECTION and _is_heading(last):
            heading = last.heading or plain(last)
            found[-1] = Node(Kind.DIVISION, last.number, heading, children=(node,))
        elif last.kind is Kind.DIVISION and last.number:
            found[-1] = replace(last, children=(*last.children, node))
        else:
            found.append(node)
    return tuple(found)


def _is_heading(section: Node) -> bool:
    words = plain(section)
    if not section.number.lower().startswith("section"):
        return False
    return "\n" not in words and len(words) <= _LONGEST_HEADING and not words.endswith(".")
