"""The timers of this room: comments are parted from accounts, spent challenges are forgotten."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from commons.discussion import figures
from consult.speakers import challenging, parting


@jobs.periodic("consult.part-authors", every=timedelta(hours=1))
def part_authors() -> None:
    """Part what is due, however long the worker was away."""
    parting.part_due()


@jobs.periodic("consult.forget-challenges", every=timedelta(hours=1))
def forget_challenges() -> None:
    """Forget challenges that nobody could spend again anyway."""
    challenging.forget_old()


@jobs.periodic("consult.count-comments", every=timedelta(minutes=10))
def count_comments() -> None:
    """Count what was said before figures followed each act, once and for good."""
    figures.count_some()
