"""The pages of the discussion: say something of a section, of the whole, or take it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request

from commons import clock, html
from commons.access import Permission, current_actor, requires
from commons.discussion import queries as discussion
from commons.discussion import services as threads
from commons.discussion.models import WHOLE, Display, Stance
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.texts import queries as texts
from commons.texts import redline, render
from initiatives import policies, queries, services
from initiatives.acts.discussing import THREAD
from initiatives.authoring import queries as authoring
from initiatives.forms import SpeakForm
from initiatives.models import Initiative, Wording
from initiatives.views import visible

blueprint = Blueprint("initiative_voices", __name__)


@blueprint.get("/initiatives/<slug>/sections/<eid>")
@requires(Permission.ANYONE)
def section(slug: str, eid: str) -> str:
    """One section of the proposal in its newest version, or in `?version=n`, with what was said."""
    initiative = visible(slug)
    wording = _wording(initiative, request.args.get("version", type=int))
    return _page(initiative, wording, eid, SpeakForm())


@blueprint.get("/initiatives/<slug>/discussion")
@requires(Permission.ANYONE)
def whole(slug: str) -> str:
    """What was said of the proposal as a whole."""
    initiative = visible(slug)
    return _page(initiative, _wording(initiative, None), WHOLE, SpeakForm())


@blueprint.post("/initiatives/<slug>/sections/<eid>/comments")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def speak(slug: str, eid: str) -> Any:
    """Speak of one section."""
    return _speak(visible(slug), eid)


@blueprint.post("/initiatives/<slug>/comments")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def speak_of_whole(slug: str) -> Any:
    """Speak of the whole."""
    return _speak(visible(slug), WHOLE)


@blueprint.post("/initiatives/<slug>/comments/<int:number>/withdraw")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def take_back(slug: str, number: int) -> Any:
    """Take one's comment back; its number remains."""
    initiative, actor = visible(slug), current_actor()
    if actor.account_id is None:
        raise Refusal("sign-in-needed", _l("Sign in to go on."))
    threads.withdraw(THREAD, str(initiative.id), number, account_id=actor.account_id)
    return redirect(request.referrer or initiative.path, 303)


def _speak(initiative: Initiative, eid: str) -> Any:
    form = SpeakForm()
    wording = _wording(initiative, None)
    if not form.validate_on_submit():
        return _page(initiative, wording, eid, form), 422
    try:
        written = services.speak(
            initiative,
            current_actor(),
            section=eid,
            stance=Stance(form.stance.data) if form.stance.data else None,
            words=form.words.data or "",
            suggestion=form.suggestion.data or "",
            display=Display(form.display.data or "name"),
            language=language(),
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise Refusal(
                refusal.code, refusal.message, kept=form.words.data or "", **refusal.values
            ) from None
        form.refuse(refusal)
        return _page(initiative, wording, eid, form), 422
    address = f"{initiative.path}/sections/{eid}" if eid else f"{initiative.path}/discussion"
    return redirect(f"{address}#comment-{written.number}", 303)


def _page(initiative: Initiative, wording: Wording, eid: str, form: SpeakForm) -> str:
    actor = current_actor()
    key = str(initiative.id)
    found = texts.section(wording.version_id, eid) if eid else None
    said = discussion.page(THREAD, key, eid, before=request.args.get("before", type=int))
    if found is not None and not form.is_submitted():
        form.suggestion.data = form.suggestion.data or found.plain
    numbers = [comment.number for comment in said.comments]
    return render_template(
        "initiatives/section.html",
        x=initiative,
        wording=wording,
        section=found,
        shown=render.section(found) if found else None,
        plain=found.plain if found else "",
        outline=texts.outline(wording.version_id),
        said=said,
        own=discussion.mine(THREAD, key, actor.account_id, numbers),
        taken=authoring.taken(initiative.id),
        may_take_in=policies.may_edit(actor, initiative, clock.now()),
        is_open=services.is_open_to_discussion(initiative),
        compare=redline.compare,
        clean=html.clean,
        form=form,
    )


def _wording(initiative: Initiative, number: int | None) -> Wording:
    if number is not None:
        return queries.wording(initiative.id, number)
    published = queries.wordings(initiative.id)
    if not published:
        raise Refusal("not-found", _l("There is no such version."))
    return published[-1]
