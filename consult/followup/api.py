"""What followed a hearing, for machines: the final text, each section's outcome, the evaluation."""

from __future__ import annotations

from typing import Any

from commons.machine import (
    Machine,
    Shape,
    absolute,
    day,
    flag,
    instant,
    local,
    part,
    parts,
    reading,
    text,
    whole,
)
from consult.followup import queries
from consult.models import Hearing
from consult.queries import cards, hearings

blueprint = Machine("follow-up-api", __name__, description="What became of hearings.")


class FinalShape(Shape):
    """Where the adopted act stands."""

    link = text()
    gazette = text()
    text_url = text("The adopted text in this house, where it was imported.", nullable=True)
    recorded_at = instant()


class OutcomeShape(Shape):
    """What became of one section of the draft."""

    eId = text()  # noqa: N815 - the standard's
    number = text()
    result = text("adopted, partly or not.", nullable=True)
    reason = text()
    final_eId = text("The section of the adopted text.", nullable=True)  # noqa: N815 - likewise
    score = whole("How alike the words are, 0 to 100.", nullable=True)


class EvaluationShape(Shape):
    """The evaluation that the law owes."""

    due_on = day(nullable=False)
    days_overdue = whole()
    is_overdue = flag()
    requests = whole("Persons who ask for an earlier evaluation.")
    answered_at = instant()
    agreed = flag("Whether the agency agrees to an earlier one; null before its answer.")
    answer = text(nullable=True)
    hearing = text("The hearing in which the law is evaluated.", nullable=True)


EvaluationShape._declared_fields["agreed"].allow_none = True


class FollowUpShape(Shape):
    """You said, we did, this became law."""

    hearing = text()
    evaluates = text("The first hearing of the law that is evaluated here.", nullable=True)
    in_force_on = day()
    final_text = part(FinalShape, nullable=True)
    sections = parts(OutcomeShape)
    evaluation = part(EvaluationShape, nullable=True)


@blueprint.route("/hearings/<slug>/follow-up")
@blueprint.response(200, FollowUpShape)
@reading
def follow_up(slug: str) -> dict[str, Any]:
    """What became of each section after the decision, and when the law is evaluated."""
    hearing = hearings.public_at(slug)
    first = queries.origin(hearing)
    return {
        "hearing": absolute(hearing.path),
        "evaluates": absolute(first.hearing.path) if first else None,
        "in_force_on": hearing.in_force_on,
        "final_text": _final(hearing),
        "sections": [_outcome(line) for line in queries.lines(hearing)],
        "evaluation": _evaluation(hearing),
    }


def _final(hearing: Hearing) -> dict[str, Any] | None:
    final = queries.final_text(hearing)
    if final is None:
        return None
    return {
        "link": final.link,
        "gazette": final.gazette,
        "text_url": absolute(f"{hearing.path}/final-text") if final.text_id else None,
        "recorded_at": local(final.recorded_at, cards.card(hearing).rule_set.zone),
    }


def _outcome(line: queries.Line) -> dict[str, Any]:
    made = line.outcome
    return {
        "eId": line.entry.eid,
        "number": line.entry.number,
        "result": made.result.value if made else None,
        "reason": made.reason if made else "",
        "final_eId": made.final_eid if made else None,
        "score": made.score if made else None,
    }


def _evaluation(hearing: Hearing) -> dict[str, Any] | None:
    found = queries.evaluation(hearing)
    if found is None:
        return None
    row, made_in = found.row, found.made_in
    return {
        "due_on": found.due_on,
        "days_overdue": found.days_late,
        "is_overdue": found.days_late > 0,
        "requests": found.asked,
        "answered_at": row.answered_at if row else None,
        "agreed": row.agreed if row else None,
        "answer": row.answer or None if row else None,
        "hearing": absolute(made_in.path) if made_in and made_in.approved_at else None,
    }
