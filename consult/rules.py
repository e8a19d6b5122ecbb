"""The law of hearings: pure functions of a hearing, its rule set and the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from commons.access import Assurance
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import calendar
from commons.law.rulesets import Enforcement, RuleSet
from commons.texts import words as counted
from consult.states import Audience, Stage, State

REASON_LENGTH = "hearing.shorten.reason_length"
FROM_THEMES = frozenset({"issues", "opinions", "explanations"})
"""Fields of the summary that the themes and their answers fill."""


class Timed(Protocol):
    """What of a hearing its state follows from."""

    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None


@dataclass(frozen=True)
class SummaryClock:
    """Until when the summary is owed, and how late it is."""

    due_at: datetime
    days_left: int
    days_overdue: int
    done_at: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        """True once the due date has passed without a summary."""
        return self.done_at is None and self.days_overdue > 0


@dataclass(frozen=True)
class Window:
    """The dates of a hearing as its agency asks for them, with the ground where they are short."""

    opens_at: datetime
    closes_at: datetime
    ground: str | None = None
    reason: str = ""
    takes_late: bool = False
    """Whether letters that came after the last day are entered all the same."""


def state(hearing: Timed, now: datetime) -> State:
    """What a hearing is now: its stage, and for an approved one what the clock says."""
    if hearing.stage is not Stage.APPROVED:
        return State(hearing.stage.value)
    if hearing.opens_at is None or hearing.closes_at is None:
        return State.APPROVED
    if now < hearing.opens_at:
        return State.SCHEDULED
    return State.OPEN if now < hearing.closes_at else State.CLOSED


def check_open(hearing: Timed, now: datetime) -> None:
    """Refuse unless opens_at <= now < closes_at (Act on Legislative Drafting B.E. 2562, s. 14)."""
    found = state(hearing, now)
    if found is State.SCHEDULED:
        raise Refusal("hearing-not-open", _l("This hearing has not opened yet."))
    if found is not State.OPEN:
        raise Refusal("hearing-closed", _l("This hearing is closed. Nothing can be added to it."))


def check_audience(audience: Audience, assurance: Assurance) -> None:
    """Refuse who may not speak here: a hearing may ask for an identity checked by eID."""
    if audience is Audience.VERIFIED and assurance < Assurance.SUBSTANTIAL:
        raise Refusal("assurance-too-low", _l("This hearing asks for an identity checked by eID."))


def check_words(words: str, *, limit: int, field: str) -> None:
    """Refuse more than `limit` code points after NFC, line ends counted as one."""
    length = counted.count(words)
    if length > limit:
        raise Refusal(
            "too-long",
            _l(
                "This has %(length)s characters; at most %(limit)s are allowed.",
                length=length,
                limit=limit,
            ),
            field=field,
            length=length,
            limit=limit,
        )


def is_long_enough(window: Window, rule_set: RuleSet) -> bool:
    """Whether the dates keep the rule set's minimum length, between instants."""
    minimum = rule_set.period("hearing.min_duration")
    if minimum is None:
        return True
    return calendar.long_enough(window.opens_at, window.closes_at, minimum, rule_set)


def check_window(window: Window, rule_set: RuleSet) -> None:
    """Refuse an end before its beginning, and a short hearing without what its rule set asks for.

    Where the rule set allows shortening: a ground from its list and a written reason, which are
    public; the second approval is the publisher's.
    """
    if window.closes_at <= window.opens_at:
        raise Refusal("bad-dates", _l("The hearing must close after it opens."), field="closes_at")
    if is_long_enough(window, rule_set):
        return
    if not _may_shorten(rule_set):
        raise Refusal(
            "hearing-too-short",
            _l(
                "Under its rule set a hearing lasts at least %(days)s days.",
                days=_minimum_days(rule_set),
            ),
            field="closes_at",
        )
    _check_ground(window, rule_set)


def missing_documents(rule_set: RuleSet, written: Mapping[str, str]) -> tuple[str, ...]:
    """The documents that the rule set requires and that nobody has written yet."""
    required: list[str] = rule_set.value("hearing.required_documents", [])
    return tuple(name for name in required if not written.get(name, "").strip())


