"""Who may do what with a hearing: sentences of small predicates, for desk, pages and templates."""

from __future__ import annotations

from collections.abc import Collection

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


def house_of(actor: Actor, hearing: Hearing) -> int:
    """For which of the agencies that hold it this official acts; the leading one where for several."""
    own = actor.agencies_with(Permission.HEARING_PREPARE) & hearing.houses
    return hearing.agency_id if hearing.agency_id in own else min(own, default=hearing.agency_id)


def may_put_away(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may put it away: a draft that waits for nobody and was never public."""
    at_rest = hearing.stage is Stage.WITHDRAWN or not is_handed_in(hearing)
    return (
        may_see_desk(actor, hearing)
        and hearing.stage in (Stage.DRAFT, Stage.WITHDRAWN)
        and not is_public(hearing)
        and at_rest
        and hearing.deleted_at is None
    )


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


def may_correct(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may correct an official reply, which is public already."""
    return may_see_desk(actor, hearing) and hearing.summary_due_at is not None


def may_correct_published(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may correct a published answer to a theme: publishers only."""
    return hearing.summarised_at is not None and may_mark_many(actor, hearing)


def may_return_summary(actor: Actor, hearing: Hearing, bodies: Collection[int]) -> bool:
    """Whether this person may give the summary back: for one of `bodies`, which stand above.

    What has been decided upon is no longer given back, and nobody returns what he approved.
    """
    published = hearing.summarised_at is not None
    open_still = hearing.stage in (Stage.APPROVED, Stage.SUMMARISED, Stage.WITHDRAWN)
    return (
        any(actor.may(Permission.SUMMARY_RETURN, body) for body in bodies)
        and open_still
        and (published or owes_summary(hearing))
        and not actor.is_one_of(*(a.account_id for a in hearing.approvals))
    )


def may_end_early(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may ask for an early end: a publisher of the agency."""
    return may_mark_many(actor, hearing) and hearing.stage is Stage.APPROVED


def may_agree_to_end(actor: Actor, hearing: Hearing, asked_by: int) -> bool:
    """Whether this person may be the second one of an early end: of the agency, and another."""
    return (
        may_see_desk(actor, hearing)
        and hearing.stage is Stage.APPROVED
        and not actor.is_one_of(asked_by)
    )


def may_add_documents(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may add papers and impacts: the agency, until the draft is decided."""
    if hearing.stage is Stage.DRAFT:
        return may_prepare(actor, hearing)
    return may_see_desk(actor, hearing) and hearing.stage in (Stage.APPROVED, Stage.SUMMARISED)


def may_follow_up(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may record what followed: not before the summary is published (R018)."""
    return may_see_desk(actor, hearing) and hearing.stage in WITH_SUMMARY


def check(allowed: object) -> None:
    """Refuse ("not-permitted") what a predicate of this module denies."""
    if not allowed:
        raise Refusal("not-permitted", _l("You may not do this with this hearing now."))
