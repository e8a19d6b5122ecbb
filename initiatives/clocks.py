"""Whose turn it is, and until when: the public clocks of an initiative, from stored instants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commons.law.calendar import days_left, days_overdue
from initiatives.rules import state
from initiatives.states import ENDS, WITH_COMMITTEE, Owes, State


@dataclass(frozen=True)
class Clock:
    """One act that is owed: by whom, and the instant (exclusive) by which; None is no date in law."""

    code: str
    owes: Owes
    due_at: datetime | None

    def days_overdue(self, now: datetime, zone: ZoneInfo) -> int:
        """Whole local days after the due date; 0 while there is time."""
        return days_overdue(self.due_at, now, zone) if self.due_at else 0

    def days_left(self, now: datetime, zone: ZoneInfo) -> int | None:
        """Local days that remain after today; None where the law sets no date."""
        return days_left(self.due_at, now, zone) if self.due_at else None

    @property
    def is_window(self) -> bool:
        """Whether this is time in which people may act, rather than an act that is owed."""
        return self.code in WINDOWS

    def is_overdue(self, now: datetime) -> bool:
        """Whether somebody owes this and is late; a window that ends is not lateness."""
        return self.code in LATE and self.due_at is not None and now >= self.due_at


WINDOWS = frozenset({"collecting", "cure", "discussion", "objection"})
LATE = frozenset({"review", "verification", "receipt", "hearing", "answer", "tier"})


def running(x: Any, now: datetime) -> list[Clock]:
    """The clocks that run at `now`, the nearest first; empty once nobody owes anything."""
    standing = state(x, now)
    if standing in WITH_COMMITTEE:
        found = _with_committee(x)
    else:
        teller = _CLOCKS.get(standing)
        found = [teller(x)] if teller else []
    found += _steps(x)
    if x.confirm_due_at is not None and standing not in ENDS:
        found.append(Clock("confirmation", Owes.RECEIVER, x.confirm_due_at))
    return sorted(found, key=lambda c: (c.due_at is None, c.due_at))


def _steps(x: Any) -> list[Clock]:
    """What steps of support have brought and nobody has answered; owed even after an end."""
    waiting = [tier for tier in x.tiers if tier.answered_at is None]
    return [Clock("tier", Owes.RECEIVER, tier.due_at) for tier in waiting]


def _review(x: Any) -> Clock:
    if x.accepted_at is not None:
        return Clock("start", Owes.INITIATORS, x.start_due_at)
    return Clock("review", Owes.REVIEWER, x.review_due_at)


def _counting(x: Any) -> Clock:
    if x.sealed_at is None:
        return Clock("seal", Owes.HOUSE, None)
    if x.sent_at is None:
        return Clock("send", Owes.INITIATORS, x.handover_due_at)
    return Clock("hand-over", Owes.HOUSE, None)


def _verification(x: Any) -> Clock:
    if x.result_at is None:
        return Clock("verification", Owes.VERIFIER, x.verification_due_at)
    return Clock("objection", Owes.NOBODY, x.result_final_at)


def _with_committee(x: Any) -> list[Clock]:
    referral = x.referrals[-1] if x.referrals else None
    if referral is None:
        return []
    owed = []
    if referral.received_at is None:
        owed.append(Clock("receipt", Owes.REGISTRY, referral.receipt_due_at))
    if referral.taken_up_at is None:
        owed.append(Clock("hearing", Owes.COMMITTEE, referral.hearing_due_at))
    if referral.answered_at is None:
        owed.append(Clock("answer", Owes.COMMITTEE, referral.answer_due_at))
    return owed


_CLOCKS: dict[State, Callable[[Any], Clock]] = {
    State.DISCUSSION: lambda x: Clock("discussion", Owes.INITIATORS, x.discussion_ends_at),
    State.REVIEW: _review,
    State.RETURNED: lambda _x: Clock("resubmit", Owes.INITIATORS, None),
    State.COLLECTING: lambda x: Clock("collecting", Owes.SUPPORTERS, x.closes_at),
    State.COUNTING: _counting,
    State.VERIFICATION: _verification,
    State.CURE: lambda x: Clock("cure", Owes.SUPPORTERS, x.cure_closes_at or x.closes_at),
    State.QUALIFIED: lambda x: Clock("forward", Owes.INITIATORS, x.forward_due_at),
}
