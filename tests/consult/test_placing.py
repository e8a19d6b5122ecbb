"""A large hearing: its new version is public at once, its comments follow in batches, none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, config, db, jobs, record
from commons.discussion import figures, moving, stances, statistics
from commons.discussion import queries as spoken
from commons.discussion.additions import Move
from commons.discussion.models import (
    Comment,
    CurrentStance,
    Measure,
    Placing,
    Stance,
    Tally,
    Thread,
)
from commons.errors import Refusal
from commons.texts import importing
from consult.carryover import carrying, queries, services
from consult.carryover.models import Act, Carried
from consult.models import DISCUSSION, Hearing
from consult.queries import texts
from consult.services import revising, speaking
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
DESK = "/desk/hearings/1-clean-air-act"
LATER = WHILE_OPEN + timedelta(hours=1)
SECOND = """# Clean Air Act

Section 1. This Act is called the Clean Air Act.

Section 2. Nobody burns plastic, rubber or treated wood in the open anywhere.

Section 3. It comes into force on the day after its publication.

Section 4. A permit is decided within 15 days of the application.

Section 5. The Department keeps a register of sources, which everybody may read.
"""
"""Section 2 is new; 2, 3 and 4 are now 3, 4 and 5; what was section 5 is gone."""
NOW_AT = {"sec_1": "sec_1", "sec_2": "sec_3", "sec_3": "sec_4", "sec_4": "sec_5", "sec_5": None}


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "AT_ONCE", 0)
    monkeypatch.setattr(moving, "BATCH", 5)


def spoken_of(app: Flask) -> int:
    """Twenty comments and a reply, in all five sections and on the whole; some persons in several."""
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voice in range(20):
            section = f"sec_{voice % 5 + 1}"
            who, stance = f"voter-{voice % 7 + 1}", list(Stance)[voice % 2]
            says(who, hearing, f"Point {voice}.", section=section, stance=stance)
        says("voter-9", hearing, "A reply.", reply_to=3)
        says("voter-9", hearing, "Of the whole.", section="")
    return number


def publish(hearing: Hearing, text: str = SECOND) -> None:
    """Officer-1 publishes a new version."""
    officer = people.actor("officer-1")
    parsed = importing.read("draft.md", text.encode())
    revising.publish(officer, hearing, revising.stage(officer, hearing, parsed))


def places(hearing: Hearing) -> dict[int, tuple[str | None, Placing]]:
    """Where each comment stands."""
    return {c.number: (c.place, c.placing) for c in spoken.every(DISCUSSION, hearing.key)}


def way(comment: Comment) -> tuple[str | None, Placing]:
    """Where a comment belongs after the second version, by where it was written."""
    if comment.version == 2 or not comment.section:
        return comment.section, Placing.WRITTEN
    to = NOW_AT[comment.section]
    if to is None:
        return None, Placing.ORPHANED
    return to, Placing.SAME if to == comment.section else Placing.MOVED


def assert_all_stand_where_they_belong(number: int) -> None:
    """Places, stances, tallies and figures, each counted anew from the rows; one row each on record."""
    session, hearing = db.session(), making.find(number)
    rows = session.scalars(sa.select(Comment).order_by(Comment.number)).all()
    top = [row for row in rows if row.reply_to_id is None]
    assert {r.number: (r.place, r.placing) for r in top} == {r.number: way(r) for r in top}
    above = {row.id: row for row in rows}
    assert all(r.place == above[r.reply_to_id].place for r in rows if r.reply_to_id)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))

    held = session.scalars(sa.select(CurrentStance)).all()
    assert all(one.place == above[one.comment_id].place for one in held)
    given = Counter((one.place or "~", one.stance.value) for one in held)
    words = Counter(
        (r.place if r.place is not None else "~", "reply" if r.reply_to_id else "comment")
        for r in rows
        if r.has_words
    )
    kept: Counter[tuple[str, str]] = Counter()
    for tally in session.scalars(sa.select(Tally).where(Tally.measure != Measure.PERSON)):
        kept[(tally.place, tally.measure.value)] += tally.times
    assert {k: n for k, n in kept.items() if n} == {**given, **words}

    said = {place: n for place, n in figures.of(DISCUSSION, hearing.key).items() if n}
    session.execute(sa.update(Thread).values(is_counted=False))
    assert said == {k: n for k, n in figures.of(DISCUSSION, hearing.key).items() if n}
    session.execute(sa.update(Thread).values(is_counted=True))

    carried = session.scalars(sa.select(Carried)).all()
    old = {r.id: r for r in top if r.version == 1 and r.section}
    assert Counter(c.comment_id for c in carried) == Counter(dict.fromkeys(old, 1))
    assert all(
        (c.from_eid, c.to_eid) == (old[c.comment_id].section, old[c.comment_id].place)
        for c in carried
    )


def test_the_version_is_public_at_once_and_its_comments_follow_in_batches(app: Flask) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        hearing = making.find(number)
        before = places(hearing)
        publish(hearing)
        noted = record.history(hearing.path, kinds=["hearing:version:published"])
        counts = statistics.of(DISCUSSION, hearing.key)

        assert texts.newest(hearing).number == 2
        assert len(noted) == 1
        assert places(hearing) == before, "nothing has moved in the officer's own request"
        assert counts.at("sec_4").comments == 4, "but the counts stand where they belong"
        assert queries.placing(hearing) == moving.Progress(2, 0, 22, LATER)

    far = []
    while True:
        with at(app, LATER):
            hearing = making.find(number)
            now = queries.placing(hearing)
            if now is None:
                break
            far.append(now.reached)
            carrying.place_next(hearing)
    assert far == [0, 5, 10, 15, 20]
    with at(app, LATER):
        jobs.run_due()
    with at(app, LATER):
        assert_all_stand_where_they_belong(number)
        assert queries.is_open(making.find(number), 2), "now the officer can decide"


def test_who_acts_meanwhile_meets_the_comment_where_it_belongs(app: Flask) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
    with at(app, LATER):
        hearing = making.find(number)
        before = stances.held_by(DISCUSSION, hearing.key, people.actor("voter-3").account_id)
        # voter-3 holds stances of old sections 3, 5 and 2; section 3 is now section 4.
        says("voter-3", hearing, section="sec_4", stance=Stance.DISAGREE, version=2)
        new = says("voter-8", hearing, "In the new section 3.", section="sec_3", version=2)
        reply = says("voter-8", hearing, "To what waits.", section="", reply_to=8, version=2)
        speaking.withdraw(people.actor("voter-5"), hearing, 5)
        speaking.withdraw(people.actor("voter-3"), hearing, 10)
        after = stances.held_by(DISCUSSION, hearing.key, people.actor("voter-3").account_id)
        stood = places(hearing)

        assert set(before) == {"sec_4", "sec_3"}
        assert after["sec_4"] is Stance.DISAGREE
        assert stood[new.number] == ("sec_3", Placing.WRITTEN)
        assert stood[8] == ("sec_4", Placing.MOVED), "the comment came first, then the reply"
        assert stood[reply.number][0] == "sec_4"
        assert stood[9] == ("sec_4", Placing.WRITTEN), "its neighbour waits"
        withdrawn = {5, 10}
    with at(app, LATER):
        jobs.run_due()
    with at(app, LATER):
        hearing = making.find(number)
        assert_all_stand_where_they_belong(number)
        assert queries.placing(hearing) is None
        held = stances.held_by(DISCUSSION, hearing.key, people.actor("voter-3").account_id)
        gone = db.session().scalars(
            sa.select(Comment.number).where(Comment.withdrawn_at.is_not(None))
        )
        assert (held, set(gone)) == (after, withdrawn)


def test_sections_that_trade_numbers_trade_their_comments_batch_by_batch(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voice in range(1, 13):
            for section in ("sec_1", "sec_2"):
                stance = Stance.AGREE if section == "sec_1" else Stance.DISAGREE
                says(f"voter-{voice}", hearing, f"Of {section}.", section=section, stance=stance)
    first, second = making.TEXT.split("\n\n")[1:3]
    traded = making.TEXT.replace(first, "@").replace(
        second, second.replace("Section 2", "Section 1")
    )
    with at(app, LATER):
        publish(making.find(number), _swapped(traded, first))
    with at(app, LATER):
        jobs.run_due()

    with at(app, LATER):
        said = db.session().execute(
            sa.select(Comment.words, Comment.place, sa.func.count()).group_by(
                Comment.words, Comment.place
            )
        )
        counts = statistics.of(DISCUSSION, "1")
        assert sorted(said.tuples().all()) == [
            ("Of sec_1.", "sec_2", 12),
            ("Of sec_2.", "sec_1", 12),
        ]
        assert counts.at("sec_2").verified.agree == counts.at("sec_1").verified.disagree == 12


def _swapped(text: str, first: str) -> str:
    rest = text.split("\n\n")
    return "\n\n".join([rest[0], rest[2], first.replace("Section 1", "Section 2"), *rest[3:]])


def test_what_needs_every_comment_in_its_place_waits(app: Flask) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
    refused = []
    for act in (
        lambda hearing, officer: publish(hearing, SECOND.replace("anywhere", "here")),
        lambda hearing, officer: services.decide_section(officer, hearing, "sec_5", Act.CONFIRM),
        lambda hearing, officer: services.decide_comment(officer, hearing, 3, Act.ORPHAN),
        lambda hearing, officer: services.settle(officer, hearing),
    ):
        with pytest.raises(Refusal) as early, at(app, LATER):
            act(making.find(number), people.actor("officer-1"))
        refused.append(early.value.code)
    assert refused == ["carry-over-running"] * 4

    with at(app, LATER):
        jobs.run_due()
    with at(app, LATER):
        hearing, officer = making.find(number), people.actor("officer-1")
        assert texts.newest(hearing).number == 2
        for eid in ("sec_2", "sec_3", "sec_4", "sec_5"):
            services.decide_section(officer, hearing, eid, Act.CONFIRM)
        services.settle(officer, hearing)
        publish(hearing, SECOND.replace("anywhere", "here"))
    with at(app, LATER):
        jobs.run_due()
    with at(app, LATER):
        hearing = making.find(number)
        assert (texts.newest(hearing).number, queries.placing(hearing)) == (3, None)
        assert len(queries.orphans(hearing, 2)) == 4


def test_pages_say_how_far_the_placing_has_come(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
    with at(app, LATER):
        carrying.place_next(making.find(number))
    travel(LATER)

    section = client.get(f"{PUBLIC}/sections/sec_3").text
    whole = client.get(PUBLIC).text
    thai = client.get(f"{PUBLIC}?lang=th").text
    account = client.get(f"{PUBLIC}/carry-over/2?lang=en").text
    assert all("5 of 22 comments" in page for page in (section, whole, account))
    assert "Point 12" in section, "still where it was, for its turn has not come"
    assert "๕ จาก ๒๒" in thai
    people.sign_in(client, "officer-1")
    desk, round_, text = (client.get(f"{DESK}{rest}").text for rest in ("", "/carry-over", "/text"))
    early = client.post(f"{DESK}/carry-over/settle")
    assert "5 of 22 placed" in desk
    assert "What waits for your decision can be told when all comments are placed." in round_
    assert "comments are being placed" in text.lower()
    assert early.status_code == 409

    jobs.run_due()
    done = client.get(f"{PUBLIC}/sections/sec_3").text
    assert "comments and replies have been looked at" not in done
    assert "Point 12" not in done
    assert "Point 12" in client.get(f"{PUBLIC}/sections/sec_4").text


def test_a_hearing_of_some_hundred_comments_is_placed_within_the_request(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "AT_ONCE", 1_000)
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
    with at(app, LATER):
        assert queries.placing(making.find(number)) is None
        assert_all_stand_where_they_belong(number)
        work = db.session().scalars(sa.select(jobs.Outbox.name))
        assert carrying.PLACE not in set(work)


WORKER = """
import sys, time
from commons import config, clock, db, jobs
from commons.discussion import moving
from portal import create_app
moving.BATCH = 2
step = moving.step
def slowly(kind, key):
    found = step(kind, key)
    time.sleep(0.15)
    return found
