"""Entering settled paper into the count; one person is one, and which rows were doubles stands nowhere."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import date, timedelta

import sqlalchemy as sa

from commons import clock, db, locks, record
from commons.errors import Refusal
from signatures import _numbers, _opening, _paperforms, _paperreading, _rows, _vault
from signatures._manifest import Channel, Level
from signatures._opening import Window
from signatures._paperreading import Opened
from signatures._papertables import PaperBatch, PaperPosting, PaperRow
from signatures._paperwords import BatchKind, Stage
from signatures._sheets import Sheet, Signature, Withdrawal

FEWEST = 5
"""So many rows enter together before the closing, so that the count tells nothing of one person."""
KEYING_LASTS = timedelta(days=14)
"""So long after the time for delivery the count waits for batches to be keyed; the platform's."""
ENTERED, DOUBLE, FAULTY, ENDED = "entered", "double", "faulty", "ended"


def enter_settled(sheet_id: int) -> int:
    """Enter every settled batch of a sheet that may enter now; how many rows that were.

    Before the closing at least five rows wait for each other.
    """
    locks.share(locks.Lock.SHEET, sheet_id)
    return _enter(_opening.window(sheet_id), least=FEWEST)


def finish(seen: Window) -> bool:
    """Before sealing: whether no paper is to come any more; everything settled is then entered.

    Batches that nobody has keyed in time lapse, and the public record says so.
    """
    if Channel.PAPER not in seen.sheet.channels:
        return True
    now, late = clock.now(), _paperforms.delivered_until(seen)
    if now < seen.closes_at + late:
        return False
    unsettled = _batches(seen.sheet.id, Stage.KEYING, Stage.AGAIN, Stage.THIRD)
    if unsettled and now < seen.closes_at + late + KEYING_LASTS:
        return False
    for batch in unsettled:
        batch.stage = Stage.LAPSED
        _note(seen.sheet, "lapsed", {"batch": batch.number, "rows": batch.rows})
    _enter(seen, least=1)
    return True


def _enter(seen: Window, *, least: int) -> int:
    batches = _batches(seen.sheet.id, Stage.SETTLED)
    many = sum(batch.rows for batch in batches)
    if seen.is_sealed or not many or (many < least and clock.now() < seen.closes_at):
        return 0
    vault = _vault.open_keys(seen.sheet.digest)
    found: Counter[str] = Counter()
    for batch in batches:
        found += _enter_batch(seen, vault, batch)
        batch.stage, batch.entered_at = Stage.ENTERED, clock.now()
    posting = PaperPosting(
        sheet_id=seen.sheet.id,
        rows=many,
        entered=found[ENTERED],
        doubles=found[DOUBLE],
        faults=found[FAULTY],
        ended=found[ENDED],
        at=clock.now(),
    )
    db.session().add(posting)
    db.session().flush()
    public = {"doubles": posting.doubles, "faults": posting.faults} if many >= FEWEST else {}
    numbers = [batch.number for batch in batches]
    _note(seen.sheet, "entered", {"batches": numbers, "rows": many, **public})
    return many


def _enter_batch(seen: Window, vault: _vault.SheetKeys, batch: PaperBatch) -> Counter[str]:
    wanted = sa.select(PaperRow).where(PaperRow.batch_id == batch.id)
    rows = list(db.session().scalars(wanted))
    secrets.SystemRandom().shuffle(rows)
    found: Counter[str] = Counter()
    for row in rows:
        if row.fault is not None:
            found[FAULTY] += 1
            continue
        said = _paperreading.opened(vault, row.code, row.sealed)
        row.sealed = b""
        act = _end if batch.kind is BatchKind.WITHDRAWAL else _sign
        found[act(seen.sheet, vault, said, is_seen=batch.kind is BatchKind.ASSISTED)] += 1
    return found


def _sign(sheet: Sheet, vault: _vault.SheetKeys, said: Opened, *, is_seen: bool) -> str:
    """Insert the signature; the unique index decides. Who has withdrawn since then stays withdrawn."""
    key = _numbers.settle(sheet, (said.person_key,))
    if _stands_before(said) or _has_withdrawn_since(sheet, key, said.day):
        return DOUBLE
    row = _rows.signature(
        sheet,
        vault,
        person_key=key,
        envelope=said.envelope,
        day=said.day,
        region=said.region,
    )
    row |= {
        "channel": Channel.PAPER,
        "level": Level.STATEMENT,
        "origin": "person-only" if is_seen else "none",
    }
    try:
        _rows.insert(sheet, vault, row)
    except Refusal as refusal:
        if refusal.code != "already-signed":
            raise
        return DOUBLE
    return ENTERED


def _end(sheet: Sheet, vault: _vault.SheetKeys, said: Opened, *, is_seen: bool) -> str:
    """End the signature that stands; where none stands, the row ends nothing."""
    del is_seen  # a withdrawal is always made before two registrars
    standing = _numbers.standing(sheet, (said.person_key,))
    if standing is None or standing.is_withdrawn:
        return DOUBLE
    return ENDED if _rows.end(sheet, vault, standing.signature, how="paper") else DOUBLE


def _stands_before(said: Opened) -> bool:
    """Whether the person stands on a sheet that this one goes on with."""
    for sheet_id, key in said.before.items():
        found = _numbers.standing(_opening.window(sheet_id).sheet, (key,))
        if found is not None and not found.is_withdrawn:
            return True
    return False


def _has_withdrawn_since(sheet: Sheet, key: bytes, day: date) -> bool:
    wanted = (
        sa.select(sa.func.max(Withdrawal.day))
        .join(Signature, Signature.id == Withdrawal.signature_id)
        .where(Signature.sheet_id == sheet.id, Signature.person_key == key)
    )
    last = db.session().scalar(wanted)
    return last is not None and last >= day


def _batches(sheet_id: int, *stages: Stage) -> list[PaperBatch]:
    wanted = sa.select(PaperBatch).where(
        PaperBatch.sheet_id == sheet_id, PaperBatch.stage.in_(stages)
    )
    return list(db.session().scalars(wanted.order_by(PaperBatch.number).with_for_update()))


def _note(sheet: Sheet, what: str, facts: dict[str, object]) -> None:
    record.note(f"sheet:paper:{what}", _opening.address(sheet.digest), facts=facts)
