"""What is like a proposal: other initiatives and hearings, and what was decided not long ago."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.law import queries as law
from commons.law.calendar import owed_by
from commons.search import analyser
from commons.search import services as search
from initiatives.models import Initiative
from initiatives.states import State

CLOSE = 0.5
"""The share of the words of the shorter title that both have, from which two are shown as like."""
MOST = 5
NEWEST = 2_000
_ASKED = 6
_DECIDED = (State.ANSWERED, State.REJECTED, State.NOT_REACHED)


@dataclass(frozen=True)
class Like:
    """One initiative that is like another, and until when the rule set counts it as a repetition."""

    initiative: Initiative
    share: float
    repeats_until: datetime | None


@dataclass(frozen=True)
class Likeness:
    """What is shown beside a draft and at the clerk's desk."""

    initiatives: list[Like]
    hearings: list[search.Found]

    @property
    def repeats(self) -> list[Like]:
        """The like ones that were decided within the rule set's time (R052); a clerk judges."""
        return [like for like in self.initiatives if like.repeats_until is not None]


def of(initiative: Initiative) -> Likeness:
    """Public initiatives and hearings whose titles share words with this one, the closest first."""
    mine = terms(initiative.title, initiative.language)
    found = [
        Like(other, share, repeats_until(initiative, other))
        for other in _public(initiative.id)
        if (share := overlap(mine, terms(other.title, other.language))) >= CLOSE
    ]
    found.sort(key=lambda like: (-like.share, -like.initiative.id))
    return Likeness(found[:MOST], _hearings(mine))


def terms(title: str, language: str) -> frozenset[str]:
    """The words of a title that say something, by the search's own analyser."""
    return frozenset(analyser.terms(title, language)) - analyser.empty_words()


def overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter set that both have; 0 where one says nothing."""
    least = min(len(mine), len(other))
    return len(mine & other) / least if least else 0.0


def repeats_until(initiative: Initiative, other: Initiative) -> datetime | None:
    """Until when the other blocks or warns, by the rule set; None where it does not now."""
    rule_set = law.by_key(initiative.rule_set_id)
    period = rule_set.period("repeat.same_content_block")
    answered = [r.answered_at for r in other.referrals if r.answered_at]
    decided_at = other.ended_at or (answered[-1] if answered else None)
    if period is None or decided_at is None or other.stage not in _DECIDED:
        return None
    until = owed_by(decided_at, period, rule_set)
    return until if clock.now() < until else None


def _public(but: int) -> list[Initiative]:
    statement = (
        sa.select(Initiative)
        .where(Initiative.published_at.is_not(None), Initiative.id != but)
        .order_by(Initiative.id.desc())
        .limit(NEWEST)
    )
    return list(db.session().scalars(statement).all())


def _hearings(mine: frozenset[str]) -> list[search.Found]:
    hits: Counter[str] = Counter()
    found: dict[str, search.Found] = {}
    for word in sorted(mine, key=lambda w: (-len(w), w))[:_ASKED]:
        for item in search.find(word, kinds=("hearing",), limit=MOST * 4).items:
            hits[item.address] += 1
            found[item.address] = item
    return [found[address] for address, many in hits.most_common(MOST) if many > 1]
