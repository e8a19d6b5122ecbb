"""An early end: a publisher asks for it on a coded ground, a second person agrees."""

from __future__ import annotations

from datetime import datetime

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.texts.words import normalise
from consult import policies, replymails, rules
from consult.answering import EarlyEnd
from consult.models import DateChange, Hearing
from consult.oversight import services as exceptions
from consult.oversight.models import Wish
from consult.queries import replies
from consult.services import telling
from consult.states import State

GROUNDS = "hearing.end_early.grounds"


def ask(
    actor: Actor,
    hearing: Hearing,
    *,
    closes_at: datetime,
    ground: str,
    reason: str,
    shorten_ground: str | None = None,
) -> EarlyEnd:
    """Ask that a hearing ends before its time; nothing changes until a second person agrees.

    Refuses a ground that its rule set does not have, an empty reason, an end that has passed or is
    not earlier, and a length below the minimum without what the rule set asks for a short hearing.
    """
    policies.check(policies.may_end_early(actor, hearing))
    if replies.early_end(hearing) is not None:
        raise Refusal("already-asked", _l("An early end waits for its second person already."))
    rule_set = law.by_key(hearing.rule_set_id)
    if ground not in rule_set.value(GROUNDS, []):
        raise Refusal("ground-needed", _l("Choose the ground for the early end."), field="ground")
    said = normalise(reason.strip())
    if not said:
        raise Refusal(
            "reason-needed", _l("Write the reason, which will be public."), field="reason"
        )
    asked = EarlyEnd(
        hearing_id=hearing.id,
        ground=ground,
        reason=said,
        closes_at=closes_at,
        shorten_ground=shorten_ground or None,
        asked_by=actor.account_id or 0,
        asked_at=clock.now(),
    )
    _check(hearing, asked, rule_set)
    db.session().add(asked)
    db.session().flush()
    exceptions.ask_for_end(actor, hearing, ground=ground, reason=said)
    return asked


def agree(actor: Actor, hearing: Hearing) -> None:
    """End the hearing early as the second person; the old date stays visible, followers hear once.

    Refuses whoever asked for it, what `ask` would refuse by now, and ("exception-waits") before
    the body above has granted it.
    """
    asked = _waiting(hearing)
    policies.check(policies.may_agree_to_end(actor, hearing, asked.asked_by))
    exceptions.check_granted_for(hearing, Wish.EARLY_END)
    rule_set = law.by_key(hearing.rule_set_id)
    old = _check(hearing, asked, rule_set)
    now = clock.now()
    hearing.date_changes.append(
        DateChange(
            old_closes_at=old,
            new_closes_at=asked.closes_at,
            reason=asked.reason,
            ground=asked.ground,
            changed_by=asked.asked_by,
            changed_at=now,
        )
    )
    hearing.closes_at = asked.closes_at
    hearing.summary_due_at = rules.summary_due(asked.closes_at, rule_set)
    if asked.shorten_ground:
        hearing.shorten_ground, hearing.shorten_reason = asked.shorten_ground, asked.reason
    _settle(actor, asked, is_agreed=True)
    exceptions.note_own(actor, hearing)
    compose = replymails.ended_early(
        hearing, ground=lambda tongue: rule_set.word(asked.ground, tongue), rule_set=rule_set
    )
    telling.followers(hearing, f"ended-early:{asked.id}", compose)
    facts = {
        "old": old.isoformat(),
        "new": asked.closes_at.isoformat(),
        "ground": asked.ground,
        "persons": 2,
    }
    record.note(
        "hearing:dates:ended-early",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )


def refuse(actor: Actor, hearing: Hearing) -> None:
    """Turn an early end down, or take it back; the hearing goes on as it was."""
    asked = _waiting(hearing)
    policies.check(policies.may_see_desk(actor, hearing))
    _settle(actor, asked, is_agreed=False)
    exceptions.take_back(hearing, Wish.EARLY_END)


def _check(hearing: Hearing, asked: EarlyEnd, rule_set: RuleSet) -> datetime:
    """The end as it stands; refuses what cannot become an earlier one now."""
    now, old = clock.now(), hearing.closes_at
    running = rules.state(hearing, now) in (State.SCHEDULED, State.OPEN)
    if not running or old is None or hearing.opens_at is None:
        raise Refusal("out-of-order", _l("Only a hearing that is announced or open can end early."))
    if not now < asked.closes_at < old:
        raise Refusal(
            "not-earlier",
            _l("Choose a last day from today on, before the present one."),
            field="closes_on",
        )
    ground = asked.shorten_ground or hearing.shorten_ground
    rules.check_window(
        rules.Window(hearing.opens_at, asked.closes_at, ground, asked.reason), rule_set
    )
    return old


def _settle(actor: Actor, asked: EarlyEnd, *, is_agreed: bool) -> None:
    asked.settled_by, asked.settled_at = actor.account_id, clock.now()
    asked.is_agreed = is_agreed
    db.session().flush()


def _waiting(hearing: Hearing) -> EarlyEnd:
    asked = replies.early_end(hearing)
    if asked is None:
        raise Refusal("out-of-order", _l("Nobody has asked for an early end."))
    return asked