def check_stakeholders(count: int, reason: str | None, rule_set: RuleSet) -> None:
    """Refuse an empty list of stakeholders without the reason that stands in for it (s. 15)."""
    if count >= rule_set.value("hearing.stakeholder_list_required", 0):
        return
    blocked = rule_set.enforcement("hearing.stakeholder_list_required") is Enforcement.BLOCK
    if not blocked and (reason or "").strip():
        return
    sentence = (
        _l("Name the stakeholders whom this draft affects.")
        if blocked
        else _l("Name the stakeholders whom this draft affects, or write why there are none.")
    )
    raise Refusal("no-stakeholders", sentence, field="no_stakeholders_reason")


def check_extension(hearing: Timed, new_closes_at: datetime, now: datetime) -> None:
    """Refuse a new end that is not later, and one for a hearing that is over or not approved."""
    if state(hearing, now) not in (State.SCHEDULED, State.OPEN) or hearing.closes_at is None:
        raise Refusal(
            "out-of-order", _l("Only a hearing that is announced or open can be extended.")
        )
    if new_closes_at <= hearing.closes_at:
        raise Refusal(
            "not-later", _l("A running hearing can be extended, not shortened."), field="closes_at"
        )


def summary_due(ended_at: datetime, rule_set: RuleSet) -> datetime | None:
    """The instant (exclusive) until which the summary is owed; None where nothing sets one."""
    period = rule_set.period("hearing.summary.deadline")
    return None if period is None else calendar.due(ended_at, period, rule_set.zone)


def summary_clock(
    due_at: datetime | None, done_at: datetime | None, now: datetime, rule_set: RuleSet
) -> SummaryClock | None:
    """The countdown to the summary, or how many whole local days it is late."""
    if due_at is None:
        return None
    until = done_at or now
    return SummaryClock(
        due_at=due_at,
        days_left=calendar.days_left(due_at, until, rule_set.zone),
        days_overdue=calendar.days_overdue(due_at, until, rule_set.zone),
        done_at=done_at,
    )


def length_in_days(opens_at: datetime, closes_at: datetime, rule_set: RuleSet) -> int:
    """The one length that pages, API and tables show, in local calendar days."""
    return calendar.local_days(opens_at, closes_at, rule_set)


def last_day(closes_at: datetime, rule_set: RuleSet) -> date:
    """The last day on which people may speak."""
    return calendar.last_day(closes_at, rule_set.zone)


def missing_fields(rule_set: RuleSet, written: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of the summary that nobody has written yet."""
    return tuple(name for name in own_fields(rule_set) if not written.get(name, "").strip())


def own_fields(rule_set: RuleSet) -> tuple[str, ...]:
    """The fields of the summary that are written by hand; the others come from the themes."""
    required: list[str] = rule_set.value("hearing.summary.fields", [])
    return tuple(name for name in required if name not in FROM_THEMES)


def _may_shorten(rule_set: RuleSet) -> bool:
    if rule_set.enforcement("hearing.min_duration") is Enforcement.BLOCK:
        return False
    return bool(rule_set.value("hearing.shorten.allowed", False))


def _check_ground(window: Window, rule_set: RuleSet) -> None:
    if window.ground not in rule_set.value("hearing.shorten.reasons", []):
        raise Refusal(
            "ground-needed",
            _l(
                "This is shorter than %(days)s days: choose the ground for it.",
                days=_minimum_days(rule_set),
            ),
            field="shorten_ground",
        )
    least: int = rule_set.value(REASON_LENGTH, 1)
    if counted.count(window.reason.strip()) < least:
        raise Refusal(
            "reason-needed",
            _l(
                "Write the reason, which will be public, in at least %(least)s characters.",
                least=least,
            ),
            field="shorten_reason",
        )


def _minimum_days(rule_set: RuleSet) -> int:
    minimum = rule_set.period("hearing.min_duration")
    return 0 if minimum is None else minimum.all_days
