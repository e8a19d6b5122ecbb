"""No secret lies in the tree, and a new secret key throws nobody out who is signed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from commons.config import HERE
from tests import people

ROOMS = ("bench", "commons", "consult", "deploy", "docs", "initiatives", "migrations", "portal",
         "requirements", "signatures", "static", "templates", "tests", "translations")  # fmt: skip
KINDS = {".py", ".toml", ".cfg", ".md", ".html", ".js", ".mjs", ".conf", ".service", ".json", ".txt",
         ".pem", ".key", ".env"}  # fmt: skip
SECRET = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{20,}"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|(?:SECRET|MASTER|LEDGER|ACCOUNT)_KEY=[A-Za-z0-9+/_-]{16,}"
)


def _texts() -> Iterator[Path]:
    yield from (path for path in HERE.iterdir() if path.is_file() and path.suffix in KINDS)
    for room in ROOMS:
        yield from (path for path in (HERE / room).rglob("*") if path.suffix in KINDS)


def test_no_secret_lies_in_the_tree() -> None:
    found = [
        str(path.relative_to(HERE))
        for path in _texts()
        if SECRET.search(path.read_text("utf-8", errors="replace"))
    ]

    assert found == []
    assert SECRET.search("LEXPOPULI_SECRET_KEY=" + "a1" * 12)


def test_a_new_secret_key_ends_no_session_but_every_form(sqlite_app: Flask) -> None:
    browser = sqlite_app.test_client()
    people.sign_in(browser, "citizen-a")
    form = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/feedback").text)
    assert form is not None

    sqlite_app.config["SECRET_KEY"] = "another secret of 32 letters or more, after a leak"

    assert browser.get("/me").status_code == 200
    sent = browser.post("/feedback", data={"csrf_token": form[1], "about": "other", "words": "A"})
    assert sent.status_code == 400
