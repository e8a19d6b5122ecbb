"""Holds: two persons of different offices may put off the destruction of a sheet, for a time."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor, Role
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening
from signatures._keeping import HoldGround, HoldSide, SheetHold
from signatures._keepwords import HoldView
from signatures._papers import Shredding

LONGEST = timedelta(days=366)
"""The longest hold; whoever needs more asks again, with two persons again."""
_ROLES = {HoldSide.VERIFIER: Role.VERIFIER, HoldSide.AUDITOR: Role.AUDITOR}


def ask_hold(
    sheet_id: int, actor: Actor, *, ground: HoldGround, reason: str, until: datetime
) -> HoldView:
    """Ask for a hold; nothing is put off before the other side has agreed (R105, R136).

    Refuses an end that is past or more than a year away ("bad-hold-end"), a sheet whose keys are
    gone ("sheet-shredded"), and whoever is neither verifier nor auditor ("not-permitted").
    """
    now, side = clock.now(), _side(actor)
    sheet = _opening.window(sheet_id).sheet
    _check_there(sheet_id)
    if not now < until <= now + LONGEST:
        raise Refusal(
            "bad-hold-end", _l("A hold ends in the future, and within a year."), field="last_day"
        )
    row = SheetHold(
        sheet_id=sheet_id, ground=ground, reason=reason, side=side, asked_at=now, until=until
    )
    db.session().add(row)
    db.session().flush()
    facts = {"ground": ground.value, "number": row.id, "side": side.value}
    record.note(
        "sheet:hold:asked",
        _opening.address(sheet.digest),
        actor=actor,
        facts={**facts, "until": until.isoformat()},
    )
    return _view(row)


def agree_to_hold(hold_id: int, actor: Actor) -> HoldView:
    """Let the hold stand; it then ends by itself.

    Refuses the same person or the same side ("two-persons-needed"), a hold that stands already
    ("already-confirmed"), one that has ended ("bad-hold-end"), and a destroyed sheet.
    """
    row = db.session().get(SheetHold, hold_id, with_for_update=True)
    if row is None:
        raise Refusal("not-found", _l("There is no such hold."))
    if row.agreed_at is not None:
        raise Refusal("already-confirmed", _l("This hold stands already."))
    _check_there(row.sheet_id)
    digest = _opening.window(row.sheet_id).sheet.digest
    if not may_agree(row.side, actor) or actor.is_one_of(_asker(digest, row.id)):
        raise Refusal(
            "two-persons-needed",
            _l("A verifier and an auditor must agree to a hold; they are two persons."),
        )
    if row.until <= clock.now():
        raise Refusal("bad-hold-end", _l("This hold has ended before anybody agreed to it."))
    row.agreed_at = clock.now()
    db.session().flush()
    record.note(
        "sheet:hold:set",
        _opening.address(digest),
        actor=actor,
        facts={"ground": row.ground.value, "number": row.id, "until": row.until.isoformat()},
    )
    return _view(row)


def may_agree(side: HoldSide, actor: Actor) -> bool:
    """Whether the actor holds the office of the other side."""
    return any(actor.holds(role) for other, role in _ROLES.items() if other is not side)


def holds(sheet_id: int) -> list[HoldView]:
    """Every hold that was asked for, the newest first."""
    wanted = sa.select(SheetHold).where(SheetHold.sheet_id == sheet_id)
    return [_view(row) for row in db.session().scalars(wanted.order_by(SheetHold.id.desc()))]


def held(now: datetime) -> dict[int, datetime]:
    """The sheets that a hold keeps at this moment, each with the end of its last hold."""
    wanted = sa.select(SheetHold.sheet_id, sa.func.max(SheetHold.until)).where(
        SheetHold.agreed_at.is_not(None), SheetHold.until > now
    )
    return {row[0]: row[1] for row in db.session().execute(wanted.group_by(SheetHold.sheet_id))}


def waiting() -> int:
    """How many holds wait for their second person."""
    wanted = sa.select(sa.func.count()).where(
        SheetHold.agreed_at.is_(None), SheetHold.until > clock.now()
    )
    return db.session().scalar(wanted) or 0


def check_not_held(sheet_id: int) -> None:
    """Refuse ("sheet-held") to destroy what two persons have asked to keep."""
    if sheet_id in held(clock.now()):
        raise Refusal("sheet-held", _l("Two persons have put off the destruction of this sheet."))


def _side(actor: Actor) -> HoldSide:
    for side, role in _ROLES.items():
        if actor.holds(role):
            return side
    raise Refusal("not-permitted", _l("Only verifiers and auditors may ask for a hold."))


def _check_there(sheet_id: int) -> None:
    if db.session().scalar(sa.select(Shredding.id).where(Shredding.sheet_id == sheet_id)):
        raise Refusal("sheet-shredded", _l("The keys of this sheet have been destroyed."))


def _asker(digest: str, number: int) -> int | None:
    """The account of whoever asked, from the record; the strong room keeps none."""
    for entry in record.about(_opening.address(digest), f"hold/{number}"):
        said = record.private_facts(entry)
        if entry.kind == "sheet:hold:asked" and said is not None and record.is_own(entry):
            return int(said["account"])
    raise Refusal("two-persons-needed", _l("Nobody knows any more who asked; ask again."))


def _view(row: SheetHold) -> HoldView:
    return HoldView(
        id=row.id,
        sheet_id=row.sheet_id,
        ground=row.ground.value,
        reason=row.reason,
        side=row.side.value,
        asked_at=row.asked_at,
        until=row.until,
        agreed_at=row.agreed_at,
    )
