"""States and districts of a rule set: how each is called, and where it stands on a map of equal tiles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale

from commons.i18n import language
from commons.law.rulesets import RuleSet

SHIPPED = Path(__file__).parent / "maps"
IN_A_ROW = 6
"""So many tiles stand side by side where no map is shipped for the territories."""


@dataclass(frozen=True)
class Tile:
    """One territory on the map, counted from the upper left."""

    code: str
    column: int
    row: int


def name(rule_set: RuleSet, code: str) -> str:
    """What a State or district is called in the reader's language: the rule set's word, else CLDR's.

    The code itself where neither knows one.
    """
    tongue = language()
    own = rule_set.word(code.lower(), tongue)
    return own if own != code.lower() else Locale.parse(tongue).territories.get(code, code)


def tiles(codes: Iterable[str]) -> list[Tile]:
    """The map of these territories, by row and column; in rows of six where none is shipped."""
    wanted = sorted(codes)
    for known in _maps():
        if set(wanted) <= known.keys():
            found = [Tile(code, *known[code]) for code in wanted]
            return sorted(found, key=lambda tile: (tile.row, tile.column))
    return [Tile(code, n % IN_A_ROW, n // IN_A_ROW) for n, code in enumerate(wanted)]


@lru_cache(maxsize=1)
def _maps() -> list[dict[str, tuple[int, int]]]:
    said = [tomllib.loads(path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]
    return [{code: (at[0], at[1]) for code, at in one["tiles"].items()} for one in said]
