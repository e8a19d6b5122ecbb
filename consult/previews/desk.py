"""The desk of preview links and copies."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons import config
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.previews import copying, services
from consult.previews.copying import Part
from consult.previews.forms import CopyForm, LinkForm

blueprint = Blueprint("preview_desk", __name__)


@blueprint.route("/desk/hearings/<slug>/previews", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def index(slug: str) -> Any:
    """The links of a draft, and one more; a new link is shown once."""
    hearing, form = at_desk(slug), LinkForm()
    made: list[services.Made] = []

    def act() -> None:
        made.append(
            services.make(
                current_actor(),
                hearing,
                purpose=form.purpose.data or "",
                days=form.days.data or 0,
            )
        )

    if request.method == "GET":
        return _page(hearing, form)
    again = attempt(form, act, lambda: _page(hearing, form))
    if again:
        return again
    address = f"{config.current().base_url}/preview/{made[0].token}"
    return _page(hearing, LinkForm(formdata=None), address=address)


@blueprint.post("/desk/hearings/<slug>/previews/<int:number>/revoke")
@requires(Permission.HEARING_PREPARE, writes=True)
def revoke(slug: str, number: int) -> Any:
    """Take a link back."""
    hearing = at_desk(slug)
    services.revoke(current_actor(), hearing, number)
    return done(hearing, _("The link opens nothing any more."), "/previews")


@blueprint.route("/desk/hearings/<slug>/copy", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def copy(slug: str) -> Any:
    """Begin a new draft from this hearing."""
    hearing = at_desk(slug)
    form = CopyForm(data={"parts": [part.value for part in Part]})
    made: list[Hearing] = []

    def act() -> None:
        parts = [Part(word) for word in form.parts.data or ()]
        made.append(copying.copy(current_actor(), hearing, parts))

    def show() -> str:
        return within("previews/copy.html", hearing=hearing, form=form)

    if request.method == "GET":
        return show()
    again = attempt(form, act, show)
    return again or done(made[0], _("The copy is begun. Go through its parts one by one."))


def _page(hearing: Hearing, form: LinkForm, *, address: str = "") -> str:
    return within(
        "previews/desk.html",
        hearing=hearing,
        form=form,
        address=address,
        lines=services.of(hearing),
        is_alive=services.is_alive,
    )
