"""A hearing with phases, through its pages: questions first, then the sections."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from commons import record
from commons.errors import Refusal
from consult.phases import queries, services
from consult.services import announcing, approving, preparing
from tests import people
from tests.consult import making
from tests.consult.making import BANGKOK, BEFORE, CLOSES, WHILE_OPEN, at, find

DESK = "/desk/hearings/1-clean-air-act"
PUBLIC = "/hearings/1-clean-air-act"
LATER = datetime(2026, 10, 9, 12, tzinfo=BANGKOK)


def days(first, last):
    """The boxes of the first and of the last day."""
    boxes = {}
    for name, day in (("opens_on", first), ("closes_on", last)):
        parts = zip(("day", "month", "year"), day.split("-"), strict=True)
        boxes |= {f"{name}-{part}": value for part, value in parts}
    return boxes


QUESTIONS = {"title_en": "Questions", "parts": ["questions"], **days("1-10-2569", "7-10-2569")}
SECTIONS = {"title_en": "Sections", "parts": ["sections"], **days("8-10-2569", "16-10-2569")}


def _planned(app, client, travel):
    """An approved hearing with two phases, set at the desk."""
    travel(BEFORE)
    with at(app, BEFORE):
        making.draft()
    people.sign_in(client, "officer-1")
    sent = [client.post(f"{DESK}/phases", data=each) for each in (QUESTIONS, SECTIONS)]
    assert [answer.status_code for answer in sent] == [303, 303]
    with at(app, BEFORE):
        preparing.submit(people.actor("officer-1"), find(1))
        approving.approve(people.actor("publisher"), find(1))


def test_a_phase_to_come_keeps_the_words_and_the_whole_stays_open(app, client, travel):
    _planned(app, client, travel)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    said = {"version": "1", "words": "Fifteen days are too few.", "act": "send", "display": "name"}

    early = client.post(f"{PUBLIC}/sections/sec_3/comments", data=said)
    page = client.get(f"{PUBLIC}/sections/sec_3").text
    stances = client.get(f"{PUBLIC}/stances").text
    whole = client.post(f"{PUBLIC}/comments", data=said)

    assert early.status_code == 409
    assert "Fifteen days are too few." in early.text
    assert "from 8 October 2026 on, in the phase “Sections”" in early.text
    assert "Speak of the draft as a whole now" in page and "Speak of the draft" in stances
    assert whole.status_code == 303

    travel(LATER)
    people.sign_in(client, "citizen-a")
    in_time = client.post(f"{PUBLIC}/sections/sec_3/comments", data=said)

    assert in_time.status_code == 303
    with at(app, LATER), pytest.raises(Refusal) as caught:
        services.check_questions(find(1), LATER)
    assert caught.value.code == "phase-not-open"


def test_phases_stand_on_the_page_in_the_list_for_machines_and_in_calendars(app, client, travel):
    _planned(app, client, travel)
    travel(WHILE_OPEN)

    page, listed = client.get(PUBLIC).text, client.get("/hearings").text
    line = client.get("/api/v1/hearings").json["items"][0]["phases"]
    calendar = client.get(f"{PUBLIC}/calendar.ics").text
    catalogue = client.get("/api/v1/catalog.jsonld").json

    assert "Phases of this hearing" in page and page.index("Questions") < page.index("Sections")
    assert "Now:" in listed and "Questions" in listed
    assert [each["turn"] for each in line] == ["now", "next"]
    assert line[1]["closes_at"] == client.get("/api/v1/hearings").json["items"][0]["closes_at"]
    assert "Sections opens" in calendar and "Last day of Questions" in calendar
    own = next(d for d in catalogue["dcat:dataset"] if d["dct:identifier"] == "hearing-1")
    assert len(own["dct:temporal"]) == 3


def test_a_phase_opens_with_one_letter_and_is_only_extended_once_approved(app, client, travel):
    _planned(app, client, travel)
    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")
    reason = {"reason": "Many farmers harvest."}
    shorter = client.post(f"{DESK}/phases/1", data={**days("1-10-2569", "6-10-2569"), **reason})
    longer = client.post(f"{DESK}/phases/1", data={**days("1-10-2569", "10-10-2569"), **reason})
    added = client.post(f"{DESK}/phases", data=QUESTIONS)
    removed = client.post(f"{DESK}/phases/2/remove")

    assert (shorter.status_code, longer.status_code) == (422, 303)
    assert (added.status_code, removed.status_code) == (403, 403)
    assert "Many farmers harvest." in client.get(PUBLIC).text
    with at(app, LATER):
        announcing.announce_due()
        announcing.announce_due()
        entries = record.history(find(1).path, limit=50)
        kinds = [e.kind for e in entries]
        (plan,) = [e.facts["phases"] for e in entries if e.kind == "hearing:opening:approved"]
    assert [one["opens"] for one in plan] == [["questions"], ["sections"]]
    assert kinds.count("hearing:phase:opened") == 1
    assert kinds.count("hearing:phase:extended") == 1


def test_the_last_phase_follows_the_end_of_the_hearing(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.draft(), people.actor("officer-1")
        wish = services.Wish({"en": "Sections"}, ["sections"], LATER, CLOSES)
        phase = services.add(officer, hearing, wish)
        preparing.submit(officer, hearing)
        approving.approve(people.actor("publisher"), hearing)
        approving.extend(officer, hearing, closes_at=CLOSES + timedelta(7), reason="Harvest.")

        assert phase.closes_at == CLOSES + timedelta(7)
        assert [change.old_closes_at for change in phase.changes] == [CLOSES]


def test_a_draft_whose_days_left_a_phase_behind_is_not_handed_in(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        making.draft()
    people.sign_in(client, "officer-1")
    outside = client.post(f"{DESK}/phases", data={**SECTIONS, **days("8-10-2569", "30-10-2569")})
    nothing = client.post(f"{DESK}/phases", data={**SECTIONS, "parts": []})
    nameless = client.post(f"{DESK}/phases", data={**SECTIONS, "title_en": ""})
    client.post(f"{DESK}/phases", data=SECTIONS)

    assert [r.status_code for r in (outside, nothing, nameless)] == [422, 422, 422]
    with at(app, BEFORE):
        hearing = find(1)
        hearing.closes_at = LATER
        assert "phases" in dict(preparing.missing(hearing))
        assert len(queries.plan(hearing).phases) == 1
    people.sign_in(client, "officer-b")
    assert client.get(f"{DESK}/phases").status_code == 404
