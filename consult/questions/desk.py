"""The desk of questions: write them, order them, look at them as citizens will, read the results."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l, number
from commons.texts import queries as text_queries
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import texts
from consult.questions import policies, queries, services
from consult.questions.forms import FORMS, AskingForm, QuestionForm, as_written, sheet_form
from consult.questions.models import Question
from consult.questions.states import OTHER, Form

blueprint = Blueprint("question_desk", __name__)
HERE = "/questions"


@blueprint.get("/desk/hearings/<slug>/questions")
@requires(Permission.HEARING_PREPARE)
def index(slug: str) -> str:
    """The questions of a hearing in their order."""
    hearing = at_desk(slug)
    asking = AskingForm(formdata=None, data={"hides_results": queries.hides_results(hearing)})
    return within(
        "questions/desk.html",
        hearing=hearing,
        questions=queries.of(hearing),
        forms=FORMS,
        asking=asking,
        sheets=queries.sheets(hearing),
        may_ask=policies.may_ask(current_actor(), hearing, clock.now()),
        is_frozen=policies.is_frozen,
        any_frozen=any(policies.is_frozen(q) for q in queries.of(hearing)),
        labels=dict(_sections(hearing)),
        others=queries.other_words(hearing),
    )


@blueprint.route("/desk/hearings/<slug>/questions/new/<form>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def new(slug: str, form: str) -> Any:
    """Ask one question more."""
    hearing = at_desk(slug)
    if form not in {each.value for each in Form}:
        raise Refusal("not-found", _l("There is no such form of question."))
    written = _form(hearing, Form(form), before=list(queries.of(hearing)))

    def act() -> None:
        services.add(current_actor(), hearing, written.written(hearing.language))

    return _edited(hearing, written, act)


@blueprint.route("/desk/hearings/<slug>/questions/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def edit(slug: str, number: int) -> Any:
    """Ask a question otherwise, as long as nobody has answered it."""
    hearing = at_desk(slug)
    question = queries.one(hearing, number)
    before = [q for q in queries.of(hearing) if q.position < question.position]
    known = as_written(services.wording_of(question))
    written = _form(hearing, question.form, before=before, data=known)

    def act() -> None:
        services.change(current_actor(), hearing, number, written.written(hearing.language))

    return _edited(hearing, written, act, question)


@blueprint.post("/desk/hearings/<slug>/questions/<int:number>/<any(up, down):way>")
@requires(Permission.HEARING_PREPARE, writes=True)
def move(slug: str, number: int, way: str) -> Any:
    """Let a question change places with its neighbour."""
    hearing = at_desk(slug)
    services.move(current_actor(), hearing, number, by=-1 if way == "up" else 1)
    return done(hearing, _("The question is moved."), HERE)


@blueprint.post("/desk/hearings/<slug>/questions/<int:number>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove(slug: str, number: int) -> Any:
    """Ask a question no more."""
    hearing = at_desk(slug)
    services.remove(current_actor(), hearing, number)
    return done(hearing, _("The question is removed."), HERE)


@blueprint.post("/desk/hearings/<slug>/questions/<int:number>/copy")
@requires(Permission.HEARING_PREPARE, writes=True)
def copy(slug: str, number: int) -> Any:
    """Ask a frozen question anew."""
    hearing = at_desk(slug)
    made = services.copy_as_new(current_actor(), hearing, number)
    return done(hearing, _("Copied. Change the new question now."), f"{HERE}/{made.number}")


@blueprint.post("/desk/hearings/<slug>/questions/results")
@requires(Permission.HEARING_PREPARE, writes=True)
def results(slug: str) -> Any:
    """Show the results at once, or after the end."""
    hearing, form = at_desk(slug), AskingForm()
    services.hide_results(current_actor(), hearing, until_end=bool(form.hides_results.data))
    return done(hearing, _("Kept."), HERE)


@blueprint.get("/desk/hearings/<slug>/questions/preview")
@requires(Permission.HEARING_PREPARE)
def preview(slug: str) -> str:
    """The answer sheet as citizens will see it; nothing can be sent from here."""
    hearing = at_desk(slug)
    asked = queries.of(hearing)
    return within(
        "questions/preview.html", hearing=hearing, asked=asked, form=sheet_form(asked, {})
    )


def _edited(
    hearing: Hearing, form: QuestionForm, act: Any, question: Question | None = None
) -> Any:
    def show() -> str:
        return within(
            "questions/edit.html",
            hearing=hearing,
            form=form,
            question=question,
            called=FORMS[form.form],
            is_frozen=question is not None and policies.is_frozen(question),
        )

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The question is kept."), HERE)


def _form(
    hearing: Hearing, form: Form, *, before: list[Question], data: Any = None
) -> QuestionForm:
    return QuestionForm(
        form=form, sections=_sections(hearing), conditions=_conditions(before), data=data
    )


def _conditions(before: list[Question]) -> list[tuple[str, str]]:
    """Every answer to an earlier question, as a condition of this one."""
    return [
        (
            f"{q.number}:{code}",
            _("Question %(number)s: %(answer)s", number=number(q.number), answer=words),
        )
        for q in before
        if q.form in (Form.SINGLE, Form.MULTIPLE, Form.SCALE)
        for code, words in q.offered() + ([(OTHER, _("Other"))] if q.has_other else [])
    ]


def _sections(hearing: Hearing) -> list[tuple[str, str]]:
    versions = texts.versions(hearing)
    if not versions:
        return []
    entries = text_queries.outline(versions[-1].id)
    return [(e.eid, e.label or _("Preamble")) for e in entries if e.has_page]
