"""The page of an invited body: it answers under its own name, through the link in its letter."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import clock
from commons.access import Permission, requires
from commons.acting import attempt
from commons.discussion.models import Stance
from commons.discussion.receipts import grouped
from commons.discussion.services import Statement
from commons.i18n import _
from commons.texts import queries as text_queries
from consult import rules
from consult.forms import tongue_of
from consult.models import Hearing
from consult.pages import public
from consult.queries import cards, texts
from consult.stakeholders import invited, links
from consult.stakeholders.forms import BodyForm
from consult.states import State

blueprint = Blueprint("stakeholders", __name__)


@blueprint.route("/hearings/<slug>/invited/<secret>", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def answer(slug: str, secret: str) -> Any:
    """What the body wants to say; one point after another, until the hearing closes."""
    hearing = public(slug)
    body = links.body_of(hearing, secret)
    version = texts.newest(hearing)
    entries = [e for e in text_queries.outline(version.id) if e.has_page]
    form = BodyForm(sections=[(e.eid, e.label or _("Preamble")) for e in entries])

    def show() -> str:
        state = rules.state(hearing, clock.now())
        return render_template(
            "stakeholders/invited.html",
            hearing=hearing,
            card=cards.card(hearing),
            body=body,
            form=form,
            version=version,
            is_open=state is State.OPEN,
        )

    def act() -> None:
        written = invited.answer(hearing, secret, _statement(form, hearing))
        code = grouped(written.code)
        flash(
            _(
                "Accepted as comment %(number)s. Keep the code of your receipt: %(code)s",
                number=written.number,
                code=code,
            ),
            "success",
        )

    if request.method == "GET":
        form.version.data = str(version.number)
        return show()
    return attempt(form, act, show) or redirect(request.path, 303)


def _statement(form: BodyForm, hearing: Hearing) -> Statement:
    said, wording = form.words.data or "", form.suggestion.data or None
    number = form.version.data or ""
    return Statement(
        version=int(number) if number.isascii() and number.isdigit() else 0,
        section=form.section.data or "",
        stance=Stance(form.stance.data) if form.stance.data else None,
        words=said,
        suggestion=wording,
        language=tongue_of(said or wording or "") if said or wording else hearing.language,
    )
