"""What the hearings add to an official's list of what is new and owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from commons import clock
from commons.access import Actor, Permission
from commons.agencies import owed
from commons.agencies.owed import Line
from commons.i18n import _l
from consult import policies
from consult.handling import queries as handling
from consult.queries import owing


def lines(actor: Actor, since: datetime) -> Iterator[Line]:
    """Approvals, summaries due, assignments, new comments, in the actor's agencies."""
    approves = actor.agencies_with(Permission.HEARING_APPROVE)
    prepares = actor.agencies_with(Permission.HEARING_PREPARE)
    if not prepares:
        return
    for hearing in owing.handed_in(approves):
        if policies.may_approve(actor, hearing):
            words = _l("Waits for your approval: %(title)s", title=hearing.title())
            yield Line(words, f"/desk/hearings/{hearing.slug}")
    for partner in owing.asked_to_join(approves):
        words = _l("An agency asks yours to hold a hearing together.")
        yield Line(words, f"/desk/joint/{partner.id}")
    yield from _summaries(prepares)
    yield from _assigned(actor)
    for hearing, many in owing.newly_said(prepares, since):
        words = _l("New comments: %(title)s", title=hearing.title())
        yield Line(words, f"/desk/hearings/{hearing.slug}/comments", many=many)


def _summaries(agency_ids: frozenset[int]) -> Iterator[Line]:
    now = clock.now()
    for hearing in owing.summaries(agency_ids, now):
        due = hearing.summary_due_at
        yield Line(
            _l("Summary and answers are owed: %(title)s", title=hearing.title()),
            f"/desk/hearings/{hearing.slug}",
            due_at=due,
            is_overdue=due is not None and due <= now,
        )


def _assigned(actor: Actor) -> Iterator[Line]:
    """What is assigned to the actor, and to those for whom the actor stands in."""
    accounts = {actor.account_id, *actor.stands_for} - {None}
    for account_id in sorted(n for n in accounts if n is not None):
        for hearing in handling.hearings_of(account_id):
            if policies.may_see_desk(actor, hearing):
                words = _l("Assigned to you: %(title)s", title=hearing.title())
                yield Line(words, f"/desk/hearings/{hearing.slug}/comments")


owed.register("hearings", lines)
