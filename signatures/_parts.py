"""The rows of a package: what opens each commitment, and the envelopes of those that stand."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from commons import db
from signatures import _package, _vault
from signatures._sheets import Sheet, SheetLeaf, Signature, Withdrawal


def signatures(sheet: Sheet, vault: _vault.SheetKeys) -> Iterator[bytes]:
    """Every signature in the order of its leaf; a withdrawn one without its envelope."""
    wanted = (
        sa.select(SheetLeaf.position, Signature, Withdrawal.id)
        .join(Signature, Signature.id == SheetLeaf.signature_id)
        .outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
        .where(SheetLeaf.sheet_id == sheet.id)
        .order_by(SheetLeaf.position)
        .execution_options(yield_per=500)
    )
    for position, row, withdrawal_id in db.session().execute(wanted):
        sealed = vault.unwrap(row.envelope, person_key=row.person_key)
        salt = vault.signature_salt(row.person_key, row.envelope_digest)
        yield _package.line(
            {
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
        )


def withdrawals(sheet: Sheet, vault: _vault.SheetKeys) -> Iterator[bytes]:
    """Every withdrawal in the order of its leaf, with the leaf that it ends."""
    ended = aliased(Signature)
    wanted = (
        sa.select(SheetLeaf.position, ended.leaf)
        .join(Withdrawal, Withdrawal.id == SheetLeaf.withdrawal_id)
        .join(ended, ended.id == Withdrawal.signature_id)
        .where(SheetLeaf.sheet_id == sheet.id)
        .order_by(SheetLeaf.position)
    )
    for position, leaf in db.session().execute(wanted):
        yield _package.line(
            {"ends": leaf.hex(), "position": position, "salt": vault.ending_salt(leaf).hex()}
        )
