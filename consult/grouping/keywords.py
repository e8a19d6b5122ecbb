"""Themes proposed from keywords: what is said of one section more often than of the others.

The weight of a word is Dunning's log-likelihood ratio (1993) over comments, not over words, so that
one long comment does not decide. The same comments always give the same proposals; extracts are
sentences of real comments, by their place in them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from commons.search import analyser
from consult.grouping.shingles import tokens

LEAST = 3
"""A word that fewer comments share makes no theme."""
COMMON = 0.6
"""A word that stands in more than this share of all comments tells them apart no longer."""
THEMES = 4
"""At most so many themes are proposed for one section."""
KEYWORDS = 4
EXTRACTS = 3
LONGEST = 300
"""A longer sentence is no extract."""
_SHORTEST = 3
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_EMPTY = (
    "about above after again all also and any are because been before being below between both but"
    " can cannot could did does doing down during each few for from further had has have having"
    " here how into its itself just more most must not now off once only other our out over own"
    " same should some such than that the their them then there these they this those through too"
    " under until very was were what when where which while who whom why will with would you your"
    " please law section draft"
)


@dataclass(frozen=True)
class Said:
    """One comment as it is looked at here."""

    number: int
    place: str | None
    words: str = field(repr=False)
    language: str = "en"
    attached: str = field(default="", repr=False)
    """The words of its files: they weigh, but no extract is cut from them."""


@dataclass(frozen=True)
class Extract:
    """A sentence by its place in a comment."""

    number: int
    begin: int
    end: int


@dataclass(frozen=True)
class Proposal:
    """A theme: its section (None where there is none), keywords, comments, extracts."""

    place: str | None
    keywords: tuple[str, ...]
    comments: tuple[int, ...]
    extracts: tuple[Extract, ...]


def propose(said: Sequence[Said]) -> list[Proposal]:
    """Themes for each section, then for what is left of all; whatever the order of `said`."""
    said = sorted(said, key=lambda one: one.number)
    keys = {one.number: _keys(f"{one.words}\n{one.attached}", one.language) for one in said}
    often = _common(keys)
    keys = {number: found - often for number, found in keys.items()}
    by_place: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_place[one.place or ""].append(one)
    made: list[Proposal] = []
    for place in sorted(by_place):
        rest = [one for one in said if (one.place or "") != place]
        made += _themes(place or None, by_place[place], rest, keys)
    taken = {number for proposal in made for number in proposal.comments}
    left = [one for one in said if one.number not in taken]
    return made + list(_themes(None, left, [], keys))


def weight(here: int, among: int, there: int, of: int) -> float:
    """How surely a word marks these comments: 0 where it is no more frequent here than there.

    `here` of `among` comments have it here, `there` of `of` elsewhere.
    """
    if not of:
        return float(here)
    if here * of <= there * among:
        return 0.0
    share = (here + there) / (among + of)
    expected = ((here, among * share), (there, of * share))
    return 2 * sum(seen * log(seen / hoped) for seen, hoped in expected if seen)


def _themes(
    place: str | None, here: Sequence[Said], there: Sequence[Said], keys: dict[int, set[str]]
) -> Iterator[Proposal]:
    left = list(here)
    for _time in range(THEMES):
        ranked = _ranked(left, there, keys)
        if not ranked:
            return
        mine = [one for one in left if ranked[0] in keys[one.number]]
        beside = Counter(key for one in mine for key in keys[one.number])
        chosen = [key for key in ranked if beside[key] * 2 >= len(mine)][:KEYWORDS]
        yield Proposal(
            place=place,
            keywords=tuple(_shown(key, mine) for key in chosen),
            comments=tuple(one.number for one in mine),
            extracts=tuple(_extracts(mine, set(chosen))),
        )
        left = [one for one in left if one not in mine]


def _ranked(here: Sequence[Said], there: Sequence[Said], keys: dict[int, set[str]]) -> list[str]:
    mine = Counter(key for one in here for key in keys[one.number])
    others = Counter(key for one in there for key in keys[one.number])
    weights = {
        key: weight(times, len(here), others[key], len(there))
        for key, times in mine.items()
        if times >= LEAST
    }
    known = [key for key, heavy in weights.items() if heavy > 0]
    return sorted(known, key=lambda key: (-weights[key], -mine[key], key))


def _extracts(mine: Sequence[Said], chosen: set[str]) -> list[Extract]:
    found = []
    for one in mine:
        best = min(_sentences(one, chosen), default=None)
        if best is not None:
            found.append((best[0], best[1], one.number, best[2]))
    return [Extract(number, begin, begin + length) for _, length, number, begin in sorted(found)][
        :EXTRACTS
    ]


def _sentences(one: Said, chosen: set[str]) -> Iterator[tuple[int, int, int]]:
    """Each sentence with a keyword: how few it has (below nought), its length, where it begins."""
    for match in _SENTENCE.finditer(one.words):
        held = len(chosen & _keys(match.group(), one.language))
        if held and len(match.group()) <= LONGEST:
            yield -held, len(match.group()), match.start()


def _common(keys: dict[int, set[str]]) -> set[str]:
    """Words that stand nearly everywhere, where there is enough to tell."""
    times = Counter(key for found in keys.values() for key in found)
    return {key for key, many in times.items() if many > max(COMMON * len(keys), 2 * LEAST)}


def _shown(key: str, mine: Sequence[Said]) -> str:
    """The form in which most people write a keyword."""
    forms = Counter(
        token
        for one in mine
        for token in tokens(f"{one.words}\n{one.attached}")
        if _key(token, one.language) == key
    )
    return min(forms, key=lambda form: (-forms[form], form), default=key)


def _keys(words: str, language: str) -> set[str]:
    return {_key(token, language) for token in tokens(words)} - {""}


@lru_cache(maxsize=50_000)
def _key(token: str, language: str) -> str:
    """The stem of a word that says something; nothing for one that does not."""
    if len(token) < _SHORTEST or token.isdigit() or token in _empty():
        return ""
    return analyser.terms(token, language)[-1]


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return analyser.empty_words() | frozenset(_EMPTY.split())
