"""A PostgreSQL cluster of a test's own, whose processes may be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

_PATIENCE = 30.0
_OWNER = "postgres"


class Cluster:
    """A server that hears only on a socket in its own folder; it may be killed and started again."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _OWNER if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="cluster-"))
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        call = ["initdb", "-N", "-A", "trust", "-U", _OWNER, "-E", "UTF8", "--no-locale"]
        self._spawn([*call, "-D", str(self._data)]).wait(_PATIENCE)
        self._server: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Where the cluster's one database is reached."""
        return f"postgresql:///{_OWNER}?host={self.folder}&user={_OWNER}"

    def start(self) -> None:
        """Start the server, however it ended, and wait until it has recovered."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._server is None or self._server.poll() is not None:
                self._server = self._serve()
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the cluster does not start")

    def kill(self) -> None:
        """kill -9 of the postmaster; its children notice and go, in the middle of what they do."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def kill_one(self) -> None:
        """kill -9 of one busy child; the postmaster then throws everybody out and recovers."""
        with psycopg.connect(self.url, autocommit=True) as line:
            busy = line.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid <> pg_backend_pid() ORDER BY state_change DESC LIMIT 1"
            ).fetchone()
            assert busy is not None
            os.kill(busy[0], signal.SIGKILL)

    def remove(self) -> None:
        """End the server and leave nothing behind."""
        if self._server is not None and self._server.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _serve(self) -> subprocess.Popen[bytes]:
        # What the kernel holds outlives a killed process, so the disk need not be waited for.
        said = {"listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off"}
        options = [word for name, value in said.items() for word in ("-c", f"{name}={value}")]
        return self._spawn(["postgres", "-D", str(self._data), *options])

    def _spawn(self, call: list[str]) -> subprocess.Popen[bytes]:
        more = {"user": self._user, "group": self._user, "extra_groups": []} if self._user else {}
        return subprocess.Popen(
            [str(self._programs / call[0]), *call[1:]],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **more,
        )


def _programs() -> Path:
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found is None and not places:
        pytest.skip("no initdb is here; it comes with PostgreSQL's server")
    if os.geteuid() == 0 and _OWNER not in {one.pw_name for one in pwd.getpwall()}:
        pytest.skip("a server does not run as root, and there is no user postgres")
    return Path(found).parent if found else places[-1].parent
