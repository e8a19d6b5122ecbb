"""Moderation of what is said on initiatives: the receiving body's moderators, and the public pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from commons.access import Permission, requires
from commons.discussion.models import Comment
from commons.law import queries as law
from commons.moderation import pages, places
from commons.moderation.places import Place, Subject
from initiatives import policies, queries
from initiatives.acts.discussing import THREAD
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("initiative_moderation", __name__)


@blueprint.get("/initiatives/<slug>/moderation")
@requires(Permission.ANYONE)
def log(slug: str) -> str:
    """The public moderation log of an initiative's discussion."""
    return pages.log(_of(visible(slug)))


@blueprint.get("/initiatives/<slug>/moderation.json")
@requires(Permission.ANYONE)
def log_json(slug: str) -> Any:
    """The same log for machines."""
    return pages.log_json(_of(visible(slug)))


@blueprint.route("/initiatives/<slug>/comments/<int:number>/report", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def report(slug: str, number: int) -> Any:
    """Report a comment to the moderators."""
    return pages.report(_of(visible(slug)), number)


@blueprint.route("/initiatives/<slug>/comments/<int:number>/appeal", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN, writes=True)
def appeal(slug: str, number: int) -> Any:
    """Appeal as the author against a decision about one's comment."""
    return pages.appeal(_of(visible(slug)), number)


def _of(initiative: Initiative) -> Subject:
    clauses = law.by_key(initiative.rule_set_id).value("moderation.clauses", {})
    return Subject(
        kind=THREAD,
        key=str(initiative.id),
        title=initiative.title,
        language=initiative.language,
        path=initiative.path,
        agency_id=initiative.agency_id,
        staff=frozenset(member.account_id for member in initiative.members),
        clauses=dict(clauses),
    )


def _find(key: str) -> Subject | None:
    found = queries.by_number(int(key))
    was_public = found.published_at is not None or policies.is_public(found)
    return _of(found) if was_public else None


def _address(subject: Subject, comment: Comment) -> str:
    place = f"sections/{comment.section}" if comment.section else "discussion"
    return f"{subject.path}/{place}#comment-{comment.number}"


places.register(Place(THREAD, "initiatives", _find, _address))
