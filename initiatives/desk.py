"""The desks of officials: the clerk's review and register, the committee's meetings and decision."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import queries as law
from commons.texts import queries as texts
from commons.texts import render
from initiatives import deskforms, labels, offers, pages, policies, queries, services
from initiatives.deskforms import AcknowledgeForm, PaperForm, ReviewForm
from initiatives.models import Initiative, Meeting, Referral

blueprint = Blueprint("initiatives_desk", __name__)
offers.register()


@blueprint.get("/desk/initiatives")
@requires(Permission.DESK_ENTER)
def home() -> str:
    """What waits here: for review, for the register, for the committee, each with its age."""
    actor = current_actor()
    reviewing = actor.agencies_with(Permission.INITIATIVE_REVIEW)
    recording = actor.agencies_with(Permission.INITIATIVE_RECORD)
    registering = actor.agencies_with(Permission.INITIATIVE_ACKNOWLEDGE)
    return render_template(
        "initiatives/desk/home.html",
        reviews=queries.review_queue(sorted(reviewing)),
        may_register=bool(registering),
        to_register=queries.to_register(sorted(registering)),
        referrals=[r for body in sorted(recording) for r in queries.referrals_of(body)],
        card_of=pages.card_of,
        now=clock.now(),
    )


@blueprint.get("/desk/initiatives/<slug>/review")
@requires(Permission.INITIATIVE_REVIEW)
def review(slug: str) -> str:
    """What was handed in, and the form of the decision."""
    initiative = _for_review(slug)
    return _review_page(initiative, deskforms.review_form(initiative))


@blueprint.post("/desk/initiatives/<slug>/review")
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def decide_review(slug: str) -> Any:
    """Accept, return or reject."""
    initiative = _for_review(slug)
    form = deskforms.review_form(initiative)
    if not form.validate_on_submit():
        return _review_page(initiative, form), 422
    try:
        services.decide_review(
            initiative,
            current_actor(),
            verdict=form.said,
            code=form.code.data or "",
            reason=form.reason.data or "",
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return _review_page(initiative, form), 422
    return redirect("/desk/initiatives", 303)


@blueprint.get("/desk/initiatives/<slug>")
@requires(Permission.DESK_ENTER)
def show(slug: str) -> str:
    """One initiative at the desk of its registry or its committee."""
    return _page(_referral(slug))


@blueprint.post("/desk/initiatives/<slug>/acknowledge")
@requires(Permission.INITIATIVE_ACKNOWLEDGE, writes=True)
def acknowledge(slug: str) -> Any:
    """Enter it into the register."""
    referral, form = _referral(slug), AcknowledgeForm()
    return _attempt(
        referral,
        form,
        "acknowledging",
        lambda: services.acknowledge(
            referral,
            current_actor(),
            registry_number=form.registry_number.data or "",
            term=form.term.data or "",
        ),
    )


@blueprint.post("/desk/initiatives/<slug>/take-up")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def take_up(slug: str) -> Any:
    """Put it before the committee."""
    referral = _referral(slug)
    services.take_up(referral, current_actor())
    return redirect(_address(referral), 303)


@blueprint.post("/desk/initiatives/<slug>/meetings")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def record_meeting(slug: str) -> Any:
    """Record a meeting."""
    referral = _referral(slug)
    form = deskforms.meeting_form(referral)
    return _attempt(
        referral,
        form,
        "meeting",
        lambda: services.record_meeting(
            referral,
            current_actor(),
            held_on=form.held_on.data,  # type: ignore[arg-type]  # Required has refused None
            topic=form.topic.data or "",
            heard=form.heard.data or "",
            corrects=_corrected(referral, form.corrects.data),
        ),
    )


@blueprint.post("/desk/initiatives/<slug>/papers")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def add_paper(slug: str) -> Any:
    """Name a paper of the committee."""
    referral, form = _referral(slug), PaperForm()
    return _attempt(
        referral,
        form,
        "paper",
        lambda: services.add_paper(
            referral,
            current_actor(),
            title=form.title.data or "",
            address=form.address.data or "",
        ),
    )


@blueprint.post("/desk/initiatives/<slug>/decision")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def decide(slug: str) -> Any:
    """Record the decision."""
    referral = _referral(slug)
    form = deskforms.decision_form(referral)
    return _attempt(
        referral,
        form,
        "decision",
        lambda: services.decide(
            referral,
            current_actor(),
            outcome=form.outcome.data or "",
            clause=form.clause.data or "",
            reason=form.reason.data or "",
            decided_on=form.decided_on.data,  # type: ignore[arg-type]  # Required has refused None
        ),
    )


def _attempt(referral: Referral, form: Any, name: str, act: Any) -> Any:
    again = attempt(form, act, lambda: _page(referral, **{name: form}))
    return again or redirect(_address(referral), 303)


def _address(referral: Referral) -> str:
    return f"/desk/initiatives/{referral.initiative.slug}"


def _for_review(slug: str) -> Initiative:
    initiative = queries.by_slug(slug)
    if not policies.may_review(current_actor(), initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body reviews this."))
    return initiative


def _referral(slug: str) -> Referral:
    initiative, actor = queries.by_slug(slug), current_actor()
    referral = initiative.referrals[-1] if initiative.referrals else None
    if referral is None:
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    if not (policies.may_acknowledge(actor, referral) or policies.may_record(actor, referral)):
        raise Refusal("not-permitted", _l("Your roles are in another body."))
    return referral


def _corrected(referral: Referral, said: str | None) -> Meeting | None:
    return next((m for m in referral.meetings if str(m.id) == said), None)


def _review_page(initiative: Initiative, form: ReviewForm) -> str:
    wordings = queries.wordings(initiative.id)
    return render_template(
        "initiatives/desk/review.html",
        p=pages.page_of(initiative, language()),
        x=initiative,
        text=render.whole(texts.whole(wordings[-1].version_id)) if wordings else "",
        subjects=_subjects(initiative),
        excluded=_subjects(initiative, "subject.excluded"),
        is_single=bool(law.by_key(initiative.rule_set_id).value("subject.single")),
        review=initiative.reviews[-1] if initiative.reviews else None,
        form=form,
    )


def _page(referral: Referral, **forms: Any) -> str:
    actor = current_actor()
    shown = {
        "acknowledging": AcknowledgeForm(formdata=None),
        "meeting": deskforms.meeting_form(referral, formdata=None),
        "paper": PaperForm(formdata=None),
        "decision": deskforms.decision_form(referral, formdata=None),
        **forms,
    }
    return render_template(
        "initiatives/desk/show.html",
        p=pages.page_of(referral.initiative, language()),
        x=referral.initiative,
        referral=referral,
        labels=labels,
        may_acknowledge=policies.may_acknowledge(actor, referral),
        may_record=policies.may_record(actor, referral),
        **shown,
    )


def _subjects(initiative: Initiative, name: str = "subject.allowed") -> list[str]:
    allowed = law.by_key(initiative.rule_set_id).choices(name)
    return [choice.title(language()) for choice in allowed]
