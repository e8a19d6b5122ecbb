"""What waits for its leaf: rows that have none, checked before they enter the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import aliased

from commons import db
from signatures import _envelope, _rows, _vault
from signatures._sheets import Release, Sheet, SheetLeaf, Signature, Withdrawal

log = structlog.get_logger("signatures")
BATCH = 2000
QUIET = timedelta(minutes=5)
"""Longer than any signing keeps its transaction open."""


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
    last: int
    """The number of its last signature; the next batch begins behind it."""


def sound(sheet: Sheet, vault: _vault.SheetKeys, *, after: int = 0) -> Batch:
    """Acts without a leaf, the oldest first; rows that this room has not written are left out.

    Chosen by "has no leaf", never by their number alone: numbers commit out of order. `after` is
    the number up to which nothing is looked for: `settled` gives it, and each batch the next one.
    """
    signatures = _signatures(sheet, after)
    made = {row.id: _signature(sheet, vault, row) for row in signatures}
    entering = {number for number, act in made.items() if act is not None}
    ending = _withdrawals(sheet)
    ends = [
        _withdrawal(sheet, vault, row, ended)
        for row, ended, has_leaf in ending
        if has_leaf or ended.id in entering
    ]
    acts = [act for act in [*made.values(), *ends] if act is not None]
    return Batch(
        acts=acts,
        is_full=len(signatures) == BATCH or (bool(acts) and len(ends) == BATCH),
        last=signatures[-1].id if signatures else after,
    )


def settled(sheet_id: int, now: datetime) -> int:
    """The number below which every signature of this sheet has had its leaf for a while.

    Batches are taken in the order of numbers. So when one was released, each number below it had
    its leaf, but for those whose transactions were still open; QUIET later there are none.
    Sealing does not rely on that: it looks at every row.
    """
    return db.session().scalar(sa.select(_settled(sa.literal(sheet_id), now))) or 0


def waiting(sheet_ids: Sequence[int], now: datetime) -> set[int]:
    """On which of these sheets any row waits for its leaf; one look for all of them."""
    marks = (
        sa.select(Sheet.id, _settled(Sheet.id, now).label("mark"))
        .where(Sheet.id.in_(sheet_ids))
        .cte("marks")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    first = (
        sa.select(Signature.id)
        .where(Signature.sheet_id == marks.c.id, _leafless(marks.c.mark))
        .order_by(Signature.id)
        .limit(1)
        .scalar_subquery()
    )
    signatures = sa.select(marks.c.id).where(first.is_not(None))
    withdrawals = (
        sa.select(Withdrawal.sheet_id)
        .outerjoin(SheetLeaf, SheetLeaf.withdrawal_id == Withdrawal.id)
        .where(Withdrawal.sheet_id.in_(sheet_ids), SheetLeaf.id.is_(None))
    )
    found = set(db.session().scalars(signatures))
    return found.union(db.session().scalars(withdrawals))


def foreign(sheet: Sheet, vault: _vault.SheetKeys) -> int:
    """How many rows wait that this room has not written; above 0 the sheet cannot be sealed."""
    bad = sum(not _rows.is_sound(sheet, vault, row) for row in _signatures(sheet))
    return bad + sum(
        not _rows.is_sound_withdrawal(sheet, vault, row, ended)
        for row, ended, _has_leaf in _withdrawals(sheet)
    )


def _settled(sheet_id: sa.SQLColumnExpression[int], now: datetime) -> sa.ColumnElement[int]:
    size = (
        sa.select(Release.size)
        .where(Release.sheet_id == sheet_id, Release.at <= now - QUIET)
        .order_by(Release.size.desc())
        .limit(1)
        .correlate(Sheet)
        .scalar_subquery()
    )
    # "+ 0": the least of these few, not a walk along the index of all leaves.
    last_batch = (
        sa.select(sa.func.min(SheetLeaf.signature_id + 0) - 1)
        .where(
            SheetLeaf.sheet_id == sheet_id,
            SheetLeaf.position >= size - 2 * BATCH,
            SheetLeaf.position < size,
        )
        .correlate(Sheet)
        .scalar_subquery()
    )
    # A young sheet begins at its own first row, not at the first of all the sheets before it.
    own = sa.select(sa.func.min(Signature.id) - 1).where(Signature.sheet_id == sheet_id)
    return sa.func.coalesce(last_batch, own.correlate(Sheet).scalar_subquery(), 0)


def _leafless(after: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Whether a signature behind this number has no leaf; the number is said twice, for the index."""
    leaf = sa.exists().where(SheetLeaf.signature_id == Signature.id, SheetLeaf.signature_id > after)
    return sa.and_(Signature.id > after, ~leaf)


def _signatures(sheet: Sheet, after: int = 0) -> list[Signature]:
    wanted = (
        sa.select(Signature)
        .where(Signature.sheet_id == sheet.id, _leafless(sa.literal(after)))
        .order_by(Signature.id)
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
