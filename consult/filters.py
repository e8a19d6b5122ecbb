"""What a caller of the API may ask about hearings: filters, order, and how much."""

from __future__ import annotations

from marshmallow import fields, validate

from commons.discussion.models import Stance
from commons.machine import Paging, Shape
from consult.queries.hearings import Sort
from consult.states import Kind, State, Topic

PUBLIC_STATES = [state.value for state in State if state is not State.DRAFT]


class HearingFilters(Paging):
    """Which hearings, and in which order."""

    status = fields.String(validate=validate.OneOf(PUBLIC_STATES))
    agency = fields.String(metadata={"description": "An agency's slug."})
    topic = fields.Enum(Topic, by_value=fields.String)
    kind = fields.Enum(Kind, by_value=fields.String)
    overdue = fields.Boolean(
        load_default=False, metadata={"description": "Only those whose summary is late."}
    )
    since = fields.Date(metadata={"description": "Closing after this day."})
    until = fields.Date(metadata={"description": "Opening up to this day."})
    q = fields.String(load_default="", validate=validate.Length(max=200))
    sort = fields.Enum(Sort, by_value=fields.String, load_default=Sort.NEWEST)


class VersionFilter(Shape):
    """Which version of the draft."""

    version = fields.Integer(
        validate=validate.Range(1, 100_000), metadata={"description": "The newest unless told."}
    )


class SectionFilters(VersionFilter, Paging):
    """Which version's sections."""


class CommentFilters(Paging):
    """Which comments."""

    section = fields.String(metadata={"description": "An eId; empty for the text as a whole."})
    stance = fields.Enum(Stance, by_value=fields.String)
    q = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Words that all stand in the comment or its files."},
    )
