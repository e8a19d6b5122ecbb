"""What the page of an initiative shows: its state, whose turn it is, its history, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

import signatures
from commons import clock, record
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.texts import queries as texts
from commons.texts import render
from initiatives import clocks, queries, rules, support, unusual
from initiatives.clocks import Clock
from initiatives.labels import CLOCKS, OWES, REASONS, STEPS
from initiatives.mirror import queries as mirror
from initiatives.mirror.models import Act
from initiatives.mirror.queries import Part
from initiatives.mirror.states import ActKind
from initiatives.models import Initiative, Referral, Wording
from initiatives.occasions import binding, extending
from initiatives.occasions.models import Occasion
from initiatives.states import State
from initiatives.support import Rung
from initiatives.thresholds import Territories
from signatures import byemail, paper

SHORT_ENOUGH = 8_000
SMALLEST_CELL = 5
"""The platform's smallest number of a part, where a rule set names none."""


@dataclass(frozen=True)
class Step:
    """One step of the public timeline, in the words of the timeline macro."""

    title: str
    state: str = "done"
    when: datetime | None = None
    shown: str | None = None
    words: str | None = None
    owner: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Page:
    """Everything that the public page of one initiative shows."""

    initiative: Initiative
    rule_set: RuleSet
    state: State
    clocks: list[Clock]
    steps: list[Step]
    wordings: list[Wording]
    outline: list[texts.Entry]
    takes_paper: bool
    """Whether people may sign it on paper too."""
    by_email: int | None
    """Support by e-mail, not verified and never added; None where the rules know none."""
    oversigned: int
    """How often somebody signed again and so replaced the former signature."""
    days: list[signatures.DayCount]
    refusals: list[signatures.RefusalCount]
    """Who was refused, by week and reason; small numbers are not said."""
    uncounted: list[tuple[str, int]]
    """Signatures that the authority found not to count, by reason."""
    whole: Markup | None
    """The whole text, where it is short enough to stand on the page."""
    agency: Agency | None
    referral: Referral | None
    committee: Agency | None
    ladder: list[Rung]
    territories: Territories | None
    expected_at: datetime | None
    """When the threshold would be reached at the pace until now."""
    unusual: list[date]
    """Days on which far more signed, or withdrew, than usual."""
    planned_end: datetime | None
    """The end of collecting before lost time was given back."""
    held: Occasion | None
    """What keeps the collection from being sealed, because its time may be given back."""
    acts: Mapping[Part, Act]
    """What parliament's own system has brought; everything else persons entered."""

    def brought(self, kind: str, number: int) -> Act | None:
        """The message that brought a receipt, decision or extension; None where a person entered it."""
        return self.acts.get((ActKind(kind), number))

    @property
    def smallest(self) -> int:
        """The smallest number that is said of a part of the signers."""
        return int(self.rule_set.value("stats.small_cell_k", SMALLEST_CELL))

    @property
    def initiators(self) -> list[str]:
        """The names of the initiators that the eID has confirmed, with their consent."""
        return [m.name for m in self.initiative.members if m.confirmed_at and m.name]


def page_of(initiative: Initiative, language: str) -> Page:
    """Gather what the page shows, as everybody may see it."""
    now = clock.now()
    rule_set = law.by_key(initiative.rule_set_id)
    referral = initiative.referrals[-1] if initiative.referrals else None
    running = clocks.running(initiative, now)
    return Page(
        initiative=initiative,
        rule_set=rule_set,
        state=rules.state(initiative, now),
        clocks=running,
        steps=timeline(initiative, rule_set, running, language),
        wordings=list(queries.wordings(initiative.id)),
        outline=_outline(initiative),
        takes_paper=paper.is_taken(initiative.sheet_id),
        by_email=_by_email(initiative),
        oversigned=signatures.oversigned(initiative.sheet_id) if initiative.sheet_id else 0,
        days=_days(initiative),
        refusals=signatures.refusals(initiative.sheet_id) if initiative.sheet_id else [],
        uncounted=_uncounted(initiative),
        whole=_whole(initiative),
        agency=agencies.by_id(initiative.agency_id),
        referral=referral,
        committee=agencies.by_id(referral.committee_id) if referral else None,
        ladder=support.ladder(initiative, rule_set),
        territories=support.shown_territories(initiative, rule_set, now),
        expected_at=support.expected_at(initiative, now),
        unusual=unusual.days(_days(initiative)),
        planned_end=extending.planned_end(initiative),
        held=_held(initiative, rule_set, now),
        acts=mirror.brought(initiative.id) if referral else {},
    )


