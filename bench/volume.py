"""A hearing with 700,000 responses beside one with 700: p95 of its pages, as a ratio."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus

import psycopg
from flask import Flask
from flask.testing import FlaskClient

from bench import _crowd
from bench._ratios import PAIRS, SERVER, house, p95, paired
from commons import clock, db
from commons.api import encode_cursor
from consult.handling import services as handling
from consult.models import Hearing
from consult.services import announcing
from tests import people
from tests.consult import making

SMALL, LARGE = 700, int(os.environ.get("LEXPOPULI_BENCH_RESPONSES", "700000"))
TIMES = 20
AIM = 1.3
HEARING = 1


def pages(hearing: Hearing, number: int) -> dict[str, tuple[str, str]]:
    """What is asked for, by what it is called: who asks ("" for a visitor), and the address."""
    at, desk, api = hearing.path, f"/desk{hearing.path}", f"/api/v1{hearing.path}"
    section, deep = f"{at}/sections/sec_3", int(number * _crowd.DEEP)
    return {
        "front page": ("", "/"),
        "list": ("", "/hearings"),
        "list by words": ("", "/hearings?q=air"),
        "hearing": ("", at),
        "section": ("", section),
        "section, signed in": ("citizen-a", section),
        "section, deep": ("", f"{section}?after={encode_cursor(deep)}"),
        "section, oldest": ("", f"{at}/sections/sec_4?order=oldest"),
        "section, most supported": ("", f"{section}?order=supported"),
        "section, answered first": ("", f"{section}?order=answered"),
        "section, disagree": ("", f"{section}?stance=disagree"),
        "section, own wording": ("", f"{section}?wording=yes"),
        "section, verified": ("", f"{section}?verified=yes"),
        "section, on paper (none)": ("", f"{section}?channel=paper"),
        "section, answered (none)": ("", f"{section}?answered=yes"),
        "section, former version": ("", f"{section}?version=1"),
        "search, rare word": ("", f"{section}?q={deep}"),
        "search, common word": ("", f"{section}?q=permit"),
        "search, two words": ("", f"{section}?q=smoke+school"),
        "comment with many replies": ("", f"{at}/comments/{_crowd.HOT}"),
        "site search": ("", "/search?q=permit"),
        "stances form": ("", f"{at}/stances"),
        "report": ("", f"{at}/report"),
        "report, deep": ("", f"{at}/report?after={deep}"),
        "speakers": ("", f"{at}/speakers"),
        "campaigns": ("", f"{at}/campaigns"),
        "campaign": ("", f"{at}/campaigns/1"),
        "moderation log": ("", f"{at}/moderation"),
        "statistics": ("", "/statistics"),
        "API comments": ("", f"{api}/comments"),
        "API comments, deep": ("", f"{api}/comments?after={encode_cursor(deep)}"),
        "API comments of a section": ("", f"{api}/comments?section=sec_3"),
        "API comments by stance": ("", f"{api}/comments?section=sec_3&stance=agree"),
        "API hearing": ("", api),
        "own page": ("citizen-a", "/me"),
        "desk": ("officer-1", "/desk"),
        "desk, hearing": ("officer-1", desk),
        "desk, comments": ("officer-1", f"{desk}/comments"),
        "desk, comments deep": ("officer-1", f"{desk}/comments?after={deep}"),
        "desk, not handled": ("officer-1", f"{desk}/comments?show=unhandled"),
        "desk, not assigned": ("officer-1", f"{desk}/comments?show=unassigned"),
        "desk, mine (none)": ("officer-1", f"{desk}/comments?show=mine"),
        "desk, with file (none)": ("officer-1", f"{desk}/comments?show=with-file"),
        "desk, by theme": ("officer-1", f"{desk}/comments?theme=3"),
        "desk, by campaign": ("officer-1", f"{desk}/comments?campaign=1"),
        "desk, rare word": ("officer-1", f"{desk}/comments?q={deep}"),
        "desk, language (none)": ("officer-1", f"{desk}/comments?language=th"),
        "desk, progress": ("officer-1", f"{desk}/progress"),
        "desk, themes": ("officer-1", f"{desk}/themes"),
        "desk, theme": ("officer-1", f"{desk}/themes/3"),
        "desk, summary": ("officer-1", f"{desk}/summary"),
        "desk, speakers": ("officer-1", f"{desk}/speakers"),
        "desk, campaigns": ("officer-1", f"{desk}/campaigns"),
    }


def main() -> None:
    """Print p95 with SMALL and with LARGE responses and their ratio, page by page."""
    print(f"{SMALL} and {LARGE} responses; p95 of {TIMES}, median of {PAIRS} interleaved pairs")
    with house() as app, _crowds(app) as (small, large):
        measure(app, small, large, sys.argv[2:])


def measure(app: Flask, small: db.Database, large: db.Database, wanted: Sequence[str]) -> None:
    """Print a line a page; with words in `wanted` only the pages that are called so."""
    app.config["WTF_CSRF_ENABLED"] = False
    with clock.travel(making.AFTER):
        few, many = _Side(app, small, SMALL), _Side(app, large, LARGE)
        for name in few.pages:
            if wanted and not any(word in name for word in wanted):
                continue
            few.get(name)
            many.get(name)
            ratio = paired(lambda name=name: many.p95(name), lambda name=name: few.p95(name))
            mark = "" if ratio <= AIM else "  above the aim"
            print(
                f"{name:28} {few.last:8.1f} ms {many.last:8.1f} ms {ratio:7.2f}{mark}", flush=True
            )


class _Side:
    """One of the two installations, with its browsers."""

    def __init__(self, app: Flask, database: db.Database, number: int) -> None:
        self.app, self.database, self.last = app, database, 0.0
        self.clients: dict[str, FlaskClient] = {}
        db.bind(database)
        with db.transaction(writes=False):
            self.pages = pages(making.find(HEARING), number)

    def get(self, name: str) -> None:
        """Ask for a page as a browser does; nothing that was kept for another installation is used."""
        who, address = self.pages[name]
        db.bind(self.database)
        self.app.extensions.pop("kept-pages", None)
        answer = self._client(who).get(address)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} answers {answer.status_code}")

    def p95(self, name: str) -> float:
        """The 95th percentile of asking for a page, in milliseconds."""
        self.last = p95(TIMES, lambda: self.get(name))
        return self.last

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
        handling.count_large()
