"""A legal text as a tree of nodes, from book to item, whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a node is, in the words of the domain."""

    BOOK = "book"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    DIVISION = "division"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    PREAMBLE = "preamble"
    CITATION = "citation"
    RECITAL = "recital"
    SCHEDULE = "schedule"
    CONCLUSIONS = "conclusions"
    QUOTED = "quoted"


DIVISIONS = frozenset({Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION})
BASIC = frozenset({Kind.SECTION, Kind.ARTICLE})
INTRODUCTORY = frozenset({Kind.PREAMBLE, Kind.CITATION, Kind.RECITAL})
WITH_PAGE = frozenset({Kind.PREAMBLE, Kind.RECITAL})


@dataclass(frozen=True)
class Node:
    """One node: what it is, its number as printed, its heading, its own words, what lies in it.

    A line break in `words` parts two paragraphs of print. `is_section` marks the basic unit that
    has a page and takes stances.
    """

    kind: Kind
    number: str = ""
    heading: str = ""
    words: str = ""
    children: tuple[Node, ...] = ()
    eid: str = ""
    is_section: bool = False
    wid: str = field(default="", compare=False)
    """Its name through all versions (Akoma Ntoso's wId), once it has one."""

    @property
    def label(self) -> str:
        """Number and heading in one line, as in a table of contents."""
        return " ".join(part for part in (self.number, self.heading) if part)


@dataclass(frozen=True)
class Tree:
    """A whole text: title, two-letter language, and its nodes in order."""

    title: str
    language: str
    nodes: tuple[Node, ...] = field(default=())


@dataclass(frozen=True)
class Step:
    """A node met on a walk: how deep it lies, and whether it is the text of another law."""

    node: Node
    depth: int
    quoted: bool


def walk(nodes: Iterable[Node], depth: int = 0, *, quoted: bool = False) -> Iterator[Step]:
    """Every node in the order of print; what lies in a quoted structure is marked."""
    for node in nodes:
        yield Step(node, depth, quoted)
        inside = quoted or node.kind is Kind.QUOTED
        yield from walk(node.children, depth + 1, quoted=inside)


def sections(tree: Tree) -> list[Node]:
    """The basic units of the text, in order."""
    return [step.node for step in walk(tree.nodes) if step.node.is_section]


def plain(node: Node) -> str:
    """The words of a node and of all that lies in it, a line a paragraph, without its own label."""
    own = [node.words] if node.words else []
    return "\n".join(own + [_lines(child) for child in node.children])


def _lines(node: Node) -> str:
    parts = [part for part in (node.label, node.words) if part]
    first = "\n".join(parts) if node.kind in BASIC | DIVISIONS else " ".join(parts)
    return "\n".join(line for line in [first, *map(_lines, node.children)] if line)


def counts(tree: Tree) -> tuple[dict[str, int], dict[str, int]]:
    """How many nodes of each kind the text has of its own, and how many it quotes."""
    own: dict[str, int] = {}
    quoted: dict[str, int] = {}
    for step in walk(tree.nodes):
        target = quoted if step.quoted else own
        target[step.node.kind.value] = target.get(step.node.kind.value, 0) + 1
    return own, quoted


@dataclass(frozen=True)
class Row:
    """A node laid flat: its place, its parent's place, and the page it belongs to."""

    node: Node
    position: int
    parent: int | None
    depth: int
    quoted: bool
    within: str | None


def tree_rows(tree: Tree) -> Iterator[Row]:
    """The tree as rows in the order of print, ready to be stored."""
    path: list[Row] = []
    for position, step in enumerate(walk(tree.nodes)):
        del path[step.depth :]
        above = path[-1] if path else None
        row = Row(
            node=step.node,
            position=position,
            parent=above.position if above else None,
            depth=step.depth,
            quoted=step.quoted,
            within=_page(step.node, above),
        )
        path.append(row)
        yield row


def _page(node: Node, above: Row | None) -> str | None:
    """The section, recital or preamble on whose page a node is shown."""
    has_own = node.is_section or node.kind in WITH_PAGE
    if has_own and not (above and above.node.is_section):
        return node.eid
    return above.within if above else None
