"""What became of the letters of an event: composed, handed over, failed, to be tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from commons import clock, db, jobs
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify.models import LetterRow


class Stand(StrEnum):
    """How far a letter has come."""

    COMPOSED = "composed"
    HANDED_OVER = "handed-over"
    TRIED_AGAIN = "tried-again"
    FAILED = "failed"


@dataclass(frozen=True)
class Delivery:
    """One letter on its way; the mail server's fault is a word, never an address."""

    letter_id: int
    stand: Stand
    composed_at: datetime
    handed_over_at: datetime | None
    attempts: int
    fault: str


def of_event(event: str) -> dict[str, Delivery]:
    """The letters of an event by the key of their recipient."""
    rows = db.session().scalars(sa.select(LetterRow).where(LetterRow.event == event)).all()
    keys = {f"mail.send:{row.id}": row.id for row in rows}
    work = {
        keys[one.key]: one
        for one in db.session().scalars(sa.select(jobs.Outbox).where(jobs.Outbox.key.in_(keys)))
    }
    return {row.recipient: _delivery(row, work.get(row.id)) for row in rows}


def send_again(letter_id: int) -> None:
    """Let a letter that was not handed over be tried anew; refuses one that was."""
    letter = db.session().get(LetterRow, letter_id)
    if letter is None or letter.handed_over_at is not None:
        raise Refusal("already-settled", _l("This letter was handed over already."))
    db.session().execute(
        sa.update(jobs.Outbox)
        .where(jobs.Outbox.key == f"mail.send:{letter_id}", jobs.Outbox.done_at.is_(None))
        .values(attempts=0, not_before=clock.now())
    )


def _delivery(row: LetterRow, work: jobs.Outbox | None) -> Delivery:
    fault = (work.failed if work else None) or row.fault or ""
    tries = work.attempts if work else row.attempts
    if row.handed_over_at is not None:
        stand = Stand.HANDED_OVER
    elif not fault:
        stand = Stand.COMPOSED
    else:
        stand = Stand.FAILED if tries >= jobs.PATIENCE else Stand.TRIED_AGAIN
    return Delivery(row.id, stand, row.composed_at, row.handed_over_at, tries, fault)
