"""Editing a text by hand: one step at a time, each a new tree with its eIds named anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import eids, shaping, writing
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node, Tree, sections, walk

_DIGITS = re.compile(r"[0-9]+|[๐-๙]+")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_LIST = Callable[[list[Node], int], list[Node]]


def find(tree: Tree, eid: str) -> Node:
    """A node by its eId; refuses where there is none (section-not-found)."""
    for step in walk(tree.nodes):
        if step.node.eid == eid:
            return step.node
    raise _missing(eid)


def change(tree: Tree, eid: str, *, number: str, heading: str, words: str | None) -> Tree:
    """Number, heading and words of a node as they are written now; `words` None leaves them."""
    node = find(tree, eid)
    changed = replace(node, number=number, heading=heading)
    if words is not None and words != writing.as_lines(node):
        changed = writing.with_words(changed, words)
    return _at(tree, eid, lambda nodes, place: _swap(nodes, place, [changed]))


def split(tree: Tree, eid: str, *, line: int, number: str, heading: str = "") -> Tree:
    """Let a new section begin with the given line (counted from 1) of a section.

    Refuses the first line, which begins the section itself (bad-split).
    """
    node = find(tree, eid)
    lines = writing.as_lines(node).split("\n")
    if node.kind not in BASIC or not 1 < line <= len(lines):
        sentence = _l("Choose a later line: the first one begins the section itself.")
        raise Refusal("bad-split", sentence, field="line")
    first = writing.with_words(node, "\n".join(lines[: line - 1]))
    fresh = Node(node.kind, number=number, heading=heading)
    second = writing.with_words(fresh, "\n".join(lines[line - 1 :]))
    return _at(tree, eid, lambda nodes, place: _swap(nodes, place, [first, second]))


def merge(tree: Tree, eid: str) -> Tree:
    """Put the section that follows into this one; refuses where none follows beside it (no-neighbour)."""

    def joined(nodes: list[Node], place: int) -> list[Node]:
        if place + 1 >= len(nodes) or nodes[place + 1].kind is not nodes[place].kind:
            raise Refusal("no-neighbour", _l("No section follows this one in the same chapter."))
        node, other = nodes[place], nodes[place + 1]
        words = f"{writing.as_lines(node)}\n{writing.as_lines(other)}"
        return [*nodes[:place], writing.with_words(node, words), *nodes[place + 2 :]]

    return _at(tree, eid, joined)


def insert(tree: Tree, eid: str, *, number: str, heading: str, words: str) -> Tree:
    """A new section behind this node, or at the end of it where it is a chapter."""
    kinds = [node.kind for node in sections(tree) if node.kind in BASIC]
    fresh = Node(kinds[0] if kinds else Kind.SECTION, number=number, heading=heading)
    made = writing.with_words(fresh, words)

    def put(nodes: list[Node], place: int) -> list[Node]:
        node = nodes[place]
        if node.kind in DIVISIONS:
            return _swap(nodes, place, [replace(node, children=(*node.children, made))])
        return _swap(nodes, place, [node, made])

    return _at(tree, eid, put)


def delete(tree: Tree, eid: str) -> Tree:
    """Leave a node out, with all that lies in it; refuses the last section (last-section)."""
    left = _at(tree, eid, lambda nodes, place: _swap(nodes, place, []))
    if not sections(left):
        raise Refusal("last-section", _l("A text has at least one section."))
    return left


def raise_(tree: Tree, eid: str) -> Tree:
    """One place up: before its neighbour, into the end of the chapter above, or out of its own."""
    return _moved(tree, eid, down=False)


def lower(tree: Tree, eid: str) -> Tree:
    """One place down: behind its neighbour, into the chapter below, or out of its own."""
    return _moved(tree, eid, down=True)


def renumber(tree: Tree, eid: str) -> Tree:
    """Count the sections behind this one on from its number, as its number is printed."""
    node = find(tree, eid)
    shape = _DIGITS.search(node.number)
    if shape is None:
        raise Refusal("no-number", _l("This section has no number to count on from."))
    state = {"next": int(shape[0]), "begun": 0}

    def counted(nodes: Sequence[Node]) -> tuple[Node, ...]:
        return tuple(_counted(one, node, state, counted) for one in nodes)

    return finish(replace(tree, nodes=counted(tree.nodes)))


def finish(tree: Tree) -> Tree:
    """The tree after a step: settled, and every eId named anew."""
    named, _report = eids.name(replace(tree, nodes=shaping.settle(_plain(tree.nodes))))
    return named


def _counted(
    one: Node,
    first: Node,
    state: dict[str, int],
    inside: Callable[[Sequence[Node]], tuple[Node, ...]],
) -> Node:
    if one.kind in {Kind.QUOTED, Kind.SCHEDULE}:
        return one
    if one.eid == first.eid:
        state["begun"] = 1
    if one.kind is not first.kind:
        return replace(one, children=inside(one.children))
    if not state["begun"]:
        return one
    said = str(state["next"])
    state["next"] += 1
    thai = bool(re.search("[๐-๙]", first.number))
    printed = _DIGITS.sub(said.translate(_THAI) if thai else said, first.number, count=1)
    return replace(one, number=re.sub(r"(?<=[0-9๐-๙])/[0-9๐-๙]+", "", printed))


def _moved(tree: Tree, eid: str, *, down: bool) -> Tree:
    node = find(tree, eid)
    path = _path(tree.nodes, eid)
    nodes, place = path[-1]
    beside = place + (1 if down else -1)
    if 0 <= beside < len(nodes):
        neighbour = nodes[beside]
        if neighbour.kind in DIVISIONS and node.kind not in DIVISIONS:
            inner = (node, *neighbour.children) if down else (*neighbour.children, node)
            entered = replace(neighbour, children=inner)
            without = _at(tree, eid, lambda n, p: _swap(n, p, []), name=False)
            changed = _at(without, neighbour.eid, lambda n, p: _swap(n, p, [entered]), name=False)
            return finish(changed)
        return _at(tree, eid, lambda n, p: _traded(n, p, p + (1 if down else -1)))
    if len(path) < 2:
        raise Refusal("no-neighbour", _l("It stands at the end already."))
    above = path[-2][0][path[-2][1]]
    without = _at(tree, eid, lambda n, p: _swap(n, p, []), name=False)

    def beside_above(n: list[Node], p: int) -> list[Node]:
        return _swap(n, p, [n[p], node] if down else [node, n[p]])

    return finish(_at(without, above.eid, beside_above, name=False))


def _path(nodes: Sequence[Node], eid: str) -> list[tuple[Sequence[Node], int]]:
    """The lists on the way down to a node, each with the place taken in it."""
    for place, node in enumerate(nodes):
        if node.eid == eid:
            return [(nodes, place)]
        below = _path(node.children, eid)
        if below:
            return [(nodes, place), *below]
    return []


def _at(tree: Tree, eid: str, act: _LIST, *, name: bool = True) -> Tree:
    """The tree with `act` done to the list in which the node stands."""
    if not _path(tree.nodes, eid):
        raise _missing(eid)
    changed = replace(tree, nodes=_rebuilt(tree.nodes, eid, act))
    return finish(changed) if name else changed


def _rebuilt(nodes: Sequence[Node], eid: str, act: _LIST) -> tuple[Node, ...]:
    for place, node in enumerate(nodes):
        if node.eid == eid:
            return tuple(act(list(nodes), place))
    return tuple(replace(n, children=_rebuilt(n.children, eid, act)) for n in nodes)


def _swap(nodes: list[Node], place: int, given: list[Node]) -> list[Node]:
    return [*nodes[:place], *given, *nodes[place + 1 :]]


def _traded(nodes: list[Node], place: int, other: int) -> list[Node]:
    nodes[place], nodes[other] = nodes[other], nodes[place]
    return nodes


def _plain(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Without names and marks, which are given anew."""
    return tuple(replace(n, eid="", is_section=False, children=_plain(n.children)) for n in nodes)


def _missing(eid: str) -> Refusal:
    return Refusal("section-not-found", _l("This version has no such section."), eid=eid)
