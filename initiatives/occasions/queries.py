"""Reading occasions: what is confirmed, what waits for a second person, what holds now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import Kind as LawKind
from commons.law.rulesets import RuleSet
from initiatives.occasions.models import Kind, Occasion
from initiatives.occasions.rules import Blackout, Lost, Recess, blackouts
from initiatives.rules import threshold

WAITS_FOR_SECOND = timedelta(days=7)
"""The platform's time in which an outage that one administrator entered holds the sealing back."""


def by_number(number: int) -> Occasion:
    """The occasion with this number; refused where there is none."""
    found = db.session().get(Occasion, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such entry in the calendar."))
    return found


def waiting() -> Sequence[Occasion]:
    """What one administrator entered and no other has decided about."""
    wanted = sa.select(Occasion).where(Occasion.granted.is_(None)).order_by(Occasion.id)
    return db.session().scalars(wanted).all()


def confirmed(kind: Kind | None = None) -> Sequence[Occasion]:
    """What holds or has held, the newest entry first."""
    wanted = sa.select(Occasion).where(Occasion.granted.is_(True))
    if kind is not None:
        wanted = wanted.where(Occasion.kind == kind)
    return db.session().scalars(wanted.order_by(Occasion.id.desc())).all()


def elections() -> list[tuple[str, date]]:
    """Every confirmed election: its word in the rule sets, and its day."""
    return [(o.code, o.first_day) for o in confirmed(Kind.ELECTION) if o.first_day is not None]


def pause(now: datetime) -> Occasion | None:
    """The pause of all collecting that holds now."""
    for one in confirmed(Kind.PAUSE):
        if one.begins_at and one.begins_at <= now and (one.ends_at is None or now < one.ends_at):
            return one
    return None


def lost() -> list[Lost]:
    """When nobody could sign: confirmed outages, and pauses that are over."""
    found = [*confirmed(Kind.OUTAGE), *confirmed(Kind.PAUSE)]
    return [Lost(o.begins_at, o.ends_at) for o in found if o.begins_at and o.ends_at]


def outage_to_decide(closes_at: datetime, now: datetime) -> Occasion | None:
    """An outage before this end that still waits for its second administrator."""
    for one in waiting():
        is_near = one.kind is Kind.OUTAGE and now < one.proposed_at + WAITS_FOR_SECOND
        if is_near and one.begins_at is not None and one.begins_at < closes_at:
            return one
    return None


def recesses(agency_ids: Sequence[int]) -> list[Recess]:
    """The confirmed recesses of these bodies."""
    return [
        Recess(one.first_day, one.last_day)
        for one in confirmed(Kind.RECESS)
        if one.agency_id in agency_ids and one.first_day and one.last_day
    ]


def figure(code: str, agency_id: int) -> Occasion | None:
    """The newest confirmed figure of a body, such as how many voters it has."""
    found = [o for o in confirmed(Kind.FIGURE) if (o.code, o.agency_id) == (code, agency_id)]
    return found[0] if found else None


def stopped_by(election: Occasion) -> list[tuple[RuleSet, Blackout]]:
    """What each rule set stops before an election, and from which day on (R039)."""
    if election.kind is not Kind.ELECTION or election.first_day is None:
        return []
    days = [(election.code, election.first_day)]
    return [
        (rule_set, one)
        for rule_set in law.of_kind(LawKind.INITIATIVE)
        for one in blackouts(rule_set, days)
    ]


@dataclass(frozen=True)
class LocalThreshold:
    """How many signatures a share of the people of one body is, rounded up (R041)."""

    rule_set: RuleSet
    figure: Occasion
    needed: int


def local_thresholds() -> list[LocalThreshold]:
    """The threshold of each body whose figure is entered, under each rule set with a share of it."""
    newest: dict[tuple[str, int], Occasion] = {}
    for one in confirmed(Kind.FIGURE):
        if one.agency_id is not None and one.number is not None:
            newest.setdefault((one.code, one.agency_id), one)
    return [
        LocalThreshold(rule_set, one, threshold(rule_set, one.number))
        for rule_set in law.of_kind(LawKind.INITIATIVE)
        if (said := rule_set.value("threshold.percent")) is not None
        and rule_set.value("threshold.count") is None
        for (code, _body), one in sorted(newest.items())
        if code == said["base"]
    ]


def ended_terms(today: date) -> Sequence[Occasion]:
    """Ends of terms whose day has come and that were not carried out yet."""
    wanted = sa.select(Occasion).where(
        Occasion.kind == Kind.TERM_END,
        Occasion.granted.is_(True),
        Occasion.applied_at.is_(None),
        Occasion.first_day <= today,
    )
    return db.session().scalars(wanted.order_by(Occasion.id)).all()
