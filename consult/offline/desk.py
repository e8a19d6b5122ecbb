"""The desk of what did not come online: enter a letter, type in a scan, print its slip, mend it."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, Response, render_template, request

from commons import config, files
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import queries as text_queries
from consult import policies, words
from consult.desk.acting import done
from consult.models import Hearing
from consult.offline import queries, services
from consult.offline.forms import FEWEST, BatchForm, LetterForm, MendForm, letter_form
from consult.offline.models import Submission
from consult.offline.rules import Point
from consult.pages import at_desk
from consult.queries import texts

blueprint = Blueprint("hearing_offline", __name__)


@blueprint.get("/desk/hearings/<slug>/offline")
@requires(Permission.HEARING_PREPARE)
def index(slug: str) -> str:
    """What came offline: what waits to be typed in, what was entered, the batches."""
    hearing = at_desk(slug)
    said = request.args.get("after", "0")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    found, total = queries.entered(hearing, after=after)
    return render_template(
        "offline/index.html",
        hearing=hearing,
        waiting=queries.to_type(hearing),
        entered=found,
        total=total,
        following=after + queries.PAGE if after + queries.PAGE < total else None,
        batches=queries.batches(hearing),
        form=BatchForm(formdata=None),
        name=words.name,
        may_enter=policies.may_answer(current_actor(), hearing),
    )


@blueprint.route("/desk/hearings/<slug>/paper", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def paper(slug: str) -> Any:
    """Enter what came on paper, by mail or at a meeting."""
    return _entered(at_desk(slug), None)


@blueprint.route("/desk/hearings/<slug>/offline/<int:number>/type", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def type_in(slug: str, number: int) -> Any:
    """Type in a scan that waits."""
    hearing = at_desk(slug)
    return _entered(hearing, _submission(hearing, number))


@blueprint.get("/desk/hearings/<slug>/offline/<int:number>")
@requires(Permission.HEARING_PREPARE)
def slip(slug: str, number: int) -> str:
    """The receipt to print for the author: numbers, codes, addresses, QR."""
    hearing = at_desk(slug)
    found = _submission(hearing, number)
    shown = queries.points(found)
    base = config.current().base_url + hearing.path
    return render_template(
        "offline/slip.html",
        hearing=hearing,
        submission=found,
        points=[(point, _picture(f"{base}/comments/{point.number}")) for point in shown],
        base=base,
        name=words.name,
        labels=_labels(hearing),
    )


@blueprint.get("/desk/hearings/<slug>/offline/<int:number>/scan")
@requires(Permission.HEARING_PREPARE)
def scan(slug: str, number: int) -> Response:
    """The scan itself, for this desk only."""
    found = _submission(at_desk(slug), number)
    if found.scan_digest is None:
        raise Refusal("not-found", _l("There is no scan."))
    answer = Response(files.read(found.scan_digest), mimetype=found.scan_type)
    answer.headers.set("Content-Disposition", "attachment", filename=found.scan_name or "scan")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.route(
    "/desk/hearings/<slug>/offline/<int:number>/mend/<int:comment>", methods=["GET", "POST"]
)
@requires(Permission.HEARING_PREPARE, writes=True)
def mend(slug: str, number: int, comment: int) -> Any:
    """Put right what was typed in wrongly."""
    hearing = at_desk(slug)
    found = _submission(hearing, number)
    point = next((p for p in queries.points(found) if p.number == comment), None)
    if point is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    form = MendForm(data={"words": point.words, "suggestion": point.suggestion})

    def act() -> None:
        said = Point(words=form.words.data or "", suggestion=form.suggestion.data or None)
        reason = form.reason.data or ""
        services.mend(current_actor(), hearing, found, comment, point=said, reason=reason)

    def show() -> str:
        return render_template(
            "offline/mend.html", hearing=hearing, submission=found, point=point, form=form
        )

    if request.method == "GET":
        return show()
    again = attempt(form, act, show)
    return again or done(
        hearing, _("Put right. The former words stay readable."), f"/offline/{number}"
    )


def _entered(hearing: Hearing, waiting: Submission | None) -> Any:
    sections = [(e.eid, e.label or _("Preamble")) for e in _places(hearing)]
    form = letter_form(sections, _many())
    made: list[Submission] = []

    def act() -> None:
        made.append(
            services.enter(
                current_actor(),
                hearing,
                form.letter(),
                scan=form.brought(),
                submission=waiting,
            )
        )

    if request.method == "GET":
        return _page(hearing, waiting, form)
    if "more" in request.form:
        return _page(hearing, waiting, letter_form(sections, form.many + FEWEST))
    again = attempt(form, act, lambda: _page(hearing, waiting, form))
    if again:
        return again
    return done(hearing, _("Entered. Print the receipt for the author."), f"/offline/{made[0].id}")


def _page(hearing: Hearing, waiting: Submission | None, form: LetterForm) -> str:
    return render_template("offline/enter.html", hearing=hearing, waiting=waiting, form=form)


def _many() -> int:
    said = request.form.get("many", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 3 else FEWEST


def _places(hearing: Hearing) -> list[Any]:
    return [e for e in text_queries.outline(texts.newest(hearing).id) if e.has_page]


def _labels(hearing: Hearing) -> dict[str, str]:
    return {entry.eid: entry.label for entry in _places(hearing)}


def _submission(hearing: Hearing, number: int) -> Submission:
    found = queries.submission(hearing, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such submission."))
    return found


def _picture(address: str) -> str:
    return segno.make(address, error="m").svg_data_uri(scale=3, border=2)
