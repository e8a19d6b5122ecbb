"""Many at once, on PostgreSQL with real connections: one person is one, and nothing is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import db
from commons.errors import Refusal
from signatures._sheets import Signature
from tests.people import attestation
from tests.signatures.conftest import CLOSES, OPENS

pytestmark = pytest.mark.postgres
DURING = OPENS + timedelta(days=10)


@pytest.fixture(autouse=True)
def during(postgres_app, travel):
    travel(DURING)


def outcome(act) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return "done"


def rows() -> int:
    with db.transaction() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Signature))


def test_fifty_parallel_signings_by_one_person_are_one_signature(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-9999")

    with ThreadPoolExecutor(50) as pool:
        said = list(pool.map(lambda _n: outcome(lambda: desk.sign(sheet, "citizen-a")), range(50)))

    assert sorted(said) == ["already-signed"] * 49 + ["done"]
    desk.sequence()
    assert rows() == desk.net(sheet) == 2


def test_ten_clients_with_twenty_persons_each_are_exactly_two_hundred(desk):
    sheet = desk.open()
    stop = threading.Event()

    def client(number: int) -> None:
        for person in range(20):
            desk.sign(sheet, f"voter-{1 + number * 20 + person}")

    def sequencer() -> None:
        while not stop.wait(0.01):
            desk.sequence()

    counting = threading.Thread(target=sequencer)
    counting.start()
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(client, range(10)))
    stop.set()
    counting.join()
    desk.sequence()

    assert rows() == desk.net(sheet) == 200
    with db.transaction():
        assert signatures.audit(sheet) == []


def test_signings_in_flight_at_the_closing_are_all_decided_by_sealing(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=1))
    desk.sign(sheet, "citizen-b")
    travel(CLOSES - timedelta(seconds=1))
    intents = {f"voter-{n}": desk.agreed(sheet) for n in range(1, 41)}
    travel(CLOSES + timedelta(seconds=30))
    started = threading.Barrier(21)

    def finish(hint: str) -> None:
        said = attestation(hint, nonce=intents[hint].nonce)
        with db.transaction():
            signatures.sign(sheet, said, intent=intents[hint].id, browser=desk.browser)
            if int(hint.split("-")[1]) <= 20:
                started.wait(20)
                threading.Event().wait(0.2)

    with ThreadPoolExecutor(41) as pool:
        slow = [pool.submit(outcome, lambda h=h: finish(h)) for h in list(intents)[:20]]
        started.wait(20)
        travel(CLOSES + timedelta(minutes=1))
        sealing = pool.submit(desk.seal, sheet)
        late = [pool.submit(outcome, lambda h=h: finish(h)) for h in list(intents)[20:]]
        tally = sealing.result()

    assert [one.result() for one in slow] == ["done"] * 20
    assert [one.result() for one in late] == ["sheet-closed"] * 20
    assert tally.sealed and tally.net == rows() == 21
    desk.sequence()
    assert desk.net(sheet) == 21


def test_a_parallel_withdrawal_and_undo_end_a_signature_once(desk):
    sheet = desk.open()
    promise = desk.sign(sheet, "citizen-a")

    def undo() -> None:
        with db.transaction():
            signatures.undo(sheet, promise.undo)

    with ThreadPoolExecutor(8) as pool:
        acts = [undo, lambda: desk.withdraw(sheet, "citizen-a")] * 4
        said = sorted(pool.map(outcome, acts))

    assert said == ["done"] + ["nothing-to-withdraw"] * 7
    desk.sequence()
    assert desk.net(sheet) == 0


def test_parallel_sequencers_count_nothing_twice(desk):
    sheet = desk.open()
    for voter in range(1, 31):
        desk.sign(sheet, f"voter-{voter}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _n: desk.sequence(), range(16)))

    assert desk.net(sheet) == 30
    with db.transaction():
        assert signatures.audit(sheet) == []


def test_a_signature_that_commits_after_later_ones_is_released_too(desk, travel):
    sheet = desk.open()
    desk.sign(sheet, "voter-9999")
    intent = desk.agreed(sheet)
    said = attestation("voter-1", nonce=intent.nonce)
    with ThreadPoolExecutor(1) as elsewhere, db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)
        elsewhere.submit(desk.sign, sheet, "voter-2").result()
        elsewhere.submit(desk.sequence).result()
        assert elsewhere.submit(desk.net, sheet).result() == 2

    desk.sequence()
    assert desk.net(sheet) == 3

    travel(DURING + timedelta(hours=1))
    desk.sign(sheet, "voter-3")
    desk.sequence()
    assert desk.net(sheet) == 4
    with db.transaction():
        assert signatures.audit(sheet) == []
