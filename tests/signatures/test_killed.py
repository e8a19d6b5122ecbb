"""kill -9 of web, worker and database while citizens sign: real processes, a cluster of its own."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, config, db
from commons.ledger.models import Leaf
from portal.schema import metadata
from signatures import Found
from signatures._sheets import Signature
from tests.conftest import installation
from tests.initiatives.road import START, Road
from tests.signatures.cluster import Cluster
from tests.signatures.household import Citizen, Household, free_port

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
CITIZENS = 80
CLIENTS = 6
INITIATORS = 2
"""They have confirmed on a roll, which is counted too."""
PATIENCE = 20.0


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture
def road(cluster: Cluster, tmp_path: Path) -> Iterator[Road]:
    """An initiative that collects in this cluster; the clock runs from five days after START."""
    base = f"http://127.0.0.1:{free_port()}"
    with installation(tmp_path, cluster.url, base_url=base) as app, app.app_context():
        metadata.create_all(db.database().engine)
        made = Road(tmp_path)
        made.to_collecting()
        advance(timedelta())
        yield made


@pytest.fixture
def household(road: Road, tmp_path: Path) -> Iterator[Household]:
    made = Household(config.current(), tmp_path)
    made.start("web", "worker")
    made.wait()
    yield made
    made.end()


def advance(by: timedelta) -> None:
    """Let every process's clock run on from here."""
    path = config.current().clock_file
    assert path is not None
    at = START + timedelta(days=5) + by
    clock.set_to(path, offset=at - clock.machine_now())


class Crowd:
    """Clients who sign for one citizen after the other; who gets no answer tries again later."""

    def __init__(self, path: str) -> None:
        self.everybody = [Citizen(f"voter-{n}", path) for n in range(1, CITIZENS + 1)]
        self.cut_off: set[str] = set()
        self._waiting = deque(self.everybody)
        self._threads = [threading.Thread(target=self._client) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def answer(self, more: int) -> None:
        """Wait until so many more have got an answer."""
        wanted = self._answered() + more
        assert eventually(lambda: self._answered() >= wanted)

    def finish(self) -> None:
        """Wait until everybody has got an answer."""
        for thread in self._threads:
            thread.join()

    def _answered(self) -> int:
        return sum(bool(one.answer) for one in self.everybody)

    def _client(self) -> None:
        while self._waiting:
            with suppress(IndexError):
                citizen = self._waiting.popleft()
                citizen.sign()
                if not citizen.answer:
                    self.cut_off.add(citizen.hint)
                    self._waiting.append(citizen)
                    time.sleep(0.3)


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


def leaf_of(receipt: str) -> bytes:
    return bytes.fromhex(re.search(r"^leaf (\w+)$", receipt, re.MULTILINE)[1])  # type: ignore[index]


def found(receipt: str) -> Found:
    with db.transaction(writes=False):
        return signatures.check_receipt(receipt).found


def kill_everything_in_turn(crowd: Crowd, cluster: Cluster, household: Household) -> None:
    """The web, a child of the database, the worker while it sequences, the whole database."""
    crowd.answer(12)
    household.kill("web")
    household.start("web")
    crowd.answer(12)
    cluster.kill_one()
    crowd.answer(8)
    advance(timedelta(minutes=1))
    household.kill("worker")
    household.start("worker")
    crowd.answer(8)
    cluster.kill()
    cluster.start()


def test_kill_9_loses_no_acknowledged_signature_and_counts_none_twice(
    road: Road, cluster: Cluster, household: Household
) -> None:
    with db.transaction(writes=False):
        path, sheet = config.current().base_url + road.x.path, road.x.sheet_id or 0
    crowd = Crowd(path)
    kill_everything_in_turn(crowd, cluster, household)
    crowd.finish()
    db.database().engine.dispose()
    advance(timedelta(minutes=2))
    receipts = [one.receipt for one in crowd.everybody if one.receipt]

    assert crowd.cut_off, "nobody was cut off, so nothing is shown"
    assert eventually(lambda: all(found(each) is Found.RELEASED for each in receipts))
    assert {one.hint for one in crowd.everybody if not one.receipt} <= crowd.cut_off
    with db.transaction(writes=False) as session:
        rows = session.scalars(sa.select(Signature.leaf).where(Signature.sheet_id == sheet)).all()
        leaves = session.scalars(sa.select(Leaf.hash).where(Leaf.hash.in_(rows))).all()
        assert len(rows) == len(set(rows)) == len(leaves) == CITIZENS
        assert set(map(leaf_of, receipts)) <= set(rows)
        assert signatures.tally(sheet).net == CITIZENS
        assert signatures.audit(sheet) == []
    advance(timedelta(minutes=3))
    assert eventually(lambda: f" {CITIZENS + INITIATORS} signatures" in household.verify())
    assert household.verify().endswith("\nin order\n")
