"""The desk of the body above: exceptions that wait for it, and what is late below it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import clock
from commons.access import Actor, Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks, owed
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import queries as law
from consult.oversight import policies, queries, rules, services
from consult.oversight.forms import GRANT, DecisionForm
from consult.oversight.models import Asked
from consult.oversight.words import wish_name

blueprint = Blueprint("oversight_desk", __name__)


def _mine(actor: Actor) -> frozenset[int]:
    return actor.agencies_with(Permission.HEARING_APPROVE)


def _owed(actor: Actor, _since: datetime) -> Iterable[owed.Line]:
    now = clock.now()
    for asked in queries.waiting(_mine(actor)):
        yield owed.Line(
            words=_l("An exception waits for your decision: %(wish)s", wish=wish_name(asked.wish)),
            address=f"/desk/exceptions/{asked.id}",
            due_at=asked.due_at,
            is_overdue=asked.due_at is not None and asked.due_at < now,
        )


owed.register("exceptions", _owed)
desks.register(
    desks.Queue(
        name="exceptions",
        title=_l("Exceptions that bodies below ask for"),
        address="/desk/exceptions",
        permission=Permission.HEARING_APPROVE,
        waiting=lambda actor: len(queries.waiting(_mine(actor))),
    )
)
desks.register(
    desks.Queue(
        name="below",
        title=_l("What is late at the bodies below"),
        address="/desk/below",
        permission=Permission.DESK_ENTER,
        waiting=lambda actor: sum(len(one.late) for one in _below(actor)),
    )
)


@blueprint.get("/desk/exceptions")
@requires(Permission.HEARING_APPROVE)
def index() -> str:
    """What waits for my body, and what it has decided lately."""
    mine = _mine(current_actor())
    return render_template(
        "oversight/desk.html",
        waiting=queries.waiting(mine),
        decided=queries.decided(mine),
        wish_name=wish_name,
        late=lambda asked: rules.days_overdue(asked, clock.now()),
    )


@blueprint.route("/desk/exceptions/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_APPROVE, writes=True)
def decide(number: int) -> Any:
    """Grant or refuse one."""
    asked, form = _at(number), DecisionForm()
    if request.method == "GET":
        return _page(asked, form)

    def act() -> None:
        said = form.answer.data or ""
        granted = form.decision.data == GRANT
        services.decide(current_actor(), asked, is_granted=granted, answer=said)

    again = attempt(form, act, lambda: _page(asked, form))
    if again is None:
        flash(_("Decided. The agency is told."), "success")
    return again or redirect("/desk/exceptions", 303)


@blueprint.get("/desk/below")
@requires(Permission.DESK_ENTER)
def below() -> str:
    """Which bodies below mine are late, and with what."""
    return render_template(
        "oversight/below.html", below=_below(current_actor()), rule_set=law.by_key
    )


def _below(actor: Actor) -> list[queries.Below]:
    return queries.below({agency for agency, _role in actor.roles})


def _at(number: int) -> Asked:
    asked = queries.by_id(number)
    if asked is None or not policies.may_see(current_actor(), asked):
        raise Refusal("not-found", _l("There is no such exception."))
    return asked


def _page(asked: Asked, form: DecisionForm) -> str:
    rule_set = law.by_key(asked.hearing.rule_set_id)
    return render_template(
        "oversight/decide.html",
        asked=asked,
        form=form,
        rule_set=rule_set,
        wish_name=wish_name,
        may_decide=policies.may_decide(current_actor(), asked),
    )
