"""Counting in public: the sequencer of sheets."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog

from commons import clock, db, locks, record
from commons.errors import Refusal
from commons.ledger import trees
from commons.ledger.trees import NewLeaf
from signatures import (
    _eligibility,
    _intents,
    _opening,
    _pace,
    _pending,
    _promises,
    _steps,
    _vault,
)
from signatures._opening import Window
from signatures._pending import Waiting
from signatures._sheets import Release, Sheet, SheetClosing, SheetLeaf, SheetTick

log = structlog.get_logger("signatures")


def sequence(now: datetime | None = None) -> set[int]:
    """Release what is due on every sheet that is not sealed; the sheets whose count moved.

    A batch is due when `min_batch` acts wait, when the sheet's own clock has ticked (every
    `max_delay` from its opening, whether or not anything waits), or when its grace has ended.
    """
    moment = now or clock.now()
    open_now = _opening.unsealed(moment)
    known = _Known.of(open_now, moment)
    return {
        seen.sheet.id
        for seen in open_now
        if known.has_work(seen, moment)
        and locks.try_hold(locks.Lock.SHEET_SEQUENCE, seen.sheet.id)
        and _sequence(seen.sheet.id, moment)
    }


@dataclass(frozen=True)
class _Known:
    """What is known of all open sheets before any of them is touched."""

    waiting: set[int]
    closed: set[int]
    ticks: dict[int, int]

    @classmethod
    def of(cls, open_now: list[Window], now: datetime) -> _Known:
        """A few looks, however many sheets there are."""
        ids = [seen.sheet.id for seen in open_now]
        closed = sa.select(SheetClosing.sheet_id).where(SheetClosing.sheet_id.in_(ids))
        ticks = sa.select(SheetTick.sheet_id, sa.func.max(SheetTick.number))
        ticks = ticks.where(SheetTick.sheet_id.in_(ids)).group_by(SheetTick.sheet_id)
        return cls(
            waiting=_pending.waiting(ids, now),
            closed=set(db.session().scalars(closed)),
            ticks={row[0]: row[1] for row in db.session().execute(ticks)},
        )

    def has_work(self, seen: Window, now: datetime) -> bool:
        """Whether something waits, the sheet's clock has ticked, or its window has just closed."""
        sheet = seen.sheet
        if sheet.id in self.waiting or (now >= seen.closes_at and sheet.id not in self.closed):
            return True
        return not _pace.is_at_once(sheet) and _pace.tick(sheet, now) > self.ticks.get(sheet.id, 0)


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


def _sequence(sheet_id: int, now: datetime) -> bool:
    """One sheet; what is wrong with it stops no other."""
    try:
        return _sequence_sound(sheet_id, now)
    except Refusal as refusal:
        log.error("sheet_not_sequenced", sheet=sheet_id, code=refusal.code)
        return False


def _sequence_sound(sheet_id: int, now: datetime) -> bool:
    seen = _opening.window(sheet_id)
    if seen.is_sealed:
        return False
    note_closing(seen, now)
    least = _least(seen, now)
    if not _pending.waiting([sheet_id], now):
        return False
    after = _pending.settled(sheet_id, now)
    return _release(seen.sheet, minimum=least, after=after)


def _least(seen: Window, now: datetime) -> int:
    """How many acts must wait for a batch to be due now."""
    sheet = seen.sheet
    if _pace.is_at_once(sheet) or now >= seen.grace_ends:
        return 1
    number = _pace.tick(sheet, now)
    if number > 0:
        values = {"sheet_id": sheet.id, "number": number}
        if db.insert_once(SheetTick, values, conflict=["sheet_id", "number"]) is not None:
            return 1
    return sheet.min_batch


def _release(sheet: Sheet, *, minimum: int, after: int = 0) -> bool:
    vault = _vault.open_keys(sheet.digest)
    batch = _pending.sound(sheet, vault, after=after)
    if (not batch.acts or len(batch.acts) < minimum) and not batch.is_full:
        return False
    moved = False
    while True:
        if batch.acts:
            _append(sheet, batch.acts)
            moved = True
        if not batch.is_full:
            return moved
        batch = _pending.sound(sheet, vault, after=batch.last)


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
    by_region: dict[str, int] | None
    shown: dict[str, object] | None


def _totals(sheet: Sheet, batch: list[Waiting]) -> _Totals:
    last = _last_release(sheet.id)
    channels = Counter({} if last is None else last.by_channel)
    channels.update(act.channel for act in batch if act.signature_id is not None)
    regions = Counter({} if last is None else last.by_region or {})
    for act in batch:
        if act.region is not None:
            regions[act.region] += 1 if act.signature_id is not None else -1
    ended = sum(act.withdrawal_id is not None for act in batch)
    signatures = (last.signatures if last else 0) + len(batch) - ended
    withdrawals = (last.withdrawals if last else 0) + ended
    before = _steps.read(last.by_region_shown if last else None)
    step = _steps.least(sheet.min_batch)
    shown = _steps.after(before, signatures - withdrawals, regions, step)
    return _Totals(
        signatures=signatures,
        withdrawals=withdrawals,
        by_channel=dict(sorted(channels.items())),
        by_region=dict(sorted(regions.items())) or None,
        shown=shown.facts() if regions else None,
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
            by_region=totals.by_region,
            by_region_shown=totals.shown,
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
