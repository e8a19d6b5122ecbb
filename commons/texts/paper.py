"""A text as a document for paper: headings in their order, numbers as printed, quotations apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commons import documents
from commons.documents import Block, Heading, Paragraph
from commons.texts import thai
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree

_HEADED = BASIC | DIVISIONS | {Kind.SCHEDULE, Kind.PREAMBLE}
_DEEPEST = 5
documents.cut_words_with(thai.segment)


def blocks(tree: Tree) -> list[Block]:
    """The whole text below its title, every word of it in the order of print."""
    return [block for node in tree.nodes for block in _node(node, 1, quoted=False)]


def _node(node: Node, level: int, *, quoted: bool) -> Iterator[Block]:
    if node.kind is Kind.QUOTED and not quoted:
        yield from _between_marks(list(_inside(node, level, quoted=True)))
    else:
        yield from _inside(node, level, quoted=quoted)


def _between_marks(found: list[Block]) -> list[Block]:
    """The text of another law stays between quotation marks, as print has it."""
    lines = [block for block in found if isinstance(block, Paragraph)]
    if lines:
        lines[0] = replace(lines[0], words=f"“{lines[0].words}")
        lines[-1] = replace(lines[-1], words=f"{lines[-1].words}”")
    return list(lines)


def _inside(node: Node, level: int, *, quoted: bool) -> Iterator[Block]:
    within = quoted or node.kind is Kind.QUOTED
    deeper = level
    if node.kind in _HEADED and node.label and not within:
        yield Heading(node.label, min(level, _DEEPEST))
        yield from _paragraphs(node.words, quoted=False)
        deeper = level + 1
    elif node.kind in _HEADED:
        yield from _paragraphs(f"{node.label}\n{node.words}", quoted=within)
    else:
        yield from _paragraphs(f"{node.label} {node.words}", quoted=within)
    for child in node.children:
        yield from _node(child, deeper, quoted=within)


def _paragraphs(words: str, *, quoted: bool) -> Iterator[Block]:
    for line in words.split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), quoted=quoted)
