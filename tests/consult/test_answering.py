"""Answers: official replies to one, many and a section; corrections; summaries given back; verdicts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, jobs, record
from commons.accounts.models import Account
from commons.errors import Refusal
from commons.notify.models import LetterRow
from commons.texts import importing
from consult import outcomes
from consult.queries import answers, cards, replies
from consult.services import (
    announcing,
    answering,
    approving,
    ending,
    judging,
    replying,
    revising,
    summarising,
    theming,
)
from consult.services.replying import Given
from consult.states import Disposition, Stage, State, Treated, Verdict
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, CLOSES, TEXT, WHILE_OPEN, at, says

DAY = timedelta(days=1)
PARTLY = Given(Disposition.PARTLY, "Twenty days instead.")


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def letters(event: str) -> list[str]:
    rows = db.session().scalars(sa.select(LetterRow).where(LetterRow.event.contains(event)))
    return sorted(row.recipient for row in rows)


def spoken(app: Flask, many: int = 10) -> int:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, many + 1):
            actor = people.actor(f"voter-{voter}")
            account = db.session().get_one(Account, actor.account_id)
            account.email = f"voter-{voter}@example.org"
            account.email_confirmed_at = WHILE_OPEN
            says(actor, hearing, f"Permits take long, says voter {voter}.")
    return number


def test_ten_comments_are_answered_with_one_text_and_ten_authors_hear_once(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replying, "TOLD_AT_ONCE", 5)
    number = spoken(app)
    with at(app, WHILE_OPEN):
        says("voter-1", making.find(number), "I say it twice.")
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        with refused("reason-needed"):
            replying.reply(officer, hearing, [1], Given(Disposition.NOT, " "))
        with refused("not-permitted"):
            replying.reply(people.actor("officer-b"), hearing, [1], PARTLY)
        with refused("not-found"):
            replying.reply(officer, hearing, [999], PARTLY)

        made = replying.reply(officer, hearing, list(range(1, 12)), PARTLY)
        with refused("already-answered"):
            replying.reply(officer, hearing, [1, 2], PARTLY)
        path = hearing.path
    with app.app_context():
        jobs.run_due()
        jobs.run_due()

    with at(app, AFTER):
        hearing = making.find(number)
        assert len(letters(":reply:1")) == len(set(letters(":reply:1"))) == 10
        rows = [row for row, _campaign in outcomes.rows(hearing)]
        assert [outcomes.treated(hearing, row) for row in rows] == [Treated.ANSWERED] * 11
        assert made.comments == 11
        (entry,) = record.history(path, kinds=["hearing:reply:given"])
        assert entry.facts["comments"] == 11
    for comment in (1, 10):
        page = client.get(f"{path}/comments/{comment}").text
        assert "Official reply" in page
        assert "Twenty days instead." in page
    table = client.get(f"{path}/report.csv").text
    assert table.count("Twenty days instead.") == table.count(",answered,") == 11


def test_a_section_is_answered_and_a_reply_corrected_with_its_history(
    app: Flask, client: FlaskClient
) -> None:
    number = spoken(app, 2)
    with at(app, AFTER):
        path = making.find(number).path
    people.sign_in(client, "officer-1")
    desk = f"/desk{path}/replies"
    said = {"section": "sec_4", "disposition": "not", "reason": "The register stays on paper."}

    assert client.post(desk, data={**said, "reason": ""}).status_code == 422
    assert client.post(desk, data=said).status_code == 303
    assert "The register stays on paper." in client.get(f"{path}/sections/sec_4").text
    changed = {**said, "reason": "The register is online too.", "disposition": "accepted"}
    assert client.post(f"{desk}/1", data=changed).status_code == 422
    done = client.post(f"{desk}/1", data={**changed, "why": "The law requires it."})

    assert done.status_code == 303
    page = client.get(f"{path}/sections/sec_4").text
    for words in ("The register is online too.", "stays on paper", "The law requires it."):
        assert words in page
    assert client.post(f"{desk}/9", data=changed).status_code == 404


def test_an_answer_shows_the_section_that_a_later_version_changed(
    app: Flask, client: FlaskClient
) -> None:
    number = spoken(app, 1)
    with at(app, WHILE_OPEN):
        hearing, officer = making.find(number), people.actor("officer-1")
        later = TEXT.replace("within 15 days", "within 20 days")
        staged = revising.stage(officer, hearing, importing.read("draft.md", later.encode()))
        revising.publish(officer, hearing, staged)
        given = Given(Disposition.ACCEPTED, "Twenty days now.", "sec_3")
        replying.reply(officer, hearing, [1], given)
        path = hearing.path

    page = client.get(f"{path}/comments/1").text

    assert f"{path}/sections/sec_3?version=2" in page
    assert f"{path}/compare/1/2" in page
    row = client.get(f"{path}/report.json").json["official_replies"][0]
    assert (row["section"], row["version"]) == ("sec_3", 2)


def test_themes_are_renamed_and_merged(app: Flask) -> None:
    number = spoken(app, 4)
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        first = answering.make_theme(officer, hearing, title="Time")
        second = answering.make_theme(officer, hearing, title="Days")
        answering.group(officer, hearing, first, [1, 2])
        answering.group(officer, hearing, second, [2, 3])
        answering.answer(
            officer, hearing, first, disposition=Disposition.NOT, reason="It stays as it is."
        )

        with refused("no-title"):
            theming.rename(officer, hearing, first, title=" ")
        with refused("theme-answered"):
            theming.merge(officer, hearing, first, into=second)
        with refused("not-permitted"):
            theming.merge(officer, hearing, first, into=first)
        theming.merge(officer, hearing, second, into=first)

        (line,) = answers.themes(hearing)
        assert (line.theme.title, line.comments) == ("Time", 3)


def published(app: Flask, many: int = 4) -> int:
    number = spoken(app, many)
    with at(app, AFTER):
        hearing = making.find(number)
        making.answered(hearing, list(range(1, many + 1)))
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
    return number


def test_parliament_returns_a_summary_and_the_clock_goes_on(app: Flask) -> None:
    number = published(app)
    later = AFTER + 5 * DAY
    with at(app, AFTER):
        due = making.find(number).summary_due_at
    with at(app, later):
        hearing = making.find(number)
        for stranger in ("officer-1", "publisher", "citizen-a", "officer-b"):
            with refused("not-permitted"):
                summarising.give_back(people.actor(stranger), hearing, reason="No.")
        with refused("reason-needed"):
            summarising.give_back(people.actor("clerk"), hearing, reason=" ")

        summarising.give_back(people.actor("clerk"), hearing, reason="Nobody asked the farms.")

        assert (hearing.stage, hearing.summarised_at) == (Stage.APPROVED, None)
        assert due is not None
        assert hearing.summary_due_at == due + 5 * DAY
        clock = cards.card(hearing).clock
        assert clock is not None
        assert clock.done_at is None
        (one,) = replies.returns(hearing)
        assert (one.body.slug, bool(one.entry.fields)) == ("parliament", True)
        assert len(letters("summary-returned")) >= 4
        assert record.history(hearing.path)[0].kind == "hearing:summary:returned"
        with refused("summary-missing"):
            summarising.give_back(people.actor("clerk"), hearing, reason="Again.")
    with at(app, later + DAY):
        hearing = making.find(number)
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
        assert hearing.stage is Stage.SUMMARISED
        assert len(letters(":summarised:1")) == len(letters(":summarised")) // 2
    with at(app, later + 60 * DAY):
        announcing.announce_due()
        assert not letters("overdue")


def test_a_returned_summary_is_read_by_everybody(app: Flask, client: FlaskClient) -> None:
    number = published(app)
    with at(app, AFTER):
        path = making.find(number).path
    people.sign_in(client, "clerk")
    desk = f"/desk/summaries/{path.rsplit('/', 1)[-1]}"

    assert path.rsplit("/", 1)[-1] in client.get("/desk/summaries").text
    assert client.post(desk, data={"reason": ""}).status_code == 422
    assert client.post(desk, data={"reason": "Nobody asked the farms."}).status_code == 303
    assert client.post(desk, data={"reason": "Nobody asked the farms."}).status_code == 409

    people.sign_in(client, "officer-b")
    assert client.get(desk).status_code == 403
    people.sign_out(client)
    report = client.get(f"{path}/report").text
    assert "Nobody asked the farms." in report
    assert "As we did it." in report
    assert client.get(f"{path}/report.json").json["returns"][0]["by"] == "parliament"


def test_a_published_answer_is_corrected_by_a_publisher_in_the_open(
    app: Flask, client: FlaskClient
) -> None:
    number = published(app)
    with at(app, AFTER):
        path = making.find(number).path
    desk = f"/desk{path}/themes/1/correct"
    said = {"disposition": "accepted", "reason": "Thirty days.", "why": "A slip of the pen."}

    people.sign_in(client, "officer-1")
    assert client.get(desk).status_code == 403
    people.sign_in(client, "publisher")
    assert client.post(desk, data={**said, "why": ""}).status_code == 422
    assert client.post(desk, data=said).status_code == 303

    report = client.get(f"{path}/report").text
    for words in ("Thirty days.", "Twenty days instead.", "A slip of the pen.", "You said, we did"):
        assert words in report


def test_participants_say_once_whether_it_answers_their_point(
    app: Flask, client: FlaskClient
) -> None:
    number = published(app)
    with at(app, AFTER):
        hearing = making.find(number)
        path = hearing.path
        judging.judge(people.actor("voter-1"), hearing, Verdict.YES)
        judging.judge(people.actor("voter-2"), hearing, Verdict.NO)
        with refused("already-judged"):
            judging.judge(people.actor("voter-1"), hearing, Verdict.NO)
        with refused("not-permitted"):
            judging.judge(people.actor("citizen-b"), hearing, Verdict.NO)

    people.sign_in(client, "voter-3")
    assert client.post(f"{path}/verdict", data={}).status_code == 422
    assert client.post(f"{path}/verdict", data={"verdict": "in-part"}).status_code == 303
    assert client.post(f"{path}/verdict", data={"verdict": "yes"}).status_code == 409
    page = client.get(f"{path}/report").text
    assert "Of 3 participants who answered, 33 % say yes, 33 % in part, 33 % no." in page
    told = client.get(f"/api/v1{path}/report").json["verdicts"]
    assert told == {"yes": 1, "partly": 1, "no": 1}
    assert client.get(f"{path}/report.xlsx").status_code == 200
    assert client.get(f"{path}/report.docx").status_code == 200


def test_nobody_judges_before_the_summary(app: Flask) -> None:
    number = spoken(app, 1)
    with at(app, AFTER), refused("out-of-order"):
        judging.judge(people.actor("voter-1"), making.find(number), Verdict.YES)


def test_a_withdrawn_hearing_that_had_opened_owes_its_summary(app: Flask) -> None:
    number = spoken(app, 2)
    with at(app, WHILE_OPEN):
        approving.withdraw(people.actor("officer-1"), making.find(number), reason="A new plan.")
    with at(app, WHILE_OPEN + 40 * DAY):
        announcing.announce_due()
        hearing = making.find(number)
        card = cards.card(hearing)
        assert (card.state, card.is_overdue) == (State.WITHDRAWN, True)
        assert letters("overdue")
        making.answered(hearing, [1, 2])

        summarising.publish(people.actor("publisher"), hearing)

        assert (hearing.stage, cards.card(hearing).is_overdue) == (Stage.WITHDRAWN, False)


def test_a_hearing_ends_early_by_two_persons_on_a_coded_ground(app: Flask) -> None:
    number = spoken(app, 2)
    new_end = CLOSES + 2 * DAY
    with at(app, WHILE_OPEN):
        hearing, publisher = making.find(number), people.actor("publisher")
        approving.extend(
            people.actor("officer-1"), hearing, closes_at=CLOSES + 9 * DAY, reason="Floods."
        )
        said = {"closes_at": new_end, "ground": "court-order", "reason": "Order 12/2569."}
        with refused("not-permitted"):
            ending.ask(people.actor("officer-1"), hearing, **said)
        with refused("ground-needed"):
            ending.ask(publisher, hearing, **{**said, "ground": "we-are-done"})
        with refused("reason-needed"):
            ending.ask(publisher, hearing, **{**said, "reason": " "})
        with refused("not-earlier"):
            ending.ask(publisher, hearing, **{**said, "closes_at": CLOSES + 10 * DAY})
        with refused("ground-needed"):
            ending.ask(publisher, hearing, **{**said, "closes_at": WHILE_OPEN + 2 * DAY})
        ending.ask(publisher, hearing, **said)
        with refused("already-asked"):
            ending.ask(publisher, hearing, **said)
        with refused("not-permitted"):
            ending.agree(publisher, hearing)
        assert hearing.closes_at == CLOSES + 9 * DAY

        ending.agree(people.actor("officer-1"), hearing)

        change = hearing.date_changes[-1]
        assert (change.old_closes_at, change.ground) == (CLOSES + 9 * DAY, "court-order")
        assert (hearing.closes_at, len(letters("ended-early"))) == (new_end, 2)
        with refused("out-of-order"):
            ending.agree(people.actor("officer-2"), hearing)
    with at(app, new_end), refused("hearing-closed"):
        says("citizen-a", making.find(number), "Too late.")


def test_an_early_end_at_the_front_door(app: Flask, client: FlaskClient, travel: object) -> None:
    number = spoken(app, 1)
    travel(WHILE_OPEN)  # type: ignore[operator]
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        approving.extend(
            people.actor("officer-1"), hearing, closes_at=CLOSES + 9 * DAY, reason="Floods."
        )
        path = hearing.path
    desk = f"/desk{path}/end-early"
    day = {"closes_on-day": "18", "closes_on-month": "10", "closes_on-year": "2026"}

    people.sign_in(client, "publisher")
    assert client.post(desk, data=day).status_code == 422
    sent = client.post(desk, data={**day, "ground": "court-order", "reason": "Order 12/2569."})
    assert sent.status_code == 303
    assert client.post(f"{desk}/agree").status_code == 403
    people.sign_in(client, "officer-1")
    assert client.post(f"{desk}/agree").status_code == 303

    assert "Order of a court" in client.get(path).text


def test_an_official_reply_is_an_answer_and_handles_its_comment(app: Flask) -> None:
    number = spoken(app, 2)
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        replying.reply(officer, hearing, [1], PARTLY)
        assert (answers.coverage(hearing).handled, answers.coverage(hearing).all) == (1, 2)
        assert [c.number for c in answers.unhandled(hearing)] == [2]
        making.answered(hearing, [2])
        assert answers.missing_for_summary(hearing).is_nothing
