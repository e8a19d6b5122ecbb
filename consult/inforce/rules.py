"""Which section of the law in force stands beside which words of the draft; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commons.texts import numbers
from commons.texts.matching import match
from commons.texts.tree import BASIC, Node, Tree, sections, walk


@dataclass(frozen=True)
class Pair:
    """A section of the law in force and its wording in the draft; either may be missing."""

    old: Node | None
    new: Node | None


def is_amending(draft: Tree) -> bool:
    """Whether a draft quotes new wordings of another law's sections instead of being a law itself."""
    return bool(_quoted(draft))


def pairs(law: Tree, draft: Tree) -> list[Pair]:
    """The table of both: of an amending draft the sections whose new wording it quotes, by number;

    of any other draft each section with its forerunner by words, then what is in it no more.
    """
    quoted = _quoted(draft)
    return _by_number(sections(law), quoted) if quoted else _by_words(law, draft)


def _quoted(draft: Tree) -> list[Node]:
    return [step.node for step in walk(draft.nodes) if step.quoted and step.node.kind in BASIC]


def _by_number(old: Sequence[Node], quoted: Sequence[Node]) -> list[Pair]:
    known = {numbers.token(node.number): node for node in reversed(old) if node.number}
    return [Pair(known.get(numbers.token(node.number)), node) for node in quoted]


def _by_words(law: Tree, draft: Tree) -> list[Pair]:
    before, after = sections(law), sections(draft)
    by_eid = {node.eid: node for node in before}
    fates = match(before, after).old
    came = {fate.to: by_eid[fate.eid] for fate in fates if fate.to is not None}
    gone = [by_eid[fate.eid] for fate in fates if fate.to is None]
    return [Pair(came.get(node.eid), node) for node in after] + [Pair(node, None) for node in gone]
