"""What the development provider keeps: its keys, codes that wait, and the fault it plays."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

from commons import clock

_SCHEMA = """
CREATE TABLE IF NOT EXISTS key (number INTEGER PRIMARY KEY, jwk TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS code (hash TEXT PRIMARY KEY, asked TEXT NOT NULL, ends REAL NOT NULL);
CREATE TABLE IF NOT EXISTS fault (one INTEGER PRIMARY KEY, word TEXT NOT NULL, times INTEGER);
"""
CODE_SECONDS = 60
KEYS_SHOWN = 2


class Store:
    """The provider's own small database; it shares nothing with the installation's."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "provider.db"
        with self._open() as own:
            own.executescript(_SCHEMA)
        if not self.signing_keys():
            self.rotate()

    def rotate(self) -> str:
        """Make a new signing key; gives its id."""
        kid = secrets.token_hex(8)
        key = ECKey.generate_key("P-256", {"kid": kid, "use": "sig", "alg": "ES256"})
        with self._open() as own:
            own.execute(
                "INSERT INTO key (jwk) VALUES (?)", (json.dumps(key.as_dict(private=True)),)
            )
        return kid

    def signing_keys(self) -> list[dict[str, Any]]:
        """The latest keys, the signing one first, with their private part."""
        with self._open() as own:
            rows = own.execute("SELECT jwk FROM key ORDER BY number DESC LIMIT ?", (KEYS_SHOWN,))
            return [json.loads(row[0]) for row in rows]

    def issue(self, asked: dict[str, str]) -> str:
        """A code that may be changed for a token once, within a minute."""
        code = secrets.token_urlsafe(32)
        with self._open() as own:
            own.execute("DELETE FROM code WHERE ends < ?", (clock.machine_now().timestamp(),))
            own.execute(
                "INSERT INTO code VALUES (?, ?, ?)",
                (_hash(code), json.dumps(asked), clock.machine_now().timestamp() + CODE_SECONDS),
            )
        return code

    def redeem(self, code: str) -> dict[str, str] | None:
        """What a code stands for, once; None for an unknown, spent or late one."""
        with self._open() as own:
            row = own.execute(
                "DELETE FROM code WHERE hash = ? RETURNING asked, ends", (_hash(code),)
            ).fetchone()
        return json.loads(row[0]) if row and row[1] >= clock.machine_now().timestamp() else None

    def set_fault(self, word: str | None, times: int = 1) -> None:
        """Play this fault the next `times` times; None ends it."""
        with self._open() as own:
            own.execute("DELETE FROM fault")
            if word is not None:
                own.execute("INSERT INTO fault VALUES (1, ?, ?)", (word, times))

    def fault(self) -> tuple[str, int] | None:
        """The fault that is being played, and how often it still will be."""
        with self._open() as own:
            row = own.execute("SELECT word, times FROM fault WHERE times > 0").fetchone()
        return (row[0], row[1]) if row else None

    def spend_fault(self) -> str | None:
        """The fault to play now; counts it."""
        with self._open() as own:
            row = own.execute(
                "UPDATE fault SET times = times - 1 WHERE times > 0 RETURNING word"
            ).fetchone()
        return row[0] if row else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        own = sqlite3.connect(self._path, timeout=10)
        try:
            with own:
                yield own
        finally:
            own.close()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
