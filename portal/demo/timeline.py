"""The travelling clock: many stories told at once, each act at its own hour, in one order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from commons import clock, db, jobs

Story = Iterator[datetime]
"""A story says when it wants to act next, and acts when it is called at that hour."""

AT_ONCE = 250
"""So many acts share one transaction; the seed is all or nothing anyway."""


def tell(stories: Iterable[Story], *, until: datetime, each: timedelta) -> int:
    """Tell the stories together until now; gives how many acts there were.

    What is due runs whenever `each` has passed since it last ran, as it would have at the time.
    """
    waiting = _begun(stories)
    acts, ran_at = 0, datetime.min.replace(tzinfo=until.tzinfo)
    while waiting and waiting[0][0] <= until:
        if waiting[0][0] - ran_at >= each:
            ran_at = waiting[0][0]
            with clock.travel(ran_at):
                jobs.run_due()
        acts += _some(waiting, min(until, ran_at + each))
    with clock.travel(until):
        jobs.run_due()
    return acts


def _begun(stories: Iterable[Story]) -> list[tuple[datetime, int, Story]]:
    waiting = [(next(story), order, story) for order, story in enumerate(stories)]
    heapq.heapify(waiting)
    return waiting


def _some(waiting: list[tuple[datetime, int, Story]], before: datetime) -> int:
    """The next acts in one transaction, as far as `before`."""
    acts = 0
    with db.transaction():
        while waiting and waiting[0][0] <= before and acts < AT_ONCE:
            instant, order, story = heapq.heappop(waiting)
            with clock.travel(instant):
                following = next(story, None)
            acts += 1
            if following is not None:
                heapq.heappush(waiting, (max(instant, following), order, story))
    return acts
