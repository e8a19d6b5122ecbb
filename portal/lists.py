"""The public lists as CSV, beside their JSON: hearings, initiatives, bodies; each row with its licence."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, stream_with_context

from commons import clock, db, tables
from commons.agencies import queries as agencies
from commons.agencies.models import Kind
from commons.api import LICENCE
from commons.machine import absolute, local, reading
from commons.tables import Cell
from consult.queries import cards
from consult.queries.hearings import Wanted
from initiatives import queries as initiatives
from initiatives import rules

blueprint = Blueprint("lists", __name__)
BATCH = 200


@blueprint.get("/hearings.csv")
@reading
def hearings() -> Response:
    """Every public hearing, a row each."""
    heads = (
        "number", "url", "kind", "status", "topic", "agency", "title_en", "title_th", "opens_at",
        "closes_at", "summary_due_at", "summary_published_at", "days_overdue", "respondents",
        "comments", "licence",
    )  # fmt: skip
    return _csv("hearings", heads, _hearings)


@blueprint.get("/initiatives.csv")
@reading
def proposals() -> Response:
    """Every public initiative, a row each."""
    heads = (
        "number", "url", "status", "title", "language", "support", "threshold", "opens_at",
        "closes_at", "licence",
    )  # fmt: skip
    return _csv("initiatives", heads, _initiatives)


@blueprint.get("/agencies.csv")
@reading
def bodies() -> Response:
    """Every body, a row each."""
    heads = ("slug", "url", "kind", "name_en", "name_th", "parent", "oversight", "licence")
    return _csv("agencies", heads, _bodies)


def _hearings() -> Iterator[tuple[Cell, ...]]:
    place = None
    while True:
        found = cards.page(Wanted(), after=place, size=BATCH)
        for card in found.cards:
            hearing, zone = card.hearing, card.rule_set.zone
            yield (
                hearing.id,
                absolute(hearing.path),
                hearing.kind.value,
                card.state.value,
                hearing.topic.value,
                hearing.agency.slug,
                hearing.titles.get("en", ""),
                hearing.titles.get("th", ""),
                local(hearing.opens_at, zone),
                local(hearing.closes_at, zone),
                local(hearing.summary_due_at, zone),
                local(hearing.summarised_at, zone),
                card.clock.days_overdue if card.clock and card.is_overdue else 0,
                card.statistics.respondents,
                card.statistics.total.comments,
                LICENCE,
            )
        place = found.following
        if place is None:
            return


def _initiatives() -> Iterator[tuple[Cell, ...]]:
    place = None
    while True:
        found = initiatives.listing(after=place, size=BATCH)
        for x in found.items:
            yield (
                x.id,
                absolute(x.path),
                rules.state(x, clock.now()).value,
                x.title,
                x.language,
                x.support,
                x.threshold,
                x.opens_at,
                x.closes_at,
                LICENCE,
            )
        place = found.after
        if place is None:
            return


def _bodies() -> Iterator[tuple[Cell, ...]]:
    for body in agencies.all_bodies():
        folder = "committees" if body.kind is Kind.COMMITTEE else "agencies"
        yield (
            body.slug,
            absolute(f"/{folder}/{body.slug}"),
            body.kind.value,
            body.names.get("en", ""),
            body.names.get("th", ""),
            body.parent.slug if body.parent else "",
            "yes" if body.oversight else "no",
            LICENCE,
        )


def _csv(name: str, heads: tuple[str, ...], rows: object) -> Response:
    """Rows as they are read, in a read-only session of their own."""

    def flow() -> Iterator[str]:
        with db.transaction(writes=False):
            yield from tables.csv_lines(heads, rows())  # type: ignore[operator]  # a reader of rows

    answer = Response(stream_with_context(flow()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["Link"] = f'<{LICENCE}>; rel="license"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
