"""The desk's progress: how much is handled of each section, by whom; and the replies given so far."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.i18n import _, _l
from consult import policies
from consult.desk.acting import done
from consult.handling import asked, forms, queries, services
from consult.handling.desk import given, labels, officers, sections
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import answers, cards, progress, replies
from consult.services import replying

blueprint = Blueprint("hearing_sharing", __name__)
desks.register(
    desks.Queue(
        name="my-comments",
        title=_l("Comments given to me"),
        address="/desk/my-work",
        permission=Permission.HEARING_PREPARE,
        waiting=lambda actor: len(queries.hearings_of(actor.account_id or 0)),
    )
)


@blueprint.route("/desk/hearings/<slug>/progress", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def show(slug: str) -> Any:
    """How far the work is, by section and by officer; a section is given to an officer here."""
    hearing = at_desk(slug)
    form = forms.OfficerForm(officers=officers(hearing))

    def act() -> None:
        eid = request.form.get("section", "")
        to = asked.whole(form.officer.data or "")
        services.assign_section(current_actor(), hearing, eid, to=to)

    if request.method == "GET":
        return _page(hearing, form)
    again = attempt(form, act, lambda: _page(hearing, form))
    return again or done(hearing, _("Noted who works on it."), "/progress")


@blueprint.route("/desk/hearings/<slug>/replies", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def all_replies(slug: str) -> Any:
    """The official replies so far; a section as a whole is answered here."""
    hearing = at_desk(slug)
    form = forms.SectionReplyForm(sections=sections(hearing))

    def act() -> None:
        eid = form.section.data or ""
        replying.reply_to_section(current_actor(), hearing, eid, given(form))

    def page() -> str:
        found = replies.replies(hearing, after=asked.whole(request.args.get("after", "")) or 0)
        return within(
            "handling/replies.html",
            hearing=hearing,
            form=form,
            replies=found,
            labels=labels(hearing),
            may_answer=policies.may_answer(current_actor(), hearing),
        )

    if request.method == "GET":
        return page()
    return attempt(form, act, page) or done(hearing, _("The reply is public."), "/replies")


@blueprint.route("/desk/hearings/<slug>/replies/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def correct(slug: str, number: int) -> Any:
    """Correct a reply; the former wording and the reason stay visible."""
    hearing = at_desk(slug)
    made = replies.reply(hearing, number)
    known = {"disposition": made.disposition, "reason": made.reason, "changed": made.section or ""}
    form = forms.CorrectionForm(sections=sections(hearing), data=known)

    def act() -> None:
        why = form.why.data or ""
        replying.correct(current_actor(), hearing, made, given(form), why=why)

    def page() -> str:
        return within(
            "handling/reply.html",
            hearing=hearing,
            form=form,
            reply=made,
            comments=replies.comments_of(made),
            corrections=replies.corrections(replies=[made.id]),
            labels=labels(hearing),
        )

    if request.method == "GET":
        return page()
    return attempt(form, act, page) or done(hearing, _("Corrected."), f"/replies/{number}")


@blueprint.get("/desk/my-work")
@requires(Permission.HEARING_PREPARE)
def mine() -> str:
    """The hearings in which I was given work."""
    account = current_actor().account_id or 0
    found = [h for h in queries.hearings_of(account) if policies.may_see_desk(current_actor(), h)]
    lines = [(cards.card(h), queries.by_officer(h).get(account)) for h in found]
    return within("handling/mine.html", lines=lines)


def _page(hearing: Hearing, form: forms.OfficerForm) -> str:
    by_section = progress.sections(hearing)
    named = labels(hearing)
    return within(
        "handling/progress.html",
        hearing=hearing,
        form=form,
        coverage=answers.coverage(hearing),
        by_section=[
            (eid, named.get(eid, _("The draft as a whole")), by_section[eid])
            for eid in ["", *named]
            if eid in by_section
        ],
        by_officer=queries.by_officer(hearing),
        assigned=queries.assignments(hearing),
        names=queries.names(hearing),
        whole=asked.WHOLE,
    )
