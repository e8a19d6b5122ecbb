"""Numbered forms: each number is issued once, in runs, and known; only issued ones come back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening
from signatures._manifest import Channel
from signatures._opening import Window
from signatures._papertables import PaperRun
from signatures._paperwords import FormHolder, FormPurpose, FormRun, form_number, serial_of

MOST_FORMS = 500
"""The longest run that is printed at once; the platform's."""


def print_forms(
    sheet_id: int,
    many: int,
    *,
    holder: FormHolder,
    purpose: FormPurpose = FormPurpose.SUPPORT,
    actor: Actor | None = None,
) -> FormRun:
    """Issue the next numbers of this sheet's forms.

    Refuses where the law takes no paper ("channel-closed"), before opening and after closing
    ("sheet-not-open", "sheet-closed"), and more than can be printed at once ("bad-run").
    """
    seen = taking(sheet_id)
    seen.check_consent(clock.now())
    if not 1 <= many <= MOST_FORMS:
        raise Refusal(
            "bad-run", _l("Choose between 1 and %(most)s forms.", most=MOST_FORMS), field="many"
        )
    if purpose is FormPurpose.WITHDRAWAL and not seen.sheet.is_withdrawable:
        raise Refusal("not-withdrawable", _l("The law allows no withdrawal of this signature."))
    first = _issue(sheet_id, many, holder, purpose)
    record.note(
        "sheet:paper:printed",
        _opening.address(seen.sheet.digest),
        actor=actor,
        facts={"first": first, "forms": many, "holder": holder.value, "purpose": purpose.value},
    )
    numbers = tuple(form_number(serial) for serial in range(first, first + many))
    return FormRun(numbers=numbers, purpose=purpose)


def form_purpose(sheet_id: int, number: str) -> FormPurpose:
    """What is declared on this form; refuses ("not-found") a number that was never issued here."""
    found = issued(sheet_id, serial_of(number))
    if found is None:
        raise Refusal("not-found", _l("No form with this number was printed for this initiative."))
    return found.purpose


def numbers_between(first: str, last: str) -> list[str]:
    """The numbers from one to the other, at most a run; empty where either is not one."""
    low, high = serial_of(first), serial_of(last)
    if low is None or high is None:
        return []
    return [form_number(serial) for serial in range(low, min(high, low + MOST_FORMS) + 1)]


def issued(sheet_id: int, serial: int | None) -> PaperRun | None:
    """The run in which this number was issued."""
    if serial is None:
        return None
    wanted = sa.select(PaperRun).where(
        PaperRun.sheet_id == sheet_id, PaperRun.first <= serial, PaperRun.last >= serial
    )
    return db.session().scalar(wanted)


def how_many(sheet_id: int) -> int:
    """How many forms were issued for this sheet."""
    last = sa.select(sa.func.max(PaperRun.last)).where(PaperRun.sheet_id == sheet_id)
    return db.session().scalar(last) or 0


def taking(sheet_id: int) -> Window:
    """The sheet; refuses ("channel-closed") one whose law takes no paper."""
    seen = _opening.window(sheet_id)
    if Channel.PAPER not in seen.sheet.channels or not rule(sheet_id):
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    return seen


def is_taken(sheet_id: int | None) -> bool:
    """Whether people may sign on paper here."""
    return sheet_id is not None and Channel.PAPER in _opening.window(sheet_id).sheet.channels


def rule(sheet_id: int) -> dict[str, Any]:
    """What the sheet's manifest says of paper; empty where it says nothing."""
    said: dict[str, Any] = json.loads(_opening.canonical(sheet_id)).get("paper") or {}
    return said


def delivered_until(seen: Window) -> timedelta:
    """How long after closing paper may still be delivered: the rule set's time, or its grace."""
    said = int(rule(seen.sheet.id).get("delivery_seconds", 0))
    return max(seen.sheet.grace, timedelta(seconds=said))


def _issue(sheet_id: int, many: int, holder: FormHolder, purpose: FormPurpose) -> int:
    while True:
        first = how_many(sheet_id) + 1
        values = {
            "sheet_id": sheet_id,
            "first": first,
            "last": first + many - 1,
            "holder": holder,
            "purpose": purpose,
            "at": clock.now(),
        }
        if db.insert_once(PaperRun, values, conflict=["sheet_id", "first"]) is not None:
            return first
