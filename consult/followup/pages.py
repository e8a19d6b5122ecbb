"""What the pages of what follows are made with, and how results are called and marked."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template

from commons.i18n import _l
from consult import policies, words
from consult.followup import queries
from consult.followup.models import Outcome, Result
from consult.models import Hearing

blueprint = Blueprint("follow_up", __name__)
_NAMES: dict[Result, object] = {
    Result.ADOPTED: _l("Adopted"),
    Result.PARTLY: _l("Adopted in part"),
    Result.NOT: _l("Not adopted"),
}
BADGES = {Result.ADOPTED: "done", Result.PARTLY: "info", Result.NOT: "refused"}


def result_name(result: Result | str) -> str:
    """What a result is called in the reader's language."""
    return str(_NAMES[Result(result)])


def choices() -> list[tuple[str, str]]:
    """The results as a form offers them."""
    return [(result.value, result_name(result)) for result in Result]


def page(template: str, **values: Any) -> str:
    """A page of this room."""
    return render_template(
        f"followup/{template}",
        result_name=result_name,
        badge_of=BADGES,
        state_badge=words.BADGES,
        name=words.name,
        policies=policies,
        **values,
    )


@blueprint.app_template_global("outcome_of")
def outcome_of(hearing: Hearing, place: str | None) -> Outcome | None:
    """What became of the section of a comment, read once for each page."""
    kept: dict[int, dict[str, Outcome]] = g.setdefault("outcomes", {})
    if hearing.id not in kept:
        kept[hearing.id] = queries.outcomes(hearing) if hearing.decided_at else {}
    return kept[hearing.id].get(place or "")


@blueprint.app_template_global("outcome_name")
def outcome_name(outcome: Outcome) -> str:
    """How its result is called."""
    return result_name(outcome.result)


@blueprint.app_template_global("evaluation_of")
def evaluation_of(hearing: Hearing) -> queries.EvaluationView | None:
    """The evaluation of a law in force, for the hearing's page."""
    return queries.evaluation(hearing) if hearing.in_force_on else None


@blueprint.app_template_global("evaluated_law")
def evaluated_law(hearing: Hearing) -> queries.Origin | None:
    """The first hearing of the law that this hearing evaluates, for its page; read once."""
    kept: dict[int, queries.Origin | None] = g.setdefault("evaluated_law", {})
    if hearing.id not in kept:
        is_evaluation = hearing.kind.value == "evaluation"
        kept[hearing.id] = queries.origin(hearing) if is_evaluation else None
    return kept[hearing.id]


@blueprint.app_template_global("final_text_of")
def final_text_of(hearing: Hearing) -> Any:
    """Where the adopted act stands, for the hearing's page."""
    return queries.final_text(hearing) if hearing.decided_at else None
