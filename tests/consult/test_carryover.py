"""After a new version an officer confirms, reassigns or orphans; authors are told once; all on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, record
from commons.accounts.models import Account
from commons.discussion import queries as spoken
from commons.discussion import statistics
from commons.discussion.models import Comment, CurrentStance, Placing, Stance
from commons.errors import Refusal
from commons.notify.models import LetterRow
from commons.texts import importing
from consult.carryover import queries, services
from consult.carryover.models import Act
from consult.models import DISCUSSION, Hearing
from consult.queries import texts
from consult.services import revising
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
DESK = "/desk/hearings/1-clean-air-act/carry-over"
PUBLIC = "/hearings/1-clean-air-act"
SECOND = """# Clean Air Act

Section 1. This Act is called the Clean Air Act.

Section 2. Nobody burns plastic, rubber or treated wood in the open anywhere.

Section 3. It comes into force on the day after its publication.

Section 4. A permit is decided within 15 days of the application.

Section 5. The Department keeps a register of sources, which everybody may read.
"""
LATER = WHILE_OPEN + timedelta(hours=1)


def publish(hearing: Hearing, text: str = SECOND) -> None:
    """Officer-1 publishes a new version."""
    officer = people.actor("officer-1")
    parsed = importing.read("draft.md", text.encode())
    revising.publish(
        officer, hearing, revising.stage(officer, hearing, parsed), changes="Asked by <farmers>."
    )


def with_letters(hint: str) -> None:
    """This person has a confirmed address."""
    account = db.session().get_one(Account, people.actor(hint).account_id)
    account.email, account.email_confirmed_at = f"{hint}@example.org", WHILE_OPEN
    db.session().flush()


def spoken_on(app: Flask) -> int:
    """A hearing with comments on sections 3 and 5 and a second version that moves 3 and drops 5."""
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for hint in ("citizen-a", "citizen-b"):
            with_letters(hint)
        says("citizen-a", hearing, "Too short.", section="sec_3", stance=Stance.DISAGREE)
        says("citizen-b", hearing, "The fine is too low.", section="sec_5")
        says("citizen-a", hearing, "Who burns pays.", section="sec_5", stance=Stance.AGREE)
        says("citizen-b", hearing, "A good name.", section="sec_1")
    with at(app, LATER):
        publish(making.find(number))
    return number


def places(hearing: Hearing) -> dict[int, tuple[str | None, Placing]]:
    """Where each comment stands."""
    return {c.number: (c.place, c.placing) for c in spoken.every(DISCUSSION, hearing.key)}


def test_an_officer_decides_each_section_and_authors_are_told_once(app: Flask) -> None:
    number = spoken_on(app)
    officer = people_officer(app)
    with at(app, LATER):
        hearing = making.find(number)
        found = {line.eid: line for line in queries.lines(hearing, 2)}
        assert (found["sec_3"].to, found["sec_3"].state, found["sec_3"].waits) == (
            "sec_4",
            "moved",
            True,
        )
        assert (found["sec_5"].to, found["sec_5"].state, found["sec_5"].comments) == (
            None,
            "orphaned",
            2,
        )
        assert not found["sec_1"].waits
        with pytest.raises(Refusal) as early:
            services.settle(officer, hearing)
        services.decide_section(officer, hearing, "sec_3", Act.CONFIRM)
        services.decide_section(officer, hearing, "sec_5", Act.REASSIGN, to="sec_2")
        services.decide_comment(officer, hearing, 3, Act.ORPHAN)
        done = services.settle(officer, hearing)
        with pytest.raises(Refusal) as twice:
            services.settle(officer, hearing)
        with pytest.raises(Refusal) as late:
            services.decide_section(officer, hearing, "sec_3", Act.ORPHAN)

        letters = (
            db.session()
            .scalars(sa.select(LetterRow).where(LetterRow.event == "hearing:1:carried:2"))
            .all()
        )
        assert (early.value.code, twice.value.code, late.value.code) == (
            "carry-over-pending",
            "carry-over-settled",
            "carry-over-settled",
        )
        assert places(hearing) == {
            1: ("sec_4", Placing.MOVED),
            2: ("sec_2", Placing.MOVED),
            3: (None, Placing.ORPHANED),
            4: ("sec_1", Placing.SAME),
        }
        assert (done.told, len(letters)) == (2, 2)
        assert any("no such section" in letter.text for letter in letters)
        noted = record.history(hearing.path, kinds=["hearing:carry-over:decided"])
        assert [entry.facts["act"] for entry in noted] == ["orphan", "reassign", "confirm"]
        assert texts.heir(hearing, "sec_99") is None


def people_officer(app: Flask) -> object:
    """Officer-1, whoever asks."""
    with at(app, LATER):
        return people.actor("officer-1")


def test_tallies_and_stances_follow_a_comment_that_is_put_elsewhere(app: Flask) -> None:
    number = spoken_on(app)
    with at(app, LATER):
        hearing, officer = making.find(number), people.actor("officer-1")
        says("citizen-a", hearing, section="sec_1", stance=Stance.DISAGREE, version=2)

        services.decide_section(officer, hearing, "sec_5", Act.REASSIGN, to="sec_1")

        counts = statistics.of(DISCUSSION, hearing.key)
        held = db.session().scalars(sa.select(CurrentStance)).all()
        assert counts.at("sec_1").comments == 3
        assert sorted((s.place, s.stance.value) for s in held) == [
            ("sec_1", "disagree"),
            ("sec_4", "disagree"),
        ]
        assert counts.at("sec_1").verified.agree == 0
        assert counts.at("sec_1").verified.disagree == 1


def test_nothing_is_lost_when_a_section_disappears(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        for n in range(1, 21):
            says(f"voter-{n}", making.find(number), f"Point {n}.", section="sec_5")
    with at(app, LATER):
        publish(making.find(number))
    travel(LATER)

    page = client.get(f"{PUBLIC}/sections/sec_5?version=1").text
    table = client.get(f"{PUBLIC}/report.csv", buffered=True).text
    record_page = client.get(f"{PUBLIC}/carry-over/2").text

    with at(app, LATER):
        kept = db.session().scalar(sa.select(sa.func.count()).select_from(Comment))
    assert kept == 20
    assert page.count('class="lp-comment"') == 20
    assert table.count("Point ") == 20
    assert record_page.count("No section any more") == 1
    assert record_page.count("Point ") == 20


def test_permalinks_lead_on_over_several_versions(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    third = SECOND.replace("Section 5.", "Section 7.").replace("Section 4.", "Section 6.")
    with at(app, LATER):
        publish(making.find(number))
    with at(app, LATER + timedelta(hours=1)):
        publish(making.find(number), third)
    travel(LATER + timedelta(hours=2))

    found = [client.get(f"{PUBLIC}/sections/sec_{n}") for n in (4, 5)]

    assert [answer.location for answer in found] == [
        f"{PUBLIC}/sections/sec_6",
        f"{PUBLIC}/sections/sec_7",
    ]


def test_the_desk_of_a_carry_over_through_the_front_door(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    spoken_on(app)
    travel(LATER)
    people.sign_in(client, "officer-b")
    assert client.get(DESK).status_code == 404
    people.sign_in(client, "officer-1")

    seen = client.get(DESK).text
    assert client.post(f"{DESK}/confirm-alike").status_code == 303
    assert "1 section waits" in client.get(DESK).text
    nowhere = client.post(f"{DESK}/sections/sec_5", data={"act": "reassign", "to": "sec_9"})
    odd = client.post(f"{DESK}/sections/sec_5", data={"act": "burn"})
    early = client.post(f"{DESK}/settle")
    put = client.post(f"{DESK}/sections/sec_5", data={"act": "reassign", "to": "sec_2"})
    alone = client.post(f"{DESK}/comments/2", data={"act": "orphan", "to": ""})
    client.post(f"{DESK}/sections/sec_3", data={"act": "confirm", "to": "sec_4"})
    one_by_one = client.get(f"{DESK}/sections/sec_5").text
    settled = client.post(f"{DESK}/settle")

    public = client.get(f"{PUBLIC}/carry-over/2?lang=en").text
    assert "2 sections wait" in seen
    assert (nowhere.status_code, odd.status_code, early.status_code) == (422, 422, 409)
    assert (put.status_code, alone.status_code, settled.status_code) == (303, 303, 303)
    assert "Who burns pays." in one_by_one
    assert "Put at another section" in public
    assert "Finished on" in public
    assert client.get(f"{PUBLIC}/carry-over/9").status_code == 404


def test_a_third_version_waits_until_the_round_is_finished(app: Flask) -> None:
    number = spoken_on(app)
    with at(app, LATER), pytest.raises(Refusal) as early:
        publish(making.find(number))

    assert early.value.code == "carry-over-open"


def test_a_comparison_lays_the_comments_of_the_first_version_over_it(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    spoken_on(app)
    travel(LATER)

    page = client.get(f"{PUBLIC}/compare/1/2").text
    table = client.get(f"{PUBLIC}/compare/1/2/table").text

    assert "Asked by &lt;farmers&gt;." in page
    assert "The fine is too low." in page
    assert "has no section in the newest version" in page
    assert page.count("Before: Section") == 3
    assert "Gone" in page
    assert "The Department keeps a register" in table
    assert table.count('data-label="Version 1"') == 6
