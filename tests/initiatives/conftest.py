"""What the tests of initiatives share: an application and a road on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from commons.identity import keys
from tests.initiatives.road import Road

Roads = Callable[..., Road]


@pytest.fixture(autouse=True)
def _no_keys_remembered() -> Iterator[None]:
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def roads(app: Flask, tmp_path: Path) -> Iterator[Roads]:
    """Begin a road under a rule set: `roads("generic-open")`, on either engine."""

    def begin(rules: str = "generic-open") -> Road:
        return Road(tmp_path, rules)

    with app.app_context():
        yield begin
