"""Reading a row from paper: what is keyed is checked, coded for comparing, and sealed at once."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import checkdigits
from commons.ledger import canonical
from signatures import _eligibility, _envelope, _opening, _paperforms, _vault
from signatures._opening import Window
from signatures._papertables import PaperBatch
from signatures._paperwords import BatchKind, Delivered, KeyedRow, RowFault

LONGEST_FIELD = 200
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, repr=False)
class Read:
    """One row as a code that can be compared, and what only the strong room can open."""

    code: bytes
    fault: RowFault | None
    sealed: bytes


@dataclass(frozen=True, repr=False)
class Opened:
    """What is needed to enter a row: the person's key here and on the sheets before this one."""

    person_key: bytes
    before: Mapping[int, bytes]
    envelope: bytes
    day: date
    region: str | None


def read(seen: Window, batch: PaperBatch, form: Delivered, keyed: KeyedRow) -> Read:
    """Check and close one row; refuses what cannot stand on it, beside its field.

    Check digits ("bad-number"), names ("bad-name"), a day to come or outside the window
    ("bad-day"), the number of another State than the form's ("other-district"): where the paper
    really says so, the row is keyed as faulty instead.
    """
    vault = _vault.open_keys(seen.sheet.digest)
    if keyed.fault is not None:
        return Read(_code(vault, seen, form, keyed, {}), keyed.fault, b"")
    fields = {name: _field(name, keyed) for name in seen.sheet.fields}
    kind = _identifier_kind(seen, fields, keyed.row)
    day = _day(seen, batch, keyed)
    blob = {
        "before": _before(seen, kind, fields["national_id"]),
        "day": day.isoformat(),
        "region": _region(seen, form, kind, keyed.row),
        "envelope": base64.b64encode(
            _seal(seen, batch, form, keyed, kind=kind, fields=fields, day=day)
        ).decode(),
        "person_key": vault.person_key(kind, fields["national_id"]).hex(),
    }
    code = _code(vault, seen, form, keyed, fields)
    return Read(code, None, vault.wrap(canonical.encode(blob), person_key=code))


def code(seen: Window, form: Delivered, keyed: KeyedRow) -> bytes:
    """The code alone, for a re-check after the sheet is sealed; `form` as it was read then."""
    vault = _vault.open_keys(seen.sheet.digest)
    fields = {} if keyed.fault else {name: _field(name, keyed) for name in seen.sheet.fields}
    return _code(vault, seen, form, keyed, fields)


def opened(vault: _vault.SheetKeys, code_: bytes, sealed: bytes) -> Opened:
    """What is in a sealed row; it lives as long as the entering."""
    said = json.loads(vault.unwrap(sealed, person_key=code_))
    return Opened(
        person_key=bytes.fromhex(said["person_key"]),
        before={int(number): bytes.fromhex(key) for number, key in said["before"].items()},
        envelope=base64.b64decode(said["envelope"]),
        day=date.fromisoformat(said["day"]),
        region=said.get("region"),
    )


def _code(
    vault: _vault.SheetKeys,
    seen: Window,
    form: Delivered,
    keyed: KeyedRow,
    fields: Mapping[str, str],
) -> bytes:
    """Two readings of the same row have the same code; nobody can try out persons without the vault."""
    said: dict[str, object] = {
        "day": keyed.day.isoformat() if keyed.day and not keyed.fault else "",
        "fault": keyed.fault.value if keyed.fault else "",
        "fields": {name: value.casefold() for name, value in fields.items()},
        "form": form.serial,
        "kind": "paper row",
        **({"region": form.region} if form.region else {}),
        "row": keyed.row,
        "sheet": seen.sheet.digest,
    }
    return vault.mark(said)


