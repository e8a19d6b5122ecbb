"""The same ground under an initiative: the receiving body's moderators, and nobody who carries it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from commons import clock, db
from commons.access import Role
from commons.discussion.models import WHOLE, Display
from commons.moderation import places, queries
from commons.moderation.services import deciding, reporting, working
from commons.moderation.states import Act, Ground
from initiatives import services
from tests import people
from tests.initiatives.road import START, Road
from tests.moderation import room
from tests.moderation.test_deciding import refused


def test_an_initiative_s_comment_is_moderated_by_the_receiving_body(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    with sqlite_app.app_context(), clock.travel(START):
        road = Road(tmp_path)
        road.draft()
        road.carriers()
        road.discuss(date(2026, 10, 20))
    with sqlite_app.app_context(), clock.travel(START + timedelta(days=1)), db.transaction():
        services.speak(
            road.x,
            people.actor("citizen-a"),
            section=WHOLE,
            stance=None,
            words=room.BAD,
            suggestion="",
            display=Display.NAME,
            language="en",
        )
        subject = places.subject("initiative", str(road.number))
        reporting.report(people.actor("voter-1"), subject, 1, ground=Ground.PERSONAL_DATA)
        parliament = people.agency("parliament")
        moderator = room.member("voter-2", parliament, Role.MODERATOR)
        carrier = room.member("initiator-1", parliament, Role.MODERATOR)
        case = queries.case_of("initiative", str(road.number), 1)
        assert case is not None
        found = queries.of(case)
        codes = [refused(working.take, who, found) for who in (carrier, people.actor("moderator"))]
        working.take(moderator, found)
        deciding.decide(moderator, found, room.ruling(Act.HIDE))
        path = road.x.path
    client = sqlite_app.test_client()
    with clock.travel(START + timedelta(days=1)):
        page = client.get(f"{path}/discussion?lang=en").text
        log = client.get(f"{path}/moderation?lang=en")
        listed = client.get(f"{path}/moderation.json").json["items"]

    assert codes == ["not-permitted"] * 2
    assert "Removed: Personal data of another person" in page
    assert not any(secret in page for secret in room.SECRETS)
    assert log.status_code == 200
    assert [(i["comment"], i["decision"]) for i in listed] == [(1, "hide")]
