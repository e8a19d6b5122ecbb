"""What a witness keeps between two runs: the head that was seen last, under a lock, and whose key it is."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_KEY = re.compile(r"[0-9a-f]{64}")


class Refused(Exception):
    """The run must not cosign; its words say why."""


@contextmanager
def held(state: Path) -> Iterator[dict[str, Any]]:
    """What was seen last, empty at first, while no other run may read or write it.

    Two runs at once would both start from the same head, and could cosign two histories. The
    second is refused at once, as is a state that cannot be read: it is never begun anew unasked.
    """
    with Path(f"{state}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"another run holds {state.name}") from None
        yield _read(state)


def keep(state: Path, facts: Mapping[str, Any]) -> None:
    """Write what was seen, whole or not at all."""
    new = Path(f"{state}.new")
    with new.open("w", encoding="utf-8") as out:
        out.write(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())
    new.replace(state)


def operator_key(given: str | None, seen: Mapping[str, Any], said: str) -> tuple[str, bool]:
    """The operator's key to believe, and whether it is only the server's own word for it.

    The one that was given counts, then the one of the last run; refused is a given one that is no
    key, or another than that of the last run.
    """
    known = seen.get("operator_key")
    if given is None:
        return str(known or said), known is None
    key = given.strip().lower()
    if _KEY.fullmatch(key) is None:
        raise Refused("the operator's key is 64 hexadecimal digits")
    if known is not None and key != known:
        raise Refused(f"the last run believed another operator key, {known}")
    return key, False


def _read(state: Path) -> dict[str, Any]:
    if not state.exists():
        return {}
    try:
        seen = json.loads(state.read_text(encoding="utf-8"))
        return {**seen, "root": bytes.fromhex(seen["root"]).hex(), "size": int(seen["size"])}
    except (KeyError, TypeError, ValueError):
        raise Refused(f"{state.name} cannot be read; look what became of it") from None
