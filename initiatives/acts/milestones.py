"""Quarters of the threshold: each told once, when a released count has passed it (I89)."""

from __future__ import annotations

from initiatives.acts import resulting
from initiatives.models import Initiative

QUARTERS = (25, 50, 75)
"""In parts of a hundred of the threshold; reaching it is told by itself."""


def note(x: Initiative) -> None:
    """Tell of the highest quarter that was newly passed; the lower ones are passed over."""
    threshold = x.threshold or 0
    if x.practice or not threshold or x.reached_at is not None:
        return
    passed = [share for share in QUARTERS if x.support * 100 >= share * threshold]
    new = [share for share in passed if f"milestone:{share}" not in x.announced]
    if not new:
        return
    x.announced = [*x.announced, *(f"milestone:{share}" for share in new)]
    if x.support < threshold:
        resulting.announce(
            x, "milestone", {"count": x.support, "share": new[-1], "threshold": threshold}
        )
