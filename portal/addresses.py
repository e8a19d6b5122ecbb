"""Numbers in addresses: what no database can hold is simply not there."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """A whole number in an address, as large as a number of a row can be."""

    def __init__(self, map: Map, *args: Any, **said: Any) -> None:
        said.setdefault("max", LARGEST)
        super().__init__(map, *args, **said)


def register(app: Flask) -> None:
    """Let every `<int:...>` of an address be such a number; must come before the rooms."""
    app.url_map.converters["int"] = Number
