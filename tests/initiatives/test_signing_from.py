"""From where somebody signs: many behind one address are no flood, and no address is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from commons import limits
from tests.initiatives.road import Road
from tests.initiatives.test_pages import browser, declare
from tests.initiatives.test_signing_pages import path as path
from tests.initiatives.test_signing_pages import road as road
from tests.signatures.test_secrecy import dumped


def test_a_whole_school_signs_behind_one_address_and_a_flood_is_told_to_wait(
    app: Flask, road: Road, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "SIGN_NETWORK", limits.Limit("sign-network", 12, timedelta(minutes=5))
    )

    def begin() -> TestResponse:
        newcomer = browser(app)
        newcomer.get(f"{path}/sign")
        return newcomer.post(f"{path}/sign", data={"support": "y", "consent": "y"})

    answers = [begin() for _ in range(12)]
    late = begin()

    assert [answer.status_code for answer in answers] == [303] * 12
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0


def test_where_somebody_signed_from_is_kept_nowhere(app: Flask, road: Road, path: str) -> None:
    client = browser(app)
    client.environ_base["REMOTE_ADDR"] = "127.77.3.9"

    assert "declared support" in declare(client, path, "citizen-a").text

    with app.app_context():
        assert b"127.77.3" not in dumped()
