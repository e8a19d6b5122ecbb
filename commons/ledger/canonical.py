"""One way to write a fact as bytes, so that anybody's computer gets the same digest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def encode(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8; refuses fractions, which computers print apart."""
    _check(value)
    written = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return written.encode("utf-8")


def _check(value: Any) -> None:
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the names in a canonical fact are words")
        for part in value.values():
            _check(part)
        return
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for part in value:
            _check(part)
        return
    raise TypeError(f"{type(value).__name__} has no canonical form")
