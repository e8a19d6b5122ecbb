"""The integrity report of a sealed sheet: what was counted, refused, withdrawn and checked; no person in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import db
from signatures import _asking, _cells, _custody, _tallies, _verifying
from signatures._papers import Sending
from signatures._sheets import RefusalRow, SheetClosing
from signatures._words import Certificate, DayCount, VerificationResult


@dataclass(frozen=True)
class IntegrityReport:
    """What anybody may know of a sheet once it is sealed; a count too small to say is None."""

    certificate: Certificate
    by_channel: Mapping[str, int | None]
    by_region: Mapping[str, int | None]
    refused: Mapping[str, int | None]
    by_day: Sequence[DayCount]
    on_their_way: int
    """Consents that were still with the eID when the window closed."""
    result: VerificationResult | None
    objections: int
    received_at: datetime | None
    """When the authority said that the whole package has arrived."""


def integrity(sheet_id: int) -> IntegrityReport:
    """The report of a sealed sheet; refused ("not-sealed") while it counts."""
    certificate = _custody.certify(sheet_id)
    tally = _tallies.tally(sheet_id)
    codes = sa.select(RefusalRow.code, sa.func.count()).where(RefusalRow.sheet_id == sheet_id)
    refused = Counter(dict(db.session().execute(codes.group_by(RefusalRow.code)).tuples().all()))
    closing = sa.select(SheetClosing.open_intents).where(SheetClosing.sheet_id == sheet_id)
    received = sa.select(Sending.received_at).where(Sending.sheet_id == sheet_id)
    return IntegrityReport(
        certificate=certificate,
        by_channel=_cells.shown(tally.by_channel),
        by_region=_cells.shown(tally.by_region),
        refused={
            code: many if many >= _cells.SMALLEST_CELL else None
            for code, many in sorted(refused.items())
        },
        by_day=_tallies.history_by_day(sheet_id),
        on_their_way=db.session().scalar(closing) or 0,
        result=_verifying.verification(sheet_id),
        objections=len(_asking.objections(sheet_id)),
        received_at=db.session().scalar(received),
    )
