"""People's tests: the provider is in this process, and no key is remembered from another test."""

from __future__ import annotations

import pytest

from commons.identity import keys


@pytest.fixture(autouse=True)
def _no_keys_remembered():
    keys.forget()
    yield
    keys.forget()
