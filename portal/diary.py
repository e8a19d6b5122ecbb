"""Calendars (RFC 5545): openings, closings, answers that are owed; of all, of a body, of a hearing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response
from icalendar import Calendar, Event

from commons import clock
from commons.agencies import queries as agencies
from commons.api import tagged
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import queries as law
from commons.law.calendar import last_day
from commons.machine import absolute, reading
from consult.followup import queries as follow_up
from consult.meetings import queries as meetings
from consult.phases.states import Turn
from consult.queries import cards
from consult.queries import hearings as public
from consult.queries.cards import Card
from consult.queries.hearings import Wanted
from initiatives import clocks, labels
from initiatives import queries as initiatives

blueprint = Blueprint("diary", __name__)
MOST = 500
"""So many hearings, the latest, and so many initiatives a calendar holds."""


@dataclass(frozen=True)
class Day:
    """One entry: a whole day, or an instant."""

    name: str
    when: date | datetime
    words: str
    address: str
    stamp: datetime
    until: datetime | None = None


@blueprint.get("/calendar.ics")
@reading
def everything() -> Response:
    """Every opening, closing and owed answer of hearings and initiatives."""
    found = cards.page(Wanted(), size=MOST).cards
    days = [*_of_hearings(found), *_of_initiatives(initiatives.listing(size=MOST).items)]
    return _calendar("Lex Populi", [*days, *_of_meetings(meetings.upcoming(clock.now()))])


@blueprint.get("/agencies/<slug>/calendar.ics")
@reading
def of_body(slug: str) -> Response:
    """The calendar of one body: its hearings, and the initiatives that it receives."""
    body = agencies.by_slug(slug)
    if body is None:
        raise Refusal("not-found", _l("There is no such body."))
    held = cards.page(Wanted(agencies=(body.id,)), size=MOST).cards
    received = initiatives.listing(initiatives.Filters(agency_id=body.id), size=MOST).items
    return _calendar(body.name(), [*_of_hearings(held), *_of_initiatives(received)])


@blueprint.get("/hearings/<slug>/calendar.ics")
@reading
def of_hearing(slug: str) -> Response:
    """The calendar of one hearing."""
    hearing = public.public_at(slug)
    days = [*_of_hearings([cards.card(hearing)]), *_of_meetings(meetings.of(hearing))]
    return _calendar(hearing.title(), days)


def _of_hearings(found: Iterable[Card]) -> Iterator[Day]:
    for card in found:
        hearing, zone = card.hearing, card.rule_set.zone
        title, path = hearing.title(), hearing.path
        stamp = hearing.approved_at or hearing.created_at
        if hearing.opens_at is not None:
            words = _("Opens: %(title)s", title=title)
            yield Day(f"{path}#opens", hearing.opens_at.astimezone(zone).date(), words, path, stamp)
        if hearing.closes_at is not None:
            words = _("Last day to speak: %(title)s", title=title)
            yield Day(f"{path}#closes", last_day(hearing.closes_at, zone), words, path, stamp)
        yield from _of_phases(card, stamp)
        if hearing.summary_due_at is not None and hearing.summarised_at is None:
            words = _("Summary and answers due: %(title)s", title=title)
            yield Day(f"{path}#summary", last_day(hearing.summary_due_at, zone), words, path, stamp)
        evaluation = follow_up.evaluation(hearing) if hearing.in_force_on else None
        if evaluation is not None and evaluation.made_in is None:
            words = _("Evaluation of the law due: %(title)s", title=title)
            yield Day(f"{path}#evaluation", evaluation.due_on, words, path, stamp)


def _of_phases(card: Card, stamp: datetime) -> Iterator[Day]:
    zone, path = card.rule_set.zone, card.hearing.path
    for one in card.plan.phases:
        if one.turn is Turn.OFF:
            continue
        named = {"phase": one.phase.title(), "title": card.hearing.title()}
        place, first = f"{path}#phase-{one.phase.id}", one.span.opens_at.astimezone(zone).date()
        last = last_day(one.span.closes_at, zone)
        yield Day(f"{place}-opens", first, _("%(phase)s opens: %(title)s") % named, path, stamp)
        ends = _("Last day of %(phase)s: %(title)s") % named
        yield Day(f"{place}-closes", last, ends, path, stamp)


def _of_meetings(found: Iterable[Any]) -> Iterator[Day]:
    for meeting in found:
        said = _("Cancelled: %(title)s") if meeting.cancelled_at else _("Meeting: %(title)s")
        words = said % {"title": meeting.title()}
        stamp = meeting.cancelled_at or meeting.hearing.approved_at or meeting.hearing.created_at
        yield Day(meeting.path, meeting.starts_at, words, meeting.path, stamp, meeting.ends_at)


def _of_initiatives(found: Iterable[Any]) -> Iterator[Day]:
    for x in found:
        zone = law.by_key(x.rule_set_id).zone
        for one in clocks.running(x, clock.now()):
            if one.due_at is None:
                continue
            words = f"{labels.CLOCKS.get(one.code, one.code)}: {x.title}"
            stamp = x.published_at or x.created_at
            yield Day(f"{x.path}#{one.code}", last_day(one.due_at, zone), words, x.path, stamp)


def _calendar(title: str, days: Iterable[Day]) -> Response:
    made = Calendar()
    made.add("prodid", "-//Lex Populi//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for day in days:
        event = Event()
        event.add("uid", absolute(day.name))
        event.add("dtstamp", day.stamp)
        event.add("dtstart", day.when)
        if day.until is not None:
            event.add("dtend", day.until)
        event.add("summary", day.words)
        event.add("url", absolute(day.address))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    answer = Response(made.to_ical(), mimetype="text/calendar")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return tagged(answer)
