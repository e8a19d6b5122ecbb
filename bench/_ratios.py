"""How the benchmarks measure: interleaved pairs, medians, a PostgreSQL database of their own."""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask import Flask

from commons import config, db
from portal import create_app
from portal.schema import metadata

SERVER = os.environ.get("LEXPOPULI_TEST_DATABASE_URL", "postgresql:///postgres")
PAIRS = 5


@contextmanager
def house() -> Iterator[Flask]:
    """The application on a PostgreSQL database of its own, dropped afterwards."""
    name = f"lexpopuli_bench_{uuid.uuid4().hex[:8]}"
    server = psycopg.connect(SERVER.replace("postgresql+psycopg", "postgresql"), autocommit=True)
    server.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    url = sa.make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            secrets = {
                f"LEXPOPULI_{n}_KEY": f"{n.lower()} key of a benchmark, long enough"
                for n in ("SECRET", "MASTER", "LEDGER", "ACCOUNT")
            }
            app = create_app(
                config.load(
                    {
                        **secrets,
                        "LEXPOPULI_MODE": "test",
                        "LEXPOPULI_DATABASE_URL": url,
                        "LEXPOPULI_INSTANCE_DIR": str(Path(folder)),
                    }
                )
            )
            metadata.create_all(db.database().engine)
            yield app
            db.database().engine.dispose()
    finally:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


def rate(clients: int, seconds: float, act: Callable[[int], None]) -> float:
    """How many times a second `clients` threads together do `act(client)`."""
    until = time.perf_counter() + seconds
    done = [0] * clients

    def run(client: int) -> None:
        while time.perf_counter() < until:
            act(client)
            done[client] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def p95(times: int, act: Callable[[], None]) -> float:
    """The 95th percentile, in milliseconds, of doing `act` so many times."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def paired(a: Callable[[], float], b: Callable[[], float], pairs: int = PAIRS) -> float:
    """The median of a/b over interleaved pairs, so that a drifting machine drifts on both."""
    return statistics.median(a() / b() for _ in range(pairs))


@dataclass(frozen=True)
class Pair:
    """Two things that were measured in turn: the median p95 of each in ms, and of their ratios."""

    first: float
    second: float
    ratio: float


def in_turn(
    first: Callable[[], None], second: Callable[[], None], *, times: int, pairs: int = PAIRS
) -> Pair:
    """Do two things by turns; p95 of each over `times`, the median of second/first over all pairs.

    They alternate each single time, so that whatever else the machine does falls on both.
    """
    found = []
    for _ in range(pairs):
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(times):
            for place, act in enumerate((first, second)):
                began = time.perf_counter()
                act()
                taken[place].append((time.perf_counter() - began) * 1000)
        found.append([statistics.quantiles(each, n=20)[-1] for each in taken])
    return Pair(
        statistics.median(one for one, _ in found),
        statistics.median(two for _, two in found),
        statistics.median(two / one for one, two in found),
    )
