"""A proposal that is being discussed, and signed-in browsers without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock
from tests import people
from tests.initiatives.road import START, Road


@pytest.fixture
def road(sqlite_app: Flask, tmp_path: Path) -> Iterator[Road]:
    """A road whose proposal is being discussed until 10 October."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_app.app_context():
        road = Road(tmp_path)
        with clock.travel(START):
            road.draft()
            road.discuss(date(2026, 10, 10))
        yield road


def browser(app: Flask, hint: str) -> FlaskClient:
    """A signed-in browser without script."""
    client = app.test_client()
    people.sign_in(client, hint)
    return client
