"""How many signatures a share of the people is: rounded up, never under its floor."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal


def share(base: int, percent: Decimal | str, floor: int = 0) -> int:
    """The least whole number that is at least `percent` of `base`, and at least `floor`.

    "At least one per cent" of 2,021 voters is 21: a share is rounded up, never to the nearest.
    """
    exact = Decimal(base) * Decimal(percent) / 100
    return max(floor, int(exact.to_integral_value(ROUND_CEILING)))
