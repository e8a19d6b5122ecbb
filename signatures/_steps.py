"""Public figures by State or district while a sheet collects: in steps that tell of no one person; pure.

The whole moves in batches, but a batch may be small, and one signer in it would be seen to raise
one district by one. So a district's figure is looked at only once the whole has moved by a step,
and moves only where it has changed by a step itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from signatures._cells import SMALLEST_CELL


@dataclass(frozen=True)
class Steps:
    """The figures that are public, and how many signatures stood when they were looked at last."""

    net: int = 0
    figures: Mapping[str, int] = field(default_factory=dict)

    def facts(self) -> dict[str, object]:
        """As they are stored."""
        return {"figures": dict(sorted(self.figures.items())), "net": self.net}


def read(said: Mapping[str, object] | None) -> Steps:
    """The steps as they were stored; none where nothing was."""
    return Steps(**said) if said else Steps()  # type: ignore[arg-type]


def least(min_batch: int) -> int:
    """How large a step is at least: a batch, and never less than the smallest cell (`_cells.py`)."""
    return max(min_batch, SMALLEST_CELL)


def after(before: Steps, net: int, counts: Mapping[str, int], step: int) -> Steps:
    """The public figures once `net` signatures stand, of which `counts` in each district.

    Signatures that were withdrawn are in neither: whoever signs and withdraws again and again makes
    no step alone.
    """
    if abs(net - before.net) < step:
        return before
    moved = {
        code: counts.get(code, 0)
        for code in {*before.figures, *counts}
        if abs(counts.get(code, 0) - before.figures.get(code, 0)) >= step
    }
    return Steps(net, {**before.figures, **moved})
