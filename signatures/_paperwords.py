"""The words of paper that pass the door: form numbers, batches, keyed rows, counts; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

ROWS = 10
"""How many persons sign on one form; the platform's form."""
_DIGITS = 6
_NUMBER = re.compile(r"(?:([A-Z0-9]+(?:-[A-Z0-9]+)?)-)?([0-9]{6})-([0-9]{2})")


class FormHolder(StrEnum):
    """For whom a run of forms was printed."""

    INITIATORS = "initiators"
    OFFICE = "office"
    CITIZEN = "citizen"


class FormPurpose(StrEnum):
    """What is declared on a form."""

    SUPPORT = "support"
    WITHDRAWAL = "withdrawal"


class BatchKind(StrEnum):
    """How paper came to the registrar."""

    DELIVERED = "delivered"
    ASSISTED = "assisted"
    """Signed at the office; each person showed an identity card to two registrars."""
    WITHDRAWAL = "withdrawal"
    """Withdrawn at the office; each person showed an identity card to two registrars."""


class Stage(StrEnum):
    """How far a batch is."""

    KEYING = "keying"
    AGAIN = "again"
    THIRD = "third"
    SETTLED = "settled"
    ENTERED = "entered"
    LAPSED = "lapsed"


class RowFault(StrEnum):
    """Why a row on paper does not count, as both registrars see it."""

    CROSSED_OUT = "crossed-out"
    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    NOT_SIGNED = "not-signed"
    BAD_NUMBER = "bad-number"
    OUT_OF_TIME = "out-of-time"


@dataclass(frozen=True)
class FormRun:
    """Numbered forms that were printed together."""

    numbers: tuple[str, ...]
    purpose: FormPurpose
    region: str | None = None
    """The State or district of which they are ("EE", "TH-10"); None where they are of none."""


@dataclass(frozen=True, repr=False)
class KeyedRow:
    """One row as a registrar reads it from the paper: its fields, or why it does not count."""

    row: int
    fields: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    fault: RowFault | None = None


@dataclass(frozen=True)
class FormRows:
    """A form and the rows of it that are meant."""

    number: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class BatchView:
    """What everybody at the desk may know of a batch; never which row was a double."""

    id: int
    sheet_id: int
    number: int
    kind: BatchKind
    stage: Stage
    rows: int
    forms: tuple[FormRows, ...]
    differing: tuple[FormRows, ...]
    received_at: datetime
    keyed_by: int


@dataclass(frozen=True)
class PaperCounts:
    """What is public of paper on a sheet; a number too small to be safe is None."""

    forms_issued: int
    rows_received: int
    rows_entered: int | None
    doubles: int | None
    faults: int | None
    withdrawals: int | None
    sample: int = 0
    rechecked: int = 0
    errors: int = 0


@dataclass(frozen=True)
class FormNumber:
    """What a form's number says: its serial on the sheet, and its State or district if it has one."""

    serial: int
    region: str | None


@dataclass(frozen=True)
class Delivered:
    """A form that has come back: its filled rows, and of which State or district it is."""

    serial: int
    rows: int
    region: str | None

    @property
    def number(self) -> str:
        """Its number as it is printed on it."""
        return form_number(self.serial, self.region)

    @property
    def places(self) -> set[tuple[int, int]]:
        """Its filled rows, as (serial, row)."""
        return {(self.serial, row) for row in range(1, self.rows + 1)}


def form_number(serial: int, region: str | None = None) -> str:
    """A form's number with its two check digits (ISO 7064 mod 97-10): 123 is "000123-20".

    A form of a State or district says it first, and the check digits cover it, its letters as the
    numbers 10 to 35: "TH-10-000123-31". Regions are ISO 3166 codes in capitals.
    """
    head = f"{region}-" if region else ""
    return f"{head}{serial:0{_DIGITS}d}-{_check(serial, region):02d}"


def read_number(number: str) -> FormNumber | None:
    """What a number says; None where it is none or its check digits are wrong."""
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        return None
    region, serial = found[1], int(found[2])
    is_sound = serial > 0 and _check(serial, region) == int(found[3])
    return FormNumber(serial, region) if is_sound else None


def serial_of(number: str) -> int | None:
    """The serial in a form's number; None where the number is not one or its check digits are wrong."""
    found = read_number(number)
    return None if found is None else found.serial


def _check(serial: int, region: str | None) -> int:
    letters = "".join(str(int(letter, 36)) for letter in region or "" if letter != "-")
    return 98 - int(f"{letters}{serial:0{_DIGITS}d}00") % 97
