"""Days on which far more signed than usual, and what grows fastest: pure, from released counts alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Protocol

LEAST = 50
"""Fewer on one day is never called unusual: a small sheet moves by leaps."""
TIMES = 5
"""So many times the usual day is unusual; the platform's own stand, no law's."""
LOOK_BACK = timedelta(days=7)


class Day(Protocol):
    """One day of the public count."""

    @property
    def day(self) -> date:
        """The local day."""

    @property
    def signatures(self) -> int:
        """How many were released on it."""

    @property
    def withdrawals(self) -> int:
        """How many were withdrawn on it."""


def days(history: Sequence[Day]) -> list[date]:
    """The days whose signatures, or withdrawals, are far above the median of the others.

    They are marked for everybody and prove nothing by themselves: news brings such days, too.
    """
    return [
        one.day
        for one in history
        if _is_high(one.signatures, [o.signatures for o in history if o.day != one.day])
        or _is_high(one.withdrawals, [o.withdrawals for o in history if o.day != one.day])
    ]


def _is_high(many: int, others: Sequence[int]) -> bool:
    usual = median(others) if others else 0
    return len(others) > 1 and many >= LEAST and many > TIMES * max(1, usual)


def gained(history: Sequence[Day], today: date) -> int:
    """By how much the public count has grown in the last seven days."""
    since = today - LOOK_BACK
    return sum(one.signatures - one.withdrawals for one in history if one.day > since)
