"""What the rooms of the house hold of a person; each room says it here, my page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commons.accounts.models import Account


@dataclass(frozen=True)
class Thing:
    """One thing that a person did or owns: words, where it stands, when."""

    title: str
    address: str
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Part:
    """What one room holds: the latest things, all of it as data, and how it is let go.

    `shown` gives the latest things of an account, `stored` everything as JSON, `forget` is called
    before an account is erased: it keeps public words and cuts what was private.
    """

    name: str
    title: object
    shown: Callable[[int], Sequence[Thing]]
    stored: Callable[[int], Any]
    forget: Callable[[Account], None]


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Let a room say what it holds; a second time replaces the first."""
    _parts[part.name] = part


def parts() -> tuple[Part, ...]:
    """Every room that holds something of a person, by name."""
    return tuple(_parts[name] for name in sorted(_parts))