def _held(x: Initiative, rule_set: RuleSet, now: datetime) -> Occasion | None:
    closing = x.sheet_id is not None and x.sealed_at is None
    return binding.holds_back(x, rule_set, now) if closing else None


def timeline(
    initiative: Initiative, rule_set: RuleSet, running: list[Clock], language: str
) -> list[Step]:
    """What has happened, from the record, then what is owed next and by whom."""
    entries = reversed(record.history(initiative.path, limit=200, kinds=STEPS.keys()))
    done = [
        Step(
            str(STEPS[e.kind]),
            when=e.at,
            words=_particulars(e.facts, rule_set, language),
            address=e.facts.get("address"),
        )
        for e in entries
    ]
    return [*done, *(_owed(c, clock.now()) for c in running)]


def _owed(owed: Clock, now: datetime) -> Step:
    return Step(
        title=str(CLOCKS[owed.code]),
        state="late" if owed.is_overdue(now) else "now",
        when=owed.due_at,
        shown="end" if owed.due_at else None,
        owner=None if owed.is_window else str(OWES[owed.owes]),
    )


def _particulars(facts: Any, rule_set: RuleSet, language: str) -> str | None:
    """The part of an entry that reads as words: a ground, an outcome, a registry number."""
    for name in ("code", "outcome"):
        if facts.get(name):
            return rule_set.word(str(facts[name]), language)
    return str(facts["registry_number"]) if facts.get("registry_number") else None


def _uncounted(initiative: Initiative) -> list[tuple[str, int]]:
    if initiative.sheet_id is None or initiative.result_at is None:
        return []
    result = signatures.verification(initiative.sheet_id)
    reasons = result.reasons if result else {}
    return [(str(REASONS.get(code, code)), many) for code, many in sorted(reasons.items())]


def _outline(initiative: Initiative) -> list[texts.Entry]:
    return texts.outline(initiative.version_id) if initiative.version_id else []


def _whole(initiative: Initiative) -> Markup | None:
    if initiative.version_id is None:
        return None
    tree = texts.whole(initiative.version_id)
    written = sum(len(said) for said in initiative.parts.values())
    return render.whole(tree, level=3) if written <= SHORT_ENOUGH else None


def _days(initiative: Initiative) -> list[signatures.DayCount]:
    return signatures.history_by_day(initiative.sheet_id) if initiative.sheet_id else []


@dataclass(frozen=True)
class Card:
    """One initiative in a list: where it stands and whose turn it is."""

    initiative: Initiative
    state: State
    zone: ZoneInfo
    next: Clock | None
    late: bool
    owed: str
    owes: str


def _by_email(initiative: Initiative) -> int | None:
    sheet_id = initiative.sheet_id
    return byemail.count(sheet_id or 0) if byemail.takes_email(sheet_id) else None


def card_of(initiative: Initiative) -> Card:
    """Gather what a list shows of one initiative."""
    now = clock.now()
    running = clocks.running(initiative, now)
    first = running[0] if running else None
    return Card(
        initiative=initiative,
        state=rules.state(initiative, now),
        zone=law.by_key(initiative.rule_set_id).zone,
        next=first,
        late=any(c.is_overdue(now) for c in running),
        owed=str(CLOCKS[first.code]) if first else "",
        owes=str(OWES[first.owes]) if first else "",
    )
