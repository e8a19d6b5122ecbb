"""The agency's desk of speakers: who is identified, sealed parts, and reveals by two persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request, stream_with_context

from commons import db, record, tables
from commons.access import Permission, current_actor, requires
from commons.accounts import queries as accounts
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, page_start, within
from consult.queries import hearings
from consult.speakers import exporting, keeping, policies, queries, revealing, words
from consult.speakers.forms import RevealForm
from consult.speakers.models import Ground, Reveal
from consult.speakers.queries import Kind

blueprint = Blueprint("speakers_desk", __name__)


@blueprint.get("/desk/hearings/<slug>/speakers")
@requires(Permission.HEARING_PREPARE)
def show(slug: str) -> str:
    """Comments by whether their author is identified, each kind with its exact count (R015)."""
    hearing = at_desk(slug)
    asked = request.args.get("kind", "")
    kind = Kind(asked) if asked in list(Kind) else Kind.ALL
    listed = queries.for_desk(hearing, kind, after=page_start())
    ids = [comment.id for comment in listed.comments]
    return within(
        "speakers/desk.html",
        hearing=hearing,
        kind=kind,
        listed=listed,
        pseudonyms=keeping.pseudonyms(hearing, ids),
        named=queries.names_sealed(hearing, ids),
    )


@blueprint.post("/desk/hearings/<slug>/speakers.csv")
@requires(Permission.HEARING_PREPARE, writes=True)
def export(slug: str) -> Response:
    """The same list as a table for the agency, streamed; taking it away is on record."""
    hearing = at_desk(slug)
    record.note(
        "hearing:speakers:exported",
        hearing.path,
        actor=current_actor(),
        agency_id=hearing.agency_id,
    )
    number = hearing.id

    def flow() -> Iterator[str]:
        with db.transaction(writes=False):
            found = hearings.by_id(number)
            if found is not None:
                yield from tables.csv_lines(exporting.HEADS, exporting.rows(found))

    answer = Response(stream_with_context(flow()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="speakers-{hearing.id}.csv"'
    return answer


@blueprint.post("/desk/hearings/<slug>/comments/<int:number>/confidential")
@requires(Permission.HEARING_PREPARE, writes=True)
def confidential(slug: str, number: int) -> str:
    """Open the confidential part of a comment; the reading is on record."""
    hearing = at_desk(slug)
    said = keeping.read_confidential(current_actor(), hearing, number)
    return within("speakers/sealed.html", hearing=hearing, number=number, said=said)


@blueprint.route("/desk/hearings/<slug>/comments/<int:number>/reveal", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def ask(slug: str, number: int) -> Any:
    """Ask for a withheld name, on a ground and with a reason."""
    hearing, form = at_desk(slug), RevealForm()
    keeping.find(hearing, number)

    def act() -> None:
        revealing.ask(
            current_actor(),
            hearing,
            number,
            ground=Ground(str(form.ground.data)),
            reason=form.reason.data or "",
        )

    def show_form() -> str:
        return within("speakers/ask.html", hearing=hearing, number=number, form=form)

    if request.method == "GET":
        return show_form()
    asked = _("Asked. A publisher of your agency who is not you decides.")
    return attempt(form, act, show_form) or done(hearing, asked, "/reveals")


@blueprint.get("/desk/hearings/<slug>/reveals")
@requires(Permission.HEARING_PREPARE)
def reveals(slug: str) -> str:
    """Every request to see a withheld name, and what was decided."""
    return _reveals_page(at_desk(slug))


@blueprint.post("/desk/hearings/<slug>/reveals/<int:reveal_id>/grant")
@requires(Permission.HEARING_APPROVE, writes=True)
def grant(slug: str, reveal_id: int) -> Any:
    """Open the name, as the second person."""
    hearing = at_desk(slug)
    revealing.grant(current_actor(), hearing, _reveal(hearing, reveal_id))
    return done(hearing, _("Granted. The author gets a letter about it."), "/reveals")


@blueprint.post("/desk/hearings/<slug>/reveals/<int:reveal_id>/refuse")
@requires(Permission.HEARING_APPROVE, writes=True)
def refuse(slug: str, reveal_id: int) -> Any:
    """Leave the name withheld, as the second person."""
    hearing = at_desk(slug)
    revealing.refuse(current_actor(), hearing, _reveal(hearing, reveal_id))
    return done(hearing, _("Refused. The name stays withheld."), "/reveals")


@blueprint.post("/desk/hearings/<slug>/reveals/<int:reveal_id>/read")
@requires(Permission.HEARING_PREPARE, writes=True)
def read(slug: str, reveal_id: int) -> str:
    """Read a revealed name; every reading is on record."""
    hearing = at_desk(slug)
    found = _reveal(hearing, reveal_id)
    name = revealing.read_name(current_actor(), hearing, found)
    return _reveals_page(hearing, read=found.id, name_read=name)


def _reveals_page(hearing: Hearing, **shown: Any) -> str:
    rows = queries.reveals(hearing)
    people = {r.asked_by for r in rows} | {r.decided_by for r in rows if r.decided_by}
    actor = current_actor()
    return within(
        "speakers/reveals.html",
        hearing=hearing,
        rows=rows,
        names=accounts.named(people),
        ground=words.ground_words,
        decision=words.decision_words,
        may_decide={r.id for r in rows if policies.may_decide(actor, hearing, r)},
        may_read={r.id for r in rows if policies.may_read_name(actor, hearing, r)},
        **{"read": None, "name_read": "", **shown},
    )


def _reveal(hearing: Hearing, reveal_id: int) -> Reveal:
    found = queries.reveal(hearing, reveal_id)
    if found is None:
        raise Refusal("not-found", _l("There is no such request."))
    return found
