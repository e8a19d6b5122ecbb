"""Signing through the real address against PostgreSQL, beside what the bare database does.

Web processes as in production, the eID's answer as it comes back, everything checked and sealed;
only the provider is a stub. Each figure is the median of five interleaved pairs.
"""

from __future__ import annotations

import os
import statistics
import time

import signatures
from bench._bare import Bare
from bench._front import PROCESSES, Crowd, collecting, web
from bench._ratios import PAIRS, house
from bench._returns import Citizens
from bench._sheets import Sheets, fill
from bench._waits import Waits
from commons import config, db

CLIENTS, MANY_CLIENTS = 16, 64
SECONDS = float(os.environ.get("LEXPOPULI_BENCH_SECONDS", "3"))
FULL = int(os.environ.get("LEXPOPULI_BENCH_SIGNATURES", "1000000"))
MOST = 700
"""More signatures a second than any run has shown; so many citizens are made ready for it."""


def main() -> None:
    """Print the share of the bare rate, flatness, crowding on one sheet, and the sequencer's rate."""
    with house() as app, app.app_context():
        road = collecting(config.current().instance_dir)
        with web() as port:
            bench = _Bench(Crowd(port), Sheets(road))
            print(f"{PROCESSES} web processes, {SECONDS:.0f} s a run, median of {PAIRS} pairs")
            bench.against_bare()
            bench.crowded()
            bench.flat()
            bench.sequencer()
            print(f"answers by status: {dict(bench.crowd.statuses)}")


class _Bench:
    def __init__(self, crowd: Crowd, sheets: Sheets) -> None:
        self.crowd, self.sheets = crowd, sheets
        self.citizens = Citizens()
        self.url = db.database().engine.url.render_as_string(hide_password=False)
        self.sheet = sheets.open()
        self.signing([self.sheet], CLIENTS)  # warm: templates, keys, connections

    def signing(self, sheets: list[int], clients: int) -> float:
        """Signatures a second by so many clients, shared out over these sheets."""
        each = int(MOST * SECONDS / len(sheets)) + 1
        ready = [request for sheet in sheets for request in self.citizens.back(sheet, each)]
        return self.crowd.send([ready[n::clients] for n in range(clients)], SECONDS)

    def against_bare(self) -> None:
        """Signing as a share of the same insert into the same table, by pgbench."""
        bare = Bare(self.url, envelope=1390)
        self._pairs(
            f"signing / bare insert, {CLIENTS} clients",
            lambda: self.signing([self.sheet], CLIENTS),
            lambda: bare.rate(CLIENTS, SECONDS),
        )

    def crowded(self) -> None:
        """Many clients on one sheet beside as many on sheets of their own."""
        apart = [self.sheets.open() for _ in range(MANY_CLIENTS)]
        self.signing(apart, MANY_CLIENTS)
        with Waits(self.url) as waits:
            self._pairs(
                f"{MANY_CLIENTS} clients on one sheet / on {MANY_CLIENTS} sheets",
                lambda: self.signing([self.sheet], MANY_CLIENTS),
                lambda: self.signing(apart, MANY_CLIENTS),
            )
        print(f"waits for locks seen in {waits.looks} looks: {waits.locks}; {dict(waits.seen)}")
        print(f"statements that waited: {dict(waits.whose)}")

    def flat(self) -> None:
        """A sheet with a million signatures beside an empty one."""
        full, began = self.sheets.open(), time.perf_counter()
        fill(full, FULL)
        print(f"{FULL} signatures loaded in {time.perf_counter() - began:.0f} s", flush=True)
        self.signing([full], CLIENTS)
        self._pairs(
            f"sheet with {FULL} signatures / fresh sheet, {CLIENTS} clients",
            lambda: self.signing([full], CLIENTS),
            lambda: self.signing([self.sheets.open()], CLIENTS),
        )

    def sequencer(self) -> None:
        """Everything that was signed above waits; how fast is it taken into the trees, and again?"""
        many, took = self._sequenced()
        print(f"sequencer: {many} signatures of all sheets in {took:.1f} s, {many / took:.0f}/s")
        before = time.perf_counter()
        rate = self.signing([self.sheet], CLIENTS)
        many, took = self._sequenced()
        left, again = self._sequenced()
        signed = time.perf_counter() - before
        print(
            f"signed {rate:.0f}/s, backlog {many} gone in {took:.2f} s ({many / took:.0f}/s), "
            f"then {left} left; a look with nothing to do: {again:.2f} s; {signed:.1f} s in all"
        )

    @staticmethod
    def _sequenced() -> tuple[int, float]:
        def entered() -> int:
            with db.transaction(writes=False):
                return sum(t.released for t in signatures.tallies(signatures.checkable()).values())

        before, began = entered(), time.perf_counter()
        with db.transaction():
            signatures.sequence()
        took = time.perf_counter() - began
        return entered() - before, took

    def _pairs(self, what: str, first: object, second: object) -> None:
        found = []
        for _ in range(PAIRS):
            one, other = first(), second()  # type: ignore[operator]
            found.append(one / other)
            print(f"  {one:.0f}/s beside {other:.0f}/s: {one / other:.1%}", flush=True)
        print(f"{what}: {statistics.median(found):.1%}", flush=True)
