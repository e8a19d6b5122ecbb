"""The acts of a hearing on both databases: two persons, dates, comments, answers, summary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from commons import db, record
from commons.accounts.models import Account
from commons.discussion.models import Channel, Comment, Display, Stance
from commons.discussion.services import Statement
from commons.errors import FieldRefusals, Refusal
from commons.notify.models import LetterRow
from consult import rules
from consult.queries import answers
from consult.services import (
    answering,
    approving,
    following,
    preparing,
    speaking,
    summarising,
)
from consult.states import Stage, StepKind
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, CLOSES, OPENS, WHILE_OPEN, at, says

SECOND = timedelta(seconds=1)


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def letters(event: str) -> list[str]:
    rows = db.session().scalars(sa.select(LetterRow).where(LetterRow.event.contains(event)))
    return sorted(row.address for row in rows)


def test_a_draft_without_a_required_document_cannot_be_handed_in(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        officer = people.actor("officer-1")
        preparing.write_documents(officer, hearing, {"problem-and-cause": " "})

        with pytest.raises(FieldRefusals) as refusal:
            preparing.submit(officer, hearing)

        assert [field for field, _sentence in refusal.value.fields] == ["problem-and-cause"]


def test_nobody_approves_what_he_prepared(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        publisher = people.actor("publisher")
        preparing.submit(publisher, hearing)

        with refused("not-permitted"):
            approving.approve(publisher, hearing)


def test_an_officer_of_another_agency_may_do_nothing(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        stranger = people.actor("officer-b")

        with refused("not-permitted"):
            preparing.submit(stranger, hearing)
        with refused("not-permitted"):
            approving.withdraw(stranger, hearing, reason="No.")


def test_approval_writes_to_each_stakeholder_once(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.approved()

        assert hearing.stage is Stage.APPROVED
        assert letters(":stakeholder") == [f"union-{n}@example.org" for n in (1, 2, 3)]
        assert all(one.notified_at for one in hearing.stakeholders)
        entry = record.history(hearing.path)[0]
        assert (entry.kind, entry.facts["notified"]) == ("hearing:opening:approved", 3)


def test_a_short_hearing_opens_with_ground_reason_and_second_person(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        officer = people.actor("officer-1")
        window = rules.Window(
            OPENS, OPENS + timedelta(days=10), "urgent-necessity", "The burning season begins."
        )
        preparing.set_dates(officer, hearing, window)
        preparing.submit(officer, hearing)

        approving.approve(people.actor("publisher"), hearing)

        facts = record.history(hearing.path)[0].facts
        assert (hearing.is_short, facts["shortened"]) == (True, "urgent-necessity")


def test_comments_are_taken_to_the_closing_instant_and_no_longer(app: Flask) -> None:
    number = making.ready(app)
    outcomes = []

    for instant in (OPENS - SECOND, OPENS, CLOSES - SECOND, CLOSES):
        try:
            with at(app, instant):
                says("citizen-a", making.find(number), f"At {instant}")
            outcomes.append("taken")
        except Refusal as refusal:
            outcomes.append(refusal.code)

    assert outcomes == ["hearing-not-open", "taken", "taken", "hearing-closed"]
    with at(app, AFTER):
        assert db.session().scalar(sa.select(sa.func.count()).select_from(Comment)) == 2


def test_forty_participants_hear_of_an_extension_once(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 41):
            actor = people.actor(f"voter-{voter}")
            _give_address(actor.account_id, f"voter-{voter}@example.org")
            says(actor, hearing, "words")
            says(actor, hearing, "more words")

        approving.extend(
            people.actor("officer-1"),
            hearing,
            closes_at=CLOSES + timedelta(days=7),
            reason="Floods in the north.",
        )

        assert len(letters(":extended:")) == 40
        (change,) = hearing.date_changes
        assert (change.old_closes_at, hearing.closes_at) == (CLOSES, CLOSES + timedelta(days=7))
    with at(app, CLOSES + timedelta(days=7) - SECOND):
        says("citizen-a", making.find(number), "in the added time")


def test_a_running_hearing_is_not_shortened(app: Flask) -> None:
    number = making.ready(app)

    with at(app, WHILE_OPEN), refused("not-later"):
        approving.extend(
            people.actor("officer-1"),
            making.find(number),
            closes_at=CLOSES - timedelta(days=1),
            reason="We are done.",
        )


def test_a_suggested_wording_leaves_the_section_as_it_is(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        wording = "A permit is decided within 30 days of the application."

        written = says(
            "citizen-a", hearing, stance=Stance.CHANGE, suggestion=wording, section="sec_3"
        )

        kept = db.session().get_one(Comment, written.comment_id)
        assert (kept.suggestion, kept.stance) == (wording, Stance.CHANGE)


def test_a_wording_equal_to_the_section_is_no_suggestion(app: Flask) -> None:
    number = making.ready(app)
    same = "A permit is decided within 15 days of the application."

    with at(app, WHILE_OPEN), refused("suggestion-needed"):
        says("citizen-a", making.find(number), stance=Stance.CHANGE, suggestion=same)


def test_5001_characters_are_refused_and_5000_taken(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        says("citizen-a", hearing, "ก" * 5000)

        with refused("too-long"):
            says("citizen-a", hearing, "ก" * 5001)


def test_the_31st_comment_in_a_minute_is_one_too_many(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for time in range(30):
            says("citizen-a", hearing, f"words {time}")

        with refused("too-many"):
            says("citizen-a", hearing, "one more")
        says("citizen-b", hearing, "another person still speaks")


def test_hidden_invisible_characters_are_refused(app: Flask) -> None:
    number = making.ready(app)

    with at(app, WHILE_OPEN), refused("hidden-character"):
        says("citizen-a", making.find(number), "turn \u202e around")


def test_a_stance_on_a_section_that_does_not_exist_is_refused(app: Flask) -> None:
    number = making.ready(app)

    with at(app, WHILE_OPEN), refused("section-not-found"):
        says("citizen-a", making.find(number), "words", section="sec_99")


def test_a_pseudonym_needs_a_name(app: Flask) -> None:
    number = making.ready(app)

    with at(app, WHILE_OPEN), refused("bad-name"):
        says("citizen-a", making.find(number), "words", display=Display.PSEUDONYM)


def test_a_letter_on_paper_counts_the_same(app: Flask) -> None:
    number = making.ready(app)
    with at(app, AFTER):
        hearing = making.find(number)
        said = Statement(
            version=1,
            section="sec_3",
            words="From a letter.",
            channel=Channel.PAPER,
            received_on=date(2026, 10, 14),
        )

        written = speaking.enter(people.actor("officer-1"), hearing, said, shown_as="A farmer")

        assert answers.coverage(hearing).all == 1
        assert written.code


def test_paper_that_came_after_the_closing_day_is_refused(app: Flask) -> None:
    number = making.ready(app)
    said = Statement(
        version=1, words="Late.", channel=Channel.PAPER, received_on=date(2026, 10, 17)
    )

    with at(app, AFTER), refused("received-late"):
        speaking.enter(people.actor("officer-1"), making.find(number), said, shown_as="")


def test_a_summary_is_refused_while_anything_is_unanswered_and_says_what(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 5):
            says(f"voter-{voter}", hearing, f"words {voter}")
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        making.answered(hearing, [1, 2])
        answering.make_theme(officer, hearing, title="Unanswered")
        answering.mark_no_issue(officer, hearing, [3], reason="It greets only.")

        with pytest.raises(Refusal) as refusal:
            summarising.publish(people.actor("publisher"), hearing)

        assert refusal.value.code == "summary-incomplete"
        assert (refusal.value.values["comments"], refusal.value.values["themes"]) == ([4], [2])
        assert hearing.stage is Stage.APPROVED


def test_a_complete_summary_is_published_by_a_second_person(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "Too short.")
        says("citizen-b", making.find(number), stance=Stance.AGREE)
    with at(app, AFTER):
        hearing = making.find(number)
        making.answered(hearing, [1])

        with refused("not-permitted"):
            summarising.publish(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)

        assert hearing.stage is Stage.SUMMARISED
        coverage = answers.coverage(hearing)
        assert (coverage.handled, coverage.all) == (1, 1)


def test_nothing_follows_a_hearing_before_its_summary(app: Flask) -> None:
    number = making.ready(app)
    with at(app, AFTER):
        hearing = making.find(number)

        with refused("summary-missing"):
            _step(hearing, StepKind.CABINET)
        making.answered(hearing, [])
        summarising.publish(people.actor("publisher"), hearing)
        with refused("out-of-order"):
            _step(hearing, StepKind.IN_FORCE)
        _step(hearing, StepKind.CABINET)
        _step(hearing, StepKind.IN_FORCE)

        assert hearing.stage is Stage.IN_FORCE


def test_no_summary_before_the_hearing_is_closed(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        making.answered(hearing, [])

        with refused("out-of-order"):
            summarising.publish(people.actor("publisher"), hearing)


def test_a_hearing_that_opened_owes_its_summary_even_when_withdrawn(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        approving.withdraw(people.actor("officer-1"), hearing, reason="A better draft follows.")
        making.answered(hearing, [])

        assert hearing.summary_due_at is not None
        summarising.publish(people.actor("publisher"), hearing)

        assert (hearing.stage, hearing.summarised_at) == (Stage.WITHDRAWN, WHILE_OPEN)


def test_a_hearing_withdrawn_before_it_opens_owes_nothing(app: Flask) -> None:
    number = making.ready(app)

    with at(app, OPENS - SECOND):
        hearing = making.find(number)
        approving.withdraw(people.actor("officer-1"), hearing, reason="A better draft follows.")

        assert hearing.summary_due_at is None


def test_an_author_objects_once_to_no_issue(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "Please think of the harvest.")
    with at(app, AFTER):
        hearing, author = making.find(number), people.actor("citizen-a")
        officer = people.actor("officer-1")
        answering.mark_no_issue(officer, hearing, [1], reason="It greets only.")

        answering.object_once(author, hearing, 1, "It asks for another date.")
        with refused("already-objected"):
            answering.object_once(author, hearing, 1, "And again.")
        with refused("not-permitted"):
            answering.object_once(people.actor("citizen-b"), hearing, 1, "Me too.")

        assert [mark.objection for _comment, mark in answers.objections(hearing)] == [
            "It asks for another date."
        ]


def test_only_a_publisher_marks_many_comments_at_once(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        for voter in (1, 2):
            says(f"voter-{voter}", making.find(number), "Hello.")
    with at(app, AFTER):
        hearing = making.find(number)

        with refused("not-permitted"):
            answering.mark_no_issue(people.actor("officer-1"), hearing, [1, 2], reason="Greets.")
        done = answering.mark_no_issue(people.actor("publisher"), hearing, [1, 2], reason="Greets.")

        assert done == 2


def test_the_record_holds_no_word_of_a_comment(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        written = says("citizen-a", hearing, "Secret harvest words")

        entry = record.history(hearing.path)[0]

        assert entry.kind == "hearing:comment:accepted"
        assert entry.facts["digest"] == written.digest
        assert "harvest" not in str(entry.facts)


def _step(hearing: making.Hearing, kind: StepKind) -> None:
    following.record_step(
        people.actor("officer-1"),
        hearing,
        kind=kind,
        happened_on=date(2026, 10, 20),
        words="The Cabinet approved it.",
    )


def _give_address(account_id: int | None, address: str) -> None:
    account = db.session().get_one(Account, account_id)
    account.email, account.email_confirmed_at = address, BEFORE


def test_late_letters_are_entered_where_the_hearing_says_so(app: Flask) -> None:
    with at(app, BEFORE):
        hearing, officer = making.draft(), people.actor("officer-1")
        preparing.set_dates(officer, hearing, rules.Window(OPENS, CLOSES, takes_late=True))
        preparing.submit(officer, hearing)
        approving.approve(people.actor("publisher"), hearing)
        number = hearing.id
    said = Statement(
        version=1, words="Late.", channel=Channel.PAPER, received_on=date(2026, 10, 17)
    )

    with at(app, AFTER):
        hearing = making.find(number)
        entered = speaking.enter(people.actor("officer-1"), hearing, said, shown_as="")
        with refused("hearing-closed"):
            says("citizen-a", hearing, "Late online.")

    assert entered.number == 1
