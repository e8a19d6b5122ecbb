"""Everybody's pages of data protection: the register of breaches, the figures, and one's own requests."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.dataprotection import asking, queries, words
from commons.dataprotection.forms import RequestForm
from commons.i18n import _

blueprint = Blueprint("dataprotection", __name__)


@blueprint.get("/privacy/breaches")
@requires(Permission.ANYONE)
def breaches() -> str:
    """Every breach of personal data, how fast it was reported, and its public summary."""
    return render_template("dataprotection/breaches.html", cases=queries.cases(clock.now()))


@blueprint.get("/privacy/requests")
@requires(Permission.ANYONE)
def figures() -> str:
    """How many asked about their data, and how many were answered in time."""
    return render_template("dataprotection/figures.html", years=queries.years(clock.now()))


@blueprint.get("/me/requests")
@requires(Permission.ACCOUNT_OWN)
def mine() -> str:
    """One's own requests, and the form for a new one."""
    return _mine(RequestForm())


@blueprint.post("/me/requests")
@requires(Permission.ACCOUNT_OWN, writes=True)
def ask() -> Any:
    """Take a request."""
    form = RequestForm()
    if not form.validate_on_submit():
        return _mine(form), 422
    asking.ask(_account(), form.asked, form.words.data or "")
    flash(_("Your request is taken down. You are told when it is answered."), "success")
    return redirect("/me/requests", 303)


@blueprint.post("/me/requests/<int:number>/withdraw")
@requires(Permission.ACCOUNT_OWN, writes=True)
def withdraw(number: int) -> Any:
    """Take one's request back."""
    asking.withdraw(_account(), number)
    flash(_("Your request is withdrawn."), "success")
    return redirect("/me/requests", 303)


def _mine(form: RequestForm) -> str:
    return render_template(
        "dataprotection/mine.html",
        requests=queries.requests_of(_account()),
        words=words,
        form=form,
    )


def _account() -> int:
    return current_actor().account_id or 0
