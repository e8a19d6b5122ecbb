"""What moderation adds to a body's public page: how many reports and appeals, how long, how they ended."""

from __future__ import annotations

from typing import Any

from commons.agencies import parts
from commons.agencies.models import Agency
from commons.agencies.parts import Part
from commons.moderation import figures


def values(agency: Agency) -> dict[str, Any]:
    """The figures of a body; nothing where nobody reported anything."""
    found = figures.of_agency(agency.id)
    if not (found.reports or found.decisions):
        return {}
    return {"figures": found, "taken_away": figures.taking_away(found)}


parts.register(Part(name="moderation", template="moderation/agency.html", values=values))
