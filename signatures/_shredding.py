"""Destruction: the sheet's keys go, its rows shrink to day, channel and level, a certificate stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _graves, _holds, _opening, _vault
from signatures._graves import Grave
from signatures._numbertables import PersonNumber
from signatures._papers import Handover, Shredding
from signatures._sheets import Sheet, SheetSeal, Signature, Withdrawal

Emptier = Callable[[list[int]], None]
_EMPTIERS: list[Emptier] = []
"""What else of a sheet is emptied with it; each takes the numbers of the sheets."""


def also(empty: Emptier) -> Emptier:
    """Let a part of the room empty its own rows of a destroyed sheet; it must be safe to run twice."""
    _EMPTIERS.append(empty)
    return empty


def shred(sheet_id: int, *, ground: str, actor: Actor | None = None) -> int:
    """Destroy what could show who signed; how many envelopes were destroyed.

    Refuses a sheet that still counts ("not-sealed") or is held ("sheet-held"); a second time does
    nothing more. The keys go after the commit. The sheet is named outside the database first, so
    that every later start destroys them again, should a backup have brought anything back.
    """
    sheet = _opening.window(sheet_id).sheet
    sealed = sa.select(SheetSeal.id).where(SheetSeal.sheet_id == sheet_id)
    if db.session().scalar(sealed) is None:
        raise Refusal("not-sealed", _l("The sheet has not been sealed yet."))
    standing = db.session().scalar(sa.select(Shredding).where(Shredding.sheet_id == sheet_id))
    if standing is not None:
        return standing.envelopes
    _holds.check_not_held(sheet_id)
    now = clock.now()
    grave = Grave(sheet.digest, _empty([sheet_id]), ground, now.isoformat())
    values = {"sheet_id": sheet_id, "envelopes": grave.envelopes, "ground": ground, "at": now}
    if db.insert_once(Shredding, values, conflict=["sheet_id"]) is None:
        return grave.envelopes
    record.note(
        "sheet:keys:destroyed",
        _opening.address(sheet.digest),
        actor=actor,
        facts={
            "by": "operator" if actor else "schedule",
            "envelopes": grave.envelopes,
            "ground": ground,
            "sheet": sheet.digest,
        },
    )
    db.after_commit(lambda: _bury(grave))
    return grave.envelopes


def shred_again() -> int:
    """Destroy again whatever a restored backup has brought back; how many sheets that were.

    Both the rows and the list outside the database say what was destroyed; either is enough.
    """
    listed = _graves.known()
    wanted = sa.select(Sheet.id, Sheet.digest, Shredding.id)
    wanted = wanted.outerjoin(Shredding, Shredding.sheet_id == Sheet.id)
    gone = {row[0]: row for row in db.session().execute(wanted) if row[2] or row[1] in listed}
    back = {digest for digest in [*listed, *(r[1] for r in gone.values())] if _vault.exists(digest)}
    for digest in back:
        _vault.destroy(digest)
    for number, digest, noted in gone.values():
        if noted is None:
            back.add(digest)
            _note_again(number, listed[digest])
    _empty(list(gone))
    return len(back)


def shred_at_start() -> int:
    """As `shred_again`, for the start of a process; nothing is asked where nothing was destroyed."""
    return shred_again() if _graves.known() else 0


def _bury(grave: Grave) -> None:
    _graves.add(grave)
    _vault.destroy(grave.sheet)


def _note_again(sheet_id: int, grave: Grave) -> None:
    """Bring the restored database up to what was published: this sheet was destroyed."""
    row = {"envelopes": grave.envelopes, "ground": grave.ground, "at": clock.now()}
    db.insert_once(Shredding, {"sheet_id": sheet_id, **row}, conflict=["sheet_id"])
    record.note(
        "sheet:keys:destroyed-again",
        _opening.address(grave.sheet),
        facts={"envelopes": grave.envelopes, "ground": grave.ground, "sheet": grave.sheet},
    )


def _empty(sheet_ids: list[int]) -> int:
    """Empty the rows of these sheets; how many signatures were not empty before.

    The key of a person gives way to the leaf, which is public and on this sheet alone. How the
    package was cut goes too.
    """
    full = Signature.sheet_id.in_(sheet_ids) & (sa.func.length(Signature.mac) > 0)
    bare: dict[str, Any] = {"envelope": b"", "envelope_digest": b"", "mac": b""}
    emptied = sa.update(Signature).where(full).values(person_key=Signature.leaf, **bare)
    ended = sa.update(Withdrawal).where(Withdrawal.sheet_id.in_(sheet_ids)).values(mac=b"")
    uncut = sa.update(Handover).where(Handover.sheet_id.in_(sheet_ids)).values(plan=None)
    db.session().flush()
    line = db.session().connection()
    many = line.execute(emptied).rowcount
    line.execute(ended)
    line.execute(uncut)
    line.execute(sa.delete(PersonNumber).where(PersonNumber.sheet_id.in_(sheet_ids)))
    for empty in _EMPTIERS:
        empty(sheet_ids)
    db.session().expire_all()
    return many
