"""Keeping and destroying on schedule: until when a sheet's secret is needed, and what is due now."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.errors import Refusal
from signatures import _holds, _opening, _sealing, _shredding
from signatures._keeping import SheetRetention
from signatures._keepwords import DueSheet, KeepingView
from signatures._papers import Shredding
from signatures._sheets import Sheet

log = structlog.get_logger("signatures")
PRACTICE_LASTS = timedelta(days=7)
"""The platform's own: how long a practice sheet is kept after its end (R147)."""
PRACTICE_RULE = "practice"
MOST_SHOWN = 500


def keep_until(sheet_id: int, until: datetime, *, rule: str) -> None:
    """Say from when a sheet is no longer needed, by which rule; the latest word ever said stands.

    Whoever knows the matter says it: the strong room does not know whose sheet this is.
    """
    sheet = _opening.window(sheet_id).sheet
    row = db.session().scalar(sa.select(SheetRetention).where(SheetRetention.sheet_id == sheet_id))
    if row is not None and row.until >= until:
        return
    if row is None:
        row = SheetRetention(sheet_id=sheet_id, until=until, rule=rule)
        db.session().add(row)
    row.until, row.rule = until, rule
    db.session().flush()
    record.note(
        "sheet:retention:set",
        _opening.address(sheet.digest),
        facts={"rule": rule, "sheet": sheet.digest, "until": until.isoformat()},
    )


def due(now: datetime | None = None) -> list[DueSheet]:
    """What is to be destroyed at this moment; sheets that are held are not among it."""
    moment = now or clock.now()
    held = _holds.held(moment)
    return [one for one in _kept() if one.until <= moment and one.id not in held]


def destroy_due() -> list[DueSheet]:
    """Destroy whatever is due; what was destroyed. One sheet that cannot be stops no other."""
    return [one for one in due() if _destroy(one)]


def keeping(sheet_id: int) -> KeepingView:
    """What the public may know about how long this sheet's secret is kept, and by which rule."""
    found = next((one for one in _kept(sheet_id)), None)
    gone = db.session().scalar(sa.select(Shredding).where(Shredding.sheet_id == sheet_id))
    now = clock.now()
    return KeepingView(
        until=found.until if found else None,
        rule=found.rule if found else "",
        holds=tuple(one for one in _holds.holds(sheet_id) if one.agreed_at is not None),
        held_until=_holds.held(now).get(sheet_id),
        destroyed_at=gone.at if gone else None,
        envelopes=gone.envelopes if gone else None,
        ground=gone.ground if gone else "",
    )


def kept() -> list[DueSheet]:
    """Every sheet whose end is known and whose keys are still there, the soonest first."""
    return _kept()[:MOST_SHOWN]


def _destroy(one: DueSheet) -> bool:
    try:
        _sealing.seal_sheet(one.id)
        _shredding.shred(one.id, ground=one.rule)
    except Refusal as refusal:
        log.error("sheet_not_destroyed", sheet=one.id, code=refusal.code)
        return False
    return True


def _kept(sheet_id: int | None = None) -> list[DueSheet]:
    wanted = (
        sa.select(Sheet, SheetRetention.until, SheetRetention.rule)
        .outerjoin(SheetRetention, SheetRetention.sheet_id == Sheet.id)
        .outerjoin(Shredding, Shredding.sheet_id == Sheet.id)
        .where(Shredding.id.is_(None))
        .where(sa.or_(SheetRetention.id.is_not(None), Sheet.is_practice))
    )
    if sheet_id is not None:
        wanted = wanted.where(Sheet.id == sheet_id)
    found = [_due(sheet, until, rule) for sheet, until, rule in db.session().execute(wanted)]
    return sorted(found, key=lambda one: (one.until, one.id))


def _due(sheet: Sheet, until: datetime | None, rule: str | None) -> DueSheet:
    if sheet.is_practice:
        end = _opening.window(sheet.id).grace_ends + PRACTICE_LASTS
        return DueSheet(sheet.id, sheet.digest, sheet.title, end, PRACTICE_RULE)
    return DueSheet(sheet.id, sheet.digest, sheet.title, until or sheet.closes_at, rule or "")
