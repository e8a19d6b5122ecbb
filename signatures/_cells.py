"""Small cells: no public count says what fewer than five people did, nor lets it be subtracted; pure."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST_CELL = 5
"""The platform's own k, as every rule set says it (rules.md, row 96)."""
OTHER = "other"


def shown(counts: Mapping[str, int], k: int = SMALLEST_CELL) -> dict[str, int | None]:
    """Each count, or None where it is too small to say; the whole is public besides.

    Where the whole less the others would tell what is hidden, because one count alone is, or each
    of them is as small or as large as a hidden one can be, the next smallest is hidden too, and all
    that are like it. Where each count that there is is 1, not even the empty ones are told. A single
    count is the whole itself, and is said.
    """
    full = {name: many for name, many in counts.items() if many}
    if len(full) < 2:
        return dict(counts)
    hidden = {name for name, many in full.items() if many < k}
    others = sorted({many for many in full.values() if many >= k})
    while others and hidden and _is_told({full[name] for name in hidden}, len(hidden), k):
        least = others.pop(0)
        hidden |= {name for name, many in full.items() if many == least}
    if hidden == full.keys() and set(full.values()) == {1}:
        return dict.fromkeys(counts)
    return {name: None if name in hidden else many for name, many in counts.items()}


def _is_told(hidden: set[int], many: int, k: int) -> bool:
    """Whether the sum of the hidden counts alone tells each of them."""
    return many == 1 or hidden == {1} or hidden == {k - 1}


def merged(counts: Mapping[str, int], k: int = SMALLEST_CELL) -> dict[str, int]:
    """The counts by reason, those too small to say taken together as "other", whatever they are."""
    large = {name: many for name, many in counts.items() if many >= k and name != OTHER}
    rest = sum(counts.values()) - sum(large.values())
    return {**large, OTHER: rest} if rest else large
