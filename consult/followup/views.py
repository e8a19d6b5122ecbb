"""What became of a hearing, for citizens: you said, we did, this became law; and asking for more."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect

from commons.access import Permission, current_actor, requires
from commons.discussion import statistics
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from commons.texts import queries as texts
from commons.texts import render
from consult.followup import evaluating, queries
from consult.followup.forms import AskForm
from consult.followup.pages import blueprint, page
from consult.models import DISCUSSION, Hearing
from consult.pages import public
from consult.queries import answers, cards, hearings


@blueprint.get("/hearings/<slug>/follow-up")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """You said, we did, this became law: each section with its answers and its outcome."""
    return _page(public(slug), AskForm())


@blueprint.get("/hearings/<slug>/final-text")
@requires(Permission.ANYONE)
def final_text(slug: str) -> str:
    """The act as adopted, where its text was imported."""
    hearing = public(slug)
    final = queries.final_text(hearing)
    if final is None or final.text_id is None:
        raise Refusal("not-found", _l("The adopted text has not been entered yet."))
    version = texts.latest(final.text_id)
    tree = texts.whole(version.id)
    return page(
        "final.html", hearing=hearing, final=final, version=version, text=render.whole(tree)
    )


@blueprint.post("/hearings/<slug>/evaluation-requests")
@requires(Permission.HEARING_COMMENT, writes=True)
def ask(slug: str) -> Any:
    """Ask for an earlier evaluation."""
    hearing, form = hearings.public_at(slug), AskForm()
    if not form.validate_on_submit():
        return _page(hearing, form), 422
    try:
        evaluating.ask(current_actor(), hearing, reason=form.reason.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(hearing, form), 422
    flash(_("Your request is counted. The agency must answer it in public."), "success")
    return redirect(f"{hearing.path}/follow-up#evaluation", 303)


def _page(hearing: Hearing, form: AskForm) -> str:
    counts = statistics.of(DISCUSSION, hearing.key)
    answered: dict[str, list[Any]] = {}
    for line in answers.themes(hearing) if hearing.summarised_at else []:
        if line.theme.answer is not None and line.theme.answer.section:
            answered.setdefault(line.theme.answer.section, []).append(line.theme)
    return page(
        "show.html",
        hearing=hearing,
        card=cards.card(hearing, counts),
        counts=counts,
        lines=queries.lines(hearing),
        tally=queries.counts(hearing),
        answered=answered,
        final=queries.final_text(hearing),
        evaluation=queries.evaluation(hearing),
        has_asked=queries.has_asked(hearing, current_actor().account_id),
        form=form,
    )
