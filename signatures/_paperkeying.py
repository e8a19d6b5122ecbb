"""Keying: two registrars read the paper apart, the codes are compared here, a third settles the rest.

Nobody sees another's entry. What comes back says how many rows differ, and never of anybody
whether he had signed before.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import clock, db, locks, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening, _paperbatches, _paperentry, _paperforms, _paperreading
from signatures._opening import Window
from signatures._paperbatches import agreed, forms_of, grouped, keyers, places_of
from signatures._papertables import PaperBatch, PaperEntry, PaperKeyer, PaperRow
from signatures._paperwords import BatchView, FormRows, KeyedRow, RowFault, Stage

THIRD = 3
_ATTEMPT = {Stage.KEYING: 1, Stage.AGAIN: 2, Stage.THIRD: 3}
Place = tuple[int, int]


def key_batch(
    batch_id: int,
    number: str,
    rows: Sequence[KeyedRow],
    *,
    actor: Actor,
    region: str | None = None,
) -> BatchView:
    """Key one form of a batch as this registrar reads it; compared as soon as both have keyed all.

    `region` is the State or district that he reads on the form. Refuses a person twice, deputies
    among them ("two-persons-needed"), a form that he has keyed ("already-keyed"), one that was
    printed for another State or district ("other-district"), and rows that are not the ones asked
    for ("rows-beyond").
    """
    locks.share(locks.Lock.SHEET, _paperbatches.find(batch_id).sheet_id)
    batch = _paperbatches.find(batch_id, locked=True)
    seen = _open_sheet(batch)
    form = _paperbatches.form_in(batch_id, number)
    wanted = {row for serial, row in _due(batch, actor) if form and serial == form.serial}
    if form is None or not wanted:
        raise Refusal("already-keyed", _l("You have nothing to key on this form."))
    if region != form.region:
        raise _paperforms.other_region(number, form.region, field="district")
    if {keyed.row for keyed in rows} != wanted or len(rows) != len(wanted):
        raise Refusal("rows-beyond", _l("Key exactly the rows that are asked for."))
    place = _place(batch, actor)
    for keyed in rows:
        read = _paperreading.read(seen, batch, form, keyed)
        values = {
            "batch_id": batch.id,
            "serial": form.serial,
            "row": keyed.row,
            "attempt": _ATTEMPT[batch.stage],
            "place": place,
            "code": read.code,
            "fault": read.fault,
            "sealed": read.sealed,
        }
        db.session().add(PaperEntry(**values))
    db.session().flush()
    compare_batch(batch_id)
    if batch.stage is Stage.SETTLED:
        _paperentry.enter_settled(batch.sheet_id)
    return _paperbatches.view(batch)


def due(batch_id: int, actor: Actor) -> tuple[FormRows, ...]:
    """What this registrar still has to key of a batch; refuses whoever may not key it."""
    return grouped(_due(_paperbatches.find(batch_id), actor), forms_of(batch_id))


def may_key(batch_id: int, actor: Actor) -> bool:
    """Whether this registrar has anything to key here."""
    try:
        return bool(due(batch_id, actor))
    except Refusal:
        return False


def compare_batch(batch_id: int) -> BatchView:
    """Compare what was keyed, once everybody whose turn it is has keyed all; safe to call again."""
    batch = _paperbatches.find(batch_id, locked=True)
    attempt = _ATTEMPT.get(batch.stage)
    places = (THIRD,) if batch.stage is Stage.THIRD else (1, 2)
    if attempt is None:
        return _paperbatches.view(batch)
    differing = places_of(batch.id) - agreed(batch.id)
    if any(differing - _keyed(batch, attempt, place) for place in places):
        return _paperbatches.view(batch)
    if batch.stage is Stage.THIRD:
        _take_third(batch)
    else:
        _take_alike(batch, attempt)
    left = places_of(batch.id) - agreed(batch.id)
    batch.stage = _next(batch.stage) if left else Stage.SETTLED
    if batch.stage is Stage.SETTLED:
        _settle(batch)
    db.session().flush()
    return _paperbatches.view(batch)


def _open_sheet(batch: PaperBatch) -> Window:
    seen = _opening.window(batch.sheet_id)
    if seen.is_sealed:
        raise Refusal("sheet-closed", _l("The count is sealed; nothing can be entered any more."))
    return seen


def _due(batch: PaperBatch, actor: Actor) -> set[Place]:
    attempt = _ATTEMPT.get(batch.stage)
    if attempt is None:
        return set()
    standing = keyers(batch.id)
    mine = next((p for p, account in standing.items() if account == actor.account_id), None)
    if mine is None:
        _check_free(batch, actor, standing)
    elif batch.stage is Stage.THIRD and mine != THIRD:
        raise _second()
    return places_of(batch.id) - agreed(batch.id) - _keyed(batch, attempt, mine)


def _check_free(batch: PaperBatch, actor: Actor, standing: dict[int, int]) -> None:
    """Whether this person may take a place: never one who, or whose deputy, has one."""
    if actor.is_one_of(*standing.values()):
        raise _second()
    full = THIRD in standing if batch.stage is Stage.THIRD else {1, 2} <= set(standing)
    if full:
        raise Refusal("keyed-by-two", _l("Two registrars key this batch already."))


def _place(batch: PaperBatch, actor: Actor) -> int:
    """The registrar's place at the batch, taken with his first row."""
    standing = keyers(batch.id)
    for place, account in standing.items():
        if account == actor.account_id:
            return place
    place = THIRD if batch.stage is Stage.THIRD else 1 + (1 in standing)
    db.session().add(PaperKeyer(batch_id=batch.id, place=place, account=actor.account_id))
    db.session().flush()
    return place


