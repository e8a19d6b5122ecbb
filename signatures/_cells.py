"""Small cells: no public count says what fewer than five people did, nor lets it be subtracted; pure."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST_CELL = 5
"""The platform's own k, as every rule set says it (rules.md, row 96)."""
OTHER = "other"


def shown(counts: Mapping[str, int], k: int = SMALLEST_CELL) -> dict[str, int | None]:
    """Each count, or None where it is too small to say; the whole is public besides.

    Where one count alone is hidden, the next smallest is hidden too: the whole less the others
    would tell it. A single count is the whole itself, and is said.
    """
    full = {name: many for name, many in counts.items() if many}
    if len(full) < 2:
        return dict(counts)
    hidden = {name for name, many in full.items() if many < k}
    if len(hidden) == 1:
        others = sorted((many, name) for name, many in full.items() if name not in hidden)
        hidden.add(others[0][1])
    return {name: None if name in hidden else many for name, many in counts.items()}


def merged(counts: Mapping[str, int], k: int = SMALLEST_CELL) -> dict[str, int]:
    """The counts by reason, those too small to say taken together as "other", whatever they are."""
    large = {name: many for name, many in counts.items() if many >= k and name != OTHER}
    rest = sum(counts.values()) - sum(large.values())
    return {**large, OTHER: rest} if rest else large
