"""The public table of the law in force and the draft."""

from __future__ import annotations

from flask import Blueprint

from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l
from consult.inforce import queries
from consult.pages import public, within
from consult.queries import texts

blueprint = Blueprint("law_in_force", __name__)


@blueprint.get("/hearings/<slug>/law-in-force")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """The wording in force left, the draft's right, section by section."""
    hearing = public(slug)
    found = queries.of(hearing)
    if found is None:
        raise Refusal("not-found", _l("The agency has not entered the law in force."))
    version = texts.newest(hearing)
    return within(
        "inforce/show.html",
        hearing=hearing,
        found=found,
        version=version,
        both=queries.both(found, version),
    )
