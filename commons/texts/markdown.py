"""Writes a text as Markdown that reads well and whose sections are found again when it is read."""

from __future__ import annotations

from collections.abc import Iterator

from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree

_HEADED = BASIC | DIVISIONS | {Kind.SCHEDULE}
_DEEPEST = 6
_NAMELESS = {Kind.SECTION: "Section", Kind.ARTICLE: "Article"}


def markdown(tree: Tree) -> str:
    """The whole text: its title, a heading for each division and section, a line a paragraph."""
    parts = [f"# {tree.title}"]
    for node in tree.nodes:
        parts.extend(_node(node, 2))
    return "\n\n".join(parts) + "\n"


def _node(node: Node, level: int) -> Iterator[str]:
    if node.kind is Kind.QUOTED:
        yield from _quotation(node, level)
        return
    if node.kind in _HEADED:
        heading = ". ".join(part for part in (node.number, node.heading) if part)
        yield f"{'#' * min(level, _DEEPEST)} {heading or _NAMELESS.get(node.kind, '–')}"
        yield from _lines(node.words)
    else:
        label = " ".join(part for part in (node.number, node.heading) if part)
        first, *others = node.words.split("\n")
        yield " ".join(part for part in (label, first) if part)
        yield from others
    for child in node.children:
        yield from _node(child, level + 1)


def _quotation(node: Node, level: int) -> Iterator[str]:
    """The text of another law stays between quotation marks, as print has it."""
    inner = _lines(node.words)
    parts = [*inner, *(part for child in node.children for part in _node(child, level))]
    plain = [part.lstrip("# ") for part in parts if part]
    if plain:
        plain[0], plain[-1] = f"“{plain[0]}", f"{plain[-1]}”" if plain[1:] else f"“{plain[0]}”"
        yield from plain


def _lines(words: str) -> Iterator[str]:
    yield from (line for line in words.split("\n") if line)
