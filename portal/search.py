"""Finding what is public by its words, in hearings and initiatives alike."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from commons.access import Permission, requires
from commons.api import decode_cursor, encode_cursor
from commons.i18n import _l
from commons.search import services
from commons.search.analyser import LONGEST_QUERY

blueprint = Blueprint("search", __name__)
PAGE = 20
KINDS = {"hearing": _l("Hearings"), "initiative": _l("Initiatives")}


@blueprint.get("/search")
@requires(Permission.ANYONE)
def results() -> str:
    """One page of findings, newest first; without words only the form."""
    words = request.args.get("q", "")[:LONGEST_QUERY].replace("\x00", "")
    chosen = [kind for kind in request.args.getlist("kind") if kind in KINDS]
    place = decode_cursor(request.args.get("after"))
    skip = int(place[0]) if place and str(place[0]).isdigit() else 0
    skip = min(skip, services.CAP)
    findings = services.find(words, kinds=chosen or list(KINDS), limit=PAGE, skip=skip)
    following = encode_cursor(skip + PAGE) if findings.has_more else None
    return render_template(
        "search/results.html",
        words=words,
        chosen=chosen,
        kinds=KINDS,
        findings=findings,
        following=following,
        first=bool(skip),
    )