def _field(name: str, keyed: KeyedRow) -> str:
    said = " ".join(unicodedata.normalize("NFC", keyed.fields.get(name, "")).split())
    at = f"{name}_{keyed.row}"
    if not said:
        raise Refusal(
            "row-incomplete", _l("Enter what stands there, or say why the row is faulty."), field=at
        )
    if name in ("national_id", "birth_date"):
        said = "".join(_digit(letter) for letter in said if not letter.isspace())
    if name == "national_id":
        return said.upper() if "-" in said[1:-1] and not _is_thai(said) else said.replace("-", "")
    odd = any(unicodedata.category(letter)[0] == "C" for letter in said)
    if odd or len(said) > LONGEST_FIELD or said.startswith(_FORMULA):
        raise Refusal("bad-name", _l("No name is written like this."), field=at)
    return said


def _is_thai(said: str) -> bool:
    return checkdigits.is_sound("th-pid", said.replace("-", ""))


def _digit(letter: str) -> str:
    """Digits of every script as the eID writes them."""
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _identifier_kind(seen: Window, fields: Mapping[str, str], row: int) -> str:
    for kind in seen.sheet.eligibility["identifier_kinds"]:
        if checkdigits.is_sound(kind, fields["national_id"]):
            return str(kind)
    raise Refusal(
        "bad-number",
        _l("The check digit does not fit. Look at the paper again, or key the row as faulty."),
        field=f"national_id_{row}",
    )


def _region(seen: Window, form: Delivered, kind: str, row: int) -> str | None:
    """Where the row counts: in the form's State or district, else in the State of the number.

    Refuses ("other-district") the number of one State on the form of another.
    """
    rule = _eligibility.rule_of(seen.sheet.eligibility)
    state = _eligibility.region_of_number(rule, kind)
    if form.region is None or state in (None, form.region):
        return form.region or state
    raise Refusal(
        "other-district",
        _l("This is a number of another State than the form's. Key the row as faulty."),
        field=f"national_id_{row}",
    )


def _day(seen: Window, batch: PaperBatch, keyed: KeyedRow) -> date:
    """The day on the paper, else that of the delivery; it lies in the window and is not to come."""
    rule = _eligibility.rule_of(seen.sheet.eligibility)
    first, last = (_eligibility.local_day(rule, i) for i in (seen.sheet.opens_at, seen.closes_at))
    brought = _eligibility.local_day(rule, batch.received_at)
    if "date" not in _paperforms.rule(seen.sheet.id).get("fields", ()):
        return min(brought, last)
    if keyed.day is None or not first <= keyed.day <= min(brought, last):
        raise Refusal(
            "bad-day",
            _l("Nobody can have signed on that day. Look again, or key the row as faulty."),
            field=f"day_{keyed.row}",
        )
    return keyed.day


def _before(seen: Window, kind: str, number: str) -> dict[str, str]:
    """The person's keys on the sheets that this one goes on with (cure)."""
    found, sheet = {}, seen.sheet
    while sheet.continues_id is not None:
        sheet = _opening.window(sheet.continues_id).sheet
        found[str(sheet.id)] = _vault.open_keys(sheet.digest).person_key(kind, number).hex()
    return found


def _seal(
    seen: Window,
    batch: PaperBatch,
    form: Delivered,
    keyed: KeyedRow,
    *,
    kind: str,
    fields: Mapping[str, str],
    day: date,
) -> bytes:
    """The envelope to the authority: the fields, and where the original lies."""
    paper: dict[str, object] = {
        "assisted": batch.kind is not BatchKind.DELIVERED,
        "batch": batch.number,
        "day": day.isoformat(),
        "form": form.number,
        "received_at": _second(batch.received_at),
        "row": keyed.row,
    }
    contents = {
        "evidence": {"paper": paper},
        "fields": dict(fields),
        "identifier_kind": kind,
        "sheet": seen.sheet.digest,
        "v": 1,
    }
    to = (seen.sheet.authority or {})["encryption"]
    return _envelope.seal(contents, sheet_digest=seen.sheet.digest, to=to)


def _second(value: datetime) -> str:
    return value.isoformat(timespec="seconds")
