"""The public pages of questions: the answer sheet, its receipt, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, request

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.discussion import queries as discussion
from commons.discussion import receipts
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _
from commons.requests import roll_back
from consult import rules
from consult.models import DISCUSSION, Hearing
from consult.pages import go, public, within
from consult.queries import cards, hearings
from consult.questions import answering, queries
from consult.questions.forms import SheetForm, sheet_form
from consult.questions.models import Question
from consult.states import State

blueprint = Blueprint("questions", __name__)
PAGE = 50


@blueprint.get("/hearings/<slug>/questions")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """All questions of the agency, with the reader's own answers or with the results."""
    hearing = public(slug)
    eid = request.args.get("section")
    asked = queries.of(hearing) if eid is None else queries.at_section(hearing, eid)
    return _page(hearing, asked, _form(hearing, asked))


@blueprint.post("/hearings/<slug>/questions")
@requires(Permission.HEARING_COMMENT, writes=True)
def send(slug: str) -> Any:
    """Take an answer sheet, or a part of it; an earlier one is replaced."""
    hearing = hearings.public_at(slug)
    numbers = {int(n) for n in request.form.getlist("asked") if n.isascii() and n.isdigit()}
    asked = [q for q in queries.of(hearing) if q.number in numbers]
    form = sheet_form(asked, {})
    if not form.validate_on_submit():
        return _page(hearing, asked, form), 422
    try:
        sheet = answering.send(
            current_actor(),
            hearing,
            form.said(asked),
            within={q.number for q in asked},
            signed=form.signed(asked),
        )
    except Refusal as refusal:
        if refusal.field is None and not isinstance(refusal, FieldRefusals):
            refusal.values = {**refusal.values, "kept": _kept(form, asked)}
            if refusal.code != "nothing-said":
                raise
        form.refuse(refusal)
        roll_back()
        return _page(hearing, asked, form), 422
    flash(_("Your answers are kept. Your sheet has number %(number)s.", number=sheet.id), "success")
    return go(hearing, "/questions#receipt")


@blueprint.get("/hearings/<slug>/questions/<int:number>")
@requires(Permission.ANYONE)
def one(slug: str, number: int) -> str:
    """One question, what was answered to it, and the comments that answer it."""
    hearing = public(slug)
    question = queries.one(hearing, number)
    said = request.args.get("after", "0")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    numbers = queries.comments_on(question, after=after, size=PAGE)
    shown = [discussion.one(DISCUSSION, hearing.key, n) for n in numbers]
    return within(
        "questions/one.html",
        hearing=hearing,
        question=question,
        result=_result(hearing, question),
        comments=[comment for comment in shown if comment is not None],
        following=numbers[-1] if len(numbers) == PAGE else None,
    )


def _result(hearing: Hearing, question: Question) -> queries.Result | None:
    if not queries.may_see_results(hearing):
        return None
    return next(r for r in queries.results(hearing) if r.question.id == question.id)


def _form(hearing: Hearing, asked: Sequence[Question]) -> SheetForm:
    own = queries.own_sheet(hearing, current_actor().account_id)
    return sheet_form(asked, own.said if own else {})


def _page(hearing: Hearing, asked: Sequence[Question], form: SheetForm) -> str:
    own = queries.own_sheet(hearing, current_actor().account_id)
    is_open = rules.state(hearing, clock.now()) is State.OPEN
    is_shown = queries.may_see_results(hearing)
    return within(
        "questions/sheet.html",
        hearing=hearing,
        card=cards.card(hearing),
        asked=asked,
        all_asked=queries.of(hearing),
        form=form,
        is_open=is_open,
        own=own,
        code=receipts.grouped(own.sheet.receipt_code) if own else "",
        sheets=queries.sheets(hearing),
        results=queries.results(hearing) if is_shown else None,
    )


def _kept(form: SheetForm, asked: Sequence[Question]) -> str:
    return "\n\n".join(said.words for said in form.said(asked).values() if said.words)
