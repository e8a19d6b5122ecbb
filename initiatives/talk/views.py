"""The pages of one comment on a proposal: read, reply, edit, react, withhold one's name; drafts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request

from commons import html, limits
from commons.access import Permission, current_actor, requires
from commons.api import wants_json
from commons.discussion import drafts, editing
from commons.discussion import queries as discussion
from commons.discussion.additions import Mood
from commons.discussion.models import WHOLE, Display
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.moderation import words as moderation
from commons.requests import roll_back
from commons.texts import queries as texts
from commons.texts import redline
from commons.texts.queries import SectionView
from initiatives import queries
from initiatives import services as initiatives
from initiatives.acts.discussing import THREAD
from initiatives.models import Initiative
from initiatives.talk import queries as talk
from initiatives.talk import services, words
from initiatives.talk.forms import EditForm, ReplyForm
from initiatives.views import visible

blueprint = Blueprint("talk", __name__)


@blueprint.get("/initiatives/<slug>/comments")
@requires(Permission.ANYONE)
def whole(slug: str) -> Any:
    """What is said of the whole stands at its own address."""
    return redirect(f"{visible(slug).path}/discussion", 302)


@blueprint.get("/initiatives/<slug>/comments/<int:number>")
@requires(Permission.ANYONE)
def one(slug: str, number: int) -> str:
    """One comment at its lasting address, with its receipt, former wordings and replies."""
    return _page(visible(slug), number, ReplyForm())


@blueprint.post("/initiatives/<slug>/comments/<int:number>/replies")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def reply(slug: str, number: int) -> Any:
    """Reply to a comment."""
    initiative, form = visible(slug), ReplyForm()
    if not form.validate_on_submit():
        return _page(initiative, number, form), 422
    said = form.words.data or ""
    hinted = services.noticed(said)
    if hinted and not form.sure.data:
        return _page(initiative, number, form, hinted=hinted), 422
    try:
        written = services.reply(
            initiative,
            current_actor(),
            number,
            words=said,
            display=Display(form.display.data or "name"),
            language=words.tongue_of(said, language()),
        )
    except Refusal as refusal:
        return _again(initiative, number, form, refusal)
    if hinted:
        services.mark(initiative, written.number)
    flash(_("Your reply is published."), "success")
    return redirect(f"{initiative.path}/comments/{number}#comment-{written.number}", 303)


@blueprint.route("/initiatives/<slug>/comments/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def edit(slug: str, number: int) -> Any:
    """One's own comment, to be written anew; the former wording stays readable."""
    initiative = visible(slug)
    comment = _own(initiative, number)
    section = _section(initiative, comment)
    written = {
        "words": comment.words,
        "suggestion": comment.suggestion or (section.plain if section else ""),
    }
    form = EditForm(data=written)
    if section is None or comment.reply_to:
        del form.suggestion
    if form.validate_on_submit():
        wanted = (form.suggestion.data or "") if form.suggestion else ""
        if section and wanted.strip() == section.plain.strip():
            wanted = ""
        try:
            services.edit(
                initiative,
                current_actor(),
                number,
                words=form.words.data or "",
                suggestion=wanted,
                language=words.tongue_of(form.words.data or wanted, language()),
            )
        except Refusal as refusal:
            if refusal.field is None:
                raise Refusal(
                    refusal.code, refusal.message, kept=form.words.data or "", **refusal.values
                ) from None
            form.refuse(refusal)
            roll_back()
        else:
            flash(_("Your comment was edited. Its former wording stays readable."), "success")
            return redirect(f"{initiative.path}/comments/{number}", 303)
    left = editing.MOST - comment.edits
    page = render_template("talk/edit.html", x=initiative, comment=comment, form=form, left=left)
    return page, 422 if form.errors or form.form_errors else 200


@blueprint.post("/initiatives/<slug>/comments/<int:number>/reaction")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def react(slug: str, number: int) -> Any:
    """Support or thank, or take that back."""
    initiative, said = visible(slug), request.form.get("mood", "")
    mood = Mood(said) if said in set(Mood) else None
    services.react(initiative, current_actor(), number, mood)
    back = request.form.get("back", "")
    if not back.startswith((f"{initiative.path}/", f"{initiative.path}?")):
        back = f"{initiative.path}/comments/{number}"
    return redirect(f"{back}#comment-{number}", 303)


