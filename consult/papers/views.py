"""Fetching a paper: always as an attachment, from the files' own host, and never a withheld one."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from commons import clock, config, files
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l
from consult.papers import queries
from consult.papers.models import Paper
from consult.queries import hearings

blueprint = Blueprint("papers", __name__)


@blueprint.get("/hearings/<slug>/papers/<int:number>")
@requires(Permission.ANYONE)
def download(slug: str, number: int) -> AnyResponse:
    """The file itself; a withheld one is refused with its ground on the hearing's page."""
    paper = queries.one(hearings.public_at(slug), number)
    if queries.holding(paper, clock.now()) is not None:
        raise Refusal(
            "withheld", _l("This document is withheld. Its hearing says why and until when.")
        )
    host = config.current().files_url.rstrip("/")
    if host and urlsplit(host).netloc != request.host:
        return redirect(f"{host}{request.path}", 302)
    return attachment(paper)


def attachment(paper: Paper) -> Response:
    """The bytes of a paper, to be kept and never run by a browser."""
    answer = Response(files.read(paper.digest), mimetype=paper.type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(paper.name)}"
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
