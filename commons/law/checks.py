"""What a rule set must satisfy: known keys, lawful values, a clause for each value of a statute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from commons.law.rulesets import NOT_SEEN, Enforcement, Evidence, Force, FreezeAt, Kind
from commons.law.schema import CODED, KNOWN, NEEDED
from commons.law.shapes import Shape, one_of, table, truth, words

Fault = tuple[str, str]

_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,2}")
_HEAD = frozenset({"id", "version", "kind", "title", "about", "valid_from", "freeze_at", "params"})
_MAY_HAVE = frozenset({"valid_to", "sources", "words"})
_CHECKED = frozenset({Evidence.SEEN, Evidence.OWN})


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "must be a text"


_ENTRY: Shape = table(
    {
        "force": one_of(*Force),
        "enforcement": one_of(*Enforcement),
        "evidence": one_of(*Evidence),
        "verified": truth,
    },
    {
        "value": lambda _value: None,
        "no_rule": truth,
        "source": table({"of": _text}, {"section": _text, "paragraph": _text, "number": _text}),
        "note": words,
    },
)


def faults(said: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that is wrong with a rule set, as (key, what is wrong), the gravest first."""
    found = list(_head(said))
    yield from found
    if found:
        return
    yield from _each_in_words(said, "sources")
    yield from _each_in_words(said, "words")
    yield from _params(said)


def _head(said: Mapping[str, Any]) -> Iterator[Fault]:
    for key in said.keys() - _HEAD - _MAY_HAVE:
        yield key, "is not a key of a rule set"
    for key in sorted(_HEAD - said.keys()):
        yield key, "is missing"
    if _HEAD - said.keys():
        return
    for key, pattern in (("id", _ID), ("version", _VERSION)):
        if not isinstance(said[key], str) or not pattern.fullmatch(said[key]):
            yield key, "is not well formed"
    for key, shape in (
        ("kind", one_of(*Kind)),
        ("freeze_at", one_of(*FreezeAt)),
        ("title", words),
        ("about", words),
    ):
        fault = shape(said[key])
        if fault:
            yield key, fault
    yield from _validity(said)
    if not isinstance(said["params"], dict):
        yield "params", "must be a table"


def _validity(said: Mapping[str, Any]) -> Iterator[Fault]:
    begins, ends = said["valid_from"], said.get("valid_to")
    if type(begins) is not date:
        yield "valid_from", "must be a date such as 2022-01-01"
    elif ends is not None and type(ends) is not date:
        yield "valid_to", "must be a date such as 2022-01-01"
    elif ends is not None and ends <= begins:
        yield "valid_to", "must be later than valid_from"


def _each_in_words(said: Mapping[str, Any], key: str) -> Iterator[Fault]:
    entries = said.get(key, {})
    if not isinstance(entries, dict):
        yield key, "must be a table"
        return
    for name, entry in entries.items():
        fault = words(entry)
        if fault:
            yield f"{key}.{name}", fault


def _params(said: Mapping[str, Any]) -> Iterator[Fault]:
    kind = Kind(said["kind"])
    for name in sorted(NEEDED[kind] - said["params"].keys()):
        yield name, f"every {kind} rule set must say this"
    for name, entry in said["params"].items():
        shape = KNOWN[kind].get(name)
        if shape is None:
            yield name, f"is not a known parameter of a {kind} rule set"
            continue
        fault = _ENTRY(entry) or _value(entry, shape) or _proof(entry, said.get("sources", {}))
        if fault is None and name in CODED:
            fault = _readable(entry.get("value", ()), said.get("words", {}))
        if fault:
            yield name, fault


def _value(entry: Mapping[str, Any], shape: Shape) -> str | None:
    if ("value" in entry) == bool(entry.get("no_rule")):
        return "must have either a value or no_rule = true"
    return shape(entry["value"]) if "value" in entry else None


def _proof(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> str | None:
    force, evidence = Force(entry["force"]), Evidence(entry["evidence"])
    source = entry.get("source")
    if force is not Force.PLATFORM and source is None:
        return "needs a source, because it does not come from this platform"
    if source is not None and source["of"] not in sources:
        return f"has a source {source['of']!r} that is not among the file's sources"
    if force is Force.STATUTE and "section" not in (source or {}):
        return "has the force of statute and needs the section of its source"
    if evidence is Evidence.OWN and force is not Force.PLATFORM:
        return "cannot be our own recommendation and law at once"
    if entry["verified"] and evidence not in _CHECKED:
        return f"cannot be verified with evidence {evidence}"
    if entry["verified"] and (source or {}).get("section") == NOT_SEEN:
        return "cannot be verified while its section has not been seen"
    return None


def _readable(value: Any, known: Mapping[str, Any]) -> str | None:
    codes = [value] if isinstance(value, str) else value
    missing = [code for code in codes if code not in known]
    return f"has no words for {', '.join(missing)}" if missing else None
