"""The desk after the decision: final text, what became of each section, the evaluation."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request

from commons import clock, limits
from commons.access import Actor, Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from commons.texts.report import BadFile
from consult.desk.acting import done
from consult.followup import evaluating, queries, services
from consult.followup.forms import AnswerForm, FinalTextForm
from consult.followup.models import Result
from consult.followup.pages import choices, page
from consult.followup.services import Said
from consult.models import Hearing
from consult.pages import at_desk
from consult.queries import cards

blueprint = Blueprint("follow_up_desk", __name__)


def _waiting(actor: Actor) -> int:
    return len(queries.tasks(actor.agencies_with(Permission.HEARING_PREPARE), clock.now()))


desks.register(
    desks.Queue(
        name="evaluations",
        title=_l("Evaluations of laws in force"),
        address="/desk/evaluations",
        permission=Permission.HEARING_PREPARE,
        waiting=_waiting,
    )
)


@blueprint.get("/desk/evaluations")
@requires(Permission.HEARING_PREPARE)
def evaluations() -> str:
    """The laws of one's agencies whose evaluation is due soon, late, or asked for."""
    mine = current_actor().agencies_with(Permission.HEARING_PREPARE)
    found = queries.tasks(mine, clock.now())
    return page("desk_evaluations.html", rows=[(h, queries.evaluation(h)) for h in found])


@blueprint.route("/desk/hearings/<slug>/final-text", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def final_text(slug: str) -> Any:
    """Enter where the adopted act is published, and import it."""
    hearing = at_desk(slug)
    final, row = queries.final_text(hearing), queries.evaluation_row(hearing)
    known = {
        "link": final.link if final else "",
        "gazette": final.gazette if final else "",
        "evaluate_on": row.due_on if row else None,
    }
    form = FinalTextForm(data=known)

    def act() -> None:
        limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
        try:
            parsed = form.parsed()
        except BadFile as bad:
            raise Refusal("bad-file", bad.message, field="file") from None
        services.enter_final_text(
            current_actor(),
            hearing,
            link=form.link.data or "",
            gazette=form.gazette.data or "",
            parsed=parsed,
            evaluate_on=form.evaluate_on.data,
        )

    def show() -> str:
        return page("desk_final.html", hearing=hearing, form=form, final=final)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(
        hearing, _("Kept. Now confirm what became of each section."), "/follow-up"
    )


@blueprint.get("/desk/hearings/<slug>/follow-up")
@requires(Permission.HEARING_PREPARE)
def follow_up(slug: str) -> str:
    """Each section with what the words of the final text propose."""
    return _page(at_desk(slug))


@blueprint.post("/desk/hearings/<slug>/follow-up")
@requires(Permission.HEARING_PREPARE, writes=True)
def record_outcomes(slug: str) -> Any:
    """Put what became of the sections on record."""
    hearing = at_desk(slug)
    said = _said(hearing)
    if not said:
        return _page(hearing, errors={"": _("Choose what became of at least one section.")}), 422
    try:
        services.record_outcomes(current_actor(), hearing, said)
    except FieldRefusals as refusal:
        roll_back()
        return _page(hearing, errors={name: str(words) for name, words in refusal.fields}), 422
    return done(hearing, _("On record. Followers are told once."), "/follow-up")


@blueprint.route("/desk/hearings/<slug>/evaluation", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def evaluation(slug: str) -> Any:
    """The evaluation of a law: when it is due, who asks for it earlier, and the answer."""
    hearing, form = at_desk(slug), AnswerForm()

    def act() -> None:
        evaluating.answer(
            current_actor(),
            hearing,
            agreed=form.agreed.data == "yes",
            words=form.answer.data or "",
        )

    def show() -> str:
        return page(
            "desk_evaluation.html",
            hearing=hearing,
            form=form,
            evaluation=queries.evaluation(hearing),
            requests=queries.requests(hearing),
            card=cards.card(hearing),
        )

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(
        hearing, _("Your answer is public. Whoever asked is told."), "/evaluation"
    )


@blueprint.post("/desk/hearings/<slug>/evaluation/begin")
@requires(Permission.HEARING_PREPARE, writes=True)
def begin(slug: str) -> Any:
    """Begin the hearing in which the law is evaluated."""
    made = evaluating.begin(current_actor(), at_desk(slug))
    return redirect(f"/desk/hearings/{made.slug}", 303)


def _said(hearing: Hearing) -> dict[str, Said]:
    said: dict[str, Said] = {}
    for line in queries.lines(hearing):
        eid = line.entry.eid
        result = request.form.get(f"result-{eid}", "")
        if result in {word.value for word in Result}:
            reason, final = request.form.get(f"reason-{eid}", ""), request.form.get(f"to-{eid}")
            said[eid] = Said(Result(result), reason[:5000], final or None)
    return said


def _page(hearing: Hearing, errors: dict[str, str] | None = None) -> str:
    sent = {eid: (one.result, one.reason, one.final_eid) for eid, one in _said(hearing).items()}
    kept = {e: (o.result, o.reason, o.final_eid) for e, o in queries.outcomes(hearing).items()}
    proposed = {} if kept else services.proposals(hearing)
    guessed = {eid: (one.result, "", one.final_eid) for eid, one in proposed.items()}
    return page(
        "desk_follow_up.html",
        hearing=hearing,
        lines=queries.lines(hearing),
        values={**guessed, **kept, **sent},
        is_proposal=bool(guessed),
        results=choices(),
        finals=queries.final_labels(hearing),
        final=queries.final_text(hearing),
        errors=errors or {},
    )
