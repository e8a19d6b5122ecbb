"""A whole installation as real processes that may be killed, and citizens with browsers at its door."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from commons.config import HERE, Settings

_PATIENCE = 30.0
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_RECEIPT = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)


def free_port() -> int:
    """A port on which nobody hears now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Household:
    """The web and the worker of these settings, each a group of processes of its own."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.address = settings.base_url
        self._log = (folder / "processes.log").open("ab")
        names = ("mode", "database_url", "secret_key", "master_key", "ledger_key", "account_key")
        said = {name: getattr(settings, name) for name in (*names, "base_url", "instance_dir")}
        self._environ = os.environ | {f"LEXPOPULI_{n.upper()}": str(v) for n, v in said.items()}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        python = Path(sys.executable)
        port = settings.base_url.rpartition(":")[2]
        self._calls = {
            "web": [
                str(python.with_name("granian")), "--interface", "wsgi", "--port", port,
                "--workers", "2", "--blocking-threads", "8", "--no-ws", "wsgi:app",
            ],
            "worker": [str(python), "-m", "flask", "--app", "wsgi", "jobs", "work"],
        }  # fmt: skip

    def start(self, *names: str) -> None:
        """Start these processes."""
        for name in names:
            self._running[name] = subprocess.Popen(
                self._calls[name],
                cwd=HERE,
                env=self._environ,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """kill -9 of a whole group of processes, in the middle of whatever it does."""
        killed = self._running.pop(name)
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()

    def wait(self) -> None:
        """Wait until the web answers."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.address}/readyz", timeout=5).status_code < 600:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        raise RuntimeError("the web does not answer")

    def verify(self) -> str:
        """What `flask ledger verify` says of the public log."""
        call = [sys.executable, "-m", "flask", "--app", "wsgi", "ledger", "verify", self.address]
        done = subprocess.run(
            call, check=False, cwd=HERE, env=self._environ, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    def end(self) -> None:
        """Leave nothing running."""
        for name in list(self._running):
            self.kill(name)
        self._log.close()


@dataclass
class Citizen:
    """A person who signs one initiative and remembers every receipt that he was given."""

    hint: str
    path: str
    receipt: str = ""
    """The receipt that this person got, if any."""
    answer: str = ""
    """What the last attempt came to: "signed", "already", or nothing where no answer came."""

    def sign(self) -> None:
        """Read the page, consent, prove who one is, with a fresh browser; no answer is an answer too."""
        self.answer = ""
        try:
            with requests.Session() as browser:
                browser.headers["Accept-Language"] = "en"
                said = self._way(browser)
        except requests.RequestException:
            return
        if "declared support" in said:
            found = _RECEIPT.search(said)
            assert found is not None and not self.receipt
            self.receipt, self.answer = html.unescape(found[1]), "signed"
        elif "already-signed" in said:
            self.answer = "already"

    def _way(self, browser: requests.Session) -> str:
        address = f"{self.path}/sign"
        token = _TOKEN.search(browser.get(address, timeout=10).text)
        if token is None:
            return ""
        consent = {"csrf_token": token[1], "support": "y", "consent": "y", "provider": "dev"}
        begun = browser.post(address, data=consent, timeout=10, allow_redirects=False)
        asked = browser.post(
            begun.headers.get("Location", self.path),
            data={"login_hint": self.hint},
            timeout=10,
            allow_redirects=False,
        )
        return browser.get(asked.headers.get("Location", self.path), timeout=10).text
