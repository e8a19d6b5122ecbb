"""What was saved stands again on a bare machine: every row, every proof, every published thing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa

from commons import config, db
from portal import integrity
from portal.schema import metadata
from tests import databases
from tests.conftest import installation


def test_a_backup_restores_every_row_and_the_same_root(demonstration, tmp_path_factory):
    saved, folder = (tmp_path_factory.mktemp(name) for name in ("saved", "bare"))
    before, head = _rows(), demonstration.test_client().get("/api/v1/ledger/head").json
    _save(saved)

    url = _restore(saved, folder)
    with installation(folder, url) as again:
        after, same = _rows(), again.test_client().get("/api/v1/ledger/head").json
        with db.transaction():
            found = integrity.check()
        page = again.test_client().get("/hearings")
    if not url.startswith("sqlite"):
        databases.drop(url)

    assert sum(before.values()) > 1000
    assert after == before
    assert (same["size"], same["root"]) == (head["size"], head["root"])
    assert found == []
    assert page.status_code == 200


def _rows() -> dict[str, int]:
    with db.transaction(writes=False) as session:
        return {
            table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in metadata.sorted_tables
        }


def _save(saved: Path) -> None:
    """The database while it runs, and beside it the files, as deploy/README.md says."""
    settings = config.current()
    shutil.copytree(
        settings.instance_dir, saved / "files", ignore=shutil.ignore_patterns("*.db*", "url")
    )
    if not db.is_postgres():
        source = sqlite3.connect(settings.instance_dir / "test.db")
        target = sqlite3.connect(saved / "test.db")
        source.backup(target)
        source.close()
        target.close()
        return
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not here: apt-get install postgresql-client")
    where = ["--format=custom", "--file", str(saved / "dump"), "--dbname", _plain()]
    subprocess.run(["pg_dump", *where], check=True)


def _restore(saved: Path, folder: Path) -> str:
    """A new installation out of what was saved; the address of its database."""
    shutil.copytree(saved / "files", folder, dirs_exist_ok=True)
    if not db.is_postgres():
        shutil.copy(saved / "test.db", folder / "test.db")
        return f"sqlite:///{folder / 'test.db'}"
    url = databases.bare(_plain(), f"lexpopuli_{uuid.uuid4().hex[:12]}")
    subprocess.run(["pg_restore", "--dbname", url, str(saved / "dump")], check=True)
    return url


def _plain() -> str:
    return config.current().database_url.replace("postgresql+psycopg", "postgresql")
