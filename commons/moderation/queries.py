"""Reading moderation: cases and their queue, the comment itself, what waits with whom, appeals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from commons import db
from commons.discussion.models import Comment, Thread
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import places
from commons.moderation.models import (
    ModerationAppeal,
    ModerationDecision,
    RemovalOrder,
    ReportedCase,
)
from commons.moderation.places import Subject
from commons.moderation.states import Outcome

PAGE = 50


@dataclass(frozen=True)
class Found:
    """A case with the thing and the comment that it is about."""

    case: ReportedCase
    subject: Subject
    comment: Comment

    @property
    def address(self) -> str:
        """The public path of the comment."""
        return places.address(self.subject, self.comment)


def comment(kind: str, key: str, number: int, *, lock: bool = False) -> Comment:
    """The comment with this number as it was written; refuses ("not-found") where there is none."""
    wanted = (
        sa.select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Comment.number == number)
    )
    found = db.session().scalar(wanted.with_for_update(of=Comment) if lock else wanted)
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def case(case_id: int) -> Found:
    """The case with this number; refuses ("not-found") where there is none."""
    found = db.session().get(ReportedCase, case_id)
    if found is None:
        raise unknown()
    return of(found)


def of(found: ReportedCase) -> Found:
    """A case with what it is about."""
    subject = places.subject(found.kind, found.key)
    return Found(found, subject, comment(found.kind, found.key, found.number))


def unknown() -> Refusal:
    """There is no such case, or none for whoever asks."""
    return Refusal("not-found", _l("There is no such case."))


def case_of(kind: str, key: str, number: int) -> ReportedCase | None:
    """The case about this comment, if there is one."""
    return db.session().scalar(
        sa.select(ReportedCase).where(
            ReportedCase.kind == kind, ReportedCase.key == key, ReportedCase.number == number
        )
    )


def queue(agencies: Collection[int], *, hinted: bool = False) -> Sequence[ReportedCase]:
    """What waits with these bodies: three reports or more first, then the oldest.

    With `hinted` what a machine noticed comes first among equals.
    """
    rows = db.session().scalars(
        sa.select(ReportedCase)
        .options(selectinload(ReportedCase.reports))
        .where(ReportedCase.agency_id.in_(agencies), ReportedCase.waits_since.is_not(None))
        .order_by(ReportedCase.urgent_at.is_(None), ReportedCase.waits_since, ReportedCase.id)
        .limit(PAGE * 4)
    )
    found = list(rows)
    return sorted(found, key=lambda each: not each.hints) if hinted else found


def waiting(agencies: Collection[int]) -> int:
    """How many comments wait for a decision of these bodies."""
    wanted = sa.select(sa.func.count(ReportedCase.id)).where(
        ReportedCase.agency_id.in_(agencies), ReportedCase.waits_since.is_not(None)
    )
    return db.session().scalar(wanted) or 0


def decided(agencies: Collection[int] | None, *, limit: int = PAGE) -> Sequence[ModerationDecision]:
    """The latest decisions of these bodies, or of every body where that is None."""
    wanted = (
        sa.select(ModerationDecision)
        .options(joinedload(ModerationDecision.case), joinedload(ModerationDecision.appeal))
        .order_by(ModerationDecision.id.desc())
        .limit(limit)
    )
    if agencies is not None:
        wanted = wanted.join(ReportedCase).where(ReportedCase.agency_id.in_(agencies))
    return db.session().scalars(wanted).unique().all()


def standing(kind: str, key: str, number: int) -> ModerationDecision | None:
    """The latest decision that took words of this comment away, whoever made it."""
    found = case_of(kind, key, number)
    if found is None:
        return None
    taking = [d for d in found.decisions if d.act in ("redact", "hide", "remove")]
    return taking[-1] if taking else None


def was_overturned(found: ReportedCase, words_digest: str) -> bool:
    """Whether an appeal has already put these very words back."""
    wanted = (
        sa.select(ModerationAppeal.id)
        .join(ModerationDecision, ModerationDecision.id == ModerationAppeal.decision_id)
        .where(
            ModerationDecision.case_id == found.id,
            ModerationDecision.words_digest == words_digest,
            ModerationAppeal.outcome == Outcome.OVERTURNED,
        )
    )
    return db.session().scalar(wanted.limit(1)) is not None


def orders(agencies: Collection[int]) -> Sequence[RemovalOrder]:
    """Orders that wait for their second person in these bodies."""
    return (
        db.session()
        .scalars(
            sa.select(RemovalOrder)
            .join(ReportedCase, ReportedCase.id == RemovalOrder.case_id)
            .options(joinedload(RemovalOrder.case))
            .where(ReportedCase.agency_id.in_(agencies), RemovalOrder.settled_at.is_(None))
            .order_by(RemovalOrder.id)
        )
        .all()
    )


def order(order_id: int) -> RemovalOrder | None:
    """The order with this number."""
    return db.session().get(RemovalOrder, order_id)


def open_appeals() -> Sequence[ModerationAppeal]:
    """Appeals that wait, the oldest first."""
    wanted = (
        sa.select(ModerationAppeal)
        .where(ModerationAppeal.decided_at.is_(None))
        .order_by(ModerationAppeal.due_at, ModerationAppeal.id)
    )
    return db.session().scalars(wanted).all()


def decided_appeals(*, limit: int = PAGE) -> Sequence[ModerationAppeal]:
    """Appeals that were decided, the latest first."""
    wanted = sa.select(ModerationAppeal).where(ModerationAppeal.decided_at.is_not(None))
    return (
        db.session().scalars(wanted.order_by(ModerationAppeal.decided_at.desc()).limit(limit)).all()
    )


def appeal(appeal_id: int) -> ModerationAppeal | None:
    """The appeal with this number."""
    return db.session().get(ModerationAppeal, appeal_id)
