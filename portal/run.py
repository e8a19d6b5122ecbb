"""`make run`: a living demonstration on this machine, in one command."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from commons import db
from commons.config import HERE
from portal import create_app, messages
from portal.commands import upgrade_schema
from portal.demo import seed

INSTANCE = Path(os.environ.get("LEXPOPULI_INSTANCE_DIR") or HERE / "instance")
ENV_FILE = INSTANCE / "demo.env"
_PATIENCE = 60


def settings(host: str, port: int) -> dict[str, str]:
    """The demonstration's settings; secrets are made once and kept in instance/demo.env."""
    kept = _read()
    for name in ("SECRET_KEY", "MASTER_KEY", "LEDGER_KEY", "ACCOUNT_KEY"):
        kept.setdefault(f"LEXPOPULI_{name}", secrets.token_hex(32))
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # only compared
    kept |= {
        "LEXPOPULI_MODE": "demo",
        "LEXPOPULI_INSTANCE_DIR": str(INSTANCE),
        "LEXPOPULI_BASE_URL": os.environ.get("LEXPOPULI_BASE_URL", f"http://{shown}:{port}"),
        "LEXPOPULI_IDP_URL": f"http://127.0.0.1:{port + 1}",
        "LEXPOPULI_DATABASE_URL": os.environ.get(
            "LEXPOPULI_DATABASE_URL", f"sqlite:///{INSTANCE / 'lexpopuli.db'}"
        ),
        "LEXPOPULI_TRUST_LIST_DIR": os.environ.get(
            "LEXPOPULI_TRUST_LIST_DIR", str(INSTANCE / "trust")
        ),
        "FLASK_APP": "wsgi",
    }
    INSTANCE.mkdir(parents=True, exist_ok=True)
    scratch = ENV_FILE.with_suffix(".new")
    scratch.touch(mode=0o600)
    scratch.write_text("".join(f"{name}={value}\n" for name, value in sorted(kept.items())))
    scratch.replace(ENV_FILE)
    return kept


def _read() -> dict[str, str]:
    if not ENV_FILE.exists():
        return {}
    lines = ENV_FILE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _processes(host: str, port: int) -> dict[str, list[str]]:
    python = sys.executable
    return {
        "provider": [
            python, "-m", "commons.identity.devprovider", "--port", str(port + 1),
            "--store", str(INSTANCE / "provider"),
        ],
        "web": [
            str(Path(python).with_name("granian")), "--interface", "wsgi", "--host", host,
            "--port", str(port), "--workers", "2", "--blocking-threads", "8", "--no-ws",
            "--log-level", "warning", "wsgi:app",
        ],
        "worker": [python, "-m", "flask", "jobs", "work"],
    }  # fmt: skip


def main() -> int:
    """Prepare, start web, worker and provider, say where; stop all when told to."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    messages.compile_all()
    os.environ.update(settings(host, port))
    _prepare()
    calls = _processes(host, port)
    running = {"web": subprocess.Popen(calls.pop("web"), cwd=HERE)}
    answers = _answers(f"http://127.0.0.1:{port}/healthz")
    running |= {name: subprocess.Popen(call, cwd=HERE) for name, call in calls.items()}
    if answers:
        address = os.environ["LEXPOPULI_BASE_URL"]
        sys.stdout.write(f"Lex Populi is open at {address}  (Ctrl-C closes it)\n")
        sys.stdout.flush()
    return _watch(running)


def _prepare() -> None:
    """Schema and seed, in this one process: a second run has nothing to do but to look."""
    app = create_app()
    with app.app_context():
        upgrade_schema()
        sys.stdout.write("Filling the demonstration takes a minute or two the first time.\n")
        sys.stdout.flush()
        seed.seed()
    db.database().engine.dispose()


def _answers(address: str) -> bool:
    for _attempt in range(_PATIENCE * 5):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return True
    sys.stderr.write("The web process does not answer.\n")
    return False


def _watch(running: dict[str, subprocess.Popen[bytes]]) -> int:
    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    sys.stderr.write(f"The {name} process ended with {process.returncode}.\n")
                    return 1
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    sys.exit(main())
