"""The public pages of moderation, for every wing: the log, the form of a report, an author's appeal."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request

from commons.access import Permission, current_actor
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.api import tagged
from commons.discussion.shown import view
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.moderation import figures, policies, queries, rules, words
from commons.moderation.forms import AppealForm, ReportForm
from commons.moderation.places import Subject, address
from commons.moderation.services import appealing, reporting
from commons.moderation.states import CLOSED_LIST, Ground
from commons.requests import roll_back

blueprint = Blueprint("moderation_pages", __name__)
PAGE = 100


@blueprint.app_template_global("ground_name")
def ground_name(ground: str) -> str:
    """A coded ground in the reader's language, for every template."""
    return words.ground_name(ground)


@blueprint.app_template_global("body_name")
def body_name(agency_id: int | None) -> str:
    """The name of a body, for every template."""
    found = agencies.by_id(agency_id) if agency_id is not None else None
    return found.name() if found else ""


def report(subject: Subject, number: int) -> Any:
    """The form of a report of one comment, and its acceptance."""
    actor, form = current_actor(), ReportForm()
    if actor.is_anonymous and not subject.open_to_visitors:
        raise Refusal("sign-in-needed", _l("Sign in to report a comment."))
    comment = queries.comment(subject.kind, subject.key, number)
    where = address(subject, comment)

    def show() -> str:
        return render_template(
            "moderation/report.html",
            subject=subject,
            comment=view(comment),
            form=form,
            where=where,
            explained=words.explained,
        )

    if request.method == "GET":
        return show()
    if not form.validate_on_submit():
        return show(), 422
    reporting.report(
        actor,
        subject,
        number,
        ground=Ground(str(form.ground.data)),
        words=form.words.data or "",
        visitor=request.remote_addr or "",
    )
    flash(
        _("Thank you. A moderator will look at it; a report alone hides nothing."),
        "success",
    )
    return redirect(where, 303)


def appeal(subject: Subject, number: int) -> Any:
    """The author's form of an appeal, and its acceptance; for others there is nothing here."""
    actor, form = current_actor(), AppealForm()
    comment = queries.comment(subject.kind, subject.key, number)
    if not policies.may_appeal(actor, comment):
        raise queries.unknown()
    standing = queries.standing(subject.kind, subject.key, number) if comment.cover else None

    def show() -> str:
        return render_template(
            "moderation/appeal.html",
            subject=subject,
            comment=comment,
            decision=standing,
            form=form,
            where=address(subject, comment),
            ends_at=standing.decided_at + rules.APPEAL_WITHIN if standing else None,
            days=rules.APPEAL_ANSWERED.days,
            act_name=words.act_name,
            name=words.name,
        )

    if request.method == "GET":
        return show()
    try:
        if not form.validate_on_submit():
            return show(), 422
        appealing.appeal(actor, subject, number, form.words.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return show(), 422
    flash(_("Your appeal has come in. You get a letter when it is decided."), "success")
    return redirect(f"{subject.path}/comments/{number}/appeal", 303)


def log(subject: Subject) -> str:
    """The public log of one thing: what was decided, on which ground, by whom; never the words."""
    said = request.args.get("before", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
    lines = figures.log(subject, before=before, limit=PAGE + 1)
    return render_template(
        "moderation/log.html",
        subject=subject,
        lines=lines[:PAGE],
        more=lines[PAGE - 1].id if len(lines) > PAGE else None,
        figures=figures.of_subject(subject),
        grounds=[(g, words.explained(g), subject.clauses.get(g)) for g in CLOSED_LIST],
        name=words.name,
        days=rules.REPORT_WAITS.days,
    )


def log_json(subject: Subject) -> Any:
    """The same log for machines."""
    counted = figures.of_subject(subject)
    return tagged(
        jsonify(
            {
                "subject": subject.path,
                "counts": {
                    "reports": counted.reports,
                    "waiting": counted.waiting,
                    "overdue": counted.overdue,
                    "decisions": {act.value: times for act, times in counted.by_act},
                    "appeals": counted.appeals,
                    "appeals_overdue": counted.appeals_overdue,
                    "overturn_rate": counted.overturn_rate,
                },
                "items": [_item(line) for line in figures.log(subject)],
            }
        )
    )


def _item(line: figures.LogLine) -> dict[str, Any]:
    body = agencies.by_id(line.agency_id)
    return {
        "comment": line.number,
        "decision": line.act.value,
        "ground": line.ground.value if line.ground else None,
        "body": body.slug if body else None,
        "decided_at": line.decided_at.isoformat(),
        "ordered_by": line.order_body,
        "ordered_on": line.order_date.isoformat() if line.order_date else None,
        "appeal": _appeal(line),
    }


def _appeal(line: figures.LogLine) -> dict[str, Any] | None:
    if line.appeal_due_at is None:
        return None
    return {
        "due_at": line.appeal_due_at.isoformat(),
        "decided_at": line.appeal_decided_at.isoformat() if line.appeal_decided_at else None,
        "outcome": line.outcome.value if line.outcome else None,
        "is_overdue": line.is_appeal_overdue,
    }


desks.register(
    desks.Queue(
        name="moderation",
        title=_l("Reported comments"),
        address="/desk/moderation",
        permission=Permission.MODERATION_DECIDE,
        waiting=lambda actor: queries.waiting(actor.agencies_with(Permission.MODERATION_DECIDE)),
    )
)
