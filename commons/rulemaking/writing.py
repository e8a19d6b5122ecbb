"""A stored rule set as the TOML of its file, for an administrator who prepares the next version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

HEAD = ("id", "version", "kind", "valid_from", "valid_to", "freeze_at")
DATES = frozenset({"valid_from", "valid_to"})


def as_toml(body: Mapping[str, Any]) -> str:
    """The whole rule set in the order of the shipped files; reading it back gives the same body."""
    lines = [f"{name} = {_head(name, body[name])}" for name in HEAD if name in body]
    lines += [f"title = {_value(body['title'])}", "", "[about]"]
    lines += [f"{tongue} = {_value(said)}" for tongue, said in body["about"].items()]
    for name, said in body.get("sources", {}).items():
        lines += ["", f"[sources.{name}]", *(f"{k} = {_value(v)}" for k, v in said.items())]
    lines += ["", "[params]", *(f'"{k}" = {_value(v)}' for k, v in body["params"].items())]
    if body.get("words"):
        lines += ["", "[words]", *(f"{k} = {_value(v)}" for k, v in body["words"].items())]
    return "\n".join(lines) + "\n"


def _head(name: str, value: Any) -> str:
    return str(value) if name in DATES else _value(value)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else json.dumps(key)
