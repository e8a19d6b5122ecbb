"""The desk of grouping: campaigns to confirm, split or undo, and themes to confirm or merge."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from commons.texts import queries as text_queries
from consult import policies
from consult.desk.acting import done
from consult.grouping import forms, queries
from consult.grouping.models import CampaignState
from consult.grouping.services import deciding, proposing, sketching
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import answers, texts

blueprint = Blueprint("hearing_grouping", __name__)
PAGE = 50


@blueprint.route("/desk/hearings/<slug>/campaigns", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def campaigns(slug: str) -> Any:
    """What the machine proposes, what was confirmed, what was undone; look again on request."""
    hearing = at_desk(slug)
    if request.method == "POST":
        policies.check(policies.may_answer(current_actor(), hearing))
        sketching.look(hearing, waits=True)
        return done(hearing, _("Looked at the texts that came since the last time."), "/campaigns")
    return within(
        "grouping/desk.html",
        hearing=hearing,
        proposed=queries.lines(hearing, CampaignState.PROPOSED),
        confirmed=queries.lines(hearing, CampaignState.CONFIRMED),
        undone=queries.lines(hearing, CampaignState.UNDONE),
        is_pending=queries.is_pending(hearing),
        may_answer=policies.may_answer(current_actor(), hearing),
    )


@blueprint.get("/desk/hearings/<slug>/campaigns/<int:number>")
@requires(Permission.HEARING_PREPARE)
def campaign(slug: str, number: int) -> str:
    """Every text of a campaign, with what may be done with it."""
    return _campaign(at_desk(slug), number, forms.SplitForm(formdata=None))


@blueprint.post("/desk/hearings/<slug>/campaigns/<int:number>/<any(confirm, undo, again):act>")
@requires(Permission.HEARING_PREPARE, writes=True)
def decide(slug: str, number: int, act: str) -> Any:
    """Confirm a campaign, undo it, or bring it back."""
    hearing = at_desk(slug)
    found = queries.one(hearing, number)
    if act == "confirm":
        kept = deciding.confirm(current_actor(), hearing, found)
        return done(hearing, _("Confirmed. It is public now."), f"/campaigns/{kept.number}")
    if act == "undo":
        deciding.undo(current_actor(), hearing, found)
        return done(hearing, _("Undone. Each text stands by itself."), "/campaigns")
    deciding.bring_back(current_actor(), hearing, found)
    return done(hearing, _("It is a proposal again."), f"/campaigns/{number}")


@blueprint.post("/desk/hearings/<slug>/campaigns/<int:number>/split")
@requires(Permission.HEARING_PREPARE, writes=True)
def split(slug: str, number: int) -> Any:
    """Part the ticked texts from a campaign."""
    hearing, form = at_desk(slug), forms.SplitForm()
    ticked = [int(n) for n in request.form.getlist("comment") if n.isascii() and n.isdigit()]
    again = attempt(
        form,
        lambda: deciding.split(current_actor(), hearing, queries.one(hearing, number), ticked),
        lambda: _campaign(hearing, number, form),
    )
    return again or done(hearing, _("Split."), "/campaigns")


@blueprint.route("/desk/hearings/<slug>/proposals", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def proposals(slug: str) -> Any:
    """Themes that the machine proposes for what is in no theme yet."""
    hearing = at_desk(slug)
    if request.method == "POST":
        made = proposing.propose(current_actor(), hearing)
        said = _("Proposed from the words of the comments.") if made else _("No theme was found.")
        return done(hearing, said, "/proposals")
    return _proposals(hearing)


@blueprint.post("/desk/hearings/<slug>/proposals/<int:number>")
@requires(Permission.HEARING_PREPARE, writes=True)
def accept(slug: str, number: int) -> Any:
    """Make a theme of a proposal, merge it into one, or drop it."""
    hearing = at_desk(slug)
    form, found = _accept_form(hearing), queries.proposal(hearing, number)
    if request.form.get("act") == "drop":
        proposing.drop(current_actor(), hearing, found)
        return done(hearing, _("Dropped."), "/proposals")

    def act() -> None:
        chosen = form.theme.data or ""
        theme = answers.theme(hearing, int(chosen)) if chosen else None
        title = form.title.data or ""
        proposing.accept(current_actor(), hearing, found, title=title, theme=theme)

    again = attempt(form, act, lambda: _proposals(hearing, number, form))
    return again or done(hearing, _("The comments are in the theme."), "/proposals")


def _campaign(hearing: Hearing, number: int, form: forms.SplitForm) -> str:
    found = queries.one(hearing, number)
    said = request.args.get("after", "0")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    comments = queries.texts(found, after=after, size=PAGE + 1)
    return within(
        "grouping/desk_campaign.html",
        hearing=hearing,
        campaign=found,
        form=form,
        comments=comments[:PAGE],
        following=comments[PAGE - 1].number if len(comments) > PAGE else None,
        labels=_labels(hearing),
        may_answer=policies.may_answer(current_actor(), hearing),
    )


def _proposals(
    hearing: Hearing, sent: int | None = None, form: forms.AcceptForm | None = None
) -> str:
    found = queries.proposals(hearing)
    shown = {
        each.proposal.number: form
        if form is not None and each.proposal.number == sent
        else _accept_form(hearing, title=", ".join(each.proposal.keywords))
        for each in found
    }
    return within(
        "grouping/proposals.html",
        hearing=hearing,
        proposals=found,
        forms=shown,
        sent=form,
        labels=_labels(hearing),
        coverage=answers.coverage(hearing),
        may_answer=policies.may_answer(current_actor(), hearing),
    )


def _accept_form(hearing: Hearing, title: str | None = None) -> forms.AcceptForm:
    themes = [(str(t.theme.number), t.theme.title) for t in answers.themes(hearing)]
    if title is None:
        return forms.AcceptForm(themes=themes)
    return forms.AcceptForm(formdata=None, themes=themes, data={"title": title})


def _labels(hearing: Hearing) -> dict[str, str]:
    entries = text_queries.outline(texts.newest(hearing).id)
    return {e.eid: e.number or e.label for e in entries if e.has_page}
