"""The same ground under an initiative's discussion; the auditor's trail; a hearing open to visitors."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from commons.access import Actor
from commons.agencies import acts
from commons.moderation import hints, places, queries
from commons.moderation.services import reporting
from commons.moderation.states import Act, Ground
from consult.states import Audience
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at
from tests.moderation import room
from tests.moderation.test_deciding import refused


def test_a_visitor_reports_once_where_everybody_may_speak(sqlite_app: Flask) -> None:
    room.spoken(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        making.find(1).audience = Audience.OPEN
        asked = {"ground": Ground.THREATS, "visitor": "192.0.2.1"}

        reporting.report(Actor(), room.subject(), 1, **asked)
        again = refused(reporting.report, Actor(), room.subject(), 1, **asked)
        reporter = room.case().case.reports[0].reporter
        waiting = queries.waiting({room.subject().agency_id})

    assert (again, waiting) == ("already-reported", 1)
    assert "192.0.2.1" not in reporter


def test_hints_sort_the_queue_and_hide_nothing(sqlite_app: Flask) -> None:
    room.spoken(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        spam = "BUY NOW www.shop.example and https://shop.example CALL 081-234-5678"
        number = making.says("voter-3", making.find(1), spam).number
        room.reported("voter-1")
    with at(sqlite_app, WHILE_OPEN + timedelta(minutes=1)):
        room.reported("voter-2", Ground.SPAM, number)
        here = {room.subject().agency_id}
        plain = [case.number for case in queries.queue(here)]
        sorted_ = [case.number for case in queries.queue(here, hinted=True)]
        cover = queries.comment("hearing", "1", number).cover

    assert (plain, sorted_, cover) == ([1, number], [number, 1], None)
    assert hints.of(spam) == ["contacts", "links"]
    assert hints.of("A plain sentence about permits.") == []
    assert hints.of("x" * 12) == ["repeated"]
    assert hints.of("THIS MUST STOP AT ONCE, EVERYWHERE") == ["shouting"]


def test_the_auditor_s_trail_names_each_act_of_staff_by_body_and_kind(sqlite_app: Flask) -> None:
    room.spoken(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        room.reported("voter-1")
        room.decided(Act.HIDE)
        here = room.subject().agency_id
        moderator = people.actor("moderator").account_id
        mine = acts.acts(acts.Wanted(agency_id=here, person=moderator))
        decided = acts.acts(acts.Wanted(kind="moderation:comment:decided"))
        citizens = acts.acts(acts.Wanted(kind="hearing:comment:accepted"))
    client = sqlite_app.test_client()
    people.sign_in(client, "auditor")
    page = client.get("/desk/acts?kind=moderation:comment:decided")
    foreign = sqlite_app.test_client()
    people.sign_in(foreign, "moderator")

    assert [act.kind for act in mine] == ["moderation:comment:decided", "moderation:case:taken"]
    assert [act.person for act in decided] == [moderator]
    assert citizens == []
    assert (page.status_code, page.text.count(room.HEARING)) == (200, 2)
    assert foreign.get("/desk/acts").status_code == 403


def test_an_address_of_a_comment_is_understood_or_refused(sqlite_app: Flask) -> None:
    room.spoken(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        found = places.locate(f"https://lex.example{room.HEARING}/comments/2?lang=th")
        codes = {
            refused(places.locate, written)
            for written in ("", "comment 2", "/hearings/x/comments/2", room.HEARING)
        }
        unknown = refused(places.locate, "/hearings/99-x/comments/1")

    assert (found[0].path, found[1]) == (room.HEARING, 2)
    assert (codes, unknown) == ({"bad-address"}, "not-found")
