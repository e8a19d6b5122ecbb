"""Two proposals become one by consent of both groups; no signature moves, and both pages link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from initiatives import queries as initiatives
from initiatives import services
from initiatives.merging import queries
from initiatives.merging import services as merging
from initiatives.states import State
from tests import people
from tests.initiatives.discussed import browser
from tests.initiatives.road import DECLARED, PARTS, START, Road

LATER = START + timedelta(days=1)


def begin(author: str, title: str, second: str, road: Road) -> int:
    """A public initiative that collects, carried by two persons."""
    with db.transaction():
        x = services.begin(
            people.actor(author),
            rule_set=road.rule_set,
            agency=people.agency("parliament"),
            title=title,
            language="en",
            parts={part: PARTS[part] for part in road.rule_set.value("text.required_parts")},
        )
        number, former = x.id, road.number
    road.number = number
    with db.transaction():
        token = services.invite(
            road.x, people.actor(author), email="b@example.org", role="initiator", language="en"
        )
        people.confirm_address(second, "b@example.org")
        services.join(token, people.actor(second))
    for hint in (author, second):
        road.confirm(hint)
    with db.transaction():
        services.declare(road.x, DECLARED)
        services.start(road.x, people.actor(author))
    road.number = former or number
    return number


@pytest.fixture
def pair(app: Flask, tmp_path) -> tuple[Road, int, int]:
    """A road with two initiatives that collect; three persons have signed the first one."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        road = Road(tmp_path, "generic-petition")
        with clock.travel(START):
            first = begin("initiator-1", "Clean air for every town", "initiator-2", road)
            second = begin("initiator-3", "Air that one can breathe", "initiator-4", road)
            road.number = first
            for voter in range(1, 4):
                road.sign(f"voter-{voter}")
        yield road, first, second


def test_two_become_one_only_when_more_than_half_of_both_groups_agree(
    pair: tuple[Road, int, int], app: Flask
) -> None:
    road, first, second = pair
    with clock.travel(LATER):
        one, two, three, four, stranger = (
            browser(app, hint)
            for hint in ("initiator-1", "initiator-2", "initiator-3", "initiator-4", "citizen-a")
        )
        with db.transaction():
            path, other = (initiatives.by_number(n).path for n in (first, second))
        asked = {"other": f"http://localhost{other}", "reason": "They want the same."}

        assert stranger.get(f"{path}/merge").status_code == 403
        assert two.post(f"{path}/merge", data=asked).status_code == 403
        assert one.post(f"{path}/merge", data={**asked, "other": "999"}).status_code == 422
        assert one.post(f"{path}/merge", data={**asked, "other": str(first)}).status_code == 422
        assert one.post(f"{path}/merge", data=asked).status_code == 303
        assert one.post(f"{path}/merge", data=asked).status_code == 409
        agree = "/merge/1/agree"
        assert stranger.post(path + agree).status_code == 403
        assert two.post(path + agree).status_code == 303
        assert three.post(other + agree).status_code == 303
        with db.transaction():
            assert queries.into(first) is None
        assert four.post(other + agree).status_code == 303
        assert four.post(other + agree).status_code == 409

        reader = app.test_client()
        assert other in reader.get(path).text and path in reader.get(other).text
        with db.transaction():
            ended, goes_on = (initiatives.by_number(n) for n in (first, second))
            assert ended.stage is State.WITHDRAWN and goes_on.stage is State.COLLECTING
            signatures.sequence()
            assert signatures.tally(goes_on.sheet_id or 0).net == 0
        road.number = second
        assert road.sign("voter-1")


def test_a_merger_is_called_off_by_either_author(pair: tuple[Road, int, int]) -> None:
    _road, first, second = pair
    with clock.travel(LATER), db.transaction():
        x, y = initiatives.by_number(first), initiatives.by_number(second)
        merger = merging.ask(x, people.actor("initiator-1"), y, reason="The same.")
        with pytest.raises(Refusal, match="not-permitted"):
            merging.call_off(merger, people.actor("initiator-4"))
        merging.call_off(merger, people.actor("initiator-3"))

        with pytest.raises(Refusal, match="already-settled"):
            merging.agree(merger, y, people.actor("initiator-3"))
        assert not queries.waiting(first) and x.stage is State.COLLECTING
