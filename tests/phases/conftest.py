"""Readers of these tests' pages prefer English."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    """The browser of the front door, of somebody who reads English."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
