"""Who may do what with a hearing: sentences of small predicates, for desk, pages and templates."""

from __future__ import annotations

from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from consult.models import Hearing
from consult.states import Stage

WITH_SUMMARY = frozenset({Stage.SUMMARISED, Stage.DECIDED, Stage.IN_FORCE})


def is_public(hearing: Hearing) -> bool:
    """Whether everybody may read it: everything once approved."""
    return hearing.approved_at is not None


def may_see_desk(actor: Actor, hearing: Hearing) -> bool:
    """Whether its desk is open to this person: officers and publishers of the agencies that hold it (R100)."""
    return any(actor.may(Permission.HEARING_PREPARE, house) for house in hearing.houses)


def may_lead(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person speaks for the leading agency of a joint hearing."""
    return actor.may(Permission.HEARING_PREPARE, hearing.agency_id)


def may_prepare(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may still change the draft."""
    return (
        may_see_desk(actor, hearing) and hearing.stage is Stage.DRAFT and not is_handed_in(hearing)
    )


def is_handed_in(hearing: Hearing) -> bool:
    """Whether it waits for its approval."""
    return hearing.submitted_at is not None


def may_approve(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may open it: a publisher who neither prepared nor handed it in.

    Nobody's deputy counts as a second person. In a joint hearing the publisher is of another of
    its agencies than the officer who handed it in.
    """
    houses = hearing.houses
    if len(houses) > 1:
        houses -= {hearing.submitted_from}
    return (
        any(actor.may(Permission.HEARING_APPROVE, house) for house in houses)
        and hearing.stage is Stage.DRAFT
        and is_handed_in(hearing)
        and not actor.is_one_of(hearing.prepared_by, hearing.submitted_by)
    )


def may_answer(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may group and answer: until the summary stands."""
    return may_see_desk(actor, hearing) and owes_summary(hearing)


def owes_summary(hearing: Hearing) -> bool:
    """Whether a summary is still owed: a hearing that has opened owes it even if withdrawn."""
    return hearing.summary_due_at is not None and hearing.summarised_at is None


def may_mark_many(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may mark many comments at once as raising no point: publishers only."""
    return any(actor.may(Permission.HEARING_APPROVE, house) for house in hearing.houses)


def may_publish_summary(actor: Actor, hearing: Hearing, writer: int) -> bool:
    """Whether this person may publish the summary: a publisher who did not write it."""
    return (
        any(actor.may(Permission.HEARING_APPROVE, house) for house in hearing.houses)
        and owes_summary(hearing)
        and not actor.is_one_of(writer)
    )


def may_follow_up(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may record what followed: not before the summary is published (R018)."""
    return may_see_desk(actor, hearing) and hearing.stage in WITH_SUMMARY


def check(allowed: object) -> None:
    """Refuse ("not-permitted") what a predicate of this module denies."""
    if not allowed:
        raise Refusal("not-permitted", _l("You may not do this with this hearing now."))
