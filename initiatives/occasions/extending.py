"""Time given back to what collected during an outage or a pause (I86, I87)."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

import signatures
from commons import db, record
from commons.law import queries as law
from commons.law.calendar import local_date, midnight
from initiatives import mails
from initiatives.models import Initiative
from initiatives.occasions import queries, rules
from initiatives.occasions.models import Occasion
from initiatives.states import SIGNABLE


def give_back(occasion: Occasion) -> int:
    """Extend every collection that the occasion has touched, as its rule set allows; says how many.

    What is sealed, was sent or was ended by somebody stays as it is.
    """
    wanted = sa.select(Initiative).where(
        Initiative.stage.in_(sorted(SIGNABLE)),
        Initiative.sealed_at.is_(None),
        Initiative.sent_at.is_(None),
        Initiative.closes_at > occasion.begins_at,
        Initiative.opens_at < occasion.ends_at,
    )
    found = db.session().scalars(wanted.order_by(Initiative.id)).all()
    return sum(_extend(x, occasion) for x in found)


def _extend(x: Initiative, occasion: Occasion) -> bool:
    rule_set = law.by_key(x.rule_set_id)
    if x.sheet_id is None or x.opens_at is None or x.closes_at is None:
        return False
    seen = signatures.sheet(x.sheet_id)
    if seen.is_sealed or seen.closes_at < x.closes_at:
        return False
    before, planned = x.closes_at, x.planned_closes_at or x.closes_at
    if before < planned:
        return False
    until = rules.given_back(rule_set, x.opens_at, planned, before, queries.lost())
    if until is None:
        return False
    signatures.extend(x.sheet_id, until=until, ground=f"{occasion.kind.value}-{occasion.id}")
    x.closes_at = until
    _move_early_stop(x, occasion, until - before)
    db.session().flush()
    facts = {
        "address": occasion.address,
        "before": before.isoformat(),
        "closes_at": until.isoformat(),
        "ground": occasion.kind.value,
        "occasion": occasion.id,
    }
    record.note("initiative:collecting:extended", x.path, agency_id=x.agency_id, facts=facts)
    mails.tell(x, "extended", mark=str(occasion.id))
    return True


def _move_early_stop(x: Initiative, occasion: Occasion, given: timedelta) -> None:
    """The day by which enough must have signed moves on, too, if the time was lost before it."""
    due: datetime | None = x.early_stop_at
    if due is None or occasion.begins_at is None or occasion.begins_at >= due:
        return
    zone = law.by_key(x.rule_set_id).zone
    x.early_stop_at = midnight(local_date(due, zone) + timedelta(days=given.days), zone)


def planned_end(x: Initiative) -> datetime | None:
    """The end before any extension, where there was one; it stays visible."""
    if x.closes_at is None or x.planned_closes_at is None or x.closes_at <= x.planned_closes_at:
        return None
    return x.planned_closes_at
