"""The pages of reports: report a breach without an account, and read the answer by case number."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from commons import limits
from commons.access import Permission, requires
from commons.errors import Refusal
from initiatives import policies
from initiatives.abuse import queries, services, words
from initiatives.abuse.forms import CaseForm, ReportForm
from initiatives.abuse.models import Breach
from initiatives.views import visible

blueprint = Blueprint("abuse", __name__)


@blueprint.get("/initiatives/<slug>/report")
@requires(Permission.ANYONE)
def form(slug: str) -> str:
    """What can be reported, how many reports there were, and the form."""
    return _page(visible(slug), ReportForm())


@blueprint.post("/initiatives/<slug>/report")
@requires(Permission.ANYONE, writes=True)
def report(slug: str) -> Any:
    """Keep the report and say its case number, once."""
    initiative, sent = visible(slug), ReportForm()
    if not sent.validate_on_submit() or not policies.is_public(initiative):
        return _page(initiative, sent), 422
    limits.spend(limits.OPEN_COMMENT, f"abuse:{request.remote_addr}")
    kept = services.report(
        initiative, breach=Breach(str(sent.breach.data)), words=sent.words.data or ""
    )
    return render_template("abuse/reported.html", x=initiative, report=kept)


@blueprint.route("/initiatives/reports", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def case() -> Any:
    """The answer to a report, for whoever knows its case number; it stands in no address."""
    asked, found = CaseForm(), None
    if asked.validate_on_submit():
        limits.spend(limits.RECEIPT, f"case:{request.remote_addr}")
        try:
            found = queries.by_case(asked.case_number.data or "")
        except Refusal as refusal:
            asked.refuse(refusal)
    page = render_template("abuse/case.html", form=asked, report=found, words=words)
    return page, 422 if asked.errors else 200


def _page(initiative: Any, form: ReportForm) -> str:
    figures = queries.figures(initiative.id)
    return render_template("abuse/report.html", x=initiative, form=form, figures=figures)
