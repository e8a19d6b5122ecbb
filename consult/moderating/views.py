"""The public pages of moderation in a hearing: report a comment, the log, an author's appeal."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from commons.access import Permission, requires
from commons.moderation import pages
from consult.moderating import subjects
from consult.pages import public
from consult.queries import hearings

blueprint = Blueprint("hearing_moderation", __name__)


@blueprint.get("/hearings/<slug>/moderation")
@requires(Permission.ANYONE)
def log(slug: str) -> str:
    """The public moderation log of a hearing."""
    return pages.log(subjects.of(public(slug)))


@blueprint.get("/hearings/<slug>/moderation.json")
@requires(Permission.ANYONE)
def log_json(slug: str) -> Any:
    """The same log for machines."""
    return pages.log_json(subjects.of(public(slug)))


@blueprint.route("/hearings/<slug>/comments/<int:number>/report", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def report(slug: str, number: int) -> Any:
    """Report a comment to the moderators."""
    return pages.report(subjects.of(hearings.public_at(slug)), number)


@blueprint.route("/hearings/<slug>/comments/<int:number>/appeal", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN, writes=True)
def appeal(slug: str, number: int) -> Any:
    """Appeal as the author against a decision about one's comment."""
    return pages.appeal(subjects.of(hearings.public_at(slug)), number)
