"""A hearing with 700,000 responses beside one with 700: p95 of its pages, as a ratio."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus

import psycopg
from flask import Flask
from flask.testing import FlaskClient

from bench import _crowd
from bench import _volume_work as work
from bench._ratios import PAIRS, SERVER, house, in_turn
from bench._volume_pages import pages
from commons import clock, db, shelf
from commons.discussion import figures
from consult.handling import services as handling
from consult.services import announcing
from tests import people
from tests.consult import making

SMALL, LARGE = 700, int(os.environ.get("LEXPOPULI_BENCH_RESPONSES", "700000"))
TIMES = int(os.environ.get("LEXPOPULI_BENCH_TIMES", "20"))
WANTED = os.environ.get("LEXPOPULI_BENCH_PAGES", "").split()
"""Words of the pages that are wanted; without any everything is measured."""
AIM = 1.3
HEARING = 1


def main() -> None:
    """Print p95 with SMALL and with LARGE responses and their ratio, page by page; then the rest."""
    print(f"{SMALL} and {LARGE} responses; p95 of {TIMES}, median of {PAIRS} interleaved pairs")
    with house() as app, _crowds(app) as (small, large):
        measure(app, small, large, WANTED)
        if not WANTED:
            with clock.travel(making.AFTER):
                work.exports(HEARING, small, large)
                _crowd.sketch(large.engine.url.render_as_string(hide_password=False), HEARING)
                work.jobs(HEARING, large)


def measure(app: Flask, small: db.Database, large: db.Database, wanted: Sequence[str]) -> None:
    """Print a line a page; with words in `wanted` only the pages that are called so."""
    app.config["WTF_CSRF_ENABLED"] = False
    ratios = []
    with clock.travel(making.AFTER):
        few, many = _Side(app, small, SMALL), _Side(app, large, LARGE)
        for name in few.pages:
            if wanted and not any(word in f"{name}." for word in wanted):
                continue
            for side in (few, many, few, many):
                side.get(name)
            found = in_turn(
                lambda name=name: few.get(name), lambda name=name: many.get(name), times=TIMES
            )
            ratios.append(found.ratio)
            mark = "" if found.ratio <= AIM else "  above the aim"
            print(
                f"{name:28} {found.first:8.1f} ms {found.second:8.1f} ms {found.ratio:7.2f}{mark}",
                flush=True,
            )
    above = sum(ratio > AIM for ratio in ratios)
    print(f"{len(ratios)} pages, {above} above {AIM}; the largest ratio {max(ratios):.2f}")


class _Side:
    """One of the two installations, with its browsers."""

    def __init__(self, app: Flask, database: db.Database, number: int) -> None:
        self.app, self.database = app, database
        self.clients: dict[str, FlaskClient] = {}
        db.bind(database)
        with db.transaction(writes=False):
            self.pages = pages(making.find(HEARING), number)

    def get(self, name: str) -> None:
        """Ask for a page as a browser does; nothing that was kept for another installation is used."""
        who, address = self.pages[name]
        db.bind(self.database)
        self.app.extensions.pop("kept-pages", None)
        shelf.clear(self.app)
        answer = self._client(who).get(address)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} answers {answer.status_code}")

    def _client(self, who: str) -> FlaskClient:
        if who not in self.clients:
            self.clients[who] = self.app.test_client()
            if who:
                with self.app.app_context():
                    people.sign_in(self.clients[who], who)
        return self.clients[who]


@contextmanager
def _crowds(app: Flask) -> Iterator[tuple[db.Database, db.Database]]:
    """The house's own database with SMALL responses, and a copy of it with LARGE ones."""
    making.ready(app)
    with making.at(app, making.AFTER):
        announcing.announce_due()
    small = db.database()
    small.engine.dispose()
    name = f"{small.engine.url.database}_large"
    server = psycopg.connect(SERVER.replace("postgresql+psycopg", "postgresql"), autocommit=True)
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{small.engine.url.database}"')
    large = db.Database(small.engine.url.set(database=name).render_as_string(hide_password=False))
    try:
        for database, number in ((small, SMALL), (large, LARGE)):
            began = time.perf_counter()
            fill(database, number)
            print(f"{number} responses loaded in {time.perf_counter() - began:.0f} s", flush=True)
        yield small, large
    finally:
        db.bind(small)
        large.engine.dispose()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


def fill(database: db.Database, number: int) -> None:
    """Load the crowd, then let the timers do what they would have done."""
    db.bind(database)
    _crowd.fill(
        database.engine.url.render_as_string(hide_password=False),
        HEARING,
        number,
        making.WHILE_OPEN,
    )
    with clock.travel(making.AFTER), db.transaction():
        figures.count_some()
        handling.count_large()