moving.step = slowly
settings = config.load()
app = create_app(settings)
print("ready", flush=True)
with app.app_context():
    jobs.run_due()
"""


def test_a_worker_killed_between_batches_leaves_nothing_half_and_another_goes_on(
    app: Flask, travel: Travel
) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
    travel(LATER)
    worker = _worker()
    try:
        far = _wait_for_some(app, number)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert 0 < far < 22

    with at(app, LATER):
        now = queries.placing(making.find(number))
        assert now is not None
        moved = db.session().scalars(sa.select(sa.func.count()).select_from(Carried)).one()
        assert now.reached % 2 == 0
        assert moved == now.reached - (1 if now.reached > 21 else 0)

    # The lease of what the dead worker held has to run out first.
    travel(LATER + jobs.LEASE + timedelta(seconds=1))
    with app.app_context():
        jobs.run_due()
    with at(app, LATER):
        assert queries.placing(making.find(number)) is None
        assert_all_stand_where_they_belong(number)


def _worker() -> subprocess.Popen[str]:
    settings = config.current()
    environ = {
        **os.environ,
        "LEXPOPULI_MODE": "test",
        "LEXPOPULI_DATABASE_URL": settings.database_url,
        "LEXPOPULI_INSTANCE_DIR": str(settings.instance_dir),
        "LEXPOPULI_BASE_URL": "http://localhost",
        **{
            f"LEXPOPULI_{name}_KEY": f"a test's {word}, quite long enough for it"
            for name, word in (
                ("SECRET", "secret"),
                ("MASTER", "master key"),
                ("LEDGER", "ledger key"),
                ("ACCOUNT", "account key"),
            )
        },
    }
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environ, text=True)


def _wait_for_some(app: Flask, number: int) -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with app.app_context(), db.transaction(writes=False):
            now = queries.placing(making.find(number))
        if now is None:
            return 22
        if now.reached > 0:
            return now.reached
        time.sleep(0.02)
    raise AssertionError("the worker did nothing")


def test_a_move_that_stands_still_is_taken_up_again_by_the_timer(app: Flask) -> None:
    number = spoken_of(app)
    with at(app, LATER):
        publish(making.find(number))
        db.session().execute(sa.delete(jobs.Outbox).where(jobs.Outbox.name == carrying.PLACE))
    with at(app, LATER + timedelta(minutes=5)):
        jobs.run_due()
        assert queries.placing(making.find(number)) is not None
    with clock.travel(LATER + timedelta(minutes=25)), app.app_context():
        jobs.run_due()
    with at(app, LATER):
        assert_all_stand_where_they_belong(number)
        assert [move.reached for move in db.session().scalars(sa.select(Move))] == [22]


@pytest.mark.postgres
def test_many_speak_while_a_version_is_published_and_each_lands_once(
    postgres_app: Flask, travel: Travel
) -> None:
    app, number = postgres_app, spoken_of(postgres_app)
    travel(LATER)
    kept: list[tuple[int, str]] = []
    outdated: list[str] = []
    stop, start = threading.Event(), threading.Barrier(5)

    def speak(client: int) -> None:
        start.wait()
        turn = 0
        while not stop.is_set() or turn < 4:
            turn += 1
            section = f"sec_{turn % 5 + 1}"
            try:
                with app.app_context(), db.transaction():
                    hearing = making.find(number)
                    version = texts.newest(hearing).number or 0
                    time.sleep(0.005)
                    said = says(
                        people.actor(f"voter-{client * 100 + turn}"),
                        hearing,
                        f"{client} {turn}",
                        section=section,
                        stance=Stance.AGREE,
                        version=version,
                    )
                kept.append((said.number, f"{client} {turn}"))
            except Refusal as refusal:
                outdated.append(refusal.code)

    crowd = [threading.Thread(target=speak, args=(client,)) for client in range(4)]
    for one in crowd:
        one.start()
    start.wait()
    time.sleep(0.2)
    with app.app_context(), db.transaction():
        publish(making.find(number))
    with app.app_context():
        jobs.run_due()
    stop.set()
    for one in crowd:
        one.join()

    with at(app, LATER):
        assert_all_stand_where_they_belong(number)
        rows = db.session().execute(
            sa.select(Comment.number, Comment.words, Comment.version).where(Comment.number > 22)
        )
        found = rows.tuples().all()
    assert sorted((n, words) for n, words, _v in found) == sorted(kept)
    assert {v for _n, _w, v in found} == {1, 2}
    assert set(outdated) <= {"version-changed"}
