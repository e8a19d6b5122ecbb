"""What stands in the house of the browser stories: hearings in their states, an initiative that collects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from commons.discussion.models import Stance
from commons.identity import rehearsal
from consult import rules
from consult.services import approving, preparing, summarising
from tests import people
from tests.consult import making

BANGKOK = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 10, 5, 12, tzinfo=BANGKOK)
LONG_AGO = timedelta(days=60)


@dataclass
class Found:
    """The addresses of what stands in the house."""

    open_hearing: str
    summarised_hearing: str
    late_hearing: str


def furnish(app: Flask) -> Found:
    """Bring everything in through the services, under a travelling clock."""
    with making.at(app, making.BEFORE - LONG_AGO):
        rehearsal.cast()
    return Found(
        open_hearing=_open(app),
        summarised_hearing=_summarised(app),
        late_hearing=_late(app),
    )


def _open(app: Flask) -> str:
    number = making.ready(app)
    with making.at(app, NOW - timedelta(days=1)):
        hearing = making.find(number)
        making.says(
            "citizen-b",
            hearing,
            "Fifteen days is too short for small farms.",
            stance=Stance.CHANGE,
            suggestion="A permit is decided within 30 days of the application.",
        )
        making.says("citizen-c", hearing, "เห็นด้วยกับการเปิดเผยทะเบียน", section="sec_4")
        making.says("citizen-d", hearing, stance=Stance.DISAGREE, section="sec_5")
        return hearing.path


def _heard(app: Flask, title: str) -> int:
    with making.at(app, making.BEFORE - LONG_AGO):
        officer = people.actor("officer-1")
        hearing = making.draft(title)
        window = rules.Window(making.OPENS - LONG_AGO, making.CLOSES - LONG_AGO)
        preparing.set_dates(officer, hearing, window)
        preparing.submit(officer, hearing)
        approving.approve(people.actor("publisher"), hearing)
        number = hearing.id
    with making.at(app, making.WHILE_OPEN - LONG_AGO):
        making.says(
            "citizen-a",
            making.find(number),
            "Please wait longer.",
            stance=Stance.CHANGE,
            suggestion="A permit is decided within 30 days of the application.",
        )
    return number


def _summarised(app: Flask) -> str:
    number = _heard(app, "River Quality Act")
    with making.at(app, making.AFTER - LONG_AGO):
        hearing = making.find(number)
        making.answered(hearing, [1])
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
        return hearing.path


def _late(app: Flask) -> str:
    number = _heard(app, "Street Tree Act")
    with making.at(app, making.AFTER - LONG_AGO):
        return making.find(number).path
