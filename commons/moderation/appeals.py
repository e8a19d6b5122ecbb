"""The desk of appeals, outside the bodies concerned: what waits and how long, one appeal, its answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Actor, Permission, current_actor, requires
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.moderation import policies, queries, words
from commons.moderation.forms import AnswerForm, lines
from commons.moderation.models import ModerationAppeal
from commons.moderation.services import appealing
from commons.moderation.services.appealing import Answer
from commons.moderation.services.working import Original
from commons.moderation.states import Outcome
from commons.requests import roll_back

blueprint = Blueprint("moderation_appeals", __name__, url_prefix="/desk/appeals")


def _mine(actor: Actor, appeals: Any) -> list[ModerationAppeal]:
    """The appeals that this person may decide, being outside the body concerned."""
    tree = agencies.tree()
    return [each for each in appeals if policies.may_read_for_appeal(actor, each, tree)]


desks.register(
    desks.Queue(
        name="appeals",
        title=_l("Appeals against moderation"),
        address="/desk/appeals",
        permission=Permission.MODERATION_APPEAL,
        waiting=lambda actor: len(_mine(actor, queries.open_appeals())),
    )
)


@blueprint.get("")
@requires(Permission.MODERATION_APPEAL)
def index() -> str:
    """Appeals that wait, by their clock; and what was decided lately."""
    actor = current_actor()
    return render_template(
        "moderation/appeals.html",
        waiting=_shown(_mine(actor, queries.open_appeals())),
        decided=_shown(_mine(actor, queries.decided_appeals())),
        now=clock.now(),
        name=words.name,
    )


@blueprint.get("/<int:number>")
@requires(Permission.MODERATION_APPEAL)
def one(number: int) -> str:
    """One appeal; the words are opened on record only."""
    return _page(_appeal(number), AnswerForm(formdata=None))


@blueprint.post("/<int:number>/words")
@requires(Permission.MODERATION_APPEAL, writes=True)
def read(number: int) -> Any:
    """Open the words; the reading is on record."""
    found = _appeal(number)
    original = appealing.read_words(current_actor(), found)
    return _page(found, AnswerForm(formdata=None), original=original)


@blueprint.post("/<int:number>/answer")
@requires(Permission.MODERATION_APPEAL, writes=True)
def answer(number: int) -> Any:
    """Decide the appeal."""
    found, form = _appeal(number), AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        given = Answer(
            Outcome(str(form.outcome.data)), form.reason.data or "", lines(form.passages.data)
        )
        appealing.answer(current_actor(), found, given)
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(_appeal(number), form), 422
    flash(_("Decided. The author gets a letter; the public log shows the outcome."), "success")
    return redirect("/desk/appeals", 303)


def _appeal(number: int) -> ModerationAppeal:
    found = queries.appeal(number)
    if found is None:
        raise Refusal("not-found", _l("There is no such appeal."))
    if not policies.may_read_for_appeal(current_actor(), found, agencies.tree()):
        raise Refusal("not-permitted", _l("An appeal is decided outside the agency concerned."))
    return found


def _shown(appeals: list[ModerationAppeal]) -> list[tuple[ModerationAppeal, queries.Found]]:
    return [(each, queries.of(each.decision.case)) for each in appeals]


def _page(appeal: ModerationAppeal, form: AnswerForm, *, original: Original | None = None) -> str:
    found = queries.of(appeal.decision.case)
    return render_template(
        "moderation/one_appeal.html",
        appeal=appeal,
        decision=appeal.decision,
        found=found,
        subject=found.subject,
        comment=found.comment,
        original=original,
        form=form,
        name=words.name,
    )
