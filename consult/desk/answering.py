"""The desk after closing: comments into themes, answers, the summary, what followed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.law import queries as law
from commons.texts import queries as text_queries
from consult import answerforms, deskforms, policies
from consult.answering import Theme
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, page, page_start
from consult.queries import answers, cards, replies, texts
from consult.services import answering, following, summarising
from consult.states import Disposition, StepKind

blueprint = Blueprint("hearing_answering", __name__)
PAGE = 50


@blueprint.route("/desk/hearings/<slug>/themes", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def themes(slug: str) -> Any:
    """Comments that are in no theme yet: tick them, and say where they belong."""
    hearing = at_desk(slug)
    lines = answers.themes(hearing)
    offered = [(str(line.theme.number), line.theme.title) for line in lines]
    form = answerforms.GroupForm(themes=offered)
    if request.method == "GET":
        return _themes_page(hearing, form)
    again = attempt(form, lambda: _sort(hearing, form), lambda: _themes_page(hearing, form))
    return again or done(hearing, _("Sorted."), "/themes")


@blueprint.route("/desk/hearings/<slug>/themes/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def theme(slug: str, number: int) -> Any:
    """One theme with its comments, and its answer."""
    hearing = at_desk(slug)
    found = _theme(hearing, number)
    form = _answer_form(hearing, found)

    def act() -> None:
        answering.answer(
            current_actor(),
            hearing,
            found,
            disposition=Disposition(str(form.disposition.data)),
            reason=form.reason.data or "",
            section=form.section.data or None,
        )

    def show() -> str:
        comments = answers.in_theme(hearing, found.id, after=page_start(), size=PAGE)
        return page(
            "desk/theme.html",
            hearing=hearing,
            theme=found,
            form=form,
            comments=comments,
            size=PAGE,
            labels=_labels(hearing),
        )

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The answer is kept."), "/themes")


@blueprint.post("/desk/hearings/<slug>/themes/<int:number>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove(slug: str, number: int) -> Any:
    """Take comments out of a theme."""
    hearing = at_desk(slug)
    answering.ungroup(current_actor(), hearing, _theme(hearing, number), _ticked())
    return done(hearing, _("Taken out of the theme."), f"/themes/{number}")


@blueprint.route("/desk/hearings/<slug>/summary", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def summary(slug: str) -> Any:
    """Write the summary, and hand it to a publisher."""
    hearing = at_desk(slug)
    written = answers.summary(hearing)
    rule_set = law.by_key(hearing.rule_set_id)
    form = answerforms.summary_form(rule_set, dict(written.fields) if written else {}, language())

    def act() -> None:
        summarising.write(current_actor(), hearing, form.written())

    def show() -> str:
        return page(
            "desk/summary.html",
            hearing=hearing,
            card=cards.card(hearing),
            form=form,
            summary=written,
            returns=replies.returns(hearing),
            missing=answers.missing_for_summary(hearing),
            rule_set=rule_set,
            may_publish=written is not None
            and policies.may_publish_summary(current_actor(), hearing, written.written_by),
        )

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The summary is kept."), "/summary")


@blueprint.post("/desk/hearings/<slug>/summary/submit")
@requires(Permission.HEARING_PREPARE, writes=True)
def submit_summary(slug: str) -> Any:
    """Hand the summary in."""
    hearing = at_desk(slug)
    summarising.submit(current_actor(), hearing)
    return done(hearing, _("Handed in. A publisher who did not write it can publish it now."))


@blueprint.post("/desk/hearings/<slug>/summary/publish")
@requires(Permission.HEARING_APPROVE, writes=True)
def publish_summary(slug: str) -> Any:
    """Publish summary and answers."""
    hearing = at_desk(slug)
    summarising.publish(current_actor(), hearing)
    return done(hearing, _("The summary is public. Followers are told."))


@blueprint.route("/desk/hearings/<slug>/steps", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def steps(slug: str) -> Any:
    """Record what followed."""
    hearing, form = at_desk(slug), answerforms.StepForm()

    def act() -> None:
        following.record_step(
            current_actor(),
            hearing,
            kind=StepKind(str(form.kind.data)),
            happened_on=deskforms.day_of(form.happened_on),
            words=form.words.data or "",
            link=form.link.data or None,
        )

    def show() -> str:
        return page("desk/steps.html", hearing=hearing, form=form)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("Recorded. Followers are told."), "/steps")


def _sort(hearing: Hearing, form: answerforms.GroupForm) -> None:
    numbers = _ticked()
    if not numbers:
        raise Refusal("nothing-ticked", _l("Tick at least one comment."), field="theme")
    if request.form.get("act") == "no-issue":
        reason = form.reason.data or ""
        answering.mark_no_issue(current_actor(), hearing, numbers, reason=reason)
        return
    chosen = (
        _theme(hearing, int(str(form.theme.data)))
        if form.theme.data
        else answering.make_theme(current_actor(), hearing, title=form.title.data or "")
    )
    answering.group(current_actor(), hearing, chosen, numbers)


def _themes_page(hearing: Hearing, form: answerforms.GroupForm) -> str:
    section = request.args.get("section") or None
    listed = answers.unhandled(hearing, after=page_start(), size=PAGE + 1, section=section)
    version = texts.newest(hearing)
    return page(
        "desk/themes.html",
        hearing=hearing,
        form=form,
        comments=listed[:PAGE],
        following=listed[PAGE - 1].number if len(listed) > PAGE else None,
        themes=answers.themes(hearing),
        coverage=answers.coverage(hearing),
        sections=[e for e in text_queries.outline(version.id) if e.has_page],
        labels=_labels(hearing),
        chosen=section,
        ticked=_ticked(),
    )


def _labels(hearing: Hearing) -> dict[str, str]:
    entries = text_queries.outline(texts.newest(hearing).id)
    return {entry.eid: entry.number or entry.label for entry in entries if entry.has_page}


def _answer_form(hearing: Hearing, theme: Theme) -> answerforms.AnswerForm:
    entries = text_queries.sections(texts.newest(hearing).id)
    known = {}
    if theme.answer is not None:
        known = {
            "disposition": theme.answer.disposition.value,
            "reason": theme.answer.reason,
            "section": theme.answer.section or "",
        }
    return answerforms.AnswerForm(sections=[(e.eid, e.label) for e in entries], data=known)


def _theme(hearing: Hearing, number: int) -> Theme:
    found = answers.theme(hearing, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such theme."))
    return found


def _ticked() -> list[int]:
    said = request.form.getlist("comment")
    return [int(n) for n in said if n.isascii() and n.isdigit() and len(n) < 10]
