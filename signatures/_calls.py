"""How often the vault was asked for what, for everybody to see; numbers only."""

from __future__ import annotations

import atexit
import fcntl
import json
import os
import threading
import time
from collections import Counter
from pathlib import Path

from signatures import _keyring

FILE = "calls.json"
PAUSE = 5.0
"""Seconds between two writings of the file; what is counted between them is not lost at an exit."""


class _Tally:
    """The calls of this process that the file does not hold yet."""

    def __init__(self) -> None:
        self.waiting: dict[Path, Counter[str]] = {}
        self.lock = threading.Lock()
        self.written = 0.0


_tally = _Tally()


def note(kind: str) -> None:
    """Count one call of this kind."""
    file = _file()
    with _tally.lock:
        _tally.waiting.setdefault(file, Counter())[kind] += 1
        is_due = time.monotonic() - _tally.written > PAUSE
    if is_due:
        flush()


def counts() -> dict[str, int]:
    """How often each kind of call was made since the keyring was founded."""
    flush()
    try:
        said = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(kind): int(many) for kind, many in sorted(said.items())}


def flush() -> None:
    """Add what waits to the file; several processes may do so at once."""
    with _tally.lock:
        waiting, _tally.waiting = _tally.waiting, {}
        _tally.written = time.monotonic()
    for file, added in waiting.items():
        if file.parent.is_dir():
            _add(file, added)


def _add(file: Path, added: Counter[str]) -> None:
    place = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(place, "r+", encoding="utf-8") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        try:
            standing = Counter(json.loads(out.read() or "{}"))
        except ValueError:
            standing = Counter()
        out.seek(0)
        out.truncate()
        out.write(json.dumps(standing + added, sort_keys=True))


def _file() -> Path:
    return _keyring.folders()[0] / FILE


atexit.register(flush)
