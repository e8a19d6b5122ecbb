"""What the strong room says of keeping: when a sheet is due, who holds it, how it was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class HoldView:
    """Two persons' wish to keep a sheet longer; it stands once `agreed_at` is set."""

    id: int
    sheet_id: int
    ground: str
    reason: str
    side: str
    """The side that asked: verifier or auditor; the other one must agree."""
    asked_at: datetime
    until: datetime
    agreed_at: datetime | None


@dataclass(frozen=True)
class DueSheet:
    """A sheet with the moment from which its secret is no longer needed, and by which rule."""

    id: int
    digest: str
    title: str
    until: datetime
    rule: str


@dataclass(frozen=True)
class KeepingView:
    """How long a sheet's secret is kept, who has put that off, and its certificate of destruction."""

    until: datetime | None
    rule: str
    holds: tuple[HoldView, ...]
    held_until: datetime | None
    destroyed_at: datetime | None
    envelopes: int | None
    ground: str
