"""The auditor's page of security events: who signed in or was refused, when, from which network."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from commons.access import Permission, requires
from commons.accounts import queries, words
from commons.api import decode_cursor, encode_cursor
from commons.errors import Refusal
from commons.i18n import _l

blueprint = Blueprint("security", __name__, url_prefix="/desk/security")
PAGE = 50


@blueprint.get("")
@requires(Permission.SECURITY_READ)
def events() -> str:
    """The latest events, page by page; all of them or those of one kind."""
    kind = request.args.get("kind") or None
    found = queries.events(kind=kind, before=_before(), limit=PAGE + 1)
    shown = found[:PAGE]
    return render_template(
        "accounts/security.html",
        events=shown,
        kinds=queries.event_kinds(),
        kind=kind,
        event_name=words.event_name,
        event_facts=words.event_facts,
        after=encode_cursor(shown[-1].id) if len(found) > PAGE else None,
    )


def _before() -> int | None:
    place = decode_cursor(request.args.get("after"))
    if place is None:
        return None
    if not isinstance(place[0], int):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    return place[0]
