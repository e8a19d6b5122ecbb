"""Tells the language of a text by its script and its small words."""

from __future__ import annotations

import re
from itertools import islice

from commons.texts.tree import Tree, walk

_SMALL_WORDS = {
    "en": {"the", "of", "and", "shall", "to", "in", "this", "act", "for", "or"},
    "et": {
        "ja",
        "on",
        "või",
        "ei",
        "kui",
        "käesoleva",
        "seaduse",
        "ning",
        "mis",
        "lõike",
        "peatükk",
        "seadus",
        "käesolev",
    },
    "fi": {
        "tässä",
        "laissa",
        "säädetään",
        "tulee",
        "voimaan",
        "lakia",
        "ja",
        "on",
        "tai",
        "ei",
        "jos",
        "tämän",
        "lain",
        "sekä",
        "joka",
        "momentissa",
        "laki",
        "luku",
    },
    "sv": {"och", "att", "som", "den", "det", "eller", "enligt", "är", "för", "lag"},
}
_SAMPLE = 3000


def guess(tree: Tree) -> str:
    """The two-letter language of a text; English where nothing tells."""
    nodes = (step.node for step in walk(tree.nodes))
    sample = " ".join(f"{node.heading} {node.words}" for node in islice(nodes, 200))
    return of(f"{tree.title} {sample}")


def of(text: str) -> str:
    """The two-letter language of words: Thai by its script, others by their small words."""
    thai = sum("\u0e00" <= sign <= "\u0e7f" for sign in text[: _SAMPLE * 4])
    if thai * 5 > len(text[: _SAMPLE * 4]):
        return "th"
    found = re.findall(r"[^\W\d_]+", text.lower())[:_SAMPLE]
    scores = {
        language: sum(word in small for word in found) for language, small in _SMALL_WORDS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
