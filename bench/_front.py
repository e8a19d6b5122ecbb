"""The house as citizens meet it: web processes behind one port, sheets that collect, a crowd of clients."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from commons import config, db
from commons.config import HERE
from tests.initiatives.road import Road

PROCESSES = 2
THREADS = 16
_PATIENCE = 60.0


def environ() -> dict[str, str]:
    """The settings of this process, as another process reads them."""
    said = config.current()
    secrets = {
        f"LEXPOPULI_{name.upper()}": getattr(said, name)
        for name in ("secret_key", "master_key", "ledger_key", "account_key")
    }
    url = db.database().engine.url.render_as_string(hide_password=False)
    return {
        **os.environ,
        **secrets,
        "LEXPOPULI_MODE": said.mode.value,
        "LEXPOPULI_DATABASE_URL": url,
        "LEXPOPULI_INSTANCE_DIR": str(said.instance_dir),
        "LEXPOPULI_BASE_URL": said.base_url,
    }


@contextmanager
def web(processes: int = PROCESSES, module: str = "bench._web:app") -> Iterator[int]:
    """Web processes as in production (deploy/), and their port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    call = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(processes),
        "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning", module,
    ]  # fmt: skip
    running = subprocess.Popen(call, cwd=HERE, env=environ(), start_new_session=True)
    try:
        _wait_for(port)
        yield port
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def collecting(folder: Path) -> Road:
    """An initiative whose sheet is open now."""
    made = Road(folder)
    made.to_collecting()
    return made


@dataclass
class Crowd:
    """Clients that send what they hold, one after the other, each on a connection of its own."""

    port: int
    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def send(self, queues: Sequence[Sequence[bytes]], seconds: float) -> float:
        """Answers with 200 a second, until the time is up or the first client has nothing left."""
        stop = threading.Event()
        done: list[Counter[int]] = [Counter() for _ in queues]
        threads = [
            threading.Thread(target=self._client, args=(queue, count, stop))
            for queue, count in zip(queues, done, strict=True)
        ]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        stop.wait(seconds)
        stop.set()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        for count in done:
            self.statuses.update(count)
        return sum(count[200] for count in done) / took

    def _client(self, queue: Sequence[bytes], count: Counter[int], stop: threading.Event) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in queue:
                if stop.is_set():
                    return
                began = time.perf_counter()
                line.sendall(request)
                count[_status(line)] += 1
                self.waits.append(time.perf_counter() - began)
        stop.set()


def _status(line: socket.socket) -> int:
    """The status of one answer, read to its end."""
    said = b""
    while (end := said.find(b"\r\n\r\n")) < 0:
        said += line.recv(65536) or _hung_up()
    head = said[:end].lower()
    at = head.index(b"content-length:") + 15
    length = int(head[at : head.find(b"\r", at) if head.find(b"\r", at) > 0 else None])
    left = length - (len(said) - end - 4)
    while left > 0:
        left -= len(line.recv(65536) or _hung_up())
    return int(said[9:12])


def _hung_up() -> bytes:
    raise ConnectionError("the web hung up in the middle of an answer")


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web processes do not answer")
