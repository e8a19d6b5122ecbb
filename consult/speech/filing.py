"""Files of comments: a page for each with its text, and the file itself, from a host of its own."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from commons import config, files
from commons.access import Permission, requires
from commons.discussion import attachments
from commons.discussion import queries as discussion
from commons.discussion.attachments import Attached
from commons.errors import Refusal
from commons.i18n import _l
from consult.models import DISCUSSION, Hearing
from consult.pages import public, within
from consult.queries import hearings

blueprint = Blueprint("filing", __name__)


@blueprint.get("/hearings/<slug>/comments/<int:number>/files/<int:place>")
@requires(Permission.ANYONE)
def show(slug: str, number: int, place: int) -> str:
    """One file of a comment: what it is, and the text that was read in it."""
    hearing = public(slug)
    return within(
        "speech/file.html",
        hearing=hearing,
        number=number,
        file=_file(hearing, number, place),
    )


@blueprint.get("/hearings/<slug>/comments/<int:number>/files/<int:place>/download")
@requires(Permission.ANYONE)
def download(slug: str, number: int, place: int) -> AnyResponse:
    """The file itself, always as an attachment, from the files' own host where there is one."""
    hearing = hearings.public_at(slug)
    file = _file(hearing, number, place)
    host = config.current().files_url.rstrip("/")
    if host and urlsplit(host).netloc != request.host:
        return redirect(f"{host}{request.path}", 302)
    answer = Response(files.read(file.digest), mimetype=file.type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _file(hearing: Hearing, number: int, place: int) -> Attached:
    comment = discussion.one(DISCUSSION, hearing.key, number)
    if comment is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return attachments.one(comment.id, place)
