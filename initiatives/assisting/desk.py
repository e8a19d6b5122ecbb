"""The clerk's desk: open a place for one person, agree as the second clerk; no more is seen here."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, Response, flash, make_response, redirect, render_template

from commons import config
from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.i18n import _, _l
from commons.law import queries as law
from initiatives.assisting import queries, rules, services
from initiatives.assisting.services import Opened
from initiatives.models import Initiative

blueprint = Blueprint("assisting_desk", __name__, url_prefix="/desk/assisting")
_ENTER = Permission.PAPER_ENTER

desks.register(
    desks.Queue(
        name="assisting",
        title=_l("Helping people to sign by eID"),
        address="/desk/assisting",
        permission=_ENTER,
        waiting=queries.waiting,
    )
)


@blueprint.get("")
@requires(_ENTER)
def home() -> str:
    """The initiatives for which a place can be opened, and the places that wait for a second clerk."""
    actor = current_actor()
    found = queries.at_desk(actor)
    waiting = [
        (x, place, not actor.is_one_of(place.opened_by))
        for x in found
        for place in queries.unagreed(x)
    ]
    many = {x.id: rules.clerks(law.by_key(x.rule_set_id)) for x in found}
    return render_template("assisting/desk.html", initiatives=found, clerks=many, waiting=waiting)


@blueprint.post("/<slug>")
@requires(_ENTER, writes=True)
def open_(slug: str) -> Any:
    """Open a place; its code is shown once, on this answer."""
    x = queries.one(slug, current_actor())
    opened = services.open_place(current_actor(), x)
    if not opened.code:
        flash(_("A second registrar has to agree before there is a code."), "info")
        return redirect("/desk/assisting", 303)
    return _code(x, opened)


@blueprint.post("/<slug>/<int:number>/agree")
@requires(_ENTER, writes=True)
def agree(slug: str, number: int) -> Response:
    """Agree as the second clerk; the code is shown once."""
    x = queries.one(slug, current_actor())
    return _code(x, services.agree(current_actor(), x, number))


def _code(x: Initiative, opened: Opened) -> Response:
    address = config.current().base_url + "/signing/office"
    answer = make_response(
        render_template(
            "assisting/code.html",
            x=x,
            opened=opened,
            minutes=int(rules.LASTS.total_seconds() // 60),
            address=address,
            picture=segno.make(address, error="m").svg_data_uri(scale=3, border=2),
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
