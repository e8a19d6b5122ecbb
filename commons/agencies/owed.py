"""What waits for an official: each room of the house offers its lines, for desk and daily letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from commons.access import Actor


@dataclass(frozen=True)
class Line:
    """One thing that is new or owed: in the reader's words, where it lies, by when, how many."""

    words: object
    address: str
    due_at: datetime | None = None
    many: int | None = None
    is_overdue: bool = False


Provider = Callable[[Actor, datetime], Iterable[Line]]
"""Gives the lines of one official; what is new is new since the instant."""

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room add its lines; a second time replaces the first."""
    _providers[name] = provider


def lines(actor: Actor, since: datetime) -> list[Line]:
    """Everything new since then or owed by this official, what is late first, then by due date."""
    found = [line for name in sorted(_providers) for line in _providers[name](actor, since)]
    return sorted(found, key=_order)


def _order(line: Line) -> tuple[bool, bool, float]:
    due = line.due_at.timestamp() if line.due_at else 0.0
    return (not line.is_overdue, line.due_at is None, due)
