"""The pages of impact assessments: many hearings side by side, and the editor of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from consult import policies
from consult import words as hearing_words
from consult.desk.acting import done
from consult.impact import queries, services, words
from consult.impact.forms import impact_form
from consult.impact.states import Aspect
from consult.pages import at_desk, within
from consult.states import Topic

blueprint = Blueprint("impact", __name__)


@blueprint.get("/impacts")
@requires(Permission.ANYONE)
def compare() -> str:
    """The assessments of all public hearings in the same fields."""
    said = request.args.get("after", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
    topic = request.args.get("topic", "")
    known = {one.value for one in Topic}
    return within(
        "impact/compare.html",
        found=queries.comparison(before=before, topic=topic if topic in known else ""),
        aspects=list(Aspect),
        called=words.name,
        topics=hearing_words.with_any(Topic),
        topic=topic,
    )


@blueprint.route("/desk/hearings/<slug>/impact", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def edit(slug: str) -> Any:
    """Write the assessment in its fields."""
    hearing = at_desk(slug)
    form = impact_form(queries.of(hearing))

    def show() -> str:
        return within(
            "impact/edit.html",
            hearing=hearing,
            form=form,
            aspects=list(Aspect),
            called=words.name,
            may_write=policies.may_add_documents(current_actor(), hearing),
        )

    if request.method == "GET":
        return show()
    again = attempt(form, lambda: services.write(current_actor(), hearing, form.said()), show)
    return again or done(hearing, _("The impact assessment is kept."), "/impact")
