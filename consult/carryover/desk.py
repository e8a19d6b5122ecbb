"""The desk of a carry-over: look at each section in doubt, decide, finish, tell the authors."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from consult.carryover import queries, reopening, services, shapes
from consult.carryover.forms import DecisionForm, ReopenForm
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import texts

blueprint = Blueprint("hearing_carry_over_desk", __name__)


@blueprint.get("/desk/hearings/<slug>/carry-over")
@requires(Permission.HEARING_PREPARE)
def show(slug: str) -> str:
    """The round of the newest version: what waits, what is decided."""
    hearing = at_desk(slug)
    return _page(hearing)


@blueprint.post("/desk/hearings/<slug>/carry-over/sections/<eid>")
@requires(Permission.HEARING_PREPARE, writes=True)
def decide_section(slug: str, eid: str) -> Any:
    """Decide where a whole section went."""
    hearing = at_desk(slug)
    form = _form(hearing)

    def act() -> None:
        services.decide_section(current_actor(), hearing, eid, form.chosen, to=form.to.data)

    again = attempt(form, act, lambda: _page(hearing, form=form, eid=eid))
    return again or done(hearing, _("Decided, and on record."), "/carry-over")


@blueprint.get("/desk/hearings/<slug>/carry-over/sections/<eid>")
@requires(Permission.HEARING_PREPARE)
def one_by_one(slug: str, eid: str) -> str:
    """The comments of one section, to be decided one by one."""
    return _comments_page(at_desk(slug), eid)


@blueprint.post("/desk/hearings/<slug>/carry-over/comments/<int:number>")
@requires(Permission.HEARING_PREPARE, writes=True)
def decide_comment(slug: str, number: int) -> Any:
    """Decide where one comment belongs, apart from its section."""
    hearing = at_desk(slug)
    form = _form(hearing)
    eid = queries.carried(hearing, _number(hearing), number).from_eid

    def act() -> None:
        services.decide_comment(current_actor(), hearing, number, form.chosen, to=form.to.data)

    again = attempt(form, act, lambda: _comments_page(hearing, eid, form=form, number=number))
    return again or done(hearing, _("Decided, and on record."), f"/carry-over/sections/{eid}")


@blueprint.post("/desk/hearings/<slug>/carry-over/confirm-alike")
@requires(Permission.HEARING_PREPARE, writes=True)
def confirm_alike(slug: str) -> Any:
    """Confirm at once what was only renumbered."""
    hearing = at_desk(slug)
    services.confirm_alike(current_actor(), hearing)
    return done(hearing, _("Decided, and on record."), "/carry-over")


@blueprint.post("/desk/hearings/<slug>/carry-over/settle")
@requires(Permission.HEARING_PREPARE, writes=True)
def settle(slug: str) -> Any:
    """Finish the round and tell the authors."""
    hearing = at_desk(slug)
    services.settle(current_actor(), hearing)
    return done(hearing, _("The round is finished. The authors were told."), "/carry-over")


@blueprint.post("/desk/hearings/<slug>/carry-over/reopen")
@requires(Permission.HEARING_PREPARE, writes=True)
def reopen(slug: str) -> Any:
    """Open a finished round again, with a public reason."""
    hearing, form = at_desk(slug), ReopenForm()

    def act() -> None:
        reopening.reopen(current_actor(), hearing, reason=form.reason.data or "")

    again = attempt(form, act, lambda: _page(hearing, reopen_form=form))
    return again or done(hearing, _("The round is open again, and on record."), "/carry-over")


def _page(
    hearing: Hearing,
    *,
    form: DecisionForm | None = None,
    eid: str = "",
    reopen_form: ReopenForm | None = None,
) -> str:
    version = _number(hearing)
    both = shapes.sides(hearing, version) if version > 1 else None
    found = shapes.in_doubt(hearing, version) if both else []
    return within(
        "carryover/desk.html",
        hearing=hearing,
        version=version,
        both=both,
        lines=shapes.shown(found, both) if both else [],
        waiting=sum(line.waits for line in found),
        alike=sum(line.waits and line.score == 100 for line in found),
        settled=queries.settled(hearing, version),
        is_open=queries.is_open(hearing, version),
        reopen_form=reopen_form or ReopenForm(formdata=None),
        may_reopen=version > 1 and reopening.may_reopen(current_actor(), hearing),
        reopenings=queries.reopenings(hearing, version),
        forms=lambda own: form if form and own == eid else _form(hearing, sent=False),
    )


def _comments_page(
    hearing: Hearing, eid: str, *, form: DecisionForm | None = None, number: int = 0
) -> str:
    version = _number(hearing)
    both = shapes.sides(hearing, version)
    return within(
        "carryover/comments.html",
        hearing=hearing,
        version=version,
        both=both,
        line=queries.line(hearing, version, eid),
        comments=queries.comments(hearing, version, eid),
        settled=queries.settled(hearing, version),
        forms=lambda own: form if form and own == number else _form(hearing, sent=False),
    )


def _form(hearing: Hearing, *, sent: bool = True) -> DecisionForm:
    both = shapes.sides(hearing, _number(hearing))
    more = {} if sent else {"formdata": None}
    return DecisionForm(sections=both.choices(), **more)


def _number(hearing: Hearing) -> int:
    return texts.newest(hearing).number or 0
