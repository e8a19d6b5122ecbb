"""The rows of a package: leaves, what opens each commitment, and the envelopes of those that stand.

Each is given with the position of its leaf; where positions are named, no other row is read.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from commons import db
from commons.ledger import trees
from commons.ledger.models import Leaf
from signatures import _package, _promises, _vault
from signatures._sheets import Sheet, SheetLeaf, Signature, Withdrawal

Row = TypeVar("Row", bound=tuple[Any, ...])
Placed = Iterator[tuple[int, bytes]]


def leaves(sheet: Sheet, within: range | None = None) -> Placed:
    """The sheet's leaves in their order, as the public log has them."""
    tree = trees.find(_promises.tree_name(sheet.digest))
    if tree is None:
        return
    wanted = sa.select(Leaf.position, Leaf.data).where(Leaf.tree_id == tree.id)
    wanted = _within(wanted, Leaf.position, within).order_by(Leaf.position)
    found = db.session().execute(wanted.execution_options(yield_per=1000))
    for position, data in found.tuples():
        yield position, data.encode("utf-8") + b"\n"


def signatures(sheet: Sheet, vault: _vault.SheetKeys, within: range | None = None) -> Placed:
    """Every signature in the order of its leaf; a withdrawn one without its envelope."""
    wanted = (
        sa.select(SheetLeaf.position, Signature, Withdrawal.id)
        .join(Signature, Signature.id == SheetLeaf.signature_id)
        .outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
        .where(SheetLeaf.sheet_id == sheet.id)
        .order_by(SheetLeaf.position)
        .execution_options(yield_per=500)
    )
    wanted = _within(wanted, SheetLeaf.position, within)
    for position, row, withdrawal_id in db.session().execute(wanted).tuples():
        sealed = vault.unwrap(row.envelope, person_key=row.person_key)
        salt = vault.signature_salt(row.person_key, row.envelope_digest)
        said = {
            "channel": row.channel.value,
            "day": row.day.isoformat(),
            "envelope": base64.b64encode(sealed).decode() if withdrawal_id is None else None,
            "envelope_digest": row.envelope_digest.hex(),
            "level": row.level.value,
            "origin": row.origin,
            "person_key": row.person_key.hex(),
            "position": position,
            "salt": salt.hex(),
        }
        yield position, _package.line(said)


def withdrawals(sheet: Sheet, vault: _vault.SheetKeys, within: range | None = None) -> Placed:
    """Every withdrawal in the order of its leaf, with the leaf that it ends."""
    ended = aliased(Signature)
    wanted = (
        sa.select(SheetLeaf.position, ended.leaf)
        .join(Withdrawal, Withdrawal.id == SheetLeaf.withdrawal_id)
        .join(ended, ended.id == Withdrawal.signature_id)
        .where(SheetLeaf.sheet_id == sheet.id)
        .order_by(SheetLeaf.position)
    )
    wanted = _within(wanted, SheetLeaf.position, within)
    for position, leaf in db.session().execute(wanted).tuples():
        said = {"ends": leaf.hex(), "position": position, "salt": vault.ending_salt(leaf).hex()}
        yield position, _package.line(said)


def _within(
    wanted: sa.Select[Row], position: InstrumentedAttribute[int], within: range | None
) -> sa.Select[Row]:
    if within is None:
        return wanted
    return wanted.where(position >= within.start, position < within.stop)
