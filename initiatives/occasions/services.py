"""Entering occasions with two administrators of different bodies, and carrying out what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.occasions import effects, extending, queries
from initiatives.occasions.models import Kind, Occasion

SUBJECT = "/rules/calendar"
LONGEST_REASON = 1_000
OF_A_BODY = frozenset({Kind.TERM_END, Kind.RECESS, Kind.FIGURE})
CODED = frozenset({Kind.ELECTION, Kind.FIGURE})
DATED = frozenset({Kind.ELECTION, Kind.TERM_END, Kind.RECESS})
SPANNING = frozenset({Kind.RECESS})


@dataclass(frozen=True)
class Entry:
    """An occasion as an administrator enters it."""

    kind: Kind
    reason: str
    code: str = ""
    agency_id: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    number: int | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    """Between which instants the platform could not be reached; only for an outage."""


def propose(actor: Actor, entry: Entry) -> Occasion:
    """Enter an occasion; it binds nobody before a second administrator confirms it.

    Refused without reason, day, body, word or number where its kind needs them.
    """
    homes = actor.agencies_with(Permission.LAW_PREPARE)
    if not homes or actor.account_id is None:
        raise Refusal("not-permitted", _l("Only administrators keep the calendar."))
    _check(entry)
    made = Occasion(
        kind=entry.kind,
        code=entry.code if entry.kind in CODED else "",
        agency_id=entry.agency_id if entry.kind in OF_A_BODY else None,
        first_day=entry.first_day if entry.kind in DATED else None,
        last_day=entry.last_day if entry.kind in SPANNING else None,
        number=entry.number if entry.kind is Kind.FIGURE else None,
        begins_at=entry.begins_at if entry.kind is Kind.OUTAGE else None,
        ends_at=entry.ends_at if entry.kind is Kind.OUTAGE else None,
        reason=" ".join(entry.reason.split()),
        proposed_by=actor.account_id,
        proposed_from=min(homes),
        proposed_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    _note("proposed", made, actor)
    return made


def confirm(actor: Actor, occasion: Occasion) -> None:
    """Say the second yes; what it brings is carried out at once, or on its day.

    Refused for the one who entered it and for administrators of the same body, and twice.
    """
    _settle(actor, occasion, granted=True)
    effects.take_effect(occasion)
    _note("confirmed", occasion, actor)


def refuse(actor: Actor, occasion: Occasion) -> None:
    """Say no as the second administrator."""
    _settle(actor, occasion, granted=False)
    _note("refused", occasion, actor)


def lift(actor: Actor, occasion: Occasion) -> None:
    """End a pause; one administrator is enough to let people sign again.

    What was collecting gets the time back, where its rule set gives any.
    """
    if not actor.agencies_with(Permission.LAW_PREPARE):
        raise Refusal("not-permitted", _l("Only administrators keep the calendar."))
    if occasion.kind is not Kind.PAUSE or not occasion.granted or occasion.ends_at is not None:
        raise Refusal("wrong-state", _l("This is no pause that holds now."))
    occasion.ends_at = clock.now()
    db.session().flush()
    _note("lifted", occasion, actor)
    extending.give_back(occasion)


def apply_ended_terms() -> int:
    """Carry out each end of a term whose day has come, once; says how many there were."""
    found = queries.ended_terms(clock.now().date())
    for occasion in found:
        effects.end_term(occasion)
    return len(found)


def may_confirm(actor: Actor, occasion: Occasion) -> bool:
    """Whether this actor may be the second: another person, an administrator of another body."""
    others = actor.agencies_with(Permission.LAW_PREPARE) - {occasion.proposed_from}
    return bool(others) and not actor.is_one_of(occasion.proposed_by)


def _settle(actor: Actor, occasion: Occasion, *, granted: bool) -> None:
    if occasion.granted is not None:
        raise Refusal("already-settled", _l("This entry is decided already."))
    if not may_confirm(actor, occasion):
        raise Refusal(
            "two-persons-needed", _l("An administrator of another body has to confirm this.")
        )
    occasion.granted, occasion.decided_by = granted, actor.account_id
    occasion.decided_at = clock.now()
    db.session().flush()


def _check(entry: Entry) -> None:
    if not entry.reason.strip():
        raise Refusal("reason-missing", _l("Write the public reason or source."), field="reason")
    if len(entry.reason) > LONGEST_REASON:
        raise Refusal("too-long", _l("Write less."), field="reason")
    if entry.kind in OF_A_BODY and entry.agency_id is None:
        raise Refusal("body-needed", _l("Choose the body."), field="agency")
    if entry.kind in CODED and not entry.code:
        raise Refusal("code-needed", _l("Choose what it is."), field="code")
    if entry.kind in DATED and entry.first_day is None:
        raise Refusal("day-missing", _l("Give the day."), field="first_day")
    if entry.kind is Kind.OUTAGE:
        _check_outage(entry)
    if entry.kind is Kind.FIGURE and not entry.number:
        raise Refusal("number-missing", _l("Give the number of people."), field="number")
    if entry.kind in SPANNING and (
        entry.last_day is None or (entry.first_day and entry.last_day < entry.first_day)
    ):
        raise Refusal("day-missing", _l("Give a last day, not before the first."), field="last_day")


def _check_outage(entry: Entry) -> None:
    if entry.begins_at is None:
        raise Refusal("day-missing", _l("Say when it began."), field="begins_at")
    if entry.ends_at is None or entry.ends_at <= entry.begins_at:
        raise Refusal("day-missing", _l("Say when it ended, after it began."), field="ends_at")
    if entry.ends_at > clock.now():
        raise Refusal("day-to-come", _l("That moment has not come yet."), field="ends_at")


def _note(word: str, occasion: Occasion, actor: Actor) -> None:
    facts = {
        "number": occasion.id,
        "kind": occasion.kind.value,
        "code": occasion.code,
        "body": occasion.agency_id,
        "from": occasion.first_day.isoformat() if occasion.first_day else None,
        "until": occasion.last_day.isoformat() if occasion.last_day else None,
        "figure": occasion.number,
    }
    if occasion.kind is Kind.OUTAGE and occasion.begins_at and occasion.ends_at:
        facts["from"], facts["until"] = (
            occasion.begins_at.isoformat(),
            occasion.ends_at.isoformat(),
        )
    record.note(f"law:occasion:{word}", SUBJECT, actor=actor, facts=facts)
