"""The pages of the discussion: say something of a section, of the whole, or take it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request

from commons import clock, html
from commons.access import Permission, current_actor, requires
from commons.api import decode_cursor, encode_cursor
from commons.discussion import drafts
from commons.discussion import queries as discussion
from commons.discussion import services as threads
from commons.discussion.finding import Order
from commons.discussion.models import WHOLE, Display, Stance
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import queries as law
from commons.moderation import words as moderation
from commons.requests import roll_back
from commons.search.analyser import LONGEST_QUERY
from commons.texts import queries as texts
from commons.texts import redline, render
from initiatives import policies, queries, services
from initiatives.acts.discussing import THREAD
from initiatives.authoring import queries as authoring
from initiatives.models import Initiative, Wording
from initiatives.talk import queries as talk
from initiatives.talk import services as talking
from initiatives.talk import words
from initiatives.talk.forms import SpeakForm, filled
from initiatives.views import visible

blueprint = Blueprint("initiative_voices", __name__)


@blueprint.get("/initiatives/<slug>/sections/<eid>")
@requires(Permission.ANYONE)
def section(slug: str, eid: str) -> str:
    """One section of the proposal in its newest version, or in `?version=n`, with what was said."""
    initiative = visible(slug)
    wording = _wording(initiative, request.args.get("version", type=int))
    return _page(initiative, wording, eid, _offered(initiative, eid))


@blueprint.get("/initiatives/<slug>/discussion")
@requires(Permission.ANYONE)
def whole(slug: str) -> str:
    """What was said of the proposal as a whole."""
    initiative = visible(slug)
    return _page(initiative, _wording(initiative, None), WHOLE, _offered(initiative, WHOLE))


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
    said, wanted = form.words.data or "", _wanted(wording, eid, form)
    hinted = talking.noticed(said, wanted)
    if hinted and not form.sure.data:
        services.check_open_to_discussion(initiative)
        return _page(initiative, wording, eid, form, hinted=hinted), 422
    try:
        written = services.speak(
            initiative,
            current_actor(),
            section=eid,
            stance=Stance(form.stance.data) if form.stance.data else None,
            words=said,
            suggestion=wanted,
            display=Display(form.display.data or "name"),
            language=words.tongue_of(said or wanted, language()),
            quote=form.quote.data or "",
            near=form.place,
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise Refusal(refusal.code, refusal.message, kept=said, **refusal.values) from None
        form.refuse(refusal)
        roll_back()
        return _page(initiative, wording, eid, form), 422
    if hinted:
        talking.mark(initiative, written.number)
    drafts.drop(current_actor().account_id or 0, THREAD, str(initiative.id), eid)
    address = f"{initiative.path}/sections/{eid}" if eid else f"{initiative.path}/discussion"
    return redirect(f"{address}#comment-{written.number}", 303)


def _wanted(wording: Wording, eid: str, form: SpeakForm) -> str:
    """The suggested wording; the section's own words, left as they were, suggest nothing."""
    said = form.suggestion.data or ""
    plain = texts.section(wording.version_id, eid).plain if eid else said
    return "" if said.strip() == plain.strip() else said


def _offered(initiative: Initiative, place: str) -> SpeakForm:
    """An empty form, or what its author left half-written here."""
    draft = drafts.kept(current_actor().account_id, THREAD, str(initiative.id), place)
    rescued = g.get("draft_fields")
    return SpeakForm() if draft is None or rescued else SpeakForm(formdata=filled(draft))


def _asked() -> talk.Asked:
    """The side, order and words of the address; what is not understood is left out."""
    said, order = request.args, request.args.get("order", "")
    side = said.get("side", "")
    chosen = Order(order) if order in {o.value for o in words.ORDERS} else Order.SUPPORTED
    return talk.Asked(
        side=talk.Side(side) if side in set(talk.Side) else None,
        order=chosen,
        words=said.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
        after=_place(chosen, said.get("after")),
    )


def _place(order: Order, cursor: str | None) -> list[int] | None:
    keys = decode_cursor(cursor)
    many = 2 if order is Order.SUPPORTED else 1
    if keys is None:
        return None
    if len(keys) != many or not all(isinstance(key, int) and 0 <= key < 2**62 for key in keys):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    return list(keys)


def _page(
    initiative: Initiative,
    wording: Wording,
    eid: str,
    form: SpeakForm,
    hinted: list[str] | None = None,
) -> str:
    actor, key, asked = current_actor(), str(initiative.id), _asked()
    found = texts.section(wording.version_id, eid) if eid else None
    columns = talk.columns(initiative.id, eid, asked)
    said = [comment for column in columns for comment in column.comments]
    every = [*said, *(reply for comment in said for reply in comment.replies)]
    if found is not None and not form.is_submitted():
        form.suggestion.data = form.suggestion.data or found.plain
    is_open, rule_set = (
        services.is_open_to_discussion(initiative),
        law.by_key(initiative.rule_set_id),
    )
    following = columns[0].following if asked.side else None
    return render_template(
        "initiatives/section.html",
        x=initiative,
        wording=wording,
        section=found,
        shown=render.section(found) if found else None,
        outline=texts.outline(wording.version_id),
        columns=columns,
        asked=asked,
        sides=words.SIDES,
        orders=words.ORDERS,
        next_place=encode_cursor(*following) if following else None,
        shown_with={
            "version": wording.number,
            "plain": found.plain if found else "",
            "own": discussion.mine(THREAD, key, actor.account_id, [c.number for c in every]),
            "extras": talk.extras(said, actor.account_id),
            "taken": authoring.taken(initiative.id),
            "may_take_in": policies.may_edit(actor, initiative, clock.now()),
            "is_open": is_open,
            "compare": redline.compare,
            "clean": html.clean,
        },
        is_open=is_open,
        zone=rule_set.zone,
        draft=drafts.kept(actor.account_id, THREAD, key, eid),
        hinted=[moderation.name(hint) for hint in hinted or []],
        form=form,
    )


def _wording(initiative: Initiative, number: int | None) -> Wording:
    if number is not None:
        return queries.wording(initiative.id, number)
    published = queries.wordings(initiative.id)
    if not published:
        raise Refusal("not-found", _l("There is no such version."))
    return published[-1]
