"""What is taken away from a large hearing, and what the timers do with it: time a row, and memory."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from commons import db, tables
from commons.discussion import figures, moving, queries
from consult import matrix, reports
from consult.grouping.services import campaigning, sketching
from consult.handling import services as handling
from consult.models import DISCUSSION, Hearing
from consult.speakers import exporting, parting
from tests.consult import making

SHORT, LONG = 700, 50_000
"""So many rows of an export are timed; memory is looked at between the first 10,000 and LONG."""
_WARM = 10_000
_MEBIBYTE = 1024

Export = Callable[[Hearing], Iterator[object]]
EXPORTS: dict[str, Export] = {
    "report as CSV": lambda hearing: reports.matrix_csv(hearing, "https://x"),
    "report as JSON": reports.matrix_json,
    "rows of a workbook": lambda hearing: iter(matrix.rows(hearing, {})),
    "list of speakers": lambda h: tables.csv_lines(exporting.HEADS, exporting.rows(h)),
}


def exports(hearing: int, small: db.Database, large: db.Database) -> None:
    """Print for each export the time a row with few and with many, and how much memory grew."""
    print(f"\nexports: microseconds a row, {SHORT} and {LONG} rows; memory grown over the long one")
    for name, make in EXPORTS.items():
        few = min(_taken(small, hearing, make, SHORT)[0] for _ in range(5))
        many, grown = _taken(large, hearing, make, LONG)
        print(f"{name:28} {few:8.0f} us {many:8.0f} us {many / few:7.2f} {grown:+7.1f} MiB")


def jobs(hearing: int, large: db.Database) -> None:
    """Print what each timer takes with all responses, and how much memory it needed more."""
    print("\ntimers and acts on all responses")
    acts: dict[str, Callable[[Hearing], object]] = {
        "figures counted anew": lambda found: figures.count(_thread(found)),
        "coverage counted": lambda _found: handling.count_large(),
        f"{sketching.BATCH} texts sketched": lambda found: sketching.look(found, waits=True),
        "grouped from all sketches": campaigning.propose,
        "new version, counts moved": lambda found: moving.begin(
            DISCUSSION, found.key, {"sec_1": "sec_2", "sec_2": "sec_1"}, version=2
        ),
        "its comments placed": lambda found: _place(found.key),
        "parted from accounts": parting.part,
    }
    db.bind(large)
    for name, act in acts.items():
        gc.collect()
        before, began = _resident(), time.perf_counter()
        with db.transaction():
            act(making.find(hearing))
        took = time.perf_counter() - began
        print(f"{name:28} {took:8.1f} s {_resident() - before:+8.1f} MiB", flush=True)


def _place(key: str) -> None:
    """Let all comments follow, each batch in a transaction of its own, as the worker does."""
    longest, number, more = 0.0, 0, True
    while more:
        began = time.perf_counter()
        with db.transaction():
            more = moving.step(DISCUSSION, key) is not None
        longest, number = max(longest, time.perf_counter() - began), number + 1
    print(f"{number} batches, the longest {longest * 1000:.0f} ms", flush=True)


def _taken(database: db.Database, hearing: int, make: Export, rows: int) -> tuple[float, float]:
    """Microseconds a row, and by how many MiB the process grew after the first rows."""
    db.bind(database)
    gc.collect()
    with db.transaction(writes=False):
        lines = make(making.find(hearing))
        began = time.perf_counter()
        done = sum(1 for _ in islice(lines, min(_WARM, rows)))
        before = _resident()
        done += sum(1 for _ in islice(lines, rows - done))
        took = time.perf_counter() - began
    return took / done * 1e6, _resident() - before


def _resident() -> float:
    """MiB that this process holds in memory now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kept = next(line for line in lines if line.startswith("VmRSS"))
    return int(kept.split()[1]) / _MEBIBYTE


def _thread(hearing: Hearing) -> int:
    found = queries.thread_id(DISCUSSION, hearing.key)
    if found is None:
        raise RuntimeError("nobody has spoken")
    return found
