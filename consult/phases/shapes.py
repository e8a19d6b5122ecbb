"""What the API answers about phases."""

from __future__ import annotations

from marshmallow import fields

from commons.machine import Shape, instant, names, parts, text, whole


class PhaseChangeShape(Shape):
    """A later end of a phase; the old one stays visible."""

    old_closes_at = instant()
    new_closes_at = instant()
    reason = text()
    changed_at = instant()


class PhaseShape(Shape):
    """A part of the hearing with dates of its own; of the draft as a whole one can always speak."""

    number = whole()
    titles = names()
    opens = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "questions, sections or meetings: what takes something then."},
    )
    opens_at = instant()
    closes_at = instant("Exclusive: at this instant the phase is over.")
    turn = text("past, now, next, or off where the hearing ends before it.")
    changes = parts(PhaseChangeShape)
