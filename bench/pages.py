"""The main public pages as visitors meet them, beside the bare database answering the same selects."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from flask import Flask

from bench import _crowd
from bench._front import PROCESSES, Crowd, collecting, web
from bench._ratios import house, rate
from commons import db, shelf
from initiatives import queries as initiatives
from tests.consult import making

CLIENTS = 8
SECONDS = float(os.environ.get("LEXPOPULI_BENCH_SECONDS", "3"))
COMMENTS = 20_000
HEARING = 1
AIMS = {"front page": 1500, "section": 300, "initiative": 1500}
"""Pages a second that are aimed at on an idle machine of two cores (performance.md)."""
Selects = list[tuple[str, Mapping[str, Any]]]


def main() -> None:
    """Print for each page: pages a second, p50, p95, and the share of what its selects alone allow."""
    with house() as app, tempfile.TemporaryDirectory() as folder:
        addresses = _furnish(app, Path(folder))
        url = db.database().engine.url.render_as_string(hide_password=False)
        print(
            f"{COMMENTS} comments; {CLIENTS} clients, {PROCESSES} processes, {SECONDS:.0f} s each"
        )
        with web() as port:
            for name, address in addresses.items():
                _visit(port, address, 0.5)
                crowd, found = _visit(port, address, SECONDS)
                selects = _selects(app, address)
                bare = _bare(url, selects)
                waits = statistics.quantiles(crowd.waits, n=20)
                aim = f"   aim {AIMS[name]}" if name in AIMS else ""
                print(
                    f"{name:12} {found:8.0f}/s  p50 {waits[9] * 1000:6.1f} ms  "
                    f"p95 {waits[18] * 1000:6.1f} ms  {len(selects):3} selects alone "
                    f"{bare:8.0f}/s  {found / bare:6.1%}{aim}",
                    flush=True,
                )


def _furnish(app: Flask, folder: Path) -> dict[str, str]:
    """An initiative that collects and a hearing with many comments; the pages by their names."""
    road = collecting(folder)
    making.ready(app)
    url = db.database().engine.url.render_as_string(hide_password=False)
    _crowd.fill(url, HEARING, COMMENTS, making.WHILE_OPEN)
    with db.transaction(writes=False):
        hearing = making.find(HEARING).path
        initiative = initiatives.by_number(road.number).path
    return {
        "front page": "/",
        "hearings": "/hearings",
        "hearing": hearing,
        "section": f"{hearing}/sections/sec_3",
        "report": f"{hearing}/report",
        "initiatives": "/initiatives",
        "initiative": initiative,
        "statistics": "/statistics",
    }


def _visit(port: int, address: str, seconds: float) -> tuple[Crowd, float]:
    """Let every client ask for a page again and again; gives the crowd and pages a second."""
    asked = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: keep-alive\r\n\r\n"
    many = [asked.encode()] * max(1, int(seconds * 4_000))
    crowd = Crowd(port)
    found = crowd.send([many] * CLIENTS, seconds)
    if set(crowd.statuses) != {200}:
        raise RuntimeError(f"{address} answers {dict(crowd.statuses)}")
    return crowd, found


def _selects(app: Flask, address: str) -> Selects:
    """What one visit asks of the database, with nothing kept from the visit before."""
    found: Selects = []

    def note(_c: Any, _cursor: Any, said: str, values: Any, context: Any, *_more: Any) -> None:
        if said.lstrip().upper().startswith(("SELECT", "WITH")):
            kept = context.compiled.params if context.compiled else {}
            found.append((said, {**kept, **values}))

    client, engine = app.test_client(), db.database().engine
    client.get(address)
    app.extensions.pop("kept-pages", None)
    shelf.clear(app)
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        client.get(address)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return found


def _bare(url: str, selects: Sequence[tuple[str, Mapping[str, Any]]]) -> float:
    """How often a second the database answers all these selects, asked by as many clients."""
    url = url.replace("postgresql+psycopg", "postgresql")
    lines = [psycopg.connect(url, autocommit=True) for _ in range(CLIENTS)]
    for line in lines:
        line.prepare_threshold = 1

    def ask(client: int) -> None:
        with lines[client].cursor() as cursor:
            for said, values in selects:
                cursor.execute(said, values).fetchall()

    try:
        return rate(CLIENTS, SECONDS, ask)
    finally:
        for line in lines:
            line.close()
