"""The public record of each agency: in time or late, how long, how many were heard; a table of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template

from commons import config, tables
from commons.access import Permission, requires
from commons.agencies import parts
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.agencies.parts import Part
from commons.api import LICENCE
from commons.i18n import number
from commons.machine import reading
from commons.moderation import figures
from consult.queries import records
from consult.queries.records import Record
from portal.bodies import HEARING_BODIES

blueprint = Blueprint("records", __name__)
HEADS = (
    "slug",
    "name_en",
    "name_th",
    "hearings",
    "summaries_due",
    "in_time",
    "late",
    "overdue",
    "share_in_time",
    "median_days",
    "respondents",
    "comments",
    "answers",
    "answers_my_point_yes",
    "answers_my_point_in_part",
    "answers_my_point_no",
    "appeals_decided",
    "overturn_rate",
    "url",
    "licence",
)


@dataclass(frozen=True)
class Line:
    """One agency with its record, and how often its moderation was overturned."""

    body: Agency
    record: Record
    appeals_decided: int
    overturn_rate: float | None


def lines() -> list[Line]:
    """Every agency that has held a hearing: most overdue first, then the smallest share in time."""
    found = records.of()
    bodies = agencies.named(found)
    made = [line(bodies[number], record) for number, record in found.items()]
    return sorted(made, key=_order)


def line(body: Agency, record: Record) -> Line:
    """One agency's line."""
    moderation = figures.of_agency(body.id)
    return Line(body, record, moderation.appeals_decided, moderation.overturn_rate)


@blueprint.get("/statistics/agencies")
@requires(Permission.ANYONE)
def table() -> str:
    """Who answers in time, and who is late."""
    return render_template("records/table.html", lines=lines(), percent=percent)


@blueprint.get("/statistics/agencies.csv")
@reading
def as_csv() -> Response:
    """The same table for other programs."""
    return Response(
        tables.csv_lines(HEADS, [_cells(each) for each in lines()]),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="agencies-record.csv"'},
    )


def percent(share: float | None) -> str:
    """A share as readers read it; a dash where there is none."""
    return "–" if share is None else f"{number(round(share * 100))} %"


def _order(each: Line) -> tuple[int, float, str]:
    share = each.record.share_in_time
    return (-each.record.overdue, 1.0 if share is None else share, each.body.slug)


def _cells(each: Line) -> tuple[tables.Cell, ...]:
    record, body = each.record, each.body
    verdicts = {verdict.value: times for verdict, times in record.verdicts.items()}
    share, rate = record.share_in_time, each.overturn_rate
    return (
        body.slug,
        body.names.get("en", ""),
        body.names.get("th", ""),
        record.hearings,
        record.due,
        record.in_time,
        record.late,
        record.overdue,
        None if share is None else round(share, 4),
        record.median_days,
        record.respondents,
        record.comments,
        record.answers,
        verdicts.get("yes", 0),
        verdicts.get("in-part", 0),
        verdicts.get("no", 0),
        each.appeals_decided,
        None if rate is None else round(rate, 4),
        f"{config.current().base_url}/agencies/{body.slug}",
        LICENCE,
    )


def _part(agency: Agency) -> dict[str, Any]:
    found = records.of((agency.id,)).get(agency.id)
    return {"line": line(agency, found), "percent": percent} if found else {}


parts.register(
    Part(name="aa-record", template="records/part.html", values=_part, kinds=HEARING_BODIES)
)
