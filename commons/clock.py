"""The one clock of the house: every instant of the law is asked here, in UTC with its zone."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


@dataclass
class _Setting:
    """Where a demonstration keeps its time, and what was last read there."""

    path: Path | None = None
    stamp: int = -1
    still: datetime | None = None
    offset: timedelta = field(default_factory=timedelta)


_setting = _Setting()


def machine_now() -> datetime:
    """The machine's own time; only for tokens, certificates and sessions' cookies."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment that the law sees: real time, unless a demonstration or a test has set the clock."""
    travelled = _travelled.get()
    if travelled is not None:
        return travelled
    if _setting.path is None:
        return machine_now()
    _reread(_setting.path)
    return _setting.still or machine_now() + _setting.offset


@contextmanager
def travel(instant: datetime) -> Iterator[None]:
    """Let the clock of this thread stand at `instant`; for seeding and tests."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    token = _travelled.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)


def follow(path: Path | None) -> None:
    """Obey the clock file of this installation (demo and test only); None is real time."""
    _setting.path = path
    _setting.stamp = -1
    _setting.still = None
    _setting.offset = timedelta()


def set_to(path: Path, *, still: datetime | None = None, offset: timedelta | None = None) -> None:
    """Write the installation's clock, so that every process obeys it at once."""
    said: dict[str, object] = {}
    if still is not None:
        said["now"] = still.astimezone(UTC).isoformat()
    elif offset is not None:
        said["offset"] = offset.total_seconds()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".clock")
    with os.fdopen(handle, "w") as file:
        json.dump(said, file)
    Path(name).replace(path)


def _reread(path: Path) -> None:
    try:
        stamp = path.stat()
    except FileNotFoundError:
        _setting.stamp, _setting.still, _setting.offset = -1, None, timedelta()
        return
    mark = stamp.st_mtime_ns ^ stamp.st_ino
    if mark == _setting.stamp:
        return
    said = json.loads(path.read_text() or "{}")
    _setting.still = datetime.fromisoformat(said["now"]) if "now" in said else None
    _setting.offset = timedelta(seconds=float(said.get("offset", 0)))
    _setting.stamp = mark
