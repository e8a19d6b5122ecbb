"""What goes with a sheet's destruction of paper: scans, and the codes and envelopes of rows."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from signatures import _shredding
from signatures._papertables import PaperBatch, PaperEntry, PaperRow, PaperScan


@_shredding.also
def empty(sheet_ids: list[int]) -> None:
    """Delete the scans and empty the rows of these sheets; safe to run twice."""
    batches = sa.select(PaperBatch.id).where(PaperBatch.sheet_id.in_(sheet_ids))
    line = db.session().connection()
    line.execute(sa.delete(PaperScan).where(PaperScan.sheet_id.in_(sheet_ids)))
    line.execute(sa.delete(PaperEntry).where(PaperEntry.batch_id.in_(batches)))
    rows = sa.update(PaperRow).where(PaperRow.batch_id.in_(batches))
    line.execute(rows.values(code=b"", sealed=b""))
