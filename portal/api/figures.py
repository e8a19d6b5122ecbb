"""The public figures for machines."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from commons.machine import Machine, Shape, instant, part, reading, whole
from portal import statistics

blueprint = Machine("statistics-api", __name__, description="Figures of the whole house.")


class SummaryFigures(Shape):
    """Summaries of hearings: published, still owed, and late."""

    published = whole()
    owed = whole()
    overdue = whole()


class FiguresShape(Shape):
    """How many in each state."""

    as_of = instant(nullable=False)
    hearings = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    summaries = part(SummaryFigures)
    initiatives = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


@blueprint.route("/statistics")
@blueprint.response(200, FiguresShape)
@reading
def figures() -> dict[str, Any]:
    """How many hearings and initiatives are in each state, and which summaries are late."""
    found = statistics.figures()
    return {
        "as_of": found.as_of,
        "hearings": {state.value: count for state, count in found.hearings.items()},
        "summaries": {
            "published": found.published_summaries,
            "owed": found.owed_summaries,
            "overdue": found.overdue_summaries,
        },
        "initiatives": {state.value: count for state, count in found.initiatives.items()},
    }
