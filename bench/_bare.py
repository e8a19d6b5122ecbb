"""What the bare database does with the very insert of a signature: pgbench, prepared, nothing around it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

_MAKE = """
DROP TABLE IF EXISTS bare_signature;
CREATE TABLE bare_signature (LIKE signature INCLUDING ALL);
CREATE SEQUENCE IF NOT EXISTS bare_signature_id;
ALTER TABLE bare_signature ALTER COLUMN id SET DEFAULT nextval('bare_signature_id');
"""
_INSERT = """
INSERT INTO bare_signature (sheet_id, person_key, round, envelope, envelope_digest, leaf, channel,
  level, origin, day, mac)
VALUES (1, sha256(random()::text::bytea), 0, decode(repeat('5e', {size}), 'hex'),
  '\\x{word}', '\\x{word}', 'eid', 'high', 'bound', '2026-10-01', '\\x{word}')
ON CONFLICT (sheet_id, person_key, round) DO NOTHING RETURNING id;
"""
_RATE = re.compile(r"tps = ([\d.]+)")


class Bare:
    """The table of signatures once more, and as many clients as wanted who only insert into it."""

    def __init__(self, url: str, *, envelope: int) -> None:
        self._url = url.replace("postgresql+psycopg", "postgresql")
        self._envelope = envelope

    def rate(self, clients: int, seconds: float) -> float:
        """Rows a second, each in a commit of its own, into a fresh table."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(_MAKE)
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
            script.write(_INSERT.format(size=self._envelope, word="5e" * 32))
            script.flush()
            call = [_pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T"]
            call += [str(max(1, round(seconds))), "-f", script.name, self._url]
            said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
        found = _RATE.search(said)
        if found is None:
            raise RuntimeError("pgbench tells no rate")
        return float(found[1])


def _pgbench() -> str:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    found = shutil.which("pgbench") or (str(places[-1]) if places else None)
    if found is None:
        raise RuntimeError("pgbench is missing; it comes with PostgreSQL")
    return found
