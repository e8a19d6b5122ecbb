"""The report pages: summary, answers, response matrix and statistics, with tables beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, request, stream_with_context

from commons import config, db
from commons.access import Permission, requires
from commons.discussion import listing, statistics
from commons.texts import queries as text_queries
from consult import reports
from consult.models import DISCUSSION, Hearing
from consult.pages import page, public
from consult.queries import answers, cards, hearings, texts
from consult.speakers import queries as speakers

blueprint = Blueprint("hearing_reports", __name__)
PAGE = 50


@blueprint.get("/hearings/<slug>/report")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """The report; before the summary is published, the statistics and what was said."""
    hearing = public(slug)
    version = texts.newest(hearing)
    counts = statistics.of(DISCUSSION, hearing.key)
    entries = [e for e in text_queries.outline(version.id) if e.has_page]
    listed = listing.listing(DISCUSSION, hearing.key, listing.Wanted(), after=_after(), size=PAGE)
    return page(
        "report.html",
        hearing=hearing,
        card=cards.card(hearing, counts),
        summary=answers.summary(hearing),
        themes=answers.themes(hearing),
        coverage=answers.coverage(hearing),
        objections=answers.objections(hearing),
        counts=counts,
        speakers=speakers.public_counts(hearing),
        entries=entries,
        labels={entry.eid: entry.label for entry in entries},
        silent=[entry for entry in entries if counts.at(entry.eid).is_silent],
        listed=listed,
        treatments=answers.treatments([comment.id for comment in listed.comments]),
    )


@blueprint.get("/hearings/<slug>/report.csv")
@requires(Permission.ANYONE)
def as_csv(slug: str) -> Response:
    """The response matrix as a table for other programs."""
    base = config.current().base_url
    return _stream(public(slug), lambda found: reports.matrix_csv(found, base), "text/csv", "csv")


@blueprint.get("/hearings/<slug>/report.json")
@requires(Permission.ANYONE)
def as_json(slug: str) -> Response:
    """The report as data."""
    return _stream(public(slug), reports.matrix_json, "application/json", "json")


def _stream(
    hearing: Hearing, lines: Callable[[Hearing], Iterator[str]], mimetype: str, ending: str
) -> Response:
    """Lines as they are read, in a read-only session of their own."""
    number, name = hearing.id, f"hearing-{hearing.id}.{ending}"

    def flow() -> Iterator[str]:
        with db.transaction(writes=False):
            found = hearings.by_id(number)
            if found is not None:
                yield from lines(found)

    answer = Response(stream_with_context(flow()), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _after() -> int:
    said = request.args.get("after", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
