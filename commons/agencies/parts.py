"""What the rooms of the house add to a body's public page: its hearings, what lies with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from commons.agencies.models import Agency, Kind


@dataclass(frozen=True)
class Part:
    """A part of a body's page: the template that shows it, and the values it shows.

    `kinds` are the bodies that have it; `values` may give an empty dict to be left out.
    """

    name: str
    template: str
    values: Callable[[Agency], dict[str, Any]]
    kinds: frozenset[Kind] = frozenset(Kind)


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Let a room add its part; a second time replaces the first."""
    _parts[part.name] = part


def shown(agency: Agency) -> list[tuple[str, dict[str, Any]]]:
    """The templates with their values that make up this body's page."""
    wanted = (_parts[name] for name in sorted(_parts) if agency.kind in _parts[name].kinds)
    found = [(part.template, part.values(agency)) for part in wanted]
    return [(template, values) for template, values in found if values]
