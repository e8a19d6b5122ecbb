"""The authority's register of persons, as a CSV file: who exists, who is entitled, who is one; pure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from signatures._eligibility import age, least_age, state_of
from signatures._origin import Person

_YES = frozenset({"1", "true", "yes", "y"})


class BadRegister(ValueError):
    """The file is not a register; the message says what lacks."""


@dataclass(frozen=True, repr=False)
class _Row:
    person: str
    born: date | None
    is_entitled: bool
    states: tuple[str, ...]


@dataclass(repr=False)
class Register:
    """Looks persons up, and notices one who signed under two identifiers."""

    rows: Mapping[tuple[str, str], _Row]
    counted: set[str] = field(default_factory=set)

    def decide(self, person: Person, rule: Mapping[str, Any], day: str) -> str | None:
        """Why this signature does not count, or None where it does."""
        row = self.rows.get((person.identifier_kind, person.identifier))
        row = row or self.rows.get(("", person.identifier))
        if row is None:
            return "not-in-register"
        if not row.is_entitled:
            return "not-entitled"
        on = date.fromisoformat(rule["reference_day"] or day)
        states = row.states or (state_of(person.identifier_kind),)
        least = least_age(rule.get("min_ages", {}), rule["min_age"], states)
        if least is not None and row.born and age(row.born, on) < least:
            return "too-young"
        if row.person in self.counted:
            return "same-person"
        self.counted.add(row.person)
        return None


def read(path: Path) -> Register:
    """A register with the columns `national_id`, and if wanted `kind`, `birth_date`, `entitled`, `person`, `states`.

    `person` names the human being behind several identifiers; without it each number is one.
    `states` are those whose citizen it is ("EE FI"); without them it is the State of the number.
    """
    rows: dict[tuple[str, str], _Row] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "national_id" not in (reader.fieldnames or []):
                raise BadRegister("the register lacks the column national_id")
            for said in reader:
                number = said["national_id"].strip()
                kind = (said.get("kind") or "").strip()
                born = (said.get("birth_date") or "").strip()
                rows[kind, number] = _Row(
                    person=(said.get("person") or "").strip() or f"{kind}|{number}",
                    born=date.fromisoformat(born) if born else None,
                    is_entitled=(said.get("entitled") or "yes").strip().lower() in _YES,
                    states=tuple((said.get("states") or "").upper().split()),
                )
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        if isinstance(error, BadRegister):
            raise
        raise BadRegister(f"the register cannot be read ({error})") from error
    return Register(rows)
