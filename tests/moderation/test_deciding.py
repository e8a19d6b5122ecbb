"""Reports, the queue, coded decisions and their effects, through the services, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from commons import db, jobs, record
from commons.access import Role
from commons.discussion import queries as discussion
from commons.discussion import statistics
from commons.discussion.models import Cover
from commons.discussion.receipts import Finding
from commons.errors import Refusal
from commons.moderation import figures, queries
from commons.moderation.services import appealing, deciding, reporting, working
from commons.moderation.states import Act, Ground
from commons.notify import post
from tests import people
from tests.consult.making import WHILE_OPEN, at
from tests.moderation import room
from tests.moderation.room import decided, reported

MINUTE = timedelta(minutes=1)


def refused(act, *given, **named) -> str:
    """The domain word with which an act is refused, in a transaction undone afterwards."""
    with pytest.raises(Refusal) as caught, db.session().begin_nested():
        act(*given, **named)
    return caught.value.code


def test_scenario_24_three_reports_queue_hide_placeholder_restore(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        first = queries.queue({room.subject().agency_id})
        was_urgent = first[0].urgent_at
        reported("voter-2", Ground.THREATS)
        reported("voter-3")
    with at(app, WHILE_OPEN + MINUTE):
        is_urgent = [c.urgent_at is not None for c in queries.queue({room.subject().agency_id})]
        before = statistics.of("hearing", "1")

        no_ground = refused(decided, Act.HIDE, ground=None)
        hidden = decided(Act.HIDE)
        seen = discussion.one("hearing", "1", 1)
        after = statistics.of("hearing", "1")
        kept = (room.row().words, room.row().suggestion)
        decided(Act.RESTORE)
        again = discussion.one("hearing", "1", 1)

    assert (len(first), was_urgent) == (1, None)
    assert is_urgent == [True]
    assert no_ground == "ground-needed"
    assert hidden.ground is Ground.PERSONAL_DATA
    assert (seen.words, seen.suggestion, seen.shown_as, seen.cover) == ("", None, "", Cover.HIDDEN)
    assert (seen.number, seen.stance, seen.reply_count) == (1, "change", 1)
    assert seen.replies[0].words == "Please stay civil."
    assert before == after
    assert kept == (room.BAD, room.BAD_WORDING)
    assert (again.id, again.number, again.words) == (seen.id, 1, room.BAD)


def test_every_report_waits_and_its_clock_is_public_when_late(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        early = figures.of_agency(room.subject().agency_id)
    with at(app, WHILE_OPEN + timedelta(days=2)):
        late = figures.of_agency(room.subject().agency_id)

    assert (early.waiting, early.overdue) == (1, 0)
    assert (late.waiting, late.overdue) == (1, 1)


def test_who_reports_is_told_once_and_so_is_the_author(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        reported("voter-2")
        decided(Act.REDACT, passages=("12 Burned-field-road",))
    with app.app_context():
        jobs.run_due()
        jobs.run_due()

    letters = [each for each in post.sunk() if "decided" in each["subject"]]
    author = [each for each in post.sunk() if each["to"] == "citizen-a@example.org"]
    told = [each for each in author if "a decision" in each["subject"]]
    assert sorted(each["to"] for each in letters) == ["voter-1@example.org", "voter-2@example.org"]
    assert len(told) == 1
    assert f"{room.COMMENT}/appeal" in told[0]["text"]
    assert not any(secret in each["text"] for each in letters for secret in room.SECRETS)


def test_a_report_is_made_once_and_not_about_oneself(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")

        again = refused(reported, "voter-1")
        own = refused(reported, "citizen-a")
        off_list = refused(reported, "voter-2", Ground.ORDER)
        nothing = refused(reported, "voter-2", number=99)
        decided(Act.HIDE)
        unseen = refused(reported, "voter-2")
        visitor = refused(
            reporting.report,
            people.Actor(),
            room.subject(),
            2,
            ground=Ground.SPAM,
            visitor="192.0.2.1",
        )

    assert (again, own, off_list) == ("already-reported", "not-oneself", "ground-needed")
    assert (nothing, unseen, visitor) == ("not-found", "nothing-to-report", "sign-in-needed")


def test_redacting_takes_only_the_named_passages_and_adds_nothing(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        unknown = refused(decided, Act.REDACT, passages=("never said",))
        none = refused(decided, Act.REDACT, passages=())
        first = refused(decided, Act.HIDE, beyond_redaction=False)
        decided(Act.REDACT, passages=("12 Burned-field-road", "Somsak"))
        seen = discussion.one("hearing", "1", 1)

    assert (unknown, none, first) == ("passage-unknown", "passage-needed", "redact-first")
    assert seen.words == "The owner […] lives at […]; visit him at night."
    assert seen.suggestion == "A permit is decided within 15 days by […] of […]."
    assert (seen.cover, seen.is_covered) == (Cover.REDACTED, False)
    assert seen.shown_as


def test_the_author_s_receipt_still_proves_the_words(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        decided(Act.HIDE)
        code = room.row().receipt_code

        found = discussion.check("hearing", "1", 1, code)

    assert found is Finding.UNCHANGED


def test_a_case_is_decided_only_by_whoever_has_it(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        moderator = people.actor("moderator")
        colleague = room.member("voter-9", people.agency(), Role.MODERATOR)
        untaken = refused(deciding.decide, moderator, room.case(), room.ruling(Act.HIDE))
        working.take(moderator, room.case())
        taken = refused(working.take, colleague, room.case())
        other = refused(deciding.decide, colleague, room.case(), room.ruling(Act.HIDE))
    with at(app, WHILE_OPEN + timedelta(minutes=30)):
        lapsed = refused(deciding.decide, moderator, room.case(), room.ruling(Act.HIDE))
        working.take(colleague, room.case())
        deciding.decide(colleague, room.case(), room.ruling(Act.LEAVE, reason=""))
        rest = queries.waiting({room.subject().agency_id})

    assert (untaken, taken, other, lapsed) == (
        "not-checked-out",
        "checked-out",
        "not-checked-out",
        "not-checked-out",
    )
    assert rest == 0


def test_nobody_moderates_what_he_wrote_reported_or_prepared(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        here = people.agency()
        author = room.member("citizen-a", here, Role.MODERATOR)
        reporter = room.member("voter-1", here, Role.MODERATOR)
        officer = room.member("officer-1", here, Role.MODERATOR)
        publisher = room.member("publisher", here, Role.MODERATOR)
        elsewhere = room.member("voter-8", people.agency("ministry-of-transport"), Role.MODERATOR)

        codes = {
            refused(working.take, who, room.case())
            for who in (author, reporter, officer, publisher, elsewhere, people.actor("clerk"))
        }

    assert codes == {"not-permitted"}


def test_removal_by_order_takes_two_persons_and_is_named_in_public(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        room.removed_by_order()
        seen = discussion.one("hearing", "1", 1)
        line = figures.log(room.subject())[0]
        kinds = [entry.kind for entry in record.history(room.HEARING, limit=5)]
        reported("voter-1", number=2)
        appeal = refused(
            appealing.appeal, people.actor("citizen-a"), room.subject(), 1, "I object."
        )
        by_hand = refused(decided, Act.RESTORE)
        room.removed_by_order(lifts=True)
        again = discussion.one("hearing", "1", 1)

    assert (seen.words, seen.cover, seen.cover_ground) == ("", Cover.REMOVED, "order")
    assert (line.order_body, line.order_date.isoformat()) == ("Administrative Court", "2026-10-04")
    assert "moderation:order:confirmed" in kinds
    assert (appeal, by_hand) == ("removed-by-order", "removed-by-order")
    assert again.words == room.BAD


def test_no_public_entry_holds_words_or_persons(app: Flask) -> None:
    room.spoken(app)
    with at(app, WHILE_OPEN):
        reported("voter-1")
        decided(Act.HIDE)
        entries = [e for e in record.history(room.HEARING) if e.kind.startswith("moderation:")]

    facts = [e.facts for e in entries]
    assert {"number": 1, "act": "hide", "ground": "personal-data"} in facts
    assert {} in facts
    assert not any(secret in str(facts) for secret in room.SECRETS)
