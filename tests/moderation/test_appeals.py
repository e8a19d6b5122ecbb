"""Appeals: outside the agency, on a clock, with a public rate; an appeal cannot be undone by hiding again."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from commons import jobs
from commons.access import Role
from commons.agencies import queries as agencies
from commons.discussion import queries as discussion
from commons.discussion.models import Cover
from commons.moderation import figures, queries
from commons.moderation.models import ModerationAppeal
from commons.moderation.services import appealing, reminding
from commons.moderation.services.appealing import Answer
from commons.moderation.states import Act, Outcome
from commons.notify import post
from tests import people
from tests.consult.making import WHILE_OPEN, at
from tests.moderation import room
from tests.moderation.room import decided, reported
from tests.moderation.test_deciding import refused

DAY = timedelta(days=1)
WHY = "I named nobody; Somsak is my own name."


def appealed(number: int = 1) -> ModerationAppeal:
    """The author's appeal against what stands."""
    return appealing.appeal(people.actor("citizen-a"), room.subject(), number, WHY)


def answered(appeal: ModerationAppeal, outcome: Outcome, hint: str = "appeals", **more) -> None:
    """The appeals officer's answer."""
    appealing.answer(people.actor(hint), appeal, Answer(outcome, "We read it.", **more))


def the_appeal() -> ModerationAppeal:
    """The only appeal."""
    found = queries.appeal(1)
    assert found is not None
    return found


def hidden(app: Flask) -> None:
    """A hidden comment."""
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        decided(Act.HIDE)


def test_an_overturned_decision_puts_the_words_back_for_good(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN + DAY):
        appealed()
    with at(app, WHILE_OPEN + 2 * DAY):
        read = appealing.read_words(people.actor("appeals"), the_appeal())
        answered(the_appeal(), Outcome.OVERTURNED)
        seen = discussion.one("hearing", "1", 1)
        counted = figures.of_agency(room.subject().agency_id)
        reported("voter-2")
        again = refused(decided, Act.HIDE)
        partly = refused(decided, Act.REDACT, passages=("Somsak",))
        log = figures.log(room.subject())
    with app.app_context():
        jobs.run_due()
        jobs.run_due()

    assert read.words == room.BAD
    assert (seen.words, seen.cover) == (room.BAD, None)
    assert (counted.overturned, counted.appeals_decided, counted.overturn_rate) == (1, 1, 1.0)
    assert (again, partly) == ("settled-on-appeal", "settled-on-appeal")
    assert [line.act for line in log] == [Act.RESTORE, Act.HIDE]
    assert log[1].outcome is Outcome.OVERTURNED
    subjects = [each["subject"] for each in post.sunk() if each["to"] == "citizen-a@example.org"]
    assert sum("has come in" in said for said in subjects) == 1
    assert sum("appeal" in said and "decided" in said for said in subjects) == 1


def test_upheld_and_partly_leave_the_log_and_the_rate_true(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN + DAY):
        appealed()
        answered(the_appeal(), Outcome.PARTLY, passages=("12 Burned-field-road",))
        seen = discussion.one("hearing", "1", 1)
        again = refused(appealed)
        counted = figures.of_all()
        twice = refused(answered, the_appeal(), Outcome.UPHELD)

    assert (seen.cover, seen.words.count("[…]"), "Somsak" in seen.words) == (
        Cover.REDACTED,
        1,
        True,
    )
    assert (counted.partly, counted.overturn_rate) == (1, 1.0)
    assert (again, twice) == ("already-decided", "already-decided")


def test_an_appeal_is_decided_outside_the_agency_and_its_line(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN + DAY):
        appealed()
        here = people.agency()
        same = room.member("voter-7", here, Role.APPEALS)
        above = agencies.by_id(here.parent_id or here.id)
        superior = room.member("voter-6", above, Role.APPEALS)
        both = room.member("voter-5", people.agency("ombudsman"), Role.APPEALS)
        both_here = room.member("voter-5", here, Role.OFFICER)
        given = Answer(Outcome.UPHELD, "We read it.")

        codes = {
            refused(appealing.answer, who, the_appeal(), given)
            for who in (same, superior, both_here, people.actor("moderator"))
        }
        words = refused(appealing.read_words, same, the_appeal())

    assert both.account_id == both_here.account_id
    assert (codes, words) == ({"not-permitted"}, "not-permitted")


def test_only_the_author_appeals_once_in_time_and_with_words(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN + DAY):
        other = refused(appealing.appeal, people.actor("citizen-b"), room.subject(), 1, WHY)
        empty = refused(appealing.appeal, people.actor("citizen-a"), room.subject(), 1, "  ")
        nothing = refused(appealing.appeal, people.actor("citizen-b"), room.subject(), 2, WHY)
    with at(app, WHILE_OPEN + timedelta(days=183)):
        late = refused(appealed)
    with at(app, WHILE_OPEN + DAY):
        appealed()
        twice = refused(appealed)

    assert (other, empty, nothing) == ("not-found", "nothing-said", "nothing-to-appeal")
    assert (late, twice) == ("appeal-late", "already-appealed")


def test_a_late_appeal_is_public(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN):
        appealed()
    with at(app, WHILE_OPEN + timedelta(days=14)):
        counted = figures.of_subject(room.subject())
        line = figures.log(room.subject())[0]

    assert (counted.appeals_open, counted.appeals_overdue) == (1, 1)
    assert line.is_appeal_overdue


def test_what_is_overdue_is_told_once_in_seven_days(app: Flask) -> None:
    hidden(app)
    with at(app, WHILE_OPEN):
        appealed()
        reported("voter-9", number=2)
        people.actor("appeals")
        for body in agencies.all_bodies():
            body.email = f"{body.slug}@example.org"
    late = WHILE_OPEN + timedelta(days=15)

    with at(app, late):
        first = reminding.remind()
        again = reminding.remind()
    with at(app, late + timedelta(days=7)):
        later = reminding.remind()

    with app.app_context():
        jobs.run_due()
    assert (again, later) == (0, first)
    subjects = {each["subject"] for each in post.sunk()}
    assert any("appeal" in subject.lower() or "อุทธรณ์" in subject for subject in subjects)
    assert first >= 2
