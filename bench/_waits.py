"""Who waits for whom in the database while a benchmark runs."""

from __future__ import annotations

import threading
from collections import Counter

import psycopg

_WAITING = """
SELECT wait_event_type, wait_event, left(query, 60) FROM pg_stat_activity
WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
"""


class Waits:
    """Looks fifty times a second at what every busy connection waits for."""

    def __init__(self, url: str) -> None:
        self.looks = 0
        self.seen: Counter[str] = Counter()
        self.whose: Counter[str] = Counter()
        """The beginnings of the statements that waited for a lock."""
        self._stop = threading.Event()
        self._line = psycopg.connect(url.replace("postgresql+psycopg", "postgresql"))
        self._line.autocommit = True
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Waits:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()
        self._line.close()

    @property
    def locks(self) -> int:
        """How often anybody was seen waiting for a lock on a row, a transaction or of the sheet."""
        return sum(many for what, many in self.seen.items() if what.startswith("Lock/"))

    def _look(self) -> None:
        while not self._stop.wait(0.02):
            self.looks += 1
            for kind, event, asked in self._line.execute(_WAITING).fetchall():
                if kind is not None:
                    self.seen[f"{kind}/{event}"] += 1
                if kind == "Lock":
                    self.whose[" ".join(asked.split())] += 1
