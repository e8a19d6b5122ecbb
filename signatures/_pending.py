"""What waits for its leaf: rows that have none, checked before they enter the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import aliased

from commons import db
from signatures import _envelope, _rows, _vault
from signatures._sheets import Sheet, SheetLeaf, Signature, Withdrawal

log = structlog.get_logger("signatures")
BATCH = 2000


@dataclass(frozen=True)
class Waiting:
    """An act that is to become a leaf."""

    data: bytes
    channel: str
    signature_id: int | None = None
    withdrawal_id: int | None = None
    region: str | None = None


@dataclass(frozen=True)
class Batch:
    """Acts that can be released together; where it is full, more wait behind it."""

    acts: list[Waiting]
    is_full: bool


def sound(sheet: Sheet, vault: _vault.SheetKeys) -> Batch:
    """Acts without a leaf; rows that this room has not written are left out.

    Chosen by "has no leaf", never by their number: numbers commit out of order.
    """
    signatures = _signatures(sheet)
    made = {row.id: _signature(sheet, vault, row) for row in signatures}
    entering = {number for number, act in made.items() if act is not None}
    ends = [
        _withdrawal(sheet, vault, row, ended)
        for row, ended, has_leaf in _withdrawals(sheet)
        if has_leaf or ended.id in entering
    ]
    acts = [act for act in [*made.values(), *ends] if act is not None]
    return Batch(acts=acts, is_full=bool(acts) and BATCH in (len(signatures), len(ends)))


def waiting(sheet_ids: Sequence[int]) -> set[int]:
    """On which of these sheets any row waits for its leaf; one look for all of them."""
    signatures = (
        sa.select(Signature.sheet_id)
        .outerjoin(SheetLeaf, SheetLeaf.signature_id == Signature.id)
        .where(Signature.sheet_id.in_(sheet_ids), SheetLeaf.id.is_(None))
    )
    withdrawals = (
        sa.select(Withdrawal.sheet_id)
        .outerjoin(SheetLeaf, SheetLeaf.withdrawal_id == Withdrawal.id)
        .where(Withdrawal.sheet_id.in_(sheet_ids), SheetLeaf.id.is_(None))
    )
    return set(db.session().scalars(signatures.union(withdrawals)))


def foreign(sheet: Sheet, vault: _vault.SheetKeys) -> int:
    """How many rows wait that this room has not written; above 0 the sheet cannot be sealed."""
    bad = sum(not _rows.is_sound(sheet, vault, row) for row in _signatures(sheet))
    return bad + sum(
        not _rows.is_sound_withdrawal(sheet, vault, row, ended)
        for row, ended, _has_leaf in _withdrawals(sheet)
    )


def _signatures(sheet: Sheet) -> list[Signature]:
    wanted = (
        sa.select(Signature)
        .outerjoin(SheetLeaf, SheetLeaf.signature_id == Signature.id)
        .where(Signature.sheet_id == sheet.id, SheetLeaf.id.is_(None))
        .limit(BATCH)
    )
    return list(db.session().scalars(wanted))


def _withdrawals(sheet: Sheet) -> list[tuple[Withdrawal, Signature, bool]]:
    """Withdrawals without a leaf, with what they end, and whether that has its leaf already."""
    own, ended = aliased(SheetLeaf), aliased(SheetLeaf)
    wanted = (
        sa.select(Withdrawal, Signature, ended.id)
        .join(Signature, Signature.id == Withdrawal.signature_id)
        .outerjoin(own, own.withdrawal_id == Withdrawal.id)
        .outerjoin(ended, ended.signature_id == Signature.id)
        .where(Withdrawal.sheet_id == sheet.id, own.id.is_(None))
        .limit(BATCH)
    )
    rows = db.session().execute(wanted)
    return [(row, signature, leaf_id is not None) for row, signature, leaf_id in rows]


def _signature(sheet: Sheet, vault: _vault.SheetKeys, row: Signature) -> Waiting | None:
    if not _rows.is_sound(sheet, vault, row):
        log.error("signature_foreign_row", sheet=sheet.id, row=row.id)
        return None
    commitment = vault.commitment(row.person_key, row.envelope_digest)
    return Waiting(
        data=_envelope.leaf_data("signature", sheet.digest, commitment),
        channel=row.channel.value,
        signature_id=row.id,
        region=row.region,
    )


def _withdrawal(
    sheet: Sheet, vault: _vault.SheetKeys, row: Withdrawal, ended: Signature
) -> Waiting | None:
    if not _rows.is_sound_withdrawal(sheet, vault, row, ended):
        log.error("withdrawal_foreign_row", sheet=sheet.id, row=row.id)
        return None
    return Waiting(
        data=_envelope.leaf_data("withdrawal", sheet.digest, vault.ending(ended.leaf)),
        channel="",
        withdrawal_id=row.id,
        region=ended.region,
    )
