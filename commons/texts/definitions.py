"""The words that a text defines for itself, and where it uses them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from commons.texts.tree import Kind, Node, Tree, plain

_TERM = r"[“\"„«‘](?P<term>[^“”\"„«»‘’]{2,80})[”\"“»’]"
_DEFINES = re.compile(
    rf"{_TERM}[^“”\"„«»;.]{{0,80}}?\s*"
    r"(?:หมายความว่า|หมายความรวมถึง|หมายความถึง|หมายถึง|ให้หมายความ"
    r"|(?:shall\s+)?means?\b|has the meaning|have the meaning|includes\b|tarkoittaa\b|tähendab\b)"
)
_LATIN = re.compile(r"[A-Za-z]")
_MOST = 400
_LONGEST = 600


@dataclass(frozen=True)
class Definition:
    """A word, the section that defines it, and what it says."""

    term: str
    eid: str
    words: str


@dataclass(frozen=True)
class Use:
    """A place in the words where a defined word stands."""

    start: int
    end: int
    definition: Definition


def find(tree: Tree) -> tuple[Definition, ...]:
    """Every definition of a text, each word once, in the order of print; quotations define nothing."""
    found: dict[str, Definition] = {}
    for node, eid in _own(tree.nodes, ""):
        for line in node.words.split("\n"):
            hit = _DEFINES.search(line)
            if hit and eid and len(found) < _MOST:
                term = " ".join(hit["term"].split()).strip(" ,.;")
                said = f"{line}\n{plain_below(node)}".strip() if node.children else line
                found.setdefault(term, Definition(term, eid, said[:_LONGEST]))
    return tuple(found.values())


def plain_below(node: Node) -> str:
    """What lies below a node, a line each."""
    return "\n".join(f"{child.number} {plain(child)}".strip() for child in node.children)


def uses(words: str, known: Sequence[Definition], here: str) -> list[Use]:
    """Where defined words stand in these words, outside the section `here` that defines them."""
    others = tuple(one for one in known if one.eid != here)
    if not others:
        return []
    pattern, by_word = _pattern(others)
    return [
        Use(hit.start(), hit.end(), by_word[hit[0].casefold()])
        for hit in pattern.finditer(words)
        if hit[0].casefold() in by_word
    ]


@lru_cache(maxsize=64)
def _pattern(known: tuple[Definition, ...]) -> tuple[re.Pattern[str], dict[str, Definition]]:
    terms = sorted(known, key=lambda one: -len(one.term))
    said = (
        rf"(?<!\w){re.escape(one.term)}(?!\w)" if _LATIN.search(one.term) else re.escape(one.term)
        for one in terms
    )
    return re.compile("|".join(said), re.IGNORECASE), {
        o.term.casefold(): o for o in reversed(terms)
    }


def _own(nodes: Sequence[Node], eid: str) -> list[tuple[Node, str]]:
    """Nodes that are the text's own, each with the section in which it lies."""
    found: list[tuple[Node, str]] = []
    for node in nodes:
        if node.kind is Kind.QUOTED:
            continue
        here = eid or (node.eid if node.is_section else "")
        found.append((node, here))
        found += _own(node.children, here)
    return found
