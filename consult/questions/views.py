"""The public pages of questions: the answer sheet, its receipt, and what was answered."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.discussion import drafts, receipts
from commons.discussion import queries as discussion
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _
from commons.requests import roll_back
from consult.models import DISCUSSION, Hearing
from consult.pages import go, public, within
from consult.phases.states import Part
from consult.queries import cards, hearings
from consult.questions import answering, filling, queries
from consult.questions.filling import Filling
from consult.questions.models import Question
from consult.questions.stepping import Step
from consult.states import Audience

blueprint = Blueprint("questions", __name__)
PAGE = 50


@blueprint.get("/hearings/<slug>/questions")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """All questions of the agency, with the reader's own answers or with the results."""
    hearing = public(slug)
    account = current_actor().account_id
    own = queries.own_sheet(hearing, account)
    draft = drafts.kept(account, DISCUSSION, hearing.key, drafts.QUESTIONS)
    begun = filling.begun(hearing, own.said if own else {}, draft=draft)
    return sheet_page(begun, begun.first(), own=own, draft=draft)


@blueprint.post("/hearings/<slug>/questions")
@requires(Permission.HEARING_COMMENT, writes=True)
def send(slug: str) -> Any:
    """Take an answer sheet, or a page of it; an earlier sheet is replaced when all of it is sent."""
    hearing = hearings.public_at(slug)
    actor = current_actor()
    own = queries.own_sheet(hearing, actor.account_id)
    sheet = filling.sent(hearing, own.said if own else {})
    if sheet.act != filling.SEND or sheet.is_unfinished():
        _keep_draft(sheet)
        step, stands = sheet.walk()
        return sheet_page(sheet, step, own=own), 200 if stands else 422
    if not sheet.form.validate_on_submit():
        return sheet_page(sheet, sheet.faulty(), own=own), 422
    put = sheet.put()
    try:
        kept = answering.send(
            actor, hearing, sheet.form.said(put), within=sheet.asked, signed=sheet.form.signed(put)
        )
    except Refusal as refusal:
        refuse(sheet, refusal)
        return sheet_page(sheet, sheet.faulty(), own=own), 422
    drafts.drop(actor.account_id or 0, DISCUSSION, hearing.key, drafts.QUESTIONS)
    tell_left_out(sheet)
    flash(_("Your answers are kept. Your sheet has number %(number)s.", number=kept.id), "success")
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


def sheet_page(sheet: Filling, step: Step, *, own: queries.Own | None = None, **more: Any) -> str:
    """One page of a sheet, with what was answered so far where that is open."""
    hearing = sheet.hearing
    card = cards.card(hearing)
    return within(
        "questions/sheet.html",
        hearing=hearing,
        card=card,
        sheet=sheet,
        step=step,
        all_asked=queries.of(hearing),
        form=sheet.form,
        is_open=card.takes(Part.QUESTIONS),
        for_guests=hearing.audience is Audience.OPEN,
        own=own,
        code=receipts.grouped(own.sheet.receipt_code) if own else "",
        sheets=queries.sheets(hearing),
        results=queries.results(hearing) if queries.may_see_results(hearing) else None,
        **{"guest": False, "draft": None, **more},
    )


def refuse(sheet: Filling, refusal: Refusal) -> None:
    """Show beside its question what was refused; raise, with the words, what no change can mend."""
    if refusal.field is None and not isinstance(refusal, FieldRefusals):
        refusal.values = {**refusal.values, "kept": filling.words(sheet)}
        if refusal.code != "nothing-said":
            raise refusal
    sheet.form.refuse(refusal)
    roll_back()


def tell_left_out(sheet: Filling) -> None:
    """Say which answers were not kept, because their question is not asked after the others."""
    for number in sheet.left_out():
        said = _(
            "Your answer to question %(number)s was left out: it is asked only after another "
            "answer than yours.",
            number=number,
        )
        flash(said, "info")


def _keep_draft(sheet: Filling) -> None:
    account = current_actor().account_id or 0
    limits.spend(limits.DRAFT, f"account:{account}")
    form = dict(request.form.lists())
    drafts.save(account, DISCUSSION, sheet.hearing.key, drafts.QUESTIONS, form)
