"""Hearings brought beyond their summary, with followers, for the tests of what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Flask

from commons import db
from commons.accounts.models import Account
from commons.notify import services as notify
from consult.models import DISCUSSION, Hearing
from consult.services import following, summarising
from consult.states import StepKind
from tests import people
from tests.consult import making
from tests.consult.making import BANGKOK, at

SUMMARISED = making.CLOSES + timedelta(days=10)
IN_FORCE = date(2026, 12, 1)
LATER = datetime(2026, 12, 2, 9, tzinfo=BANGKOK)
FINAL = making.TEXT.replace("within 15 days", "within 20 days").replace(
    "Section 5. Whoever burns fields without a permit pays a fine.\n", ""
)


def mailed(hint: str, address: str) -> Account:
    """The account of a persona, with a confirmed address for news."""
    account = db.session().get_one(Account, people.actor(hint).account_id)
    account.email, account.email_confirmed_at = address, making.BEFORE
    account.language = "en"
    return account


def follower(hearing: Hearing, hint: str = "citizen-b") -> str:
    """A follower of the hearing with an address; gives the address."""
    address = f"{hint}@example.org"
    account = mailed(hint, address)
    notify.follow(account.id, DISCUSSION, hearing.key)
    return address


def summarised(app: Flask) -> int:
    """A hearing with comments on sections 3, 4 and 5, whose summary is published; its number."""
    number = making.ready(app)
    with at(app, making.WHILE_OPEN):
        hearing = making.find(number)
        for section in ("sec_3", "sec_4", "sec_5"):
            making.says("citizen-a", hearing, f"On {section}.", section=section)
    with at(app, SUMMARISED):
        hearing = making.find(number)
        making.answered(hearing, [1, 2, 3])
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
    return number


def in_force(app: Flask, *, since: date = IN_FORCE) -> int:
    """A law in force that began as a hearing; its number."""
    number = summarised(app)
    with at(app, LATER):
        officer, hearing = people.actor("officer-1"), making.find(number)
        for kind in (StepKind.PARLIAMENT, StepKind.IN_FORCE):
            following.record_step(
                officer, hearing, kind=kind, happened_on=since, words="So it was decided."
            )
    return number
