"""The committee's desk after the register: the book, another committee, a second body and its answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _, _l
from commons.law import queries as law
from initiatives import policies
from initiatives import queries as initiatives
from initiatives.models import Referral
from initiatives.passage import forms, labels, queries, services
from initiatives.passage.models import Destination
from initiatives.passage.states import EntryKind

blueprint = Blueprint("passage_desk", __name__, url_prefix="/desk/initiatives")
desks.register(
    desks.Queue(
        name="destinations",
        title=_l("Answers to initiatives"),
        address="/desk/initiatives/destinations",
        permission=Permission.INITIATIVE_ANSWER,
        waiting=lambda actor: len(
            queries.owed_by(sorted(actor.agencies_with(Permission.INITIATIVE_ANSWER)))
        ),
    )
)


@blueprint.get("/<slug>/book")
@requires(Permission.INITIATIVE_RECORD)
def book(slug: str) -> str:
    """The book of an initiative at the desk, with its three forms."""
    return _page(_referral(slug))


@blueprint.post("/<slug>/book")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def enter(slug: str) -> Any:
    """Write an entry."""
    referral = _referral(slug)
    known = queries.entries(referral.initiative_id)
    form = forms.entry_form(known, official=True)

    def act() -> None:
        corrected = next((e for e in known if str(e.id) == form.corrects.data), None)
        kind = EntryKind(str(form.kind.data))
        services.enter(referral.initiative, current_actor(), kind, form.said(), corrects=corrected)

    return attempt(form, act, lambda: _page(referral, entry=form)) or _done(
        referral, _("The entry is public.")
    )


@blueprint.post("/<slug>/transfer")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def transfer(slug: str) -> Any:
    """Pass it on to another committee."""
    referral = _referral(slug)
    form = forms.transfer_form(_committees(referral))

    def act() -> None:
        committee = _chosen(form.committee.data, "committee")
        services.transfer(referral, current_actor(), committee, reason=form.reason.data or "")

    again = attempt(form, act, lambda: _page(referral, transferring=form))
    if again:
        return again
    flash(_("The initiative was passed on."), "success")
    return redirect("/desk/initiatives", 303)


@blueprint.post("/<slug>/destinations")
@requires(Permission.INITIATIVE_RECORD, writes=True)
def send_on(slug: str) -> Any:
    """Ask a second body."""
    referral = _referral(slug)
    form = forms.destination_form(_bodies(referral))

    def act() -> None:
        body = _chosen(form.agency.data, "agency")
        services.send_on(referral, current_actor(), body, asked_for=form.asked_for.data or "")

    return attempt(form, act, lambda: _page(referral, sending=form)) or _done(
        referral, _("The body was asked; its time runs.")
    )


@blueprint.get("/destinations")
@requires(Permission.INITIATIVE_ANSWER)
def owed() -> str:
    """What our body is asked for and has not answered."""
    own = sorted(current_actor().agencies_with(Permission.INITIATIVE_ANSWER))
    return render_template("initiatives/passage/owed.html", owed=queries.owed_by(own))


@blueprint.route("/destinations/<int:number>", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_ANSWER, writes=True)
def answer(number: int) -> Any:
    """Answer for a second body."""
    destination = queries.destination(number)
    if not services.may_answer(current_actor(), destination):
        raise Refusal("not-found", _l("There is no such destination."))
    form = forms.AnswerForm()
    if not form.is_submitted():
        return _answer_page(destination, form)

    def act() -> None:
        services.answer(destination, current_actor(), form.words.data or "")

    again = attempt(form, act, lambda: _answer_page(destination, form))
    if again:
        return again
    flash(_("The answer is public."), "success")
    return redirect("/desk/initiatives/destinations", 303)


def _referral(slug: str) -> Referral:
    initiative = initiatives.by_slug(slug)
    referral = initiative.referrals[-1] if initiative.referrals else None
    if referral is None or not policies.may_record(current_actor(), referral):
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    return referral


def _committees(referral: Referral) -> list[Agency]:
    known = agencies.committees_of(referral.initiative.agency_id)
    return [body for body in known if body.id != referral.committee_id]


def _bodies(referral: Referral) -> list[Agency]:
    return [body for body in agencies.all_bodies(*Kind) if body.id != referral.committee_id]


def _chosen(said: str | None, field: str) -> Agency:
    body = agencies.by_id(int(said)) if said and said.isdigit() else None
    if body is None:
        raise Refusal("bad-form", _l("Choose a body."), field=field)
    return body


def _done(referral: Referral, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/initiatives/{referral.initiative.slug}/book", 303)


def _page(referral: Referral, **shown: Any) -> str:
    known = queries.entries(referral.initiative_id)
    empty = {
        "entry": forms.entry_form(known, official=True, formdata=None),
        "transferring": forms.transfer_form(_committees(referral), formdata=None),
        "sending": forms.destination_form(_bodies(referral), formdata=None),
    }
    return render_template(
        "initiatives/passage/desk.html",
        x=referral.initiative,
        entries=known,
        destinations=queries.destinations(referral.initiative_id),
        labels=labels,
        body_of=agencies.by_id,
        zone=law.by_key(referral.initiative.rule_set_id).zone,
        **{**empty, **shown},
    )


def _answer_page(destination: Destination, form: Form) -> str:
    return render_template(
        "initiatives/passage/answer.html", d=destination, x=destination.initiative, form=form
    )
