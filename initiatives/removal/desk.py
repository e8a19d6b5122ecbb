"""The desk of removals: ask, agree as the second person, put back, decide an appeal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons.access import Actor, Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _, _l
from initiatives import queries as initiatives
from initiatives.models import Initiative
from initiatives.removal import queries, services
from initiatives.removal.forms import BackForm, DecisionForm, RemovalForm
from initiatives.removal.models import Removal, RemovalGround
from initiatives.removal.rules import GROUNDS

blueprint = Blueprint("removal_desk", __name__)
DESK = "/desk/initiatives/removals"
APPEALS = "/desk/initiatives/removals/appeals"


def _bodies(actor: Actor) -> list[int]:
    return sorted(actor.agencies_with(Permission.INITIATIVE_REMOVE))


def _outside(actor: Actor) -> list[int]:
    return sorted({agency for agency, _role in actor.roles})


for name, title, address, permission, waiting in (
    (
        "initiative-removals",
        _l("Initiatives to be taken down"),
        DESK,
        Permission.INITIATIVE_REMOVE,
        lambda actor: len(queries.waiting(_bodies(actor))),
    ),
    (
        "initiative-removal-appeals",
        _l("Appeals against removed initiatives"),
        APPEALS,
        Permission.MODERATION_APPEAL,
        lambda actor: len(queries.appealed(_outside(actor))),
    ),
):
    desks.register(desks.Queue(name, title, address, permission, waiting))


@blueprint.get("/desk/initiatives/removals")
@requires(Permission.INITIATIVE_REMOVE)
def index() -> str:
    """What waits for a second person."""
    found = queries.waiting(_bodies(current_actor()))
    return render_template("removal/desk.html", removals=found, grounds=GROUNDS)


@blueprint.route("/desk/initiatives/<slug>/remove", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_REMOVE, writes=True)
def ask(slug: str) -> Any:
    """Ask that an initiative be taken down."""
    initiative, form = _own(slug), RemovalForm()

    def act() -> None:
        ground = RemovalGround(str(form.ground.data))
        reason = form.reason.data or ""
        services.ask(initiative, current_actor(), ground=ground, reason=reason)

    refused = _asked_or_done(form, act, lambda: _page("removal/ask.html", x=initiative, form=form))
    return refused or _done(_("Asked for. A second person decides."), DESK)


@blueprint.get("/desk/initiatives/removals/<int:number>")
@requires(Permission.INITIATIVE_REMOVE)
def one(number: int) -> str:
    """One removal with the words concerned."""
    return _one_page(_removal(number), BackForm(formdata=None))


@blueprint.post("/desk/initiatives/removals/<int:number>/<any(confirm, refuse):word>")
@requires(Permission.INITIATIVE_REMOVE, writes=True)
def settle(number: int, word: str) -> Any:
    """Agree or refuse as the second person."""
    services.settle(_removal(number), current_actor(), is_confirmed=word == "confirm")
    said = _("It is out of public view.") if word == "confirm" else _("It stays public.")
    return _done(said, DESK)


@blueprint.post("/desk/initiatives/removals/<int:number>/back")
@requires(Permission.INITIATIVE_REMOVE, writes=True)
def ask_back(number: int) -> Any:
    """Ask that it be public again."""
    removal, form = _removal(number), BackForm()

    def act() -> None:
        services.ask_back(removal, current_actor(), answer=form.answer.data or "")

    refused = _asked_or_done(form, act, lambda: _one_page(removal, form))
    return refused or _done(_("Asked for. A second person decides."), DESK)


@blueprint.post("/desk/initiatives/removals/<int:number>/put-back")
@requires(Permission.INITIATIVE_REMOVE, writes=True)
def put_back(number: int) -> Any:
    """Agree that it is public again."""
    services.put_back(_removal(number), current_actor())
    return _done(_("It is public again."), DESK)


@blueprint.get("/desk/initiatives/removals/appeals")
@requires(Permission.MODERATION_APPEAL)
def appeals() -> str:
    """The appeals that wait outside the bodies concerned."""
    found = queries.appealed(_outside(current_actor()))
    return render_template("removal/appeals.html", removals=found, grounds=GROUNDS)


@blueprint.route("/desk/initiatives/removals/appeals/<int:number>", methods=["GET", "POST"])
@requires(Permission.MODERATION_APPEAL, writes=True)
def decide(number: int) -> Any:
    """Decide an appeal."""
    removal, form = queries.one(number), DecisionForm()
    if removal.appealed_at is None or removal.initiative.agency_id in _outside(current_actor()):
        raise Refusal("not-found", _l("There is no such appeal."))

    def act() -> None:
        services.decide(
            removal,
            current_actor(),
            is_lifted=form.outcome.data == "lifted",
            answer=form.answer.data or "",
        )

    def show() -> str:
        return _page("removal/appeal.html", removal=removal, x=removal.initiative, form=form)

    refused = _asked_or_done(form, act, show)
    return refused or _done(_("Decided. Those who carry it are told."), APPEALS)


def _own(slug: str) -> Initiative:
    found = initiatives.by_slug(slug)
    if found.published_at is None or not services.may_remove(current_actor(), found):
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def _removal(number: int) -> Removal:
    found = queries.one(number)
    if not services.may_remove(current_actor(), found.initiative):
        raise Refusal("not-found", _l("There is no such removal."))
    return found


def _one_page(removal: Removal, form: Form) -> str:
    is_first = current_actor().is_one_of(removal.lift_asked_by or removal.asked_by)
    return _page(
        "removal/one.html", removal=removal, x=removal.initiative, form=form, is_first=is_first
    )


def _page(template: str, **shown: Any) -> str:
    return render_template(template, grounds=GROUNDS, **shown)


def _asked_or_done(form: Form, act: Callable[[], None], show: Callable[[], str]) -> Any:
    """The page again, where the form is only asked for or refused; None once it is done."""
    return show() if request.method == "GET" else attempt(form, act, show)


def _done(sentence: str, address: str) -> Any:
    flash(sentence, "success")
    return redirect(address, 303)