def _keyed(batch: PaperBatch, attempt: int, place: int | None) -> set[Place]:
    wanted = sa.select(PaperEntry.serial, PaperEntry.row).where(
        PaperEntry.batch_id == batch.id, PaperEntry.attempt == attempt, PaperEntry.place == place
    )
    return {(serial, row) for serial, row in db.session().execute(wanted)}


def _entries(batch: PaperBatch) -> list[PaperEntry]:
    wanted = sa.select(PaperEntry).where(PaperEntry.batch_id == batch.id).order_by(PaperEntry.id)
    return list(db.session().scalars(wanted))


def _take_alike(batch: PaperBatch, attempt: int) -> None:
    """Agree on every row that both have keyed alike."""
    both: dict[Place, dict[int, PaperEntry]] = {}
    for entry in _entries(batch):
        if entry.attempt == attempt:
            both.setdefault((entry.serial, entry.row), {})[entry.place] = entry
    for pair in both.values():
        if pair[1].code == pair[2].code:
            _agree(batch, pair[1])


def _take_third(batch: PaperBatch) -> None:
    """Two of three decide; a row that three persons read in three ways cannot be read."""
    before: dict[Place, list[PaperEntry]] = {}
    for entry in _entries(batch):
        before.setdefault((entry.serial, entry.row), []).append(entry)
    open_rows = places_of(batch.id) - agreed(batch.id)
    for place in sorted(open_rows):
        third = next(entry for entry in before[place] if entry.place == THIRD)
        is_shared = any(e.code == third.code for e in before[place] if e.place != THIRD)
        _agree(batch, third, fault=None if is_shared else RowFault.UNREADABLE)


def _agree(batch: PaperBatch, entry: PaperEntry, *, fault: RowFault | None = None) -> None:
    said = fault or entry.fault
    row = PaperRow(
        batch_id=batch.id,
        serial=entry.serial,
        row=entry.row,
        code=entry.code,
        fault=said,
        sealed=b"" if said else entry.sealed,
    )
    db.session().add(row)
    db.session().flush()


def _settle(batch: PaperBatch) -> None:
    """Everything is agreed: what each had keyed is deleted, and the batch waits to be entered."""
    differed = {(e.serial, e.row) for e in _entries(batch) if e.attempt > 1}
    db.session().execute(sa.delete(PaperEntry).where(PaperEntry.batch_id == batch.id))
    batch.settled_at = clock.now()
    record.note(
        "sheet:paper:settled",
        _opening.address(_opening.window(batch.sheet_id).sheet.digest),
        facts={
            "batch": batch.number,
            "by": len(keyers(batch.id)),
            "differed": len(differed),
            "forms": len(forms_of(batch.id)),
            "rows": batch.rows,
        },
    )


def _next(stage: Stage) -> Stage:
    return Stage.AGAIN if stage is Stage.KEYING else Stage.THIRD


def _second() -> Refusal:
    return Refusal(
        "two-persons-needed",
        _l("This needs another person; whoever has keyed it, and his deputy, may not."),
    )
