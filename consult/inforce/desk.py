"""The desk's page of the law in force."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from consult.desk.acting import done
from consult.inforce import queries, services
from consult.inforce.forms import LawForm
from consult.pages import at_desk, within

blueprint = Blueprint("law_in_force_desk", __name__)


@blueprint.route("/desk/hearings/<slug>/law-in-force", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def enter(slug: str) -> Any:
    """Enter the law that the draft changes; everybody then reads both wordings side by side."""
    hearing = at_desk(slug)
    found = queries.of(hearing)
    form = LawForm(data={"title": found.title, "link": found.link} if found else {})

    def act() -> None:
        limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
        services.enter(
            current_actor(),
            hearing,
            title=form.title.data or "",
            link=form.link.data or "",
            parsed=form.parsed(),
        )

    def page() -> str:
        return within("inforce/desk.html", hearing=hearing, found=found, form=form)

    if not form.is_submitted():
        return page()
    said = _("Everybody reads the law in force beside the draft now.")
    return attempt(form, act, page) or done(hearing, said, "/law-in-force")
