"""The public count of a sheet, and how it moved from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import sqlalchemy as sa

from commons import clock, db
from signatures import _pace, _steps
from signatures._sheets import REPLACED, Release, Sheet, SheetLeaf, SheetSeal, Withdrawal
from signatures._words import DayCount, Tally


def tally(sheet_id: int) -> Tally:
    """The public count of a sheet: leaves released, less those withdrawn."""
    return tallies([sheet_id])[sheet_id]


def tallies(sheet_ids: Sequence[int]) -> dict[int, Tally]:
    """The public counts of several sheets, for lists."""
    newest = (
        sa.select(Release.sheet_id, sa.func.max(Release.size).label("size"))
        .where(Release.sheet_id.in_(sheet_ids))
        .group_by(Release.sheet_id)
        .subquery()
    )
    is_newest = sa.and_(newest.c.sheet_id == Release.sheet_id, newest.c.size == Release.size)
    releases = db.session().scalars(sa.select(Release).join(newest, is_newest))
    last = {release.sheet_id: release for release in releases}
    sheets = (
        sa.select(Sheet, SheetSeal.id)
        .outerjoin(SheetSeal, SheetSeal.sheet_id == Sheet.id)
        .where(Sheet.id.in_(sheet_ids))
    )
    return {
        sheet.id: _tally(sheet, last.get(sheet.id), sealed=seal_id is not None)
        for sheet, seal_id in db.session().execute(sheets)
    }


def oversigned(sheet_id: int) -> int:
    """How often somebody signed again and so replaced the former signature, as far as released."""
    wanted = (
        sa.select(sa.func.count())
        .select_from(SheetLeaf)
        .join(Withdrawal, Withdrawal.id == SheetLeaf.withdrawal_id)
        .where(SheetLeaf.sheet_id == sheet_id, Withdrawal.how == REPLACED)
    )
    return db.session().scalar(wanted) or 0


def history_by_day(sheet_id: int) -> list[DayCount]:
    """How the public count moved, a row for each local day on which it did."""
    wanted = sa.select(Release).where(Release.sheet_id == sheet_id).order_by(Release.size)
    last_of_day = {release.day: release for release in db.session().scalars(wanted)}
    steps: list[Release | None] = [None, *last_of_day.values()]
    return [_day(before, after) for before, after in pairwise(steps) if after is not None]


def _tally(sheet: Sheet, last: Release | None, *, sealed: bool) -> Tally:
    released = last.signatures if last else 0
    withdrawn = last.withdrawals if last else 0
    now = clock.now()
    exact = dict(last.by_region or {}) if last else {}
    shown = last.by_region_shown if last else None
    return Tally(
        released=released,
        withdrawn=withdrawn,
        net=released - withdrawn,
        released_at=last.at if last else None,
        next_release_by=None if sealed or now < sheet.opens_at else _pace.next_tick(sheet, now),
        sealed=sealed,
        by_channel=dict(last.by_channel) if last else {},
        by_region=exact,
        by_region_shown=exact if sealed else _steps.read(shown).figures,
        region_step=1 if sealed else _steps.least(sheet.min_batch),
    )


def _day(before: Release | None, after: Release) -> DayCount:
    signatures = after.signatures - (before.signatures if before else 0)
    withdrawals = after.withdrawals - (before.withdrawals if before else 0)
    return DayCount(after.day, signatures, withdrawals, after.signatures - after.withdrawals)
