"""The moderators' desk: the queue with its ages, one case checked out, its decision with a preview."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import clock
from commons.access import Permission, Role, current_actor, requires
from commons.accounts import queries as accounts
from commons.agencies import queries as agencies
from commons.discussion.models import Cover
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.moderation import policies, queries, rules, words
from commons.moderation.forms import DecisionForm, NoteForm
from commons.moderation.queries import Found
from commons.moderation.services import deciding, working
from commons.moderation.services.working import Original
from commons.moderation.states import Act
from commons.requests import roll_back

blueprint = Blueprint("moderation_desk", __name__, url_prefix="/desk/moderation")


@blueprint.get("")
@requires(Permission.MODERATION_READ)
def index() -> str:
    """What waits, the most reported and the oldest first; and what was decided lately."""
    actor = current_actor()
    mine = actor.agencies_with(Permission.MODERATION_DECIDE)
    sees_all = actor.may(Permission.RECORD_READ)
    hinted = request.args.get("sort") == "hints"
    waiting = [queries.of(case) for case in queries.queue(mine, hinted=hinted)]
    return render_template(
        "moderation/queue.html",
        waiting=waiting,
        hinted=hinted,
        bodies=agencies.named({found.case.agency_id for found in waiting}),
        decided=[
            (each, queries.of(each.case)) for each in queries.decided(None if sees_all else mine)
        ],
        may_order=actor.may(Permission.MODERATION_ORDER),
        orders=len(queries.orders(actor.agencies_with(Permission.MODERATION_ORDER))),
        taken_by=_taken_by,
        urgent=rules.URGENT,
        now=clock.now(),
        name=words.name,
    )


@blueprint.get("/<int:number>")
@requires(Permission.MODERATION_READ)
def case(number: int) -> str:
    """One case: its reports, its notes, what was decided; the form for whoever has taken it."""
    return _page(_visible(number))


@blueprint.post("/<int:number>/take")
@requires(Permission.MODERATION_DECIDE, writes=True)
def take(number: int) -> Any:
    """Check the case out."""
    working.take(current_actor(), _visible(number))
    return _to(number, _("The case is with you for half an hour."))


@blueprint.post("/<int:number>/give-back")
@requires(Permission.MODERATION_DECIDE, writes=True)
def give_back(number: int) -> Any:
    """Give the case back to the queue."""
    working.give_back(current_actor(), _visible(number))
    return _to(None, _("The case is back in the queue."))


@blueprint.post("/<int:number>/notes")
@requires(Permission.MODERATION_DECIDE, writes=True)
def note(number: int) -> Any:
    """Leave a private note."""
    found, form = _visible(number), NoteForm()
    if not form.validate_on_submit():
        return _page(found, note_form=form), 422
    working.write_note(current_actor(), found, form.words.data or "")
    return _to(number, _("The note is kept."))


@blueprint.post("/<int:number>/words")
@requires(Permission.MODERATION_READ, writes=True)
def read(number: int) -> Any:
    """Open the words as they were written; the reading is on record."""
    found = _visible(number)
    return _page(found, original=working.read_words(current_actor(), found))


@blueprint.post("/<int:number>/decide")
@requires(Permission.MODERATION_DECIDE, writes=True)
def decide(number: int) -> Any:
    """Look at a redaction before it stands, or decide."""
    found = _visible(number)
    form = DecisionForm(_acts(found))
    if not form.validate_on_submit():
        return _page(found, form=form), 422
    ruling = form.ruling()
    try:
        if ruling.act is Act.REDACT and request.form.get("step") != "decide":
            working.check_lease(current_actor(), found.case)
            left = deciding.preview(found, ruling.passages)
            return _page(found, form=form, left=left)
        deciding.decide(current_actor(), found, ruling)
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(_visible(number), form=form), 422
    return _to(None, _("Decided. Those concerned get a letter; the public log has a new line."))


def _visible(number: int) -> Found:
    found = queries.case(number)
    if not policies.may_see(current_actor(), found.case):
        raise queries.unknown()
    return found


def _page(
    found: Found,
    *,
    form: DecisionForm | None = None,
    note_form: NoteForm | None = None,
    left: tuple[str, str | None] | None = None,
    original: Original | None = None,
) -> str:
    actor, now = current_actor(), clock.now()
    row = found.comment
    may = policies.may_moderate(actor, found.case, found.subject, row)
    has_taken = may and policies.holds_lease(actor, found.case, now)
    if original is None and (has_taken or row.cover is None) and row.withdrawn_at is None:
        original = Original(row.words, row.suggestion, row.shown_as)
    return render_template(
        "moderation/case.html",
        found=found,
        case=found.case,
        subject=found.subject,
        comment=row,
        original=original,
        left=left,
        may=may,
        has_taken=has_taken,
        is_moderator=actor.holds(Role.MODERATOR, found.case.agency_id),
        taken_by=_taken_by(found),
        form=form or DecisionForm(_acts(found), formdata=None),
        note_form=note_form or NoteForm(formdata=None),
        person=_person,
        now=now,
        name=words.name,
    )


def _acts(found: Found) -> tuple[Act, ...]:
    """What may be decided here, redacting before hiding."""
    cover = found.comment.cover
    if cover is Cover.REMOVED:
        return (Act.LEAVE,)
    if cover is None:
        return (Act.LEAVE, Act.REDACT, Act.HIDE)
    if cover is Cover.REDACTED:
        return (Act.LEAVE, Act.RESTORE, Act.REDACT, Act.HIDE)
    return (Act.LEAVE, Act.RESTORE, Act.REDACT)


def _taken_by(found: Found) -> str:
    """Who has the case now, by name; nobody once the lease is over."""
    until = found.case.lease_until
    return _person(found.case.lease_by) if until is not None and until > clock.now() else ""


def _person(account_id: int | None) -> str:
    account = accounts.by_id(account_id) if account_id is not None else None
    return account.display_name or str(_l("A colleague")) if account else ""


def _to(number: int | None, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/moderation/{number}" if number else "/desk/moderation", 303)
