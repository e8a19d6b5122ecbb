"""Where the sequencer begins to look: behind what a sheet of its own has had for a while."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db
from signatures import _pending
from signatures._sheets import SheetLeaf, Signature
from tests.signatures.conftest import OPENS

EVENING, NEXT = OPENS + timedelta(hours=1), OPENS + timedelta(hours=2)


def test_what_a_larger_sheet_hides_no_row_of_a_younger_one(app, desk, travel, monkeypatch):
    monkeypatch.setattr(_pending, "BATCH", 1)
    travel(EVENING)
    old, young = desk.open(), desk.open(title="Another")
    for hint in ("citizen-a", "citizen-b"):
        desk.sign(old, hint)
    desk.sequence()
    travel(NEXT)
    for hint in ("citizen-a", "citizen-b", "voter-1", "voter-2"):
        desk.sign(young, hint)
    desk.sequence()

    with db.transaction() as session:
        mine = sa.select(sa.func.min(Signature.id)).where(Signature.sheet_id == young)
        session.execute(sa.delete(SheetLeaf).where(SheetLeaf.signature_id == session.scalar(mine)))
        waiting = _pending.waiting([old, young], clock.now())

    assert waiting == {young}
