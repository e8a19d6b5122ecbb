"""What is like a proposal: other initiatives and hearings, and what was decided not long ago."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.law import queries as law
from commons.law.calendar import owed_by
from commons.search import analyser, sketches
from commons.search import services as search
from commons.search.sketches import Sketch
from initiatives.models import Initiative
from initiatives.reviewing.models import Words
from initiatives.states import State

CLOSE = 0.5
"""The share of the words of the shorter title that both have, from which two are shown as like."""
ALIKE = 0.6
"""The share of the words of the shorter text that both have, from which two are shown as like."""
LEAST_WORDS = 12
"""A shorter text is like others by chance."""
MOST = 5
NEWEST = 2_000
_ASKED = 6
_SAID = (
    "a all an and are as at be by each everi every for from in into is it its no not of on or "
    "our that the their there this those to we which who with"
)
_LITTLE = frozenset(_SAID.split())
"""English words that say nothing by themselves; the Thai ones are known to the analyser."""
_LONGEST = 40_000
_DECIDED = (State.ANSWERED, State.REJECTED, State.NOT_REACHED)


@dataclass(frozen=True)
class Said:
    """The words of a proposal, saved or not."""

    title: str
    text: str = field(repr=False)
    language: str


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
    """Public initiatives and hearings whose title or text is like that of this one, closest first."""
    said = Said(initiative.title, "\n".join(initiative.parts.values()), initiative.language)
    return among(said, rule_set_id=initiative.rule_set_id, but=initiative.id)


def among(said: Said, *, rule_set_id: int, but: int = 0) -> Likeness:
    """Public initiatives and hearings that are like these words, which need not be saved yet."""
    mine, sketch = terms(said.title, said.language), sketches.of(_telling(said))
    shares = {
        number: share for number, share in _shares(mine, sketch).items() if number != but and share
    }
    closest = sorted(shares, key=lambda number: (-shares[number], -number))[:MOST]
    others = {x.id: x for x in _initiatives(closest)}
    found = [
        Like(others[number], shares[number], repeats_until(rule_set_id, others[number]))
        for number in closest
        if number in others
    ]
    return Likeness(found, _hearings(mine))


def keep(initiative: Initiative) -> None:
    """Keep the sketch of what was published, in place of the former one."""
    said = Said(initiative.title, "\n".join(initiative.parts.values()), initiative.language)
    sketch = sketches.of(_telling(said))
    kept = (
        db.session()
        .scalars(sa.select(Words).where(Words.initiative_id == initiative.id))
        .one_or_none()
    )
    if kept is None:
        kept = Words(initiative_id=initiative.id)
        db.session().add(kept)
    kept.title_terms = sorted(terms(initiative.title, initiative.language))
    kept.hashes, kept.size = sketch.hashes, sketch.size
    db.session().flush()


def terms(title: str, language: str) -> frozenset[str]:
    """The words of a title that say something, by the search's own analyser."""
    return frozenset(analyser.terms(title, language)) - analyser.empty_words() - _LITTLE


def overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter set that both have; 0 where one says nothing."""
    least = min(len(mine), len(other))
    return len(mine & other) / least if least else 0.0


def repeats_until(rule_set_id: int, other: Initiative) -> datetime | None:
    """Until when the other blocks or warns, by the rule set; None where it does not now."""
    rule_set = law.by_key(rule_set_id)
    period = rule_set.period("repeat.same_content_block")
    answered = [r.answered_at for r in other.referrals if r.answered_at]
    decided_at = other.ended_at or (answered[-1] if answered else None)
    if period is None or decided_at is None or other.stage not in _DECIDED:
        return None
    until = owed_by(decided_at, period, rule_set)
    return until if clock.now() < until else None


def _telling(said: Said) -> frozenset[str]:
    return terms(f"{said.title}\n{said.text[:_LONGEST]}", said.language)


def _shares(mine: frozenset[str], sketch: Sketch) -> dict[int, float]:
    """How like each public initiative is, by its kept sketch: by the title, or by the whole text."""
    statement = (
        sa.select(Words)
        .join(Initiative, Initiative.id == Words.initiative_id)
        .where(Initiative.published_at.is_not(None), Initiative.removed_at.is_(None))
        .order_by(Words.initiative_id.desc())
        .limit(NEWEST)
    )
    found = {}
    for row in db.session().scalars(statement):
        share = overlap(mine, frozenset(row.title_terms))
        alike = sketches.contained(sketch, Sketch(row.hashes, row.size))
        enough = min(sketch.size, row.size) >= LEAST_WORDS
        found[row.initiative_id] = max(
            share if share >= CLOSE else 0.0, alike if enough and alike >= ALIKE else 0.0
        )
    return found


def _initiatives(numbers: Sequence[int]) -> Sequence[Initiative]:
    return db.session().scalars(sa.select(Initiative).where(Initiative.id.in_(numbers))).all()


def _hearings(mine: frozenset[str]) -> list[search.Found]:
    hits: Counter[str] = Counter()
    found: dict[str, search.Found] = {}
    for word in sorted(mine, key=lambda w: (-len(w), w))[:_ASKED]:
        for item in search.find(word, kinds=("hearing",), limit=MOST * 4).items:
            hits[item.address] += 1
            found[item.address] = item
    return [found[address] for address, many in hits.most_common(MOST) if many > 1]
