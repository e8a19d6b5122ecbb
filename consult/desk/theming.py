"""The desk of one theme beside its answer: another name, a merger, who works on it, a correction."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import queries as text_queries
from consult import answerforms, policies
from consult.answering import Theme
from consult.desk.acting import done
from consult.handling import services as handling
from consult.models import Hearing
from consult.pages import at_desk, page
from consult.queries import answers, replies, texts
from consult.services import answering, theming
from consult.states import Disposition

blueprint = Blueprint("hearing_theming", __name__)


@blueprint.route("/desk/hearings/<slug>/themes/<int:number>/name", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def name(slug: str, number: int) -> Any:
    """Give a theme another name, or merge it into another theme."""
    hearing = at_desk(slug)
    theme = _theme(hearing, number)
    others = [
        (str(line.theme.number), line.theme.title)
        for line in answers.themes(hearing)
        if line.theme.number != number
    ]
    form = answerforms.MergeForm(themes=others, data={"title": theme.title})

    def act() -> None:
        if form.into.data:
            into = _theme(hearing, int(form.into.data))
            theming.merge(current_actor(), hearing, theme, into=into)
        else:
            theming.rename(current_actor(), hearing, theme, title=form.title.data or "")

    def show() -> str:
        return page("desk/theme_name.html", hearing=hearing, theme=theme, form=form)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("Changed."), "/themes")


@blueprint.post("/desk/hearings/<slug>/themes/<int:number>/take")
@requires(Permission.HEARING_PREPARE, writes=True)
def take(slug: str, number: int) -> Any:
    """Say that I work on this theme."""
    hearing, actor = at_desk(slug), current_actor()
    handling.assign_theme(actor, hearing, _theme(hearing, number), to=actor.account_id)
    return done(hearing, _("You work on this theme now."), f"/themes/{number}")


@blueprint.route("/desk/hearings/<slug>/themes/<int:number>/correct", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def correct(slug: str, number: int) -> Any:
    """Correct a published answer; how it read before stays visible."""
    hearing = at_desk(slug)
    theme = _theme(hearing, number)
    policies.check(theme.answer and policies.may_correct_published(current_actor(), hearing))
    form = _correct_form(hearing, theme)

    def act() -> None:
        answering.correct(
            current_actor(),
            hearing,
            theme,
            disposition=Disposition(str(form.disposition.data)),
            reason=form.reason.data or "",
            section=form.section.data or None,
            why=form.why.data or "",
        )

    def show() -> str:
        given = theme.answer.id if theme.answer else 0
        return page(
            "desk/theme_correct.html",
            hearing=hearing,
            theme=theme,
            form=form,
            corrections=replies.corrections(answers=[given]).get(f"answer:{given}", []),
        )

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("Corrected."))


def _correct_form(hearing: Hearing, theme: Theme) -> answerforms.CorrectForm:
    entries = text_queries.sections(texts.newest(hearing).id)
    given = theme.answer
    known = {
        "disposition": given.disposition.value if given else "",
        "reason": given.reason if given else "",
        "section": (given.section or "") if given else "",
    }
    return answerforms.CorrectForm(sections=[(e.eid, e.label) for e in entries], data=known)


def _theme(hearing: Hearing, number: int) -> Theme:
    found = answers.theme(hearing, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such theme."))
    return found
