"""The desk of data protection: breaches with their clock and steps, requests with theirs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.dataprotection import asking, breaching, mails, queries, rules, words
from commons.dataprotection.forms import (
    AnswerForm,
    BreachForm,
    ExtendForm,
    LetterForm,
    StepForm,
    breach_form,
)
from commons.dataprotection.models import Breach, DataRequest, Outcome
from commons.errors import Refusal
from commons.i18n import _, _l

blueprint = Blueprint("dataprotection_desk", __name__, url_prefix="/desk/protection")
_KEEP = Permission.PROTECTION_KEEP

desks.register(
    desks.Queue(
        name="protection",
        title=_l("Protection of personal data"),
        address="/desk/protection",
        permission=_KEEP,
        waiting=lambda _actor: queries.waiting(),
    )
)


@blueprint.get("")
@requires(_KEEP)
def home() -> str:
    """Breaches and requests, whatever is due first on top."""
    return render_template(
        "dataprotection/desk.html",
        breaches=queries.breaches(),
        requests=queries.open_requests(),
        rules=rules,
        words=words,
        now=clock.now(),
    )


@blueprint.route("/breaches/new", methods=["GET", "POST"])
@requires(_KEEP, writes=True)
def enter() -> Any:
    """Enter a breach."""
    form = BreachForm()
    made: list[Breach] = []
    if not form.is_submitted():
        return _edit(form, None)
    again = attempt(
        form,
        lambda: made.append(breaching.enter(current_actor(), form.known())),
        lambda: _edit(form, None),
    )
    return again or _to(f"/breaches/{made[0].id}", _("Entered. The clock runs."))


@blueprint.get("/breaches/<int:number>")
@requires(_KEEP)
def breach(number: int) -> str:
    """One breach: its clock, its facts, its steps."""
    return _breach(number)


@blueprint.route("/breaches/<int:number>/edit", methods=["GET", "POST"])
@requires(_KEEP, writes=True)
def edit(number: int) -> Any:
    """Write down what has become known since."""
    found = queries.breach(number)
    form = BreachForm() if request.method == "POST" else breach_form(found)
    if not form.is_submitted():
        return _edit(form, found)
    again = attempt(
        form,
        lambda: breaching.amend(current_actor(), number, form.known()),
        lambda: _edit(form, queries.breach(number)),
    )
    return again or _to(f"/breaches/{number}", _("Written down."))


@blueprint.get("/breaches/<int:number>/report.txt")
@requires(_KEEP)
def report(number: int) -> Response:
    """The report as a file, for an authority that wants it in its own form."""
    items = mails.report_items(queries.breach(number))
    text = "\n\n".join(f"{name}\n{said}" for name, said in items)
    answer = Response(text + "\n", mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="breach-{number}.txt"'
    return answer


@blueprint.post("/breaches/<int:number>/steps")
@requires(_KEEP, writes=True)
def prepare(number: int) -> Any:
    """Prepare a step for a second person."""
    form = StepForm(rules.steps_open(queries.breach(number)))
    again = attempt(
        form,
        lambda: breaching.prepare(current_actor(), number, form.draft()),
        lambda: _breach(number, form),
    )
    return again or _to(f"/breaches/{number}", _("Prepared. Another person has to agree."))


@blueprint.post("/breaches/<int:number>/steps/<int:step>/<word>")
@requires(_KEEP, writes=True)
def decide(number: int, step: int, word: str) -> Any:
    """Say the second yes, or no."""
    if word not in ("agree", "refuse"):
        raise Refusal("not-found", _l("There is no such case."))
    breaching.decide(current_actor(), number, step, accepted=word == "agree")
    return _to(f"/breaches/{number}", _("Done. The decision is on record."))


@blueprint.route("/requests/new", methods=["GET", "POST"])
@requires(_KEEP, writes=True)
def letter() -> Any:
    """Enter a request that came by letter."""
    form = LetterForm()
    made: list[DataRequest] = []

    def show() -> str:
        return render_template("dataprotection/letter.html", form=form)

    def act() -> None:
        made.append(
            asking.enter(
                current_actor(),
                form.asked,
                form.words.data or "",
                sender=form.sender.data or "",
                arrived_at=form.arrived_at(),
            )
        )

    again = show() if not form.is_submitted() else attempt(form, act, show)
    return again or _to(f"/requests/{made[0].id}", _("Entered. The clock runs."))


@blueprint.get("/requests/<int:number>")
@requires(_KEEP)
def one_request(number: int) -> str:
    """One request, and the forms that answer or extend it."""
    return _request(number)


@blueprint.post("/requests/<int:number>/answer")
@requires(_KEEP, writes=True)
def answer(number: int) -> Any:
    """Answer it."""
    form = AnswerForm()

    def act() -> None:
        outcome = Outcome(str(form.outcome.data))
        asking.answer(current_actor(), number, outcome, form.words.data or "")

    again = attempt(form, act, lambda: _request(number, answer_form=form))
    return again or _to("", _("Answered. Whoever asked is told."))


@blueprint.post("/requests/<int:number>/extend")
@requires(_KEEP, writes=True)
def extend(number: int) -> Any:
    """Take more time, once."""
    form = ExtendForm()
    again = attempt(
        form,
        lambda: asking.extend(current_actor(), number, form.reason.data or ""),
        lambda: _request(number, extend_form=form),
    )
    return again or _to(f"/requests/{number}", _("Extended. Whoever asked is told why."))


def _edit(form: BreachForm, found: Breach | None) -> str:
    return render_template("dataprotection/edit.html", form=form, breach=found)


def _breach(number: int, form: StepForm | None = None) -> str:
    found, actor, now = queries.breach(number), current_actor(), clock.now()
    return render_template(
        "dataprotection/breach.html",
        breach=found,
        items=mails.report_items(found),
        hours=rules.hours_left(found.due_at, now),
        is_late=rules.is_late(found, now),
        steps_open=rules.steps_open(found),
        may_decide=lambda step: breaching.may_decide(actor, step),
        words=words,
        form=form or StepForm(rules.steps_open(found), formdata=None),
    )


def _request(
    number: int, *, answer_form: AnswerForm | None = None, extend_form: ExtendForm | None = None
) -> str:
    found = queries.request(number)
    return render_template(
        "dataprotection/request.html",
        request_=found,
        sender=asking.sender(current_actor(), found),
        words=words,
        answer_form=answer_form or AnswerForm(formdata=None),
        extend_form=extend_form or ExtendForm(formdata=None),
        may_extend=found.extended_at is None and clock.now() < found.due_at,
    )


def _to(rest: str, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/protection{rest}", 303)
