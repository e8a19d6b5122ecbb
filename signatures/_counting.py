"""Counting in public: the sequencer of sheets, its pace, the tally, its history."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import sqlalchemy as sa
import structlog

from commons import clock, db, locks, record
from commons.ledger import trees
from commons.ledger.trees import NewLeaf
from signatures import _eligibility, _intents, _opening, _pending, _promises, _vault
from signatures._opening import Window
from signatures._pending import Waiting
from signatures._sheets import Release, Sheet, SheetClosing, SheetLeaf, SheetSeal, SheetTick
from signatures._words import DayCount, Tally

log = structlog.get_logger("signatures")
AT_ONCE = 1


def sequence(now: datetime | None = None) -> set[int]:
    """Release what is due on every sheet that is not sealed; the sheets whose count moved.

    A batch is due when `min_batch` acts wait, when the sheet's own clock has ticked (every
    `max_delay` from its opening, whether or not anything waits), or when its grace has ended.
    """
    moment = now or clock.now()
    open_sheets = (
        sa.select(Sheet.id)
        .outerjoin(SheetSeal, SheetSeal.sheet_id == Sheet.id)
        .where(SheetSeal.id.is_(None), Sheet.opens_at <= moment)
        .order_by(Sheet.id)
    )
    return {
        sheet_id
        for sheet_id in db.session().scalars(open_sheets).all()
        if locks.try_hold(locks.Lock.SHEET_SEQUENCE, sheet_id) and _sequence(sheet_id, moment)
    }


def release_all(seen: Window) -> None:
    """Release everything that waits; the sealer calls it when nobody can enter any more."""
    locks.hold(locks.Lock.SHEET_SEQUENCE, seen.sheet.id)
    note_closing(seen, clock.now())
    _release(seen.sheet, minimum=1)


def note_closing(seen: Window, now: datetime) -> None:
    """Record, once, how many consents were still on their way when the window closed."""
    if now < seen.closes_at:
        return
    many = _intents.on_their_way(seen.sheet.id, before=seen.closes_at)
    values = {"sheet_id": seen.sheet.id, "open_intents": many, "at": now}
    if db.insert_once(SheetClosing, values, conflict=["sheet_id"]) is not None:
        record.note(
            "sheet:window:closed",
            _opening.address(seen.sheet.digest),
            facts={"on_their_way": many, "sheet": seen.sheet.digest},
        )


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


def history_by_day(sheet_id: int) -> list[DayCount]:
    """How the public count moved, a row for each local day on which it did."""
    wanted = sa.select(Release).where(Release.sheet_id == sheet_id).order_by(Release.size)
    last_of_day = {release.day: release for release in db.session().scalars(wanted)}
    steps: list[Release | None] = [None, *last_of_day.values()]
    return [_day(before, after) for before, after in pairwise(steps) if after is not None]


def next_tick(sheet: Sheet, now: datetime) -> datetime:
    """When, at the latest, whatever waits now is released."""
    if sheet.min_batch <= AT_ONCE or not sheet.max_delay:
        return now + _promises.MERGE_DELAY
    return sheet.opens_at + (_tick(sheet, now) + 1) * sheet.max_delay


def _sequence(sheet_id: int, now: datetime) -> bool:
    seen = _opening.window(sheet_id)
    if seen.is_sealed:
        return False
    note_closing(seen, now)
    return _release(seen.sheet, minimum=_least(seen, now))


def _least(seen: Window, now: datetime) -> int:
    """How many acts must wait for a batch to be due now."""
    sheet = seen.sheet
    if sheet.min_batch <= AT_ONCE or not sheet.max_delay or now >= seen.grace_ends:
        return 1
    number = _tick(sheet, now)
    if number > 0:
        values = {"sheet_id": sheet.id, "number": number}
        if db.insert_once(SheetTick, values, conflict=["sheet_id", "number"]) is not None:
            return 1
    return sheet.min_batch


def _tick(sheet: Sheet, now: datetime) -> int:
    return max(timedelta(), now - sheet.opens_at) // sheet.max_delay


def _release(sheet: Sheet, *, minimum: int) -> bool:
    vault = _vault.open_keys(sheet.digest)
    batch = _pending.sound(sheet, vault)
    if not batch.acts or len(batch.acts) < minimum:
        return False
    _append(sheet, batch.acts)
    while batch.is_full:
        batch = _pending.sound(sheet, vault)
        if batch.acts:
            _append(sheet, batch.acts)
    return True


def _append(sheet: Sheet, waiting: list[Waiting]) -> None:
    """One batch, shuffled, so that the order in the tree tells nothing of the order of signing."""
    secrets.SystemRandom().shuffle(waiting)
    tree = trees.tree(_promises.tree_name(sheet.digest))
    before = trees.head(tree)
    start = before.size if before else 0
    head = trees.append(tree, [NewLeaf(act.data) for act in waiting])
    rows = [
        {
            "sheet_id": sheet.id,
            "position": start + offset,
            "signature_id": act.signature_id,
            "withdrawal_id": act.withdrawal_id,
        }
        for offset, act in enumerate(waiting)
    ]
    db.session().execute(sa.insert(SheetLeaf), rows)
    _note(sheet, _totals(sheet, waiting), head.size, head.root)


@dataclass(frozen=True)
class _Totals:
    signatures: int
    withdrawals: int
    by_channel: dict[str, int]


def _totals(sheet: Sheet, batch: list[Waiting]) -> _Totals:
    last = _last_release(sheet.id)
    channels = Counter({} if last is None else last.by_channel)
    channels.update(act.channel for act in batch if act.signature_id is not None)
    ended = sum(act.withdrawal_id is not None for act in batch)
    return _Totals(
        signatures=(last.signatures if last else 0) + len(batch) - ended,
        withdrawals=(last.withdrawals if last else 0) + ended,
        by_channel=dict(sorted(channels.items())),
    )


def _note(sheet: Sheet, totals: _Totals, size: int, root: bytes) -> None:
    now = clock.now()
    day = _eligibility.local_day(_eligibility.rule_of(sheet.eligibility), now)
    db.session().add(
        Release(
            sheet_id=sheet.id,
            size=size,
            signatures=totals.signatures,
            withdrawals=totals.withdrawals,
            by_channel=totals.by_channel,
            root=root,
            at=now,
            day=day,
        )
    )
    record.note(
        "sheet:count:released",
        _opening.address(sheet.digest),
        facts={
            "root": root.hex(),
            "sheet": sheet.digest,
            "signatures": totals.signatures,
            "size": size,
            "withdrawals": totals.withdrawals,
        },
    )
    log.info("sheet_released", sheet=sheet.id, size=size)


def _last_release(sheet_id: int) -> Release | None:
    wanted = sa.select(Release).where(Release.sheet_id == sheet_id)
    return db.session().scalar(wanted.order_by(Release.size.desc()).limit(1))


def _tally(sheet: Sheet, last: Release | None, *, sealed: bool) -> Tally:
    released = last.signatures if last else 0
    withdrawn = last.withdrawals if last else 0
    now = clock.now()
    return Tally(
        released=released,
        withdrawn=withdrawn,
        net=released - withdrawn,
        released_at=last.at if last else None,
        next_release_by=None if sealed or now < sheet.opens_at else next_tick(sheet, now),
        sealed=sealed,
        by_channel=dict(last.by_channel) if last else {},
    )


def _day(before: Release | None, after: Release) -> DayCount:
    signatures = after.signatures - (before.signatures if before else 0)
    withdrawals = after.withdrawals - (before.withdrawals if before else 0)
    return DayCount(after.day, signatures, withdrawals, after.signatures - after.withdrawals)
