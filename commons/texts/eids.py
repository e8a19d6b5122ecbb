"""Names every node by the Akoma Ntoso naming convention, and marks the sections among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from commons.texts import numbers
from commons.texts.report import Line, Report
from commons.texts.tree import BASIC, DIVISIONS, INTRODUCTORY, Kind, Node, Tree, walk

_SHORT = {
    Kind.BOOK: "book",
    Kind.PART: "part",
    Kind.TITLE: "title",
    Kind.CHAPTER: "chp",
    Kind.DIVISION: "dvs",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.ITEM: "point",
    Kind.PREAMBLE: "preamble",
    Kind.CITATION: "cit",
    Kind.RECITAL: "rec",
    Kind.SCHEDULE: "sched",
    Kind.CONCLUSIONS: "conclusions",
    Kind.QUOTED: "qstr",
}
_ALONE = {Kind.PREAMBLE, Kind.CONCLUSIONS}


@dataclass
class _Naming:
    """What has been given out so far; `nn` marks what has no number where others have theirs."""

    has_numbers: bool
    taken: dict[str, int] = field(default_factory=dict)
    unnumbered: dict[Kind, int] = field(default_factory=dict)
    repairs: list[Line] = field(default_factory=list)


def name(tree: Tree) -> tuple[Tree, Report]:
    """The tree with an eId on every node, and a line for each collision and missing number.

    Sections, articles and recitals are named for themselves (`art_5`), other nodes below their
    parent (`art_5__para_1`); what repeats gets `~2`.
    """
    naming = _Naming(has_numbers=any(_is_numbered(step.node) for step in walk(tree.nodes)))
    marked = replace(tree, nodes=_mark(tree.nodes))
    named = _children(marked.nodes, "", naming, quoted=False)
    return replace(marked, nodes=named), Report(repairs=tuple(naming.repairs))


def _children(
    nodes: Sequence[Node], parent: str, naming: _Naming, *, quoted: bool
) -> tuple[Node, ...]:
    here: dict[Kind, int] = {}
    numbered = {node.kind for node in nodes if numbers.token(node.number)}
    named = []
    for node in nodes:
        stands_alone = node.kind in BASIC | INTRODUCTORY and not quoted
        unnumbered = naming.unnumbered if stands_alone else here
        if not numbers.token(node.number):
            unnumbered[node.kind] = unnumbered.get(node.kind, 0) + 1
        is_odd = node.kind in numbered or (node.kind in BASIC | DIVISIONS and naming.has_numbers)
        place = f"{'nn-' if is_odd else ''}{unnumbered.get(node.kind, 0)}"
        wanted = _wanted(node, parent, place, quoted=quoted)
        eid = _free(wanted, naming)
        if not quoted:
            _say(node, wanted, eid, naming)
        inside = quoted or node.kind is Kind.QUOTED
        below = _children(node.children, eid, naming, quoted=inside)
        named.append(replace(node, eid=eid, children=below))
    return tuple(named)


def _wanted(node: Node, parent: str, place: str, *, quoted: bool) -> str:
    short = _SHORT[node.kind]
    if node.kind in _ALONE:
        own = short
    else:
        said = numbers.token(node.number)
        own = f"{short}_{said or place}"
    stands_alone = node.kind in BASIC | INTRODUCTORY and not quoted
    in_schedule = parent.startswith("sched_")
    return own if not parent or (stands_alone and not in_schedule) else f"{parent}__{own}"


def _is_numbered(node: Node) -> bool:
    return node.kind in BASIC and bool(numbers.token(node.number))


def _free(wanted: str, naming: _Naming) -> str:
    eid, times = wanted, naming.taken.get(wanted, 0)
    while eid in naming.taken:
        times += 1
        eid = f"{wanted}~{times}"
    naming.taken[wanted] = max(times, 1)
    naming.taken.setdefault(eid, 1)
    return eid


def _say(node: Node, wanted: str, eid: str, naming: _Naming) -> None:
    if eid != wanted:
        naming.repairs.append(Line("eid-collision", {"wanted": wanted, "given": eid}))
    if node.kind in BASIC and naming.has_numbers and not node.label:
        naming.repairs.append(Line("missing-number", {"eid": eid}))


def _mark(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Mark the sections; a schedule that has none lends the mark to its items, or to itself."""
    return tuple(_mark_one(node) for node in nodes)


def _mark_one(node: Node) -> Node:
    if node.kind in BASIC:
        return replace(node, is_section=True)
    if node.kind is Kind.QUOTED:
        return node
    if node.kind is Kind.SCHEDULE and not _has_basic(node):
        return _mark_schedule(node)
    return replace(node, children=_mark(node.children))


def _mark_schedule(node: Node) -> Node:
    items = [child for child in node.children if child.kind is not Kind.QUOTED and child.number]
    if not items:
        return replace(node, is_section=True)
    marked = tuple(
        replace(child, is_section=True) if child in items else child for child in node.children
    )
    return replace(node, children=marked)


def _has_basic(node: Node) -> bool:
    return any(step.node.kind in BASIC and not step.quoted for step in walk(node.children))
