"""How far the work on a hearing is, and how evenly people spoke: counted live only where it is small.

A large hearing reads what a job has counted (`services.counting`), so that no page counts rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.discussion.models import Comment, Voice
from commons.discussion.statistics import Statistics
from consult.answering import KeptCount, Placement
from consult.models import Hearing
from consult.queries import handled

SMALL = 2_000
"""Up to so many comments a page counts by itself; the work is bounded by this."""
BUSIEST = 10
"""So many persons who wrote most are looked at together."""
ALL = "all"
SECTION = "section:"
THEME = "theme:"
FIRST_TIME = "first-time"
TEN_BUSIEST = "ten-busiest"


@dataclass(frozen=True)
class Coverage:
    """How many comments there are to handle, and how many are handled (`handled.is_handled`)."""

    all: int
    handled: int
    counted_at: datetime | None = field(default=None, compare=False)
    """When a timer counted it; None where it was counted now."""

    @property
    def share(self) -> float:
        """Handled / all; 1 where nobody spoke."""
        return self.handled / self.all if self.all else 1.0

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down, so that 100 means all."""
        return 100 * self.handled // self.all if self.all else 100


@dataclass(frozen=True)
class Spread:
    """How evenly people spoke: new voices, the busiest ten, and sections that hold half of it."""

    persons: int
    first_time: int
    comments: int
    of_busiest: int
    half_in: int
    counted_at: datetime | None = None

    @property
    def first_time_percent(self) -> int:
        """Of a hundred participants so many spoke in a hearing for the first time."""
        return round(100 * self.first_time / self.persons) if self.persons else 0

    @property
    def busiest_percent(self) -> int:
        """Of a hundred comments so many come from the ten who wrote most."""
        return round(100 * self.of_busiest / self.comments) if self.comments else 0


def is_small(hearing: Hearing) -> bool:
    """Whether its comments may be counted while somebody waits."""
    return handled.last_number(hearing) <= SMALL


def coverage(hearing: Hearing) -> Coverage:
    """How much of what was said is handled."""
    kept = {} if is_small(hearing) else kept_counts(hearing)
    return kept[ALL] if ALL in kept else count_all(hearing)


def sections(hearing: Hearing) -> dict[str, Coverage]:
    """How much is handled of each section; orphans and the whole draft stand under no name."""
    kept = {} if is_small(hearing) else kept_counts(hearing)
    if ALL not in kept:
        return count_sections(hearing)
    return {
        name.removeprefix(SECTION): count
        for name, count in kept.items()
        if name.startswith(SECTION)
    }


def spread(hearing: Hearing, statistics: Statistics) -> Spread:
    """How evenly people spoke in a hearing."""
    kept = kept_counts(hearing)
    if FIRST_TIME not in kept or is_small(hearing):
        kept = {**kept, **count_spread(hearing)}
    first, busiest = kept[FIRST_TIME], kept[TEN_BUSIEST]
    counts = sorted((at.comments for at in statistics.places.values()), reverse=True)
    return Spread(
        persons=first.all,
        first_time=first.handled,
        comments=busiest.all,
        of_busiest=busiest.handled,
        half_in=_until_half(counts),
        counted_at=first.counted_at,
    )


def kept_counts(hearing: Hearing) -> dict[str, Coverage]:
    """What a job has counted, by name."""
    rows = db.session().execute(
        sa.select(KeptCount.name, KeptCount.of, KeptCount.times, KeptCount.counted_at).where(
            KeptCount.hearing_id == hearing.id
        )
    )
    return {name: Coverage(of, times, at) for name, of, times, at in rows.tuples()}


def count_all(hearing: Hearing) -> Coverage:
    """Count what is handled; for small hearings and jobs."""
    whole = handled.count(hearing, *handled.to_handle())
    left = handled.count(hearing, *handled.to_handle(), sa.not_(handled.is_handled()))
    return Coverage(whole, whole - left)


def count_sections(hearing: Hearing) -> dict[str, Coverage]:
    """Count what is handled of each section; for small hearings and jobs."""
    rows = db.session().execute(
        sa.select(
            Comment.place,
            sa.func.count(),
            sa.func.count().filter(handled.is_handled()),
        )
        .where(Comment.thread_id == handled.thread(hearing), *handled.to_handle())
        .group_by(Comment.place)
    )
    found: dict[str, Coverage] = {}
    for place, whole, done in rows.tuples():
        before = found.get(place or "", Coverage(0, 0))
        found[place or ""] = Coverage(before.all + whole, before.handled + done)
    return found


def themes(hearing: Hearing, ids: Sequence[int]) -> dict[int, int]:
    """How many comments are in each of these themes; nothing for an empty one."""
    kept = {} if is_small(hearing) else kept_counts(hearing)
    known = {each: kept[name].all for each in ids if (name := f"{THEME}{each}") in kept}
    return {**known, **count_themes([each for each in ids if each not in known])}


def count_themes(ids: Sequence[int]) -> dict[int, int]:
    """Count the comments of these themes; for small hearings and jobs."""
    if not ids:
        return {}
    rows = db.session().execute(
        sa.select(Placement.theme_id, sa.func.count())
        .where(Placement.theme_id.in_(ids))
        .group_by(Placement.theme_id)
    )
    return dict(rows.tuples().all())


def count_spread(hearing: Hearing) -> dict[str, Coverage]:
    """Count first-time participants and the busiest; accounts that were cut are not known here."""
    session, here = db.session(), handled.thread(hearing)
    earlier = sa.orm.aliased(Voice)
    spoke = sa.exists().where(earlier.account_id == Voice.account_id, earlier.id < Voice.id)
    persons, again = session.execute(
        sa.select(sa.func.count(), sa.func.count().filter(spoke)).where(Voice.thread_id == here)
    ).one()
    written = (
        sa.select(sa.func.count().label("many"))
        .where(
            Comment.thread_id == here,
            sa.true() == Comment.has_words,
            Comment.account_id.is_not(None),
        )
        .group_by(Comment.account_id)
    ).subquery()
    most = sa.select(written.c.many).order_by(written.c.many.desc()).limit(BUSIEST).subquery()
    whole = session.scalar(sa.select(sa.func.coalesce(sa.func.sum(written.c.many), 0))) or 0
    busiest = session.scalar(sa.select(sa.func.coalesce(sa.func.sum(most.c.many), 0))) or 0
    return {
        FIRST_TIME: Coverage(persons, persons - again),
        TEN_BUSIEST: Coverage(int(whole), int(busiest)),
    }


def _until_half(counts: list[int]) -> int:
    """How many of these, the largest first, make up half of all."""
    whole, so_far = sum(counts), 0
    for place, count in enumerate(counts, start=1):
        so_far += count
        if 2 * so_far >= whole:
            return place if whole else 0
    return 0
