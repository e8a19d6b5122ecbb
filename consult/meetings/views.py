"""The public pages of meetings: all that are to come, and each with its minutes."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response

from commons import clock, files
from commons.access import Permission, requires
from commons.discussion import queries as discussion
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from consult.meetings import queries
from consult.models import DISCUSSION
from consult.pages import public, within

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/meetings")
@requires(Permission.ANYONE)
def index() -> str:
    """Every public meeting that is to come."""
    return within("meetings/list.html", meetings=queries.upcoming(clock.now()))


@blueprint.get("/hearings/<slug>/meetings/<int:number>")
@requires(Permission.ANYONE)
def show(slug: str, number: int) -> str:
    """One meeting: when, where, what about; afterwards who came and what was said."""
    hearing = public(slug)
    meeting = queries.one(hearing, number)
    said = [discussion.one(DISCUSSION, hearing.key, n) for n in queries.comments_at(meeting)]
    return within(
        "meetings/one.html",
        hearing=hearing,
        meeting=meeting,
        comments=[comment for comment in said if comment is not None],
        is_over=meeting.ends_at <= clock.now(),
        zone=law.by_key(hearing.rule_set_id).zone,
    )


@blueprint.get("/hearings/<slug>/meetings/<int:number>/minutes")
@requires(Permission.ANYONE)
def minutes(slug: str, number: int) -> Response:
    """The file of the minutes, always as an attachment."""
    meeting = queries.one(public(slug), number)
    if meeting.file_digest is None:
        raise Refusal("not-found", _l("These minutes have no file."))
    answer = Response(files.read(meeting.file_digest), mimetype=meeting.file_type)
    name = quote(meeting.file_name or "minutes")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    return answer
