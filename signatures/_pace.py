"""The pace of the public count, by a sheet's own clock; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from signatures._sheets import Sheet

AT_ONCE = 1
MERGE_DELAY = timedelta(minutes=10)
"""How long the sequencer itself may take."""


def is_at_once(sheet: Sheet) -> bool:
    """Whether the count moves with each signature, as some laws want it."""
    return sheet.min_batch <= AT_ONCE or not sheet.max_delay


def tick(sheet: Sheet, now: datetime) -> int:
    """How often the sheet's own clock has ticked since it opened."""
    return max(timedelta(), now - sheet.opens_at) // sheet.max_delay


def next_tick(sheet: Sheet, now: datetime) -> datetime:
    """When, at the latest, whatever waits now is released."""
    if is_at_once(sheet):
        return now + MERGE_DELAY
    return sheet.opens_at + (tick(sheet, now) + 1) * sheet.max_delay
