"""Alarms: what is refused too often from one place is told to auditors once an hour, not before."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from commons import clock, db
from commons.accounts import security
from commons.accounts.models import Account, SecurityEvent
from commons.notify.models import LetterRow
from portal import alarms
from tests import people
from tests.consult.making import WHILE_OPEN, at

NEAR = 29


def refusals(times: int) -> None:
    """So many refused sign-ins from one network, just now."""
    for _time in range(times):
        values = {"kind": "sign-in-failed", "network": "203.0.113.0/24", "at": clock.now()}
        db.session().execute(
            sa.insert(SecurityEvent).values(**values, request_id="", facts={"code": "x"})
        )


def raised() -> int:
    wanted = sa.select(sa.func.count()).where(SecurityEvent.kind == alarms.ALARM)
    return db.session().scalar(wanted) or 0


def test_auditors_are_told_once_when_sign_ins_fail_too_often(app: Flask) -> None:
    with at(app, WHILE_OPEN):
        auditor = db.session().get_one(Account, people.actor("auditor").account_id)
        auditor.email, auditor.email_confirmed_at = "auditor@example.org", clock.now()
        refusals(NEAR)
        alarms.watch()
        quiet = raised()
        refusals(1)
        alarms.watch()
        alarms.watch()
        letters = db.session().scalars(
            sa.select(LetterRow).where(LetterRow.event.startswith("alarm:"))
        )
        (letter,) = letters.all()

        assert (quiet, raised()) == (0, 1)
        assert "203.0.113.0/24" in letter.text and "30 times" in letter.text
    with at(app, WHILE_OPEN + timedelta(hours=2)):
        assert alarms.seen(clock.now()) == []
        security.note("sign-in-failed")
        assert alarms.seen(clock.now()) == []
