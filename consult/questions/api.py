"""Questions for machines, under /api/v1."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from commons.machine import (
    Machine,
    Shape,
    flag,
    list_of,
    names,
    page,
    part,
    parts,
    reading,
    text,
    whole,
)
from consult.queries import hearings
from consult.questions import queries, serialising

blueprint = Machine("questions-api", __name__, description="Questions of the agencies.")


class Words(Shape):
    """A choice or a line with its code."""

    code = text()
    words = names()


class Condition(Shape):
    """The earlier answer on which a question depends."""

    question = whole()
    answer = text()


class Counted(Shape):
    """How many, by assurance; never to be added up."""

    verified_persons = whole()
    others = whole()


class ResultLine(Counted):
    """How many chose this answer."""

    row = text("The line of a matrix; empty elsewhere.")
    answer = text()
    words = text()


class QuestionShape(Shape):
    """A question and its results."""

    number = whole()
    form = text("open, single, multiple, scale or matrix.")
    section = text("An eId; empty for the draft as a whole.")
    wording = names()
    options = parts(Words)
    rows = parts(Words)
    scale = fields.List(fields.Integer(), required=True)
    has_other = flag()
    most = whole(nullable=True)
    is_required = flag()
    asked_if = part(Condition, nullable=True)
    is_frozen = flag("Somebody has answered it: it can no longer change.")
    answered = part(Counted, "Null while the results are hidden.", nullable=True)
    results = parts(ResultLine, "Empty for open questions, whose answers are comments.")


@blueprint.route("/hearings/<slug>/questions")
@blueprint.response(200, list_of(QuestionShape))
@reading
def questions(slug: str) -> dict[str, Any]:
    """The questions of a hearing in their order, with the results once these are open."""
    hearing = hearings.public_at(slug)
    if queries.may_see_results(hearing):
        lines = [serialising.result(each) for each in queries.results(hearing)]
    else:
        lines = [serialising.hidden(each) for each in queries.of(hearing)]
    return page(lines, total=len(lines), after=None)
