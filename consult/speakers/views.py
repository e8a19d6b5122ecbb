"""The public's pages of this room: who spoke, and taking back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request

from commons.access import Permission, current_actor, requires
from commons.discussion import queries as discussion
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from consult.models import DISCUSSION, Hearing
from consult.pages import go, public, within
from consult.queries import cards
from consult.speakers import parting, queries, taking_back, words
from consult.speakers.forms import CodeForm

blueprint = Blueprint("speakers", __name__)


@blueprint.get("/hearings/<slug>/speakers")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """Who spoke: figures by assurance, never added up, and by who sees the name."""
    hearing = public(slug)
    return within(
        "speakers/show.html",
        hearing=hearing,
        card=cards.card(hearing),
        figures=queries.figures(hearing),
        assurance=words.assurance_words,
        on_paper=words.ON_PAPER,
        parts_at=parting.due_at(hearing),
        parted=parting.is_parted(hearing),
    )


@blueprint.route("/hearings/<slug>/comments/<int:number>/take-back", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def take_back(slug: str, number: int) -> Any:
    """Take back, by the code of its receipt, what was sent without an account."""
    hearing = public(slug)
    comment, form = _comment(hearing, number), CodeForm()
    if request.method == "GET":
        return _take_back_page(hearing, comment, form)
    if not form.validate_on_submit():
        return _take_back_page(hearing, comment, form), 422
    try:
        taking_back.by_code(request.remote_addr or "", hearing, number, form.code.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _take_back_page(hearing, comment, form), 422
    flash(_("Your comment is withdrawn. Its words are no longer shown."), "success")
    return go(hearing, f"/comments/{number}")


@blueprint.route("/hearings/<slug>/comments/<int:number>/erase", methods=["GET", "POST"])
@requires(Permission.HEARING_COMMENT, writes=True)
def erase(slug: str, number: int) -> Any:
    """Erase what one wrote under age, for ever and at any time."""
    hearing = public(slug)
    if request.method == "GET":
        if not taking_back.may_erase(current_actor(), hearing, number):
            raise Refusal("not-found", _l("There is nothing to erase here."))
        return within("speakers/erase.html", hearing=hearing, comment=_comment(hearing, number))
    taking_back.erase(current_actor(), hearing, number)
    flash(_("Your comment is erased. Only its number and the counts remain."), "success")
    return go(hearing, f"/comments/{number}")


def _comment(hearing: Hearing, number: int) -> CommentView:
    found = discussion.one(DISCUSSION, hearing.key, number)
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _take_back_page(hearing: Hearing, comment: CommentView, form: CodeForm) -> str:
    return within("speakers/take_back.html", hearing=hearing, comment=comment, form=form)
