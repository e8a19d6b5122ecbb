"""The archive of initiatives by term of parliament: its index, and one term."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from commons.access import Permission, requires
from commons.agencies import queries as agencies
from commons.api import decode_cursor, encode_cursor
from initiatives import figures, pages, queries
from initiatives.occasions import terms

blueprint = Blueprint("initiatives_archive", __name__)


@blueprint.get("/initiatives/archive")
@requires(Permission.ANYONE)
def index() -> str:
    """Every term with how many initiatives began in it."""
    found = [(term, figures.counts_by_state(term.filters())) for term in terms.terms()]
    bodies = {term.body_id: agencies.by_id(term.body_id) for term, _counts in found}
    return render_template("initiatives/archive.html", found=found, bodies=bodies)


@blueprint.get("/initiatives/archive/<int:body>-<int:number>")
@requires(Permission.ANYONE)
def show(body: int, number: int) -> str:
    """What began in one term, and where it stands now."""
    term = terms.term(body, number)
    page = queries.listing(term.filters(), after=decode_cursor(request.args.get("after")))
    return render_template(
        "initiatives/term.html",
        term=term,
        body=agencies.by_id(body),
        page=page,
        shown=[pages.card_of(x) for x in page.items],
        next=encode_cursor(*page.after) if page.after else None,
        counts=figures.counts_by_state(term.filters()),
    )
