"""The heads outside the database: a file to which each head of the main log is appended."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from commons import config
from commons.ledger import notes

_TAIL = 8192


def path() -> Path:
    """The file of this installation; back it up apart from the database."""
    return config.current().heads_dir / "heads.jsonl"


def append(heads: Sequence[str]) -> None:
    """Write signed heads behind the others, and make sure that the disk has them."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps({"note": note}) + "\n" for note in heads)
    with file.open("a", encoding="utf-8") as out:
        out.write(lines)
        out.flush()
        os.fsync(out.fileno())


def last() -> notes.Checkpoint | None:
    """The newest head that was ever published, or None before the first."""
    try:
        with path().open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _TAIL))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    read = [checkpoint for checkpoint in map(_read, lines) if checkpoint is not None]
    return max(read, key=lambda checkpoint: checkpoint.size, default=None)


def _read(line: str) -> notes.Checkpoint | None:
    """One line; a torn one, as a crash leaves it, says nothing."""
    try:
        checkpoint, _signatures = notes.parse(json.loads(line)["note"])
    except (ValueError, KeyError, TypeError):
        return None
    return checkpoint
