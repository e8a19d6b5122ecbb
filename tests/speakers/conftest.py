"""Ground of the tests of speakers: a browser that finds its forms without token."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    """The browser of the front door, of somebody who reads English."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def browser(sqlite_app: Flask) -> FlaskClient:
    """A browser on the SQLite installation."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    made = sqlite_app.test_client()
    made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return made
