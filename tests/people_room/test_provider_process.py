"""The development provider is a process of its own, and the web process reaches it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from commons import config, db
from commons.config import HERE
from commons.identity import wire
from commons.identity.devprovider import installed
from tests import people


def _free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def _environ(folder, port):
    secrets = {
        f"LEXPOPULI_{name}": f"{name.lower()} of a test, long enough for all"
        for name in ("SECRET_KEY", "MASTER_KEY", "LEDGER_KEY", "ACCOUNT_KEY")
    }
    return {
        **os.environ,
        **secrets,
        "LEXPOPULI_MODE": "demo",
        "LEXPOPULI_INSTANCE_DIR": str(folder),
        "LEXPOPULI_BASE_URL": "http://localhost",
        "LEXPOPULI_IDP_URL": f"http://127.0.0.1:{port}",
    }


@pytest.fixture
def process(tmp_path):
    port = _free_port()
    call = [sys.executable, "-m", "commons.identity.devprovider"]
    running = subprocess.Popen(
        [*call, "--port", str(port), "--store", str(tmp_path / "idp")],
        env=_environ(tmp_path, port),
        cwd=HERE,
    )
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/jwks", timeout=1).close()
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    yield port
    running.terminate()
    running.wait(10)


def test_a_citizen_signs_in_through_the_process(process, sqlite_app):
    issuer = "http://localhost/dev/idp"
    wire.lead(issuer, installed.Behind(issuer, f"http://127.0.0.1:{process}"))
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    browser = sqlite_app.test_client()

    answer = people.through_provider(browser, "voter-10000")

    assert answer.status_code == 303
    assert browser.get("/me").status_code == 200
    assert db.database().is_sqlite
    assert config.current().has_aids


def test_the_provider_refuses_to_start_in_production(tmp_path):
    environ = {
        **_environ(tmp_path, 1),
        "LEXPOPULI_MODE": "production",
        "LEXPOPULI_BASE_URL": "https://lexpopuli.example",
        "LEXPOPULI_MAIL_URL": "smtp://mail.example",
        "LEXPOPULI_OIDC_PROVIDERS": str(tmp_path / "providers.toml"),
    }

    ended = subprocess.run(
        [sys.executable, "-m", "commons.identity.devprovider", "--port", "1", "--store", "x"],
        env=environ,
        cwd=HERE,
        check=False,
        capture_output=True,
    )

    assert ended.returncode == 2
    assert b"no place in production" in ended.stderr


def test_when_the_process_is_gone_the_page_says_so(sqlite_app):
    issuer = "http://localhost/dev/idp"
    wire.lead(issuer, installed.Behind(issuer, f"http://127.0.0.1:{_free_port()}"))
    sqlite_app.config["WTF_CSRF_ENABLED"] = False

    answer = sqlite_app.test_client().post("/sign-in", data={"provider": "dev"})

    assert answer.status_code == 503
