"""Sealing a sheet: nobody in flight, nothing waiting, every row and leaf as it was written."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from commons import clock, db, locks, record
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import merkle, trees
from commons.ledger.models import Leaf
from signatures import (
    _cells,
    _counting,
    _opening,
    _paperentry,
    _pending,
    _promises,
    _rows,
    _tallies,
    _vault,
)
from signatures._opening import Window
from signatures._papers import Shredding
from signatures._sheets import Sheet, SheetLeaf, SheetSeal, Signature, Withdrawal
from signatures._words import Fault, Tally


def seal_sheet(sheet_id: int) -> Tally:
    """Seal the sheet for good; sealed already, it only tells the count.

    Waits for every signer in flight. Refuses before the grace has ended ("sheet-not-over") and
    while a row is not as this room wrote it ("sheet-damaged").
    """
    seen = _opening.window(sheet_id)
    if seen.is_sealed:
        return _tallies.tally(sheet_id)
    _check_over(seen)
    locks.hold(locks.Lock.SHEET, sheet_id)
    seen = _opening.window(sheet_id)
    if not seen.is_sealed:
        _check_over(seen)
        if not _paperentry.finish(seen):
            raise _not_over()
        _counting.release_all(seen)
        _seal(seen)
    return _tallies.tally(sheet_id)


def audit(sheet_id: int) -> list[Fault]:
    """Everything on the sheet that is not as it was written: rows, leaves, tree and heads."""
    sheet = _opening.window(sheet_id).sheet
    vault = _vault.open_keys(sheet.digest)
    faults = [*_waiting_faults(sheet, vault), *_leaf_faults(sheet, vault)]
    tree = trees.find(_promises.tree_name(sheet.digest))
    faults += trees.audit(tree) if tree is not None else []
    return [Fault(sheet.digest, what) for what in faults]


def checkable() -> list[int]:
    """The sheets whose keys are still there, so that their rows can be checked."""
    wanted = (
        sa.select(Sheet.id)
        .outerjoin(Shredding, Shredding.sheet_id == Sheet.id)
        .where(Shredding.id.is_(None))
        .order_by(Sheet.id)
    )
    return list(db.session().scalars(wanted))


def _check_over(seen: Window) -> None:
    if clock.now() < seen.grace_ends:
        raise _not_over()


def _not_over() -> Refusal:
    return Refusal("sheet-not-over", _l("Signatures may still come in."))


def _seal(seen: Window) -> None:
    sheet = seen.sheet
    faults = audit(sheet.id)
    if faults:
        raise Refusal(
            "sheet-damaged",
            _l("A row of this sheet is not as it was written; it cannot be sealed."),
            faults=len(faults),
        )
    tree = trees.tree(_promises.tree_name(sheet.digest))
    head = trees.head(tree)
    size, root = (head.size, head.root) if head else (0, merkle.EMPTY)
    db.session().add(SheetSeal(sheet_id=sheet.id, size=size, root=root, at=clock.now()))
    db.session().flush()
    counted = _tallies.tally(sheet.id)
    record.note(
        "sheet:sheet:sealed",
        _opening.address(sheet.digest),
        facts={
            "by_channel": _cells.shown(counted.by_channel),
            "net": counted.net,
            "root": root.hex(),
            "sheet": sheet.digest,
            "signatures": counted.released,
            "size": size,
            "withdrawals": counted.withdrawn,
        },
    )


def _waiting_faults(sheet: Sheet, vault: _vault.SheetKeys) -> list[str]:
    many = _pending.foreign(sheet, vault)
    return [f"{many} waiting rows were not written here"] if many else []


def _leaf_faults(sheet: Sheet, vault: _vault.SheetKeys) -> list[str]:
    """Each leaf against its row: none altered, none removed, none changed for another."""
    tree = trees.find(_promises.tree_name(sheet.digest))
    if tree is None:
        return []
    faults: list[str] = []
    rows = _leaf_rows(sheet, tree.id)
    for position, hashed, signature, withdrawal, ended in rows:
        if signature is not None:
            sound = _rows.is_sound(sheet, vault, signature) and signature.leaf == hashed
        elif withdrawal is not None and ended is not None:
            sound = _rows.is_sound_withdrawal(sheet, vault, withdrawal, ended)
            sound = sound and withdrawal.leaf == hashed
        else:
            sound = False
        if not sound:
            faults.append(f"leaf {position} has lost its row, or the row was altered")
    return faults


def _leaf_rows(
    sheet: Sheet, tree_id: int
) -> sa.Result[tuple[int, bytes, Signature | None, Withdrawal | None, Signature | None]]:
    ended = aliased(Signature)
    leaf = Leaf
    wanted = (
        sa.select(leaf.position, leaf.hash, Signature, Withdrawal, ended)
        .outerjoin(
            SheetLeaf,
            sa.and_(SheetLeaf.sheet_id == sheet.id, SheetLeaf.position == leaf.position),
        )
        .outerjoin(Signature, Signature.id == SheetLeaf.signature_id)
        .outerjoin(Withdrawal, Withdrawal.id == SheetLeaf.withdrawal_id)
        .outerjoin(ended, ended.id == Withdrawal.signature_id)
        .where(leaf.tree_id == tree_id)
        .order_by(leaf.position)
        .execution_options(yield_per=500)
    )
    return db.session().execute(wanted)
