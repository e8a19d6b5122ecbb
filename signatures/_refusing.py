"""Refusals by the strong room: named, signed for the citizen, counted by week without a trace of him."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.ledger import statements
from signatures import _eligibility, _opening, _promises
from signatures._sentences import SENTENCES
from signatures._sheets import RefusalRow, Sheet
from signatures._words import RefusalCount, SigningRefused

HEADING = "Lex Populi refusal v1"
SMALLEST_SHOWN = 5
COUNTED = frozenset(
    {
        "already-signed",
        "assurance-too-low",
        "claim-missing",
        "identifier-missing",
        "neither-citizen-nor-resident",
        "not-citizen",
        "not-resident",
        "sheet-closed",
        "sheet-not-open",
        "too-young",
        *SENTENCES,
    }
)
"""Reasons that are counted in public, by week; each way in which a container is not taken is one."""


@contextmanager
def named(sheet: Sheet) -> Iterator[None]:
    """Let every refusal inside leave as a signed one, counted after the rollback."""
    try:
        yield
    except Refusal as refusal:
        _count_later(sheet, refusal.code)
        raise _signed(sheet, refusal) from None


def refusals(sheet_id: int) -> list[RefusalCount]:
    """Refusals by week and reason; a number too small to be safe is not said.

    The running week is left out, so that nobody can watch one person being refused.
    """
    this_week = _week(_opening.window(sheet_id).sheet)
    wanted = (
        sa.select(RefusalRow.week, RefusalRow.code, sa.func.count())
        .where(RefusalRow.sheet_id == sheet_id, RefusalRow.week < this_week)
        .group_by(RefusalRow.week, RefusalRow.code)
        .order_by(RefusalRow.week, RefusalRow.code)
    )
    return [
        RefusalCount(week, code, many if many >= SMALLEST_SHOWN else None)
        for week, code, many in db.session().execute(wanted)
    ]


def _count_later(sheet: Sheet, code: str) -> None:
    if code not in COUNTED:
        return
    row = {"sheet_id": sheet.id, "week": _week(sheet), "code": code}
    db.if_refused(lambda: _insert(row))


def _insert(row: dict[str, object]) -> None:
    db.session().execute(sa.insert(RefusalRow).values(**row))


def _week(sheet: Sheet) -> date:
    day = _eligibility.local_day(_eligibility.rule_of(sheet.eligibility), clock.now())
    return day - timedelta(days=day.weekday())


def _signed(sheet: Sheet, refusal: Refusal) -> SigningRefused:
    text = statements.body(
        HEADING,
        {
            "sheet": sheet.digest,
            "code": refusal.code,
            "at": clock.now().replace(microsecond=0).isoformat(),
            "appeal": " ".join(sheet.appeal_to.split()),
        },
    )
    refused = SigningRefused(refusal.code, refusal._message, field=refusal.field)
    refused.notice = _promises.sign_text(text)
    refused.appeal_to = sheet.appeal_to
    return refused
