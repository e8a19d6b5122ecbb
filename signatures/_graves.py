"""The list of destroyed sheets outside the database: a restored backup cannot make it forget.

It lies beside the published heads (`HEADS_DIR`), is only ever appended to, and names no person.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from commons import config


@dataclass(frozen=True)
class Grave:
    """One destroyed sheet, as its public certificate says it."""

    sheet: str
    envelopes: int
    ground: str
    at: str
    """The instant of destruction, in the form of ISO 8601."""


def path() -> Path:
    """The file of this installation; back it up apart from the database, as the heads."""
    return config.current().heads_dir / "destroyed.jsonl"


def add(grave: Grave) -> None:
    """Write one more line, and make sure that the disk has it."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(grave), sort_keys=True) + "\n")
        out.flush()
        os.fsync(out.fileno())


def known() -> dict[str, Grave]:
    """Every destroyed sheet by its digest; a torn line, as a crash leaves it, says nothing."""
    try:
        lines = path().read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return {}
    return {grave.sheet: grave for grave in map(_read, lines) if grave is not None}


def _read(line: str) -> Grave | None:
    try:
        said = json.loads(line)
        return Grave(str(said["sheet"]), int(said["envelopes"]), str(said["ground"]), said["at"])
    except (ValueError, KeyError, TypeError):
        return None
