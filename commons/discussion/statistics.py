"""What a thread's tallies say: stances and comments by section, verified persons apart from others."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import db
from commons.access import Assurance
from commons.discussion.models import WHOLE, Measure, Tally, Thread


@dataclass(frozen=True)
class Counts:
    """How many of each at one place."""

    agree: int = 0
    disagree: int = 0
    change: int = 0
    comment: int = 0
    reply: int = 0
    person: int = 0

    @property
    def stances(self) -> int:
        """How many stances stand here."""
        return self.agree + self.disagree + self.change

    @property
    def spoken(self) -> int:
        """Comments and replies together."""
        return self.comment + self.reply


@dataclass(frozen=True)
class PlaceCounts:
    """Those whose identity was checked by eID, and the others; never added up as persons."""

    verified: Counts = Counts()
    others: Counts = Counts()

    @property
    def comments(self) -> int:
        """Comments with words, replies not counted."""
        return self.verified.comment + self.others.comment

    @property
    def replies(self) -> int:
        """Replies to comments."""
        return self.verified.reply + self.others.reply

    @property
    def is_silent(self) -> bool:
        """True where nobody has said anything."""
        return not (self.comments or self.verified.stances or self.others.stances)


@dataclass(frozen=True)
class Statistics:
    """The counts of a thread by place; `total` sums every place, orphans included."""

    places: dict[str, PlaceCounts] = field(default_factory=dict)
    total: PlaceCounts = PlaceCounts()

    def at(self, place: str) -> PlaceCounts:
        """The counts of one section; zeros where nobody spoke."""
        return self.places.get(place, PlaceCounts())

    @property
    def whole(self) -> PlaceCounts:
        """What was said of the text as a whole."""
        return self.at(WHOLE)

    @property
    def respondents(self) -> int:
        """Accounts that spoke at least once; each counted once."""
        return self.total.verified.person + self.total.others.person


def of(kind: str, key: str) -> Statistics:
    """The statistics of one thread."""
    return of_many(kind, [key]).get(key, Statistics())


def of_many(kind: str, keys: list[str]) -> dict[str, Statistics]:
    """The statistics of several threads of a kind, in one question to the database."""
    rows = db.session().execute(
        sa.select(Thread.key, Tally.place, Tally.measure, Tally.assurance, Tally.times)
        .join(Thread, Thread.id == Tally.thread_id)
        .where(Thread.kind == kind, Thread.key.in_(keys))
    )
    found: dict[str, _Sums] = {key: {} for key in keys}
    for key, place, measure, assurance, times in rows.tuples():
        verified = assurance >= Assurance.SUBSTANTIAL
        for at in (place, None):
            sums = found[key].setdefault(at, ({}, {}))[0 if verified else 1]
            sums[measure.value] = sums.get(measure.value, 0) + times
    return {key: _read(sums) for key, sums in found.items() if sums}


_Sums = dict[str | None, tuple[dict[str, int], dict[str, int]]]
"""By place (None for all together): what was counted of the verified, and of the others."""


def _read(sums: _Sums) -> Statistics:
    places = {
        place: PlaceCounts(Counts(**verified), Counts(**others))
        for place, (verified, others) in sums.items()
    }
    total = places.pop(None)
    return Statistics({place: at for place, at in places.items() if place is not None}, total)


def persons(kind: str, key: str) -> dict[int, int]:
    """How many accounts spoke in a thread, by the assurance with which each spoke first."""
    rows = db.session().execute(
        sa.select(Tally.assurance, Tally.times)
        .join(Thread, Thread.id == Tally.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Tally.measure == Measure.PERSON)
    )
    return dict(rows.tuples().all())
