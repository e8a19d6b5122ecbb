"""Time given back to a sheet: a later end, believed only under the operator's signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
import structlog

from commons import config, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, statements
from commons.ledger.statements import BadStatement
from signatures._sheets import Sheet, SheetExtension

HEADING = "Lex Populi extension v1"
log = structlog.get_logger("signatures")


def newest(sheet_id: Any) -> Any:
    """The newest extension of a sheet as a column of a larger query; null where there is none."""
    row = SheetExtension.__table__.c
    wanted = sa.select(row.signed).where(row.sheet_id == sheet_id)
    return wanted.order_by(row.number.desc()).limit(1).scalar_subquery()


def closing(sheet: Sheet, ended_at: datetime | None, extended: str | None) -> datetime:
    """When a sheet closes: as planned or extended, and never after somebody ended it.

    Refuses ("sheet-damaged") an extension that this platform has not signed for this sheet.
    """
    until = sheet.closes_at
    if extended is not None:
        until = max(until, _believed(sheet.digest, extended, keys.public_key()))
    return min(until, ended_at) if ended_at else until


def write(sheet: Sheet, until: datetime, ground: str) -> None:
    """Write a later end down, signed; the rows before stay."""
    facts = {"sheet": sheet.digest, "closes": until.astimezone(UTC).isoformat()}
    text = statements.body(HEADING, facts)
    signer = urlsplit(config.current().base_url).netloc
    signed = statements.with_signature(text, signer=signer, signature=keys.sign(text.encode()))
    before = sa.select(sa.func.max(SheetExtension.number)).where(
        SheetExtension.sheet_id == sheet.id
    )
    number = (db.session().scalar(before) or 0) + 1
    row = SheetExtension(sheet_id=sheet.id, number=number, signed=signed, ground=ground[:80])
    db.session().add(row)
    db.session().flush()


def said(sheet_id: int) -> str | None:
    """The newest extension as signed text, for the package; None where there is none."""
    found: str | None = db.session().scalar(sa.select(newest(sheet_id)))
    return found


def end_of(facts: Mapping[str, Any], digest: str, extended: object, operator_key: str) -> datetime:
    """The end that a manifest says, or the later one that the operator has signed; pure.

    Raises BadStatement where the extension is another sheet's or nobody's.
    """
    planned = datetime.fromisoformat(facts["closes_at"])
    if extended is None:
        return planned
    return max(planned, read(digest, str(extended), bytes.fromhex(operator_key)))


def read(digest: str, signed: str, public: bytes) -> datetime:
    """The end that a signed extension gives to this sheet; raises BadStatement otherwise."""
    found = statements.read(signed, heading=HEADING, public=public)
    if found.get("sheet") != digest:
        raise BadStatement("this is the extension of another sheet")
    try:
        return datetime.fromisoformat(found.get("closes", ""))
    except ValueError as error:
        raise BadStatement("the extension names no instant") from error


@lru_cache(maxsize=1000)
def _believed(digest: str, signed: str, public: bytes) -> datetime:
    try:
        return read(digest, signed, public)
    except BadStatement as error:
        log.error("extension_not_believed", sheet=digest)
        raise Refusal("sheet-damaged", _l("This sheet is not as it was opened.")) from error