@blueprint.post("/initiatives/<slug>/comments/<int:number>/withhold-name")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def withhold_name(slug: str, number: int) -> Any:
    """Withhold one's name under one's own comment."""
    initiative = visible(slug)
    services.withhold_name(initiative, current_actor(), number)
    flash(_("Nobody sees your name under this comment any more."), "success")
    return redirect(f"{initiative.path}/comments/{number}", 303)


@blueprint.post("/initiatives/<slug>/sections/<eid>/draft")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep_of_section(slug: str, eid: str) -> Any:
    """Keep what is half-written of one section."""
    initiative = visible(slug)
    if initiative.version_id is None:
        raise Refusal("not-found", _l("There is no such version."))
    place = texts.section(initiative.version_id, eid).eid
    return _keep(initiative, place, f"/sections/{place}#speak")


@blueprint.post("/initiatives/<slug>/draft")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep_of_whole(slug: str) -> Any:
    """Keep what is half-written of the whole."""
    return _keep(visible(slug), WHOLE, "/discussion#speak")


@blueprint.post("/initiatives/<slug>/draft/discard")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def discard(slug: str) -> Any:
    """Forget a draft that is not wanted any more."""
    initiative, place = visible(slug), request.form.get("place", "")
    drafts.drop(current_actor().account_id or 0, THREAD, str(initiative.id), place)
    flash(_("The draft is discarded."), "info")
    return redirect(initiative.path + (f"/sections/{place}" if place else "/discussion"), 303)


def _keep(initiative: Initiative, place: str, where: str) -> Any:
    account = current_actor().account_id or 0
    limits.spend(limits.DRAFT, f"account:{account}")
    form = dict(request.form.lists())
    saved = drafts.save(account, THREAD, str(initiative.id), place, form)
    if wants_json():
        return jsonify(saved_at=saved.isoformat())
    flash(_("Saved as a draft. Only you can see it; nothing is sent yet."), "success")
    return redirect(initiative.path + where, 303)


def _own(initiative: Initiative, number: int) -> CommentView:
    comment = services.one(initiative, number)
    account = current_actor().account_id
    if discussion.own(THREAD, str(initiative.id), number, account) is None:
        raise Refusal("not-permitted", _l("Only its author may edit a comment."))
    if not (comment.is_open and comment.has_words):
        raise Refusal("out-of-order", _l("This comment cannot be edited."))
    return comment


def _section(initiative: Initiative, comment: CommentView) -> SectionView | None:
    if not comment.section:
        return None
    wording = queries.wording(initiative.id, comment.version)
    return texts.section(wording.version_id, comment.section)


def _again(initiative: Initiative, number: int, form: ReplyForm, refusal: Refusal) -> Any:
    if refusal.field is None:
        raise Refusal(
            refusal.code, refusal.message, kept=form.words.data or "", **refusal.values
        ) from None
    form.refuse(refusal)
    roll_back()
    return _page(initiative, number, form), 422


def _page(
    initiative: Initiative, number: int, form: ReplyForm, hinted: list[str] | None = None
) -> str:
    key, account = str(initiative.id), current_actor().account_id
    comment = services.one(initiative, number)
    replies = discussion.replies(
        THREAD, key, number, after=request.args.get("after", default=0, type=int)
    )
    every = [comment, *replies.comments]
    section = _section(initiative, comment)
    return render_template(
        "talk/comment.html",
        x=initiative,
        comment=comment,
        section=section,
        plain=section.plain if section else "",
        replies=replies,
        formers=editing.formers(comment.id) if comment.edits else [],
        receipt=discussion.own(THREAD, key, number, account),
        own=discussion.mine(THREAD, key, account, [c.number for c in every]),
        extras=talk.extras(every, account),
        is_open=initiatives.is_open_to_discussion(initiative),
        hinted=[moderation.name(hint) for hint in hinted or []],
        compare=redline.compare,
        clean=html.clean,
        form=form,
    )
