"""Whether a sheet's row still says what its manifest says: a swapped key or date is found before use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
import structlog

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from signatures._manifest import Kind, Level
from signatures._sheets import Sheet, SheetManifest

log = structlog.get_logger("signatures")
_NAMES = tuple(column.name for column in Sheet.__table__.columns)
_DIGEST = _NAMES.index("digest")


def columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a sheet's row keeps of its manifest, so that signing need not read all of it."""
    return {
        "kind": Kind(facts["kind"]),
        "title": facts["title"],
        "subject": facts["subject"],
        "opens_at": datetime.fromisoformat(facts["opens_at"]),
        "closes_at": datetime.fromisoformat(facts["closes_at"]),
        "grace_seconds": facts["grace_seconds"],
        "eligibility": facts["eligibility"],
        "fields": facts["fields"],
        "channels": facts["channels"],
        "level": Level(facts["level"]),
        "authority": facts["authority"],
        "min_batch": facts["pace"]["min_batch"],
        "max_delay_seconds": facts["pace"]["max_delay_seconds"],
        "threshold": facts["threshold"],
        "is_withdrawable": facts["withdrawable"],
        "is_practice": facts["practice"],
        "is_replacing": facts.get("replaces", False),
        "appeal_to": facts["appeal_to"],
    }


def sheet(row: Sequence[Any]) -> Sheet:
    """The sheet of this row, in the order of its columns; the same object while the row is the same.

    Refuses ("sheet-damaged") a row that differs from the manifest to which its digest belongs.
    Whoever can write to the database could otherwise seal the envelopes to a key of his own.
    The digest itself cannot be exchanged: the sheet's secret opens under no other.
    """
    believed = _believed(row[_DIGEST])
    for known, found in believed:
        if known == row:
            return found
    made = Sheet(**dict(zip(_NAMES, row, strict=True)))
    _compare(made)
    believed.append((list(row), made))
    return made


def canonical(sheet: Sheet) -> bytes:
    """The manifest word for word; refuses ("sheet-damaged") one whose hash is not the digest."""
    row = db.session().get(SheetManifest, sheet.id)
    raw = row.canonical.encode("utf-8") if row is not None else b""
    if hashlib.sha256(raw).hexdigest() != sheet.digest:
        raise _damaged(sheet)
    return raw


def _compare(sheet: Sheet) -> None:
    facts = json.loads(canonical(sheet))
    wanted = columns(facts)
    if any(_whole(getattr(sheet, name)) != value for name, value in wanted.items()):
        raise _damaged(sheet)
    before = sa.select(Sheet.digest).where(Sheet.id == sheet.continues_id)
    if (db.session().scalar(before) or "") != facts["continues"]:
        raise _damaged(sheet)


def _whole(value: Any) -> Any:
    """An instant to the second, as manifests say it."""
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


@lru_cache(maxsize=1000)
def _believed(_digest: str) -> list[tuple[list[Any], Sheet]]:
    """The rows of a sheet that were compared before; it grows only by rows that hold true."""
    return []


def _damaged(sheet: Sheet) -> Refusal:
    log.error("sheet_differs_from_its_manifest", sheet=sheet.id)
    return Refusal("sheet-damaged", _l("This sheet is not as it was opened."))
