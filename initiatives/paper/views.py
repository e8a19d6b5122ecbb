"""Everybody's pages of paper: how to sign on it, a numbered form as page and PDF, what came back."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import _l, force_locale, language
from commons.tables import csv_lines
from initiatives import browsers, policies
from initiatives.models import Initiative
from initiatives.paper import districts, printing, queries, services
from initiatives.paper.forms import DistrictForm, RunForm
from initiatives.views import visible
from signatures import certify, paper, sheet, shown_cells, tally

blueprint = Blueprint("initiatives_paper", __name__)
LANGUAGES = ("en", "th")
MOST_PRINTED = 50
"""So many forms in one PDF; a longer run is printed in parts."""


@blueprint.get("/initiatives/<slug>/paper")
@requires(Permission.ANYONE)
def index(slug: str) -> str:
    """How to sign on paper, and what has come back so far."""
    initiative = _open(slug)
    return _page(initiative, _run_form(initiative))


@blueprint.post("/initiatives/<slug>/paper")
@requires(Permission.ANYONE, writes=True)
def print_one(slug: str) -> Any:
    """Issue a form, or a run to an initiator, and show it."""
    initiative = _open(slug)
    form = _run_form(initiative)
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    many = 1
    if isinstance(form, RunForm):
        many = form.many.data or 0
    else:
        browsers.spend(initiative)
    region = districts.chosen(form)
    run = services.print_forms(current_actor(), initiative, many, region=region)
    last = f"?last={run.numbers[-1]}" if many > 1 else ""
    return redirect(f"{initiative.path}/paper/forms/{run.numbers[0]}{last}", 303)


@blueprint.get("/initiatives/<slug>/paper/forms/<number>")
@requires(Permission.ANYONE)
def form(slug: str, number: str) -> str:
    """One form as a page that can be printed."""
    initiative = _open(slug)
    purpose = paper.form_purpose(initiative.sheet_id or 0, number)
    last = request.args.get("last", "")
    return render_template(
        "paper/form.html",
        x=initiative,
        form=printing.printed(initiative, number, purpose, language()),
        last=last if len(_run(initiative, number, last)) > 1 else "",
        rows=range(1, paper.ROWS + 1),
        languages=LANGUAGES,
    )


@blueprint.get("/initiatives/<slug>/paper/forms/<number>.pdf")
@requires(Permission.ANYONE)
def pdf(slug: str, number: str) -> Response:
    """The form, or those from it to `last`, as tagged PDF in the language asked for."""
    initiative = _open(slug)
    asked = request.args.get("language", language())
    tongue = asked if asked in LANGUAGES else language()
    with force_locale(tongue):
        numbers = _run(initiative, number, request.args.get("last", ""))
        sheet_id = initiative.sheet_id or 0
        made = [
            printing.printed(initiative, one, paper.form_purpose(sheet_id, one), tongue)
            for one in numbers
        ]
        data = printing.pdf(made, tongue)
    return send_file(
        io.BytesIO(data), mimetype="application/pdf", download_name=f"form-{number}.pdf"
    )


@blueprint.get("/initiatives/<slug>/paper/delivered.csv")
@requires(Permission.ANYONE)
def delivered(slug: str) -> Response:
    """Every delivered row, from which anybody can draw the sample again."""
    initiative = _open(slug)
    rows = [
        (form.number, row)
        for form in paper.delivered(initiative.sheet_id or 0)
        for row in form.rows
    ]
    return Response(csv_lines(("form", "row"), rows), mimetype="text/csv")


def _run_form(initiative: Initiative) -> DistrictForm:
    """Initiators print runs; everybody else one form, of a State or district where that counts."""
    kind = RunForm if policies.is_member(current_actor(), initiative) else DistrictForm
    return kind(offered=districts.offers(initiative))


def _page(initiative: Initiative, form_: DistrictForm) -> str:
    sheet_id = initiative.sheet_id or 0
    seen, counted = sheet(sheet_id), tally(sheet_id)
    root = certify(sheet_id).root if seen.is_sealed else ""
    return render_template(
        "paper/index.html",
        x=initiative,
        sheet=seen,
        counts=paper.paper_counts(sheet_id),
        channels=shown_cells(counted.by_channel),
        is_member=policies.is_member(current_actor(), initiative),
        seed=paper.seed(seen.digest, root) if root else "",
        sample=paper.recheck_sample(sheet_id),
        form=form_,
    )


def _run(initiative: Initiative, number: str, last: str) -> list[str]:
    """The numbers from the first to the last, at most fifty, all issued."""
    found = paper.numbers_between(number, last or number)
    sheet_id = initiative.sheet_id or 0
    for one in (found[:1] or [number]) + found[-1:]:
        paper.form_purpose(sheet_id, one)
    return found[:MOST_PRINTED] or [number]


def _open(slug: str) -> Initiative:
    initiative = visible(slug)
    if not queries.takes_paper(initiative):
        raise Refusal("not-found", _l("This initiative takes no signatures on paper."))
    return initiative
