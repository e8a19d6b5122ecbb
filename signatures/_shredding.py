"""Destruction: the sheet's keys go, its envelopes are emptied, the count and a certificate stay."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening, _vault
from signatures._papers import Shredding
from signatures._sheets import Sheet, SheetSeal, Signature


def shred(sheet_id: int, *, ground: str, actor: Actor | None = None) -> int:
    """Destroy what could show who signed; how many envelopes were destroyed.

    Refuses a sheet that still counts ("not-sealed"); a second time does nothing more. The keys go
    after the commit; every later start destroys them again, should a backup have brought them back.
    """
    sheet = _opening.window(sheet_id).sheet
    sealed = sa.select(SheetSeal.id).where(SheetSeal.sheet_id == sheet_id)
    if db.session().scalar(sealed) is None:
        raise Refusal("not-sealed", _l("The sheet has not been sealed yet."))
    standing = db.session().scalar(sa.select(Shredding).where(Shredding.sheet_id == sheet_id))
    if standing is not None:
        return standing.envelopes
    many = len(db.session().scalars(_emptied(sheet_id)).all())
    row = Shredding(sheet_id=sheet_id, envelopes=many, ground=ground, at=clock.now())
    db.session().add(row)
    record.note(
        "sheet:keys:destroyed",
        _opening.address(sheet.digest),
        actor=actor,
        facts={"envelopes": many, "ground": ground, "sheet": sheet.digest},
    )
    digest = sheet.digest
    db.after_commit(lambda: _vault.destroy(digest))
    return many


def shred_again() -> int:
    """Destroy again the keys of sheets that were destroyed before; how many had come back."""
    wanted = sa.select(Sheet.digest).join(Shredding, Shredding.sheet_id == Sheet.id)
    back = [digest for digest in db.session().scalars(wanted) if _vault.exists(digest)]
    for digest in back:
        _vault.destroy(digest)
    gone = sa.select(Shredding.sheet_id)
    left = Signature.sheet_id.in_(gone) & (sa.func.length(Signature.envelope) > 0)
    db.session().execute(sa.update(Signature).where(left).values(envelope=b""))
    return len(back)


def _emptied(sheet_id: int) -> Any:
    """Empty the envelopes; the keys of persons that remain are noise without the secret."""
    emptied = sa.update(Signature).where(Signature.sheet_id == sheet_id).values(envelope=b"")
    return emptied.returning(Signature.id)
