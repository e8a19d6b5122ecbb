"""Going on leave: naming a deputy for a time, by the member or by an administrator, and ending it."""

from __future__ import annotations

from datetime import date, timedelta

from commons import clock, db, record
from commons.access import Actor
from commons.agencies import deputies, rules
from commons.agencies.models import Agency, Deputy
from commons.errors import Refusal
from commons.i18n import DEFAULT_ZONE, _l, midnight

LONGEST = timedelta(days=180)
"""The platform's longest leave in one piece; a longer one is entered again."""


def name_deputy(
    actor: Actor, agency: Agency, *, absent_id: int, deputy_id: int, first: date, last: date
) -> Deputy:
    """Let a colleague stand in from the first day to the end of the last, on record.

    Refuses who is no member of the body, oneself as deputy, roles that one person may not hold
    together, days that are over or in the wrong order, and a second deputy for the same time.
    """
    held = deputies.roles_in(absent_id, agency.id)
    own = deputies.roles_in(deputy_id, agency.id)
    if not held:
        raise Refusal("no-such-account", _l("There is no such member."), field="absent")
    if not own or deputy_id == absent_id:
        raise Refusal(
            "no-such-account", _l("Choose a colleague who is a member too."), field="deputy"
        )
    rules.check_deputy(own, held)
    starts_at, ends_at = midnight(first, DEFAULT_ZONE), midnight(last + timedelta(1), DEFAULT_ZONE)
    _check_days(first, last)
    if deputies.overlaps(absent_id, starts_at, ends_at):
        raise Refusal(
            "already-settled", _l("There is a deputy for a part of this time."), field="first"
        )
    named = Deputy(
        agency=agency,
        absent_id=absent_id,
        deputy_id=deputy_id,
        starts_at=starts_at,
        ends_at=ends_at,
        named_by=actor.account_id,
        named_at=clock.now(),
    )
    db.session().add(named)
    db.session().flush()
    _note(actor, named, "named")
    return named


def end(actor: Actor, named: Deputy) -> None:
    """Let a deputy stand in no longer, from now on; refuses what has ended."""
    if named.ended_at is not None or named.ends_at <= clock.now():
        raise Refusal("already-settled", _l("This has ended already."))
    named.ended_at = clock.now()
    db.session().flush()
    _note(actor, named, "ended")


def _check_days(first: date, last: date) -> None:
    today = clock.now().astimezone(DEFAULT_ZONE).date()
    if last < first:
        raise Refusal("bad-dates", _l("The last day comes before the first."), field="last")
    if last < today:
        raise Refusal("bad-dates", _l("These days are over."), field="last")
    if last - first > LONGEST:
        raise Refusal(
            "bad-dates",
            _l("Enter at most %(days)s days at once.", days=LONGEST.days),
            field="last",
        )


def _note(actor: Actor, named: Deputy, word: str) -> None:
    record.note(
        f"agencies:deputy:{word}",
        f"/agencies/{named.agency.slug}",
        actor=actor,
        agency_id=named.agency_id,
        facts={"from": named.starts_at.isoformat(), "until": named.ends_at.isoformat()},
        private={"absent": named.absent_id, "deputy": named.deputy_id},
    )
