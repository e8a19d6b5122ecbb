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
from signatures import _eligibility, _opening
from signatures._manifest import Channel
from signatures._opening import Window
from signatures._papertables import PaperRun
from signatures._paperwords import (
    FormHolder,
    FormPurpose,
    FormRun,
    form_number,
    read_number,
)

MOST_FORMS = 500
"""The longest run that is printed at once; the platform's."""


def print_forms(
    sheet_id: int,
    many: int,
    *,
    holder: FormHolder,
    purpose: FormPurpose = FormPurpose.SUPPORT,
    region: str | None = None,
    actor: Actor | None = None,
) -> FormRun:
    """Issue the next numbers of this sheet's forms, of one State or district where `region` names it.

    Refuses where the law takes no paper ("channel-closed"), before opening and after closing
    ("sheet-not-open", "sheet-closed"), more than can be printed at once ("bad-run"), and a State or
    district by which the law does not count, as of a withdrawal none ("district-unknown").
    """
    seen = taking(sheet_id)
    seen.check_consent(clock.now())
    if not 1 <= many <= MOST_FORMS:
        raise Refusal(
            "bad-run", _l("Choose between 1 and %(most)s forms.", most=MOST_FORMS), field="many"
        )
    if purpose is FormPurpose.WITHDRAWAL and not seen.sheet.is_withdrawable:
        raise Refusal("not-withdrawable", _l("The law allows no withdrawal of this signature."))
    _check_region(sheet_id, purpose, region)
    first = _issue(sheet_id, many, holder, purpose, region)
    record.note(
        "sheet:paper:printed",
        _opening.address(seen.sheet.digest),
        actor=actor,
        facts={
            "first": first,
            "forms": many,
            "holder": holder.value,
            "purpose": purpose.value,
            **({"region": region} if region else {}),
        },
    )
    numbers = tuple(form_number(serial, region) for serial in range(first, first + many))
    return FormRun(numbers=numbers, purpose=purpose, region=region)


def form_purpose(sheet_id: int, number: str) -> FormPurpose:
    """What is declared on this form; refuses ("not-found") a number that was never issued here."""
    return _found(sheet_id, number).purpose


def form_region(sheet_id: int, number: str) -> str | None:
    """Of which State or district this form is; refuses ("not-found") as `form_purpose` does."""
    return _found(sheet_id, number).region


def regions(sheet_id: int) -> tuple[str, ...]:
    """The States or districts by which this sheet counts, and of which forms are printed."""
    return _eligibility.rule_of(_opening.window(sheet_id).sheet.eligibility).regions


def numbers_between(first: str, last: str) -> list[str]:
    """The numbers from one to the other of one State or district, at most a run; empty where there is none."""
    low, high = read_number(first), read_number(last)
    if low is None or high is None or low.region != high.region:
        return []
    until = min(high.serial, low.serial + MOST_FORMS)
    return [form_number(serial, low.region) for serial in range(low.serial, until + 1)]


def issued(sheet_id: int, serial: int | None) -> PaperRun | None:
    """The run in which this serial was issued, whatever State or district its number names."""
    if serial is None:
        return None
    wanted = sa.select(PaperRun).where(
        PaperRun.sheet_id == sheet_id, PaperRun.first <= serial, PaperRun.last >= serial
    )
    return db.session().scalar(wanted)


def other_region(number: str, region: str | None, *, field: str) -> Refusal:
    """The refusal of a form that was printed for `region`, and not for what was read on it."""
    if region is None:
        sentence = _l(
            "Form %(number)s was printed for no State or district. Look at the paper again.",
            number=number,
        )
    else:
        sentence = _l(
            "Form %(number)s was printed for %(region)s. Look at the paper again.",
            number=number,
            region=region,
        )
    return Refusal("other-district", sentence, field=field)


def _found(sheet_id: int, number: str) -> PaperRun:
    said = read_number(number)
    found = issued(sheet_id, said.serial) if said else None
    if said is None or found is None or found.region != said.region:
        raise Refusal("not-found", _l("No form with this number was printed for this initiative."))
    return found


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


def _check_region(sheet_id: int, purpose: FormPurpose, region: str | None) -> None:
    if region is not None and purpose is FormPurpose.WITHDRAWAL:
        raise Refusal(
            "district-unknown",
            _l("A withdrawal ends a signature wherever it counts. Choose no State or district."),
            field="district",
        )
    if region is not None and region not in regions(sheet_id):
        raise Refusal(
            "district-unknown",
            _l("The law does not count by this State or district here."),
            field="district",
        )


def _issue(
    sheet_id: int, many: int, holder: FormHolder, purpose: FormPurpose, region: str | None
) -> int:
    while True:
        first = how_many(sheet_id) + 1
        values = {
            "sheet_id": sheet_id,
            "first": first,
            "last": first + many - 1,
            "holder": holder,
            "purpose": purpose,
            "region": region,
            "at": clock.now(),
        }
        if db.insert_once(PaperRun, values, conflict=["sheet_id", "first"]) is not None:
            return first
