"""What time brings: announcements once, new versions, a closing that is raced for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db, jobs, record
from commons.accounts.models import Account
from commons.discussion import queries as discussion
from commons.discussion.models import Comment, Placing, Stance
from commons.errors import Refusal
from commons.notify.models import LetterRow
from commons.texts import importing
from consult.models import DISCUSSION, Hearing
from consult.services import announcing, approving, revising
from tests import people
from tests.consult import making
from tests.consult.making import CLOSES, OPENS, TEXT, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
SECOND_TEXT = TEXT.replace(
    "Section 4.", "Section 4. This Act binds the State.\n\nSection 5."
).replace("Section 5. Whoever", "Section 6. Whoever")


def letters(event: str) -> list[str]:
    rows = db.session().scalars(sa.select(LetterRow).where(LetterRow.event.contains(event)))
    return [row.recipient for row in rows]


def give_address(hint: str) -> None:
    account = db.session().get_one(Account, people.actor(hint).account_id)
    account.email, account.email_confirmed_at = f"{hint}@example.org", making.BEFORE


def second_version(hearing: Hearing, text: str = SECOND_TEXT) -> None:
    officer = people.actor("officer-1")
    parsed = importing.read("second.md", text.encode())
    revising.publish(officer, hearing, revising.stage(officer, hearing, parsed))


def test_opening_and_closing_are_announced_once_however_often_the_timer_runs(app: Flask) -> None:
    number = making.ready(app)
    with at(app, OPENS):
        give_address("citizen-a")
        says("citizen-a", making.find(number), "words")

    for instant in (OPENS, OPENS, CLOSES, CLOSES, CLOSES + timedelta(days=1)):
        with at(app, instant):
            announcing.announce_due()

    with at(app, CLOSES):
        kinds = [entry.kind for entry in record.history(making.find(number).path)]
        assert kinds.count("hearing:hearing:opened") == 1
        assert kinds.count("hearing:hearing:closed") == 1
        assert len(letters(":opened")) == len(letters(":closed")) == 1


def test_agency_superior_and_office_hear_of_a_late_summary_once_a_week(app: Flask) -> None:
    number = making.ready(app)
    with at(app, CLOSES):
        for slug in ("pollution-control", "ministry-of-environment", "office-of-law-reform"):
            people.agency(slug).email = f"{slug}@example.org"

    for day in range(31, 39):
        with at(app, CLOSES + timedelta(days=day)):
            announcing.announce_due()
            announcing.announce_due()

    with at(app, CLOSES):
        assert len(letters(f"hearing:{number}:overdue:0:")) == 3
        assert len(letters(f"hearing:{number}:overdue:1:")) == 3


def test_the_timer_runs_by_itself(app: Flask) -> None:
    making.ready(app)

    with app.app_context(), clock.travel(OPENS):
        jobs.run_due()

    with at(app, OPENS):
        assert record.history("/hearings/1-clean-air-act")[0].kind == "hearing:hearing:opened"


def test_comments_stay_with_their_section_when_it_is_renumbered(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        says("citizen-a", hearing, "A fine is too much.", section="sec_5", stance=Stance.DISAGREE)
        second_version(hearing)
    travel(WHILE_OPEN)

    page = client.get("/hearings/1-clean-air-act/sections/sec_6").text
    old = client.get("/hearings/1-clean-air-act/sections/sec_5?version=1").text

    assert "A fine is too much." in page
    assert "made on version 1" in page
    assert "A fine is too much." in old
    assert client.get("/hearings/1-clean-air-act/compare/1/2").status_code == 200


def test_100_comments_are_readable_though_their_section_is_deleted(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(100):
            says(f"voter-{voter + 1}", hearing, f"words {voter}", section="sec_5")
        shorter = TEXT.split("Section 5.", maxsplit=1)[0]

        second_version(hearing, shorter)

        seen = list(discussion.every(DISCUSSION, hearing.key))
        page = discussion.page(DISCUSSION, hearing.key, "sec_5", version=1, size=100)
        assert len(seen) == len(page.comments) == 100
        assert {comment.placing for comment in seen} == {Placing.ORPHANED}


def test_an_old_address_leads_to_the_renumbered_section(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        shorter = TEXT.replace(
            "Section 2. It comes into force on the day after its publication.\n\n", ""
        )
        for old, new in ((3, 2), (4, 3), (5, 4)):
            shorter = shorter.replace(f"Section {old}.", f"Section {new}.")
        second_version(making.find(number), shorter)
    travel(WHILE_OPEN)

    moved = client.get("/hearings/1-clean-air-act/sections/sec_5")

    assert moved.status_code == 302
    assert moved.location.endswith("/sections/sec_4")


def test_a_form_on_the_older_version_is_refused_and_its_words_are_kept(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        second_version(making.find(number))
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")

    answer = client.post(
        "/hearings/1-clean-air-act/sections/sec_3/comments",
        data={"version": "1", "words": "Read in version 1", "display": "name"},
    )

    assert answer.status_code == 409
    assert "Read in version 1" in answer.text


def test_a_new_version_needs_the_days_that_the_rule_set_asks_for(app: Flask) -> None:
    number = making.ready(app)

    with (
        at(app, CLOSES - timedelta(days=3)),
        pytest.raises(Refusal, check=lambda r: r.code == "too-little-time"),
    ):
        second_version(making.find(number))


def test_what_is_in_the_draft_is_found_by_the_search(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    assert "/hearings/1-clean-air-act" in client.get("/search?q=register+of+sources").text


@pytest.mark.postgres
def test_of_200_posts_at_the_closing_second_each_is_stored_in_time_or_refused(
    postgres_app: Flask,
) -> None:
    with at(postgres_app, making.BEFORE):
        number = making.approved().id
        actors = [people.actor(f"voter-{n}") for n in range(1, 21)]
    outcomes: list[str] = []
    start = threading.Barrier(20)

    def post(voter: int) -> None:
        start.wait()
        for time in range(10):
            late = timedelta(milliseconds=(voter * 10 + time) % 20 - 10)
            try:
                with at(postgres_app, CLOSES + late):
                    says(actors[voter], making.find(number), f"{voter} {time}")
                outcomes.append("stored")
            except Refusal as refusal:
                outcomes.append(refusal.code)

    threads = [threading.Thread(target=post, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with at(postgres_app, CLOSES):
        rows = db.session().scalars(sa.select(Comment)).all()
        assert {*outcomes} == {"stored", "hearing-closed"}
        assert len(outcomes) == 200
        assert len(rows) == outcomes.count("stored") == 100
        assert all(row.written_at < CLOSES for row in rows)
        assert sorted(row.number for row in rows) == list(range(1, 101))


def test_a_hearing_in_its_added_time_is_open_again_after_its_old_end(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        approving.extend(
            people.actor("officer-1"),
            making.find(number),
            closes_at=CLOSES + timedelta(days=7),
            reason="Floods in the north.",
        )

    with at(app, CLOSES):
        announcing.announce_due()
        assert letters(":closed") == []
        says("citizen-a", making.find(number), "still open")
