"""Reading rule-set files, and the checks that each must pass before anything runs by it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from commons.law import checks


class BadRuleSet(Exception):
    """A rule-set file fails a check; names the file, the key and what is wrong with it."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        super().__init__(f"{file}: {key}: {fault}")
        self.file, self.key, self.fault = file, key, fault


@dataclass(frozen=True)
class Loaded:
    """A file that has passed every check, as it will be stored."""

    file: str
    body: dict[str, Any]
    valid_from: date
    valid_to: date | None
    digest: str


def read_folder(folder: Path) -> list[Loaded]:
    """Every rule set in a folder, by file name; refuses the first that fails a check."""
    return [read_file(path) for path in sorted(folder.glob("*.toml"))]


def read_file(path: Path) -> Loaded:
    """One rule set; refuses (BadRuleSet) what is no TOML, unknown keys and whatever is unlawful."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadRuleSet(path.name, "file", f"is not TOML: {error}") from None
    found = read_text(text, name=path.name)
    if path.name != found.file:
        raise BadRuleSet(path.name, "id", "must be the file's name together with the version")
    return found


@lru_cache(maxsize=64)
def read_text(text: str, *, name: str = "text") -> Loaded:
    """The rule set that a text in TOML says; refuses (BadRuleSet) what a file may not say.

    The same text is read once in a process: whoever gets it changes nothing in it.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRuleSet(name, "file", f"is not TOML: {error}") from None
    for key, fault in checks.faults(said):
        raise BadRuleSet(name, key, fault)
    begins, ends = said["valid_from"], said.get("valid_to")
    body = {**said, "valid_from": begins.isoformat()}
    if ends is not None:
        body["valid_to"] = ends.isoformat()
    return Loaded(f"{said['id']}-{said['version']}.toml", body, begins, ends, digest(body))


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 of the rule set in canonical JSON; comments and order in the file do not matter."""
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def check_succession(found: Sequence[Loaded]) -> None:
    """Refuse versions of one rule set that hold at the same time.

    An open-ended version ends where its successor begins; one that names its end must keep it.
    """
    for versions in _by_id(found):
        for former, later in pairwise(versions):
            if former.body["version"] == later.body["version"]:
                raise BadRuleSet(later.file, "version", f"stands in {former.file} too")
            ends = former.valid_to or later.valid_from
            if ends > later.valid_from or former.valid_from == later.valid_from:
                raise BadRuleSet(later.file, "valid_from", f"overlaps with {former.file}")


def _by_id(found: Iterable[Loaded]) -> list[list[Loaded]]:
    groups: dict[str, list[Loaded]] = {}
    for each in sorted(found, key=lambda one: one.valid_from):
        groups.setdefault(each.body["id"], []).append(each)
    return list(groups.values())
