"""Who may moderate, confirm, read and decide appeals: pure predicates of actor, case and subject."""

from __future__ import annotations

from commons.access import Actor, Permission, Role
from commons.agencies.policies import Tree
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation.models import ModerationAppeal, RemovalOrder, ReportedCase
from commons.moderation.places import Subject

PREPARES = (Role.OFFICER, Role.PUBLISHER)


def may_see(actor: Actor, case: ReportedCase) -> bool:
    """Whether the case is there for this person: the body's own moderators, and auditors."""
    return actor.holds(Role.MODERATOR, case.agency_id) or actor.may(Permission.RECORD_READ)


def is_apart(actor: Actor, subject: Subject) -> bool:
    """Whether this person has no hand in the thing: no officer or publisher of its body."""
    return not actor.is_one_of(*subject.staff) and not any(
        actor.holds(role, subject.agency_id) for role in PREPARES
    )


def may_moderate(actor: Actor, case: ReportedCase, subject: Subject, comment: Comment) -> bool:
    """Whether this person may decide: a moderator of the body who prepared nothing of it.

    Neither the author nor anybody who reported the comment decides about it.
    """
    return (
        actor.holds(Role.MODERATOR, case.agency_id)
        and is_apart(actor, subject)
        and not actor.is_one_of(comment.account_id, *(report.account_id for report in case.reports))
    )


def holds_lease(actor: Actor, case: ReportedCase, now: object) -> bool:
    """Whether the case is checked out to this person now."""
    return (
        case.lease_by is not None
        and case.lease_by == actor.account_id
        and case.lease_until is not None
        and case.lease_until > now  # type: ignore[operator]  # an instant
    )


def may_confirm(actor: Actor, order: RemovalOrder) -> bool:
    """Whether this person may say the second yes to an order: of the body, and not the first."""
    return actor.may(Permission.MODERATION_ORDER, order.case.agency_id) and not actor.is_one_of(
        order.proposed_by
    )


def deciding_body(actor: Actor, agency_id: int, tree: Tree) -> int | None:
    """The body in which this person may decide an appeal about `agency_id`: none inside its line.

    Whoever holds any office in the body concerned, above or below it, decides no appeal about it.
    """
    line = {agency_id, *_above(agency_id, tree)}
    line |= {each for each in tree.above if agency_id in _above(each, tree)}
    if any(agency in line for agency, _role in actor.roles):
        return None
    homes = sorted(a for a, role in actor.roles if role is Role.APPEALS)
    return homes[0] if homes else None


def may_appeal(actor: Actor, comment: Comment) -> bool:
    """Whether this person wrote the comment."""
    return comment.account_id is not None and comment.account_id == actor.account_id


def may_read_for_appeal(actor: Actor, appeal: ModerationAppeal, tree: Tree) -> bool:
    """Whether the words are opened to this person for an appeal: who may decide it."""
    return deciding_body(actor, appeal.agency_id, tree) is not None


def check(allowed: object) -> None:
    """Refuse ("not-permitted") what a predicate of this module denies."""
    if not allowed:
        raise Refusal(
            "not-permitted",
            _l("You may not decide this: it takes somebody with no part in the matter."),
        )


def _above(agency_id: int, tree: Tree) -> frozenset[int]:
    found: set[int] = set()
    place = tree.above.get(agency_id)
    while place is not None:
        found.add(place)
        place = tree.above.get(place)
    return frozenset(found)
