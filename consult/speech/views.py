"""Pages of what one does with comments: edit one's own, support another's, keep a draft."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.api import wants_json
from commons.clock import now
from commons.discussion import drafts, editing
from commons.discussion import queries as discussion
from commons.discussion.additions import Mood
from commons.discussion.models import WHOLE, Change, Stance
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from commons.texts import queries as text_queries
from commons.texts.queries import SectionView
from consult import rules
from consult.forms import CommentForm, tongue_of
from consult.models import DISCUSSION, Hearing
from consult.pages import go, public, within
from consult.queries import hearings, texts
from consult.speech import services
from consult.speech.forms import EditForm

blueprint = Blueprint("speech", __name__)


@blueprint.get("/hearings/<slug>/comments/<int:number>/edit")
@requires(Permission.HEARING_COMMENT)
def editing_page(slug: str, number: int) -> str:
    """One's own comment, to be written anew."""
    hearing = public(slug)
    comment = _own(hearing, number)
    rules.check_open(hearing, now())
    section = _section(hearing, comment)
    form = EditForm(
        data={
            "words": comment.words,
            "suggestion": comment.suggestion or (section.plain if section else ""),
            "whole_goes": comment.change is Change.DELETE and not comment.suggestion,
        },
        longest=len(section.plain) if section else 0,
    )
    return _edit_page(hearing, comment, section, form)


@blueprint.post("/hearings/<slug>/comments/<int:number>/edit")
@requires(Permission.HEARING_COMMENT, writes=True)
def edit(slug: str, number: int) -> Any:
    """Put the new words in place; the former stay readable."""
    hearing = hearings.public_at(slug)
    comment = _own(hearing, number)
    section = _section(hearing, comment)
    form = EditForm(longest=len(section.plain) if section else 0)
    if not form.validate_on_submit():
        return _edit_page(hearing, comment, section, form), 422
    try:
        services.edit(
            current_actor(),
            hearing,
            number,
            words=form.words.data or "",
            suggestion=form.suggestion.data,
            whole_goes=bool(form.whole_goes.data),
            language=tongue_of(form.words.data or form.suggestion.data or ""),
        )
    except Refusal as refusal:
        if refusal.field is None:
            kept = "\n\n".join(w for w in (form.words.data, form.suggestion.data) if w)
            refusal.values = {**refusal.values, "kept": kept}
            raise
        form.refuse(refusal)
        roll_back()
        return _edit_page(hearing, comment, section, form), 422
    flash(_("Your comment was edited. Its former wording stays readable below."), "success")
    return go(hearing, f"/comments/{number}")


@blueprint.post("/hearings/<slug>/comments/<int:number>/reaction")
@requires(Permission.HEARING_COMMENT, writes=True)
def react(slug: str, number: int) -> Any:
    """Support or thank, or take that back."""
    hearing = hearings.public_at(slug)
    said = request.form.get("mood", "")
    services.react(current_actor(), hearing, number, Mood(said) if said in set(Mood) else None)
    back = request.form.get("back", "")
    if not back.startswith((f"{hearing.path}/", f"{hearing.path}?")):
        back = f"{hearing.path}/comments/{number}"
    return redirect(f"{back}#comment-{number}", 303)


@blueprint.post("/hearings/<slug>/sections/<eid>/draft")
@requires(Permission.HEARING_COMMENT, writes=True)
def keep_of_section(slug: str, eid: str) -> Any:
    """Keep what is half-written of one section."""
    hearing = hearings.public_at(slug)
    shown = text_queries.section(texts.newest(hearing).id, eid)
    return _keep(hearing, shown.eid, f"/sections/{shown.eid}#speak")


@blueprint.post("/hearings/<slug>/draft")
@requires(Permission.HEARING_COMMENT, writes=True)
def keep_of_whole(slug: str) -> Any:
    """Keep what is half-written of the draft as a whole."""
    return _keep(hearings.public_at(slug), WHOLE, "/comments#speak")


@blueprint.post("/hearings/<slug>/stances/draft")
@requires(Permission.HEARING_COMMENT, writes=True)
def keep_of_many(slug: str) -> Any:
    """Keep what is half-written of many sections."""
    return _keep(hearings.public_at(slug), drafts.MANY, "/stances")


@blueprint.post("/hearings/<slug>/draft/discard")
@requires(Permission.HEARING_COMMENT, writes=True)
def discard(slug: str) -> Any:
    """Forget a draft that is not wanted any more."""
    hearing, place = hearings.public_at(slug), request.form.get("place", "")
    drafts.drop(current_actor().account_id or 0, DISCUSSION, hearing.key, place)
    flash(_("The draft is discarded."), "info")
    if place == drafts.MANY:
        return go(hearing, "/stances")
    return go(hearing, f"/sections/{place}" if place else "/comments")


def _keep(hearing: Hearing, place: str, where: str) -> Any:
    actor = current_actor()
    limits.spend(limits.DRAFT, f"account:{actor.account_id}")
    form = dict(request.form.lists())
    if request.files.getlist("file"):
        sent = CommentForm()
        sent.take_files(hearing)
        form["held"] = [one.key for one in sent.held]
    saved = drafts.save(actor.account_id or 0, DISCUSSION, hearing.key, place, form)
    if wants_json():
        return jsonify(saved_at=saved.isoformat())
    flash(_("Saved as a draft. Only you can see it; nothing is sent yet."), "success")
    return go(hearing, where)


def _own(hearing: Hearing, number: int) -> CommentView:
    comment = discussion.one(DISCUSSION, hearing.key, number)
    account = current_actor().account_id
    if comment is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    if discussion.own(DISCUSSION, hearing.key, number, account) is None:
        raise Refusal("not-permitted", _l("Only its author may edit a comment."))
    if not (comment.is_open and comment.has_words):
        raise Refusal("out-of-order", _l("This comment cannot be edited."))
    return comment


def _section(hearing: Hearing, comment: CommentView) -> SectionView | None:
    if not comment.section:
        return None
    return text_queries.section(texts.version(hearing, comment.version).id, comment.section)


def _edit_page(
    hearing: Hearing, comment: CommentView, section: SectionView | None, form: EditForm
) -> str:
    if comment.stance is not Stance.CHANGE:
        del form.suggestion, form.whole_goes
    return within(
        "speech/edit.html",
        hearing=hearing,
        comment=comment,
        section=section,
        form=form,
        left=editing.MOST - comment.edits,
    )
