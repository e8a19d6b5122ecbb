"""The public record of each agency for machines."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from commons.machine import (
    Machine,
    Paging,
    Shape,
    absolute,
    list_of,
    names,
    number_place,
    page,
    reading,
    text,
    whole,
)
from portal import records
from portal.records import Line

blueprint = Machine("records-api", __name__, description="Who answers in time.")


def _share(description: str) -> fields.Float:
    return fields.Float(required=True, allow_none=True, metadata={"description": description})


class RecordShape(Shape):
    """What one agency has to show."""

    agency = text("Its slug.")
    names = names()
    url = text()
    hearings = whole("Public hearings.")
    summaries_due = whole("Summaries whose date has come.")
    in_time = whole()
    late = whole("Published after their date.")
    overdue = whole("Not published, and their date has passed.")
    owed = whole("Owed, and still in time.")
    share_in_time = _share("in_time / summaries_due; null where none was due.")
    median_days = _share("Local days from closing to the summary; null where none is published.")
    respondents = whole("Accounts that spoke, summed over its hearings.")
    comments = whole()
    answers = whole("Themes answered in published summaries.")
    verdicts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    appeals_decided = whole("Appeals against its moderation.")
    overturn_rate = _share("Of these, overturned in whole or in part; null where none.")


@blueprint.route("/agencies/records")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, list_of(RecordShape))
@reading
def listing(said: dict[str, Any]) -> dict[str, Any]:
    """Every agency that has held a hearing; the most overdue first."""
    found = records.lines()
    start = number_place(said.get("after"))
    shown = found[start : start + said["page_size"]]
    more = start + len(shown)
    place = (more,) if more < len(found) else None
    return page([_line(each) for each in shown], total=len(found), after=place)


def _line(each: Line) -> dict[str, Any]:
    record = each.record
    return {
        "agency": each.body.slug,
        "names": each.body.names,
        "url": absolute(f"/agencies/{each.body.slug}"),
        "hearings": record.hearings,
        "summaries_due": record.due,
        "in_time": record.in_time,
        "late": record.late,
        "overdue": record.overdue,
        "owed": record.owed,
        "share_in_time": record.share_in_time,
        "median_days": record.median_days,
        "respondents": record.respondents,
        "comments": record.comments,
        "answers": record.answers,
        "verdicts": {verdict.value: times for verdict, times in record.verdicts.items()},
        "appeals_decided": each.appeals_decided,
        "overturn_rate": each.overturn_rate,
    }
