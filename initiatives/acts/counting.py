"""Level, not edge: an initiative is moved on if its law is now satisfied, however often asked."""

from __future__ import annotations

from collections.abc import Callable

import signatures
from commons import clock, db, record
from commons.errors import Refusal
from commons.law import queries as law
from initiatives import allowances, queries, rules, support
from initiatives.acts import collecting, forwarding, milestones, resulting, tiering
from initiatives.models import Initiative
from initiatives.occasions import binding
from initiatives.states import SIGNABLE, State
from signatures import Moment

MOST_STEPS = 8


def advance(initiative: Initiative) -> Initiative:
    """Move on whatever the clock, the count or the authority has made due; safe at any time.

    Nothing is lost when this does not run: the state that people read follows from the instants.
    """
    held = queries.locked(initiative.id)
    for _round in range(MOST_STEPS):
        if not any(step(held) for step in _STEPS):
            break
    db.session().flush()
    return held


def _refresh(x: Initiative) -> bool:
    """Take over the released count; remember the first head on which the threshold stood."""
    if x.sheet_id is None or x.stage not in SIGNABLE | {State.COUNTING}:
        return False
    tally = signatures.tally(x.sheet_id)
    x.support, x.support_at, x.next_release_by = (
        x.carried + tally.net,
        tally.released_at,
        tally.next_release_by,
    )
    x.territories_short = _territories_short(x)
    milestones.note(x)
    if x.practice or x.reached_at is not None or x.support < (x.threshold or 0):
        return False
    if x.territories_short:
        return False
    if not signatures.is_witnessed(x.sheet_id, Moment.RELEASE):
        return False
    x.reached_at = tally.released_at or clock.now()
    resulting.announce(x, "reached", {"count": x.support, "threshold": x.threshold})
    return True


def _stop_early(x: Initiative) -> bool:
    """End collecting where too few have signed by the rule set's day; decided once (R038)."""
    now = clock.now()
    if x.stage is not State.COLLECTING or x.early_stop_at is None or now < x.early_stop_at:
        return False
    if x.sheet_id is None or rules.state(x, now) is not State.COLLECTING or _is_held(x):
        return False
    signatures.sequence()
    net = signatures.tally(x.sheet_id).net
    too_few = net < (x.early_stop_below or 0)
    x.early_stop_at = None
    if too_few:
        signatures.end(x.sheet_id, at=now)
        x.closes_at = now
        resulting.announce(x, "stopped", {"count": net, "below": x.early_stop_below})
    return True


def _seal(x: Initiative) -> bool:
    """Seal the sheet once its window and grace are over; only sealing decides reached or not."""
    if rules.state(x, clock.now()) is not State.COUNTING or x.sealed_at is not None:
        return False
    if x.sheet_id is None or _is_held(x):
        return False
    try:
        tally = signatures.seal_sheet(x.sheet_id)
    except Refusal as refusal:
        if refusal.code == "sheet-not-over":
            return False
        raise
    if x.stage in SIGNABLE:
        x.move(State.COUNTING)
    if not signatures.is_witnessed(x.sheet_id, Moment.CLOSING):
        return False
    x.sealed_at, x.support = clock.now(), x.carried + tally.net
    x.collected = tally.net + sum(former.collected for former in x.former_sheets)
    resulting.announce(x, "counted", {"collected": x.collected, "threshold": x.threshold})
    x.territories_short = _territories_short(x)
    if x.practice or x.support < (x.threshold or 0) or x.territories_short:
        _end(x, State.NOT_REACHED, "not-reached")
        return True
    x.reached_at = x.reached_at or x.sealed_at
    x.handover_due_at = resulting.due_on(x, "handover.to_verifier", x.sealed_at)
    if len(x.members) == 1 and x.sent_at is None:
        x.sent_at = x.sealed_at
    return True


def _hand_over(x: Initiative) -> bool:
    """Let the authority have the sealed package once the initiators have sent it."""
    if x.stage is not State.COUNTING or x.sealed_at is None or x.sent_at is None:
        return False
    if x.sheet_id is None:
        return False
    signatures.send_to_authority(x.sheet_id, sample=resulting.sample(x))
    x.move(State.VERIFICATION)
    x.handed_over_at = clock.now()
    x.verification_due_at = resulting.due_on(x, "verification.deadline", x.handed_over_at)
    resulting.announce(x, "verification", {"collected": x.collected})
    return True


def _settle(x: Initiative) -> bool:
    """Write down what the clock has decided: qualified, to be cured, not reached, lapsed."""
    now = clock.now()
    standing = rules.state(x, now)
    if standing is x.stage or x.stage in SIGNABLE:
        return False
    if standing is State.CURE:
        collecting.open_cure(x)
        resulting.announce(x, "cure", {"verified": x.carried, "threshold": x.threshold})
        return True
    if standing is State.NOT_REACHED:
        _end(x, State.NOT_REACHED, "not-reached")
        return True
    if x.stage is State.VERIFICATION:
        x.move(State.QUALIFIED)
        x.qualified_at = x.result_final_at
        resulting.announce(x, "qualified", {"verified": x.verified, "threshold": x.threshold})
        return True
    _end(x, State.LAPSED, "lapsed")
    return True


def _forward_by_law(x: Initiative) -> bool:
    """Hand over to parliament where the rule set leaves that to the platform."""
    if x.stage is not State.QUALIFIED or rules.state(x, clock.now()) is not State.QUALIFIED:
        return False
    if not allowances.forwarded_by_system(law.by_key(x.rule_set_id)):
        return False
    forwarding.forward(x)
    return True


_STEPS: tuple[Callable[[Initiative], bool], ...] = (
    _refresh,
    tiering.mark,
    _stop_early,
    _seal,
    _hand_over,
    resulting.take_result,
    resulting.take_revision,
    resulting.recount_territories,
    _settle,
    _forward_by_law,
)


def announce_overdue(initiative: Initiative) -> int:
    """Tell everybody once about each answer that is late now; gives how many were new."""
    now, told = clock.now(), 0
    for late in forwarding.late_clocks(initiative, now):
        mark = f"{late.code}:{late.due_at.isoformat() if late.due_at else ''}"
        if mark in initiative.announced:
            continue
        initiative.announced = [*initiative.announced, mark]
        forwarding.tell_late(initiative, mark)
        due_at = late.due_at.isoformat() if late.due_at else None
        record.note(
            "initiative:clock:overdue",
            initiative.path,
            agency_id=initiative.agency_id,
            facts={"clock": late.code, "owes": late.owes.value, "due_at": due_at},
        )
        told += 1
    db.session().flush()
    return told


def _is_held(x: Initiative) -> bool:
    """Whether lost time may still be given back, so that nothing is decided yet."""
    return binding.holds_back(x, law.by_key(x.rule_set_id), clock.now()) is not None


def _end(x: Initiative, to: State, step: str) -> None:
    x.move(to)
    x.ended_at = clock.now()
    resulting.announce(x, step, {"collected": x.collected, "verified": x.verified})


def _territories_short(x: Initiative) -> int | None:
    """In how many territories the count misses its minimum (EU art. 3); None where none is asked."""
    found = support.territories(x, law.by_key(x.rule_set_id))
    return found.short if found is not None else None
