"""The pages of whoever has no account: write, reply, and put new words in place by the code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, request

from commons.access import Permission, requires
from commons.discussion import editing, receipts
from commons.discussion import queries as discussion
from commons.discussion.models import WHOLE, Change, Stance
from commons.discussion.services import Statement, Written
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from commons.texts import queries as text_queries
from commons.texts.queries import SectionView
from consult.forms import tongue_of
from consult.models import DISCUSSION, Hearing
from consult.pages import go, public, within
from consult.queries import cards, hearings, texts
from consult.speakers import by_code, challenging, opening
from consult.speakers.guests import GuestEditForm, GuestForm, WorkFields
from consult.speakers.opening import Guest
from consult.speech.services import Rewording
from consult.states import Audience

blueprint = Blueprint("guests", __name__)


@blueprint.get("/hearings/<slug>/open")
@requires(Permission.ANYONE)
def write(slug: str) -> str:
    """The form of a guest, for `?section=`, in reply to `?reply=`, or on the draft as a whole."""
    hearing = public(slug)
    form = GuestForm(data={"version": texts.newest(hearing).number})
    return _page(hearing, form)


@blueprint.post("/hearings/<slug>/open")
@requires(Permission.ANYONE, writes=True)
def send(slug: str) -> Any:
    """Keep what a guest says; the code of the receipt is told once, on the next page."""
    hearing = hearings.public_at(slug)
    shown = _section(hearing)
    form = GuestForm(longest=len(shown.plain) if shown else 0)
    if not form.validate_on_submit():
        return _page(hearing, form), 422
    try:
        said = _statement(hearing, shown, form)
        written = opening.speak(_guest(form), hearing, said, form.speaker())
    except Refusal as refusal:
        _refuse(form, refusal, form.kept())
        return _page(hearing, form), 422
    flash(_told(written), "success")
    return go(hearing, f"/comments/{written.number}")


@blueprint.route("/hearings/<slug>/comments/<int:number>/edit-by-code", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def edit(slug: str, number: int) -> Any:
    """Put new words in place of what was sent without an account, by the code of its receipt."""
    hearing = public(slug)
    comment = _comment(hearing, number)
    section = _section_of(hearing, comment)
    longest = len(section.plain) if section else 0
    if request.method == "GET":
        wording = comment.suggestion or (section.plain if section else "")
        goes = comment.change is Change.DELETE and not comment.suggestion
        known = {"words": comment.words, "suggestion": wording, "whole_goes": goes}
        return _edit_page(hearing, comment, section, GuestEditForm(data=known, longest=longest))
    form = GuestEditForm(longest=longest)
    if not form.validate_on_submit():
        return _edit_page(hearing, comment, section, form), 422
    said = Rewording(
        form.words.data or "",
        form.suggestion.data if comment.stance is Stance.CHANGE else None,
        whole_goes=comment.stance is Stance.CHANGE and bool(form.whole_goes.data),
        language=tongue_of(form.words.data or form.suggestion.data or ""),
    )
    try:
        edited = by_code.edit(_guest(form), hearing, number, form.code.data or "", said)
    except Refusal as refusal:
        _refuse(form, refusal, "\n\n".join(w for w in (said.words, said.suggestion) if w))
        return _edit_page(hearing, comment, section, form), 422
    flash(
        _(
            "Your comment was edited. Keep this new code: from now on it takes the place of the "
            "former one. %(code)s",
            code=receipts.grouped(edited.code),
        ),
        "success",
    )
    return go(hearing, f"/comments/{number}")


def _statement(hearing: Hearing, shown: SectionView | None, form: GuestForm) -> Statement:
    answered = _answered(hearing)
    if answered is None:
        return form.statement(shown.eid if shown else WHOLE)
    newest = texts.newest(hearing).number or 0
    said = form.statement(WHOLE)
    return replace(said, version=newest, stance=None, suggestion=None, reply_to=answered.number)


def _told(written: Written) -> str:
    return _(
        "Your comment was accepted. It has number %(number)s. Keep this code: with it alone "
        "you can edit the comment or take it back. %(code)s",
        number=written.number,
        code=receipts.grouped(written.code),
    )


def _guest(form: WorkFields) -> Guest:
    return Guest(request.remote_addr or "", form.challenge.data or "", form.answer.data or "")


def _refuse(form: Any, refusal: Refusal, kept: str) -> None:
    if refusal.field is None and refusal.code not in ("nothing-new", "too-many-edits"):
        refusal.values = {**refusal.values, "kept": kept}
        raise refusal
    form.refuse(refusal)
    roll_back()


def _section(hearing: Hearing) -> SectionView | None:
    eid = request.args.get("section", "")
    return text_queries.section(texts.newest(hearing).id, eid) if eid else None


def _answered(hearing: Hearing) -> CommentView | None:
    """The comment to which a guest replies, by `?reply=`."""
    said = request.args.get("reply", "")
    if not said:
        return None
    return _comment(hearing, int(said) if said.isascii() and said.isdigit() else 0)


def _page(hearing: Hearing, form: GuestForm) -> str:
    _check_open_to_all(hearing)
    shown, answered = _section(hearing), _answered(hearing)
    if shown is not None and not form.suggestion.data:
        form.suggestion.data = shown.plain
    if shown is None or not shown.takes_stance or answered is not None:
        del form.stance, form.suggestion
    form.challenge.data, form.answer.data = challenging.issue(hearing), ""
    return within(
        "speakers/guest.html",
        hearing=hearing,
        card=cards.card(hearing),
        section=shown,
        answered=answered,
        form=form,
    )


def _edit_page(
    hearing: Hearing, comment: CommentView, section: SectionView | None, form: GuestEditForm
) -> str:
    _check_open_to_all(hearing)
    if not (comment.is_guest and comment.is_open and comment.has_words):
        raise Refusal("out-of-order", _l("This comment cannot be edited."))
    if comment.stance is not Stance.CHANGE:
        del form.suggestion, form.whole_goes
    form.challenge.data, form.answer.data = challenging.issue(hearing), ""
    return within(
        "speakers/edit.html",
        hearing=hearing,
        card=cards.card(hearing),
        comment=comment,
        form=form,
        left=editing.MOST - comment.edits,
    )


def _section_of(hearing: Hearing, comment: CommentView) -> SectionView | None:
    if not comment.section:
        return None
    return text_queries.section(texts.version(hearing, comment.version).id, comment.section)


def _check_open_to_all(hearing: Hearing) -> None:
    if hearing.audience is not Audience.OPEN:
        raise Refusal("not-found", _l("This hearing takes no comments without signing in."))


def _comment(hearing: Hearing, number: int) -> CommentView:
    found = discussion.one(DISCUSSION, hearing.key, number)
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found
