"""The desk of meetings and contact persons."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons import files
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from commons.law import queries as law
from commons.texts import queries as text_queries
from consult.desk.acting import done
from consult.meetings import queries, services
from consult.meetings.forms import CancelForm, ContactForm, MinutesForm, SaidForm, meeting_form
from consult.meetings.models import Meeting
from consult.meetings.services import Minutes
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import texts

blueprint = Blueprint("meeting_desk", __name__)


@blueprint.get("/desk/hearings/<slug>/meetings")
@requires(Permission.HEARING_PREPARE)
def index(slug: str) -> str:
    """The meetings of a hearing."""
    hearing = at_desk(slug)
    return within(
        "meetings/desk.html",
        hearing=hearing,
        meetings=queries.of(hearing),
        may_arrange=services.may_arrange(current_actor(), hearing),
        zone=law.by_key(hearing.rule_set_id).zone,
    )


@blueprint.route("/desk/hearings/<slug>/meetings/new", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def new(slug: str) -> Any:
    """Announce a meeting."""
    hearing = at_desk(slug)
    form = meeting_form(law.by_key(hearing.rule_set_id).zone)

    def act() -> None:
        services.announce(current_actor(), hearing, form.plan())

    return _planned(hearing, form, act)


@blueprint.route("/desk/hearings/<slug>/meetings/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def edit(slug: str, number: int) -> Any:
    """Announce a meeting otherwise."""
    hearing = at_desk(slug)
    meeting = queries.one(hearing, number)
    form = meeting_form(law.by_key(hearing.rule_set_id).zone, meeting)

    def act() -> None:
        services.change(current_actor(), meeting, form.plan())

    return _planned(hearing, form, act, meeting)


@blueprint.post("/desk/hearings/<slug>/meetings/<int:number>/cancel")
@requires(Permission.HEARING_PREPARE, writes=True)
def cancel(slug: str, number: int) -> Any:
    """Cancel a meeting with a public reason."""
    hearing, form = at_desk(slug), CancelForm()
    meeting = queries.one(hearing, number)
    plan = meeting_form(law.by_key(hearing.rule_set_id).zone, meeting)

    def act() -> None:
        services.cancel(current_actor(), meeting, form.reason.data or "")

    again = attempt(form, act, lambda: _plan_page(hearing, plan, meeting, form))
    return again or done(hearing, _("The meeting is cancelled."), "/meetings")


@blueprint.route("/desk/hearings/<slug>/meetings/<int:number>/minutes", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def minutes(slug: str, number: int) -> Any:
    """Keep the minutes of a meeting."""
    hearing = at_desk(slug)
    meeting = queries.one(hearing, number)
    known = {name: getattr(meeting, name) for name in ("minutes", "attended", "groups")}
    form = MinutesForm(data=known)

    def act() -> None:
        sent = form.file.data
        kept = files.keep(sent.filename or "minutes", sent.read()) if sent else None
        written = Minutes(form.minutes.data or "", form.attended.data, form.groups.data or "", kept)
        services.keep_minutes(current_actor(), meeting, written)

    def show() -> str:
        return within("meetings/minutes.html", hearing=hearing, meeting=meeting, form=form)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The minutes are public."), "/meetings")


@blueprint.route("/desk/hearings/<slug>/meetings/<int:number>/said", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def said(slug: str, number: int) -> Any:
    """Enter what somebody said at the meeting."""
    hearing = at_desk(slug)
    meeting, version = queries.one(hearing, number), texts.newest(hearing)
    entries = [e for e in text_queries.outline(version.id) if e.has_page]
    form = SaidForm(sections=[(e.eid, e.label or _("Preamble")) for e in entries])

    def act() -> None:
        services.enter(
            current_actor(),
            meeting,
            section=form.section.data or "",
            version=version.number or 0,
            words=form.words.data or "",
            shown_as=form.shown_as.data or "",
        )

    def show() -> str:
        return within("meetings/said.html", hearing=hearing, meeting=meeting, form=form)

    if request.method == "GET":
        return show()
    rest = f"/meetings/{meeting.id}/said"
    return attempt(form, act, show) or done(hearing, _("Entered. You can enter the next."), rest)


@blueprint.route("/desk/hearings/<slug>/contacts", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def contacts(slug: str) -> Any:
    """Whom people may ask about the draft."""
    hearing, form = at_desk(slug), ContactForm()

    def act() -> None:
        services.add_contact(
            current_actor(),
            hearing,
            name=form.name.data or "",
            duty=form.duty.data or "",
            email=form.email.data or "",
            phone=form.phone.data or "",
        )

    def show() -> str:
        standing = queries.contacts(hearing)
        return within("meetings/contacts.html", hearing=hearing, form=form, contacts=standing)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The person is on the list."), "/contacts")


@blueprint.post("/desk/hearings/<slug>/contacts/<int:number>/<any(up, remove):way>")
@requires(Permission.HEARING_PREPARE, writes=True)
def order(slug: str, number: int, way: str) -> Any:
    """Bring a contact person up, or off the list."""
    hearing = at_desk(slug)
    act = services.move_contact_up if way == "up" else services.remove_contact
    act(current_actor(), hearing, number)
    return done(hearing, _("The list is changed."), "/contacts")


def _planned(hearing: Hearing, form: Any, act: Any, meeting: Meeting | None = None) -> Any:
    def show() -> str:
        return _plan_page(hearing, form, meeting, CancelForm(formdata=None))

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The meeting is kept."), "/meetings")


def _plan_page(hearing: Hearing, form: Any, meeting: Meeting | None, cancel: CancelForm) -> str:
    return within(
        "meetings/edit.html", hearing=hearing, form=form, meeting=meeting, cancelling=cancel
    )
