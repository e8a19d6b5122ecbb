"""Names that outlive renumbering: each node keeps its wId through the versions of a text.

Akoma Ntoso 3.0 part 2, 5.4: the eId names a place in one version, the wId the same provision in the
work. It begins as the first eId that the provision bore; what a new provision cannot have, because
another one bears or bore it, gets a tilde and a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons.db import session
from commons.texts import queries
from commons.texts.matching import match
from commons.texts.models import Node, Version
from commons.texts.tree import Node as Branch
from commons.texts.tree import Tree, sections, walk


def assign(version: Version) -> None:
    """Give every node of a version that was published just now its wId."""
    before = session().scalar(
        sa.select(Version)
        .where(Version.text_id == version.text_id, Version.number < version.number)
        .order_by(Version.number.desc())
        .limit(1)
    )
    old = None if before is None else queries.whole(before.id)
    found = given(old, queries.whole(version.id), taken=_borne(version))
    rows = session().execute(sa.select(Node.id, Node.eid).where(Node.version_id == version.id))
    values = [{"id": key, "wid": found[eid]} for key, eid in rows.tuples()]
    if values:
        session().execute(sa.update(Node), values)


def given(old: Tree | None, new: Tree, *, taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """The wId of each node of `new`, by its eId.

    A node keeps the wId that came with it, else that of its forerunner by words, else of the same
    place; `taken` are the wIds of all former versions, which no new provision gets.
    """
    naming = _Naming(taken)
    if old is None:
        for node in _nodes(new):
            naming.name(node.eid, node.wid or node.eid)
        return naming.found
    heirs = _heirs(old, new)
    known = {node.wid or node.eid for node in _nodes(old)}
    for node in _nodes(new):
        wish = node.wid if node.wid in known else heirs.get(node.eid, "")
        if wish:
            naming.keep(node.eid, wish)
    _name_rest(new.nodes, "", "", naming)
    return naming.found


@dataclass
class _Naming:
    taken: frozenset[str]
    found: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def keep(self, eid: str, wish: str) -> None:
        """Let a node keep a name, unless another one has it already."""
        if wish not in self.used:
            self.found[eid] = wish
            self.used.add(wish)

    def name(self, eid: str, wish: str) -> None:
        """Give a new name, the wished one where nobody bears or bore it."""
        free, times = wish, 1
        while free in self.used or free in self.taken:
            times += 1
            free = f"{wish}~{times}"
        self.found[eid] = free
        self.used.add(free)


def _name_rest(nodes: Sequence[Branch], eid: str, wid: str, naming: _Naming) -> None:
    """Name what has no forerunner, below its parent's name as its eId lies below its parent's."""
    for node in nodes:
        if node.eid not in naming.found:
            inside = node.eid.removeprefix(eid) if eid and node.eid.startswith(f"{eid}__") else ""
            naming.name(node.eid, f"{wid}{inside}" if inside else node.eid)
        _name_rest(node.children, node.eid, naming.found[node.eid], naming)


def _heirs(old: Tree, new: Tree) -> Mapping[str, str]:
    """For nodes of the new text the wId of their forerunner, by eId of the new."""
    before = {node.eid: node for node in _nodes(old)}
    fates = match(sections(old), sections(new)).old
    moved = {fate.to: before[fate.eid] for fate in fates if fate.to is not None}
    places = {node.eid for node in sections(new)}
    found = {}
    for node in _nodes(new):
        if node.is_section:
            same = moved.get(node.eid)
        elif node.eid.partition("__")[0] in places:
            same = _within(node.eid, moved, before)
        else:
            same = before.get(node.eid)
        if same is not None and (node.is_section or same.kind is node.kind):
            found[node.eid] = same.wid or same.eid
    return found


def _within(eid: str, moved: Mapping[str, Branch], before: Mapping[str, Branch]) -> Branch | None:
    """The forerunner of a part of a section: the same part of the section's own forerunner."""
    section, _line, rest = eid.partition("__")
    above = moved.get(section)
    return None if above is None else before.get(f"{above.eid}__{rest}")


def _nodes(tree: Tree) -> Iterator[Branch]:
    return (step.node for step in walk(tree.nodes))


def _borne(version: Version) -> frozenset[str]:
    """Every wId of the former versions; of one from before they were kept, its eIds."""
    rows = session().scalars(
        sa.select(sa.func.coalesce(Node.wid, Node.eid))
        .join(Version, Version.id == Node.version_id)
        .where(Version.text_id == version.text_id, Version.number < version.number)
        .distinct()
    )
    return frozenset(rows)
