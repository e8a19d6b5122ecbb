"""The desk of an early end: asked for by a publisher on a coded ground, agreed to by a second person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _, language
from commons.law import queries as law
from consult import answerforms, deskforms, policies
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, page
from consult.queries import cards, replies
from consult.services import ending

blueprint = Blueprint("hearing_ending", __name__)


@blueprint.route("/desk/hearings/<slug>/end-early", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def ask(slug: str) -> Any:
    """Ask for an early end, or see which one waits."""
    hearing = at_desk(slug)
    rule_set = law.by_key(hearing.rule_set_id)
    form = answerforms.EndForm(rule_set=rule_set, tongue=language())

    def act() -> None:
        day = deskforms.day_of(form.closes_on)
        ending.ask(
            current_actor(),
            hearing,
            closes_at=deskforms.closing(day, None, rule_set.zone),
            ground=form.ground.data or "",
            reason=form.reason.data or "",
            shorten_ground=form.shorten_ground.data or None,
        )

    if request.method == "GET":
        return _page(hearing, form)
    again = attempt(form, act, lambda: _page(hearing, form))
    return again or done(hearing, _("A second person can agree now."), "/end-early")


@blueprint.post("/desk/hearings/<slug>/end-early/<any(agree, refuse):act>")
@requires(Permission.HEARING_PREPARE, writes=True)
def settle(slug: str, act: str) -> Any:
    """Agree to an early end as the second person, or turn it down."""
    hearing = at_desk(slug)
    if act == "refuse":
        ending.refuse(current_actor(), hearing)
        return done(hearing, _("The hearing goes on as it was."))
    ending.agree(current_actor(), hearing)
    return done(hearing, _("The hearing ends early. Followers are told."))


def _page(hearing: Hearing, form: answerforms.EndForm) -> str:
    actor, asked = current_actor(), replies.early_end(hearing)
    return page(
        "desk/end.html",
        hearing=hearing,
        form=form,
        card=cards.card(hearing),
        asked=asked,
        may_ask=policies.may_end_early(actor, hearing),
        may_agree=asked is not None and policies.may_agree_to_end(actor, hearing, asked.asked_by),
    )
