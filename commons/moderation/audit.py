"""The auditor's page of all acts of the staff on record, by body, person and kind."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from commons.access import Permission, requires
from commons.agencies import acts
from commons.agencies import queries as agencies
from commons.api import decode_cursor, encode_cursor
from commons.errors import Refusal
from commons.i18n import _l

blueprint = Blueprint("audit", __name__, url_prefix="/desk/acts")
PAGE = 50


@blueprint.get("")
@requires(Permission.RECORD_READ)
def index() -> str:
    """Every act of the staff, the latest first; all of them or by filter."""
    wanted = _wanted()
    found = acts.acts(wanted, before=_before(), limit=PAGE + 1)
    shown = found[:PAGE]
    bodies = agencies.all_bodies()
    return render_template(
        "moderation/acts.html",
        acts=shown,
        wanted=wanted,
        body=request.args.get("body", ""),
        bodies=bodies,
        names={body.id: body.name() for body in bodies},
        kinds=acts.kinds(),
        after=encode_cursor(shown[-1].id) if len(found) > PAGE else None,
    )


def _wanted() -> acts.Wanted:
    body, person = request.args.get("body", ""), request.args.get("person", "")
    agency = agencies.by_slug(body) if body else None
    if body and agency is None:
        raise Refusal("not-found", _l("There is no body at this address."))
    is_number = person.isascii() and person.isdigit() and len(person) < 10
    return acts.Wanted(
        agency_id=agency.id if agency else None,
        person=int(person) if is_number else None,
        kind=request.args.get("kind", "").replace("\x00", ""),
    )


def _before() -> int | None:
    place = decode_cursor(request.args.get("after"))
    if place is None:
        return None
    if not isinstance(place[0], int):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    return place[0]
