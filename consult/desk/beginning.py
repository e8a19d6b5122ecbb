"""The desk of an agency: its hearings, what waits, and the beginning of a new one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request

from commons import clock
from commons.access import Actor, Permission, current_actor, requires
from commons.accounts import queries as accounts
from commons.acting import attempt
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.law import queries as law
from consult import deskforms
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, page
from consult.queries import cards, hearings
from consult.services import preparing, shelving
from consult.states import Audience, Kind, Topic

blueprint = Blueprint("hearing_desk", __name__)


def _waiting(actor: Actor) -> int:
    return hearings.waiting_for(
        actor.agencies_with(Permission.HEARING_APPROVE),
        actor.agencies_with(Permission.HEARING_PREPARE),
        clock.now(),
    )


desks.register(
    desks.Queue(
        name="hearings",
        title=_l("Hearings of my agency"),
        address="/desk/hearings",
        permission=Permission.HEARING_PREPARE,
        waiting=_waiting,
    )
)


@blueprint.get("/desk/hearings")
@requires(Permission.HEARING_PREPARE)
def index() -> str:
    """Every hearing of one's agencies, drafts too."""
    mine = current_actor().agencies_with(Permission.HEARING_PREPARE)
    away = hearings.put_away(mine)
    return page(
        "desk/list.html",
        cards=cards.cards(hearings.for_desk(mine)),
        away=away,
        by=accounts.named([one.deleted_by for one in away if one.deleted_by is not None]),
    )


@blueprint.post("/desk/hearings/<slug>/put-away")
@requires(Permission.HEARING_PREPARE, writes=True)
def put_away(slug: str) -> Any:
    """Put a draft away; it can be taken back."""
    shelving.put_away(current_actor(), at_desk(slug))
    flash(_("The draft is put away. You can take it back from the list below."), "success")
    return redirect("/desk/hearings", 303)


@blueprint.post("/desk/hearings/<int:number>/take-out")
@requires(Permission.HEARING_PREPARE, writes=True)
def take_back(number: int) -> Any:
    """Take a draft back that was put away."""
    hearing = shelving.take_back(current_actor(), number)
    return done(hearing, _("The draft is back as it was."))


@blueprint.route("/desk/hearings/new", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def new() -> Any:
    """Begin a hearing."""
    form = _new_form()
    if request.method == "GET":
        return page("desk/new.html", form=form)
    made: list[Hearing] = []
    again = attempt(
        form, lambda: made.append(_create(form)), lambda: page("desk/new.html", form=form)
    )
    return again or done(made[0], _("The draft is begun. Go through its parts one by one."))


def _new_form() -> deskforms.NewForm:
    mine = current_actor().agencies_with(Permission.HEARING_PREPARE)
    bodies = agencies.named(mine).values()
    return deskforms.NewForm(
        agencies=[(body.slug, body.name()) for body in bodies],
        rule_sets=[(r.id, r.title(language())) for r in law.of_kind("hearing")],
    )


def _create(form: deskforms.NewForm) -> Hearing:
    body = agencies.by_slug(str(form.agency.data))
    if body is None:
        raise Refusal("not-found", _l("There is no such agency."))
    return preparing.create(
        current_actor(),
        agency_id=body.id,
        kind=Kind(str(form.kind.data)),
        rule_set=law.current(str(form.rule_set.data)),
        language=str(form.language.data),
        titles=form.titles(),
        topic=Topic(str(form.topic.data)),
        audience=Audience(str(form.audience.data)),
    )
