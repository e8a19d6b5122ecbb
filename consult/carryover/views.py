"""The public side of a carry-over: what became of each section and comment, and who decided it when."""

from __future__ import annotations

from flask import Blueprint

from commons.access import Permission, requires
from consult.carryover import comparing, queries, shapes
from consult.pages import public, within
from consult.queries import texts

blueprint = Blueprint("hearing_carry_over", __name__)


@blueprint.get("/hearings/<slug>/carry-over/<int:number>")
@requires(Permission.ANYONE)
def record(slug: str, number: int) -> str:
    """The record of the round after version `number`, open for ever."""
    hearing = public(slug)
    return within(
        "carryover/record.html",
        hearing=hearing,
        both=shapes.sides(hearing, number),
        lines=queries.lines(hearing, number),
        decisions=queries.decisions(hearing, number),
        orphans=queries.orphans(hearing, number),
        settled=queries.settled(hearing, number),
        reopenings=queries.reopenings(hearing, number),
        is_open=queries.is_open(hearing, number),
    )


@blueprint.get("/hearings/<slug>/compare/<int:a>/<int:b>")
@requires(Permission.ANYONE)
def compare(slug: str, a: int, b: int) -> str:
    """Two versions, section by section, as a redline with the comments of the first laid over it."""
    hearing = public(slug)
    old, new = texts.version(hearing, a), texts.version(hearing, b)
    return within(
        "carryover/compare.html",
        hearing=hearing,
        old=old,
        new=new,
        compared=comparing.lines(hearing, old, new),
        has_record=b == a + 1,
    )


@blueprint.get("/hearings/<slug>/compare/<int:a>/<int:b>/table")
@requires(Permission.ANYONE)
def table(slug: str, a: int, b: int) -> str:
    """Two versions side by side, as ministries print them: the old wording left, the new right."""
    hearing = public(slug)
    old, new = texts.version(hearing, a), texts.version(hearing, b)
    return within(
        "carryover/columns.html",
        hearing=hearing,
        old=old,
        new=new,
        compared=comparing.lines(hearing, old, new),
    )
