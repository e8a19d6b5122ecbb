"""The desk of papers: add files, withhold one, decide as the second person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons import clock, files, limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.law import queries as law
from consult import policies
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.papers import queries, services, words
from consult.papers.forms import HoldForm, PaperForm
from consult.papers.models import Paper
from consult.papers.views import attachment

blueprint = Blueprint("paper_desk", __name__)


@blueprint.route("/desk/hearings/<slug>/papers", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def index(slug: str) -> Any:
    """The files of a hearing, and one more."""
    hearing = at_desk(slug)
    form = PaperForm(rule_set=law.by_key(hearing.rule_set_id), tongue=language())
    if request.method == "GET":
        return _page(hearing, form)
    limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")

    def act() -> None:
        sent = form.file.data
        kept = files.keep(sent.filename or "file", sent.read())
        services.add(current_actor(), hearing, kept, form.described(), held=form.held())

    again = attempt(form, act, lambda: _page(hearing, form))
    return again or done(hearing, _("The file is beside the draft."), "/papers")


@blueprint.get("/desk/hearings/<slug>/papers/<int:number>/file")
@requires(Permission.HEARING_PREPARE)
def file(slug: str, number: int) -> Any:
    """The file for the agency itself, withheld or not."""
    return attachment(queries.one(at_desk(slug), number))


@blueprint.post("/desk/hearings/<slug>/papers/<int:number>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove(slug: str, number: int) -> Any:
    """Take a file off a draft."""
    hearing = at_desk(slug)
    services.remove(current_actor(), queries.one(hearing, number))
    return done(hearing, _("The file is removed."), "/papers")


@blueprint.route("/desk/hearings/<slug>/papers/<int:number>/withhold", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def withhold(slug: str, number: int) -> Any:
    """Ask that a paper be withheld, or withheld longer."""
    hearing = at_desk(slug)
    paper = queries.one(hearing, number)
    form = HoldForm(rule_set=law.by_key(hearing.rule_set_id), tongue=language())

    def act() -> None:
        wish = form.held()
        if wish is None:
            raise Refusal("ground-needed", _l("Choose a ground from the list."), field="ground")
        services.withhold(current_actor(), paper, wish)

    def show() -> str:
        return within("papers/withhold.html", hearing=hearing, paper=paper, form=form)

    if request.method == "GET":
        return show()
    said = _("Asked for. A second person decides; until then the document stays as it is.")
    return attempt(form, act, show) or done(hearing, said, "/papers")


@blueprint.post("/desk/hearings/<slug>/papers/<int:number>/<any(grant, refuse):word>")
@requires(Permission.HEARING_APPROVE, writes=True)
def decide(slug: str, number: int, word: str) -> Any:
    """Decide as the second person where no body stands above."""
    hearing = at_desk(slug)
    paper = queries.one(hearing, number)
    services.decide_own(current_actor(), paper, is_granted=word == "grant")
    return done(hearing, _("Decided. It is in the public register."), "/papers")


def _page(hearing: Hearing, form: PaperForm) -> str:
    return within(
        "papers/desk.html",
        hearing=hearing,
        form=form,
        papers=queries.of(hearing),
        kind_name=words.kind,
        type_name=words.type_of,
        rule_set=law.by_key(hearing.rule_set_id),
        may_add=policies.may_add_documents(current_actor(), hearing),
        waits=_waits,
        now=clock.now(),
    )


def _waits(paper: Paper) -> Any:
    """The exception of a paper that nobody has decided."""
    return next((w.asked for w in paper.withholdings if w.asked.decided_at is None), None)
