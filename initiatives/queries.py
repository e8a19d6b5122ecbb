"""Reading initiatives: by number, by state, lists that page, what is owed and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import clock, db, slugs
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative, Invitation, Member, Referral, Review, Wording
from initiatives.standing import in_state, is_listed
from initiatives.states import WITH_COMMITTEE, State

ON_PAGE = 20


class Sort(StrEnum):
    """In which order a list stands."""

    NEWEST = "newest"
    SUPPORT = "support"
    CLOSING = "closing"


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything public."""

    states: tuple[State, ...] = ()
    agency_id: int | None = None
    committee_id: int | None = None
    rule_set_ids: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, the exact total, and the place after the last row."""

    items: Sequence[Initiative]
    total: int
    after: tuple[Any, ...] | None


def by_slug(slug: str) -> Initiative:
    """The initiative whose number heads `slug`; refused where there is none."""
    number = slugs.number_of(slug)
    found = db.session().get(Initiative, number) if number is not None else None
    if found is None:
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def locked(initiative_id: int) -> Initiative:
    """The initiative, held against other writers until this transaction ends."""
    statement = sa.select(Initiative).where(Initiative.id == initiative_id)
    held = statement.with_for_update().execution_options(populate_existing=True)
    return db.session().scalars(held).one()


def by_sheet(sheet_id: int) -> Initiative:
    """The initiative to which a sheet of the strong room belongs; refused where there is none."""
    return _one(Initiative.sheet_id == sheet_id)


def by_roll(roll_id: int) -> Initiative:
    """The initiative whose initiators are confirmed on this roll; refused where there is none."""
    return _one(Initiative.roll_id == roll_id)


def _one(condition: sa.ColumnElement[bool]) -> Initiative:
    found = db.session().scalars(sa.select(Initiative).where(condition)).one_or_none()
    if found is None:
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def listing(
    filters: Filters | None = None,
    *,
    sort: Sort = Sort.NEWEST,
    after: Sequence[Any] | None = None,
    size: int = ON_PAGE,
) -> Page:
    """Public initiatives by keyset: stable while others write, with the exact total."""
    where = [is_listed(), *_conditions(filters or Filters(), clock.now())]
    total = db.session().scalar(sa.select(sa.func.count(Initiative.id)).where(*where)) or 0
    key = _KEYS[sort]
    statement = sa.select(Initiative).where(*where)
    if after is not None:
        statement = statement.where(_beyond(sort, after))
    order = (key.asc() if sort is Sort.CLOSING else key.desc(), Initiative.id.desc())
    rows = db.session().scalars(statement.order_by(*order).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], total, None if last is None else _place(sort, last))


_FAR = datetime.fromisoformat("9999-01-01T00:00:00+00:00")
_KEYS: dict[Sort, sa.ColumnElement[Any]] = {
    Sort.NEWEST: sa.type_coerce(Initiative.id, sa.BigInteger),
    Sort.SUPPORT: sa.type_coerce(Initiative.support, sa.BigInteger),
    Sort.CLOSING: sa.func.coalesce(
        Initiative.closes_at, sa.literal(_FAR, Initiative.closes_at.type)
    ),
}


def _place(sort: Sort, row: Initiative) -> tuple[Any, ...]:
    if sort is Sort.CLOSING:
        return ((row.closes_at or _FAR).isoformat(), row.id)
    return (row.id if sort is Sort.NEWEST else row.support, row.id)


def _beyond(sort: Sort, after: Sequence[Any]) -> sa.ColumnElement[bool]:
    key = _KEYS[sort]
    try:
        said, number = after
        place = datetime.fromisoformat(said) if sort is Sort.CLOSING else int(said)
        number = int(number)
    except (ValueError, TypeError):
        raise Refusal("bad-cursor", _l("This page of the list does not exist.")) from None
    further = key > place if sort is Sort.CLOSING else key < place
    return sa.or_(further, sa.and_(key == place, Initiative.id < number))


def _conditions(filters: Filters, now: datetime) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if filters.states:
        where.append(sa.or_(*(in_state(state, now) for state in filters.states)))
    if filters.agency_id is not None:
        where.append(Initiative.agency_id == filters.agency_id)
    if filters.committee_id is not None:
        referred = sa.select(Referral.initiative_id).where(
            Referral.committee_id == filters.committee_id
        )
        where.append(Initiative.id.in_(referred))
    if filters.rule_set_ids:
        where.append(Initiative.rule_set_id.in_(filters.rule_set_ids))
    if filters.words.strip():
        where.append(Initiative.title.icontains(filters.words.strip(), autoescape=True))
    return where


def needing_signatures(limit: int = 5) -> Sequence[Initiative]:
    """What collects now, the one that ends first on top; for the front page."""
    now = clock.now()
    statement = sa.select(Initiative).where(
        in_state(State.COLLECTING, now), Initiative.practice.is_(False)
    )
    return db.session().scalars(statement.order_by(Initiative.closes_at).limit(limit)).all()


def overdue_referrals(limit: int = 20) -> Sequence[Referral]:
    """Referrals of which some answer is overdue, the longest first; for front page and boards."""
    now = clock.now()
    statement = (
        sa.select(Referral)
        .join(Referral.initiative)
        .where(Initiative.stage.in_([s.value for s in WITH_COMMITTEE]), is_overdue(now))
        .options(selectinload(Referral.initiative))
        .order_by(Referral.forwarded_at)
        .limit(limit)
    )
    return db.session().scalars(statement).all()


def is_overdue(now: datetime) -> sa.ColumnElement[bool]:
    """The condition in SQL that a committee owes an answer whose date has passed."""
    return sa.or_(
        sa.and_(Referral.received_at.is_(None), Referral.receipt_due_at <= now),
        sa.and_(Referral.taken_up_at.is_(None), Referral.hearing_due_at <= now),
        sa.and_(Referral.answered_at.is_(None), Referral.answer_due_at <= now),
    )


def referrals_of(committee_id: int) -> Sequence[Referral]:
    """Everything that was referred to a committee, what is still owed first."""
    statement = (
        sa.select(Referral)
        .where(Referral.committee_id == committee_id)
        .options(selectinload(Referral.initiative))
        .order_by(Referral.answered_at.is_not(None), Referral.answer_due_at, Referral.id)
    )
    return db.session().scalars(statement).all()


def carried_by(account_id: int) -> Sequence[Initiative]:
    """The initiatives that an account carries, drafts included; for its own page."""
    mine = sa.select(Member.initiative_id).where(Member.account_id == account_id)
    statement = sa.select(Initiative).where(Initiative.id.in_(mine))
    return db.session().scalars(statement.order_by(Initiative.id.desc())).all()


def review_queue(agency_ids: Sequence[int]) -> Sequence[Review]:
    """What waits for a clerk of these bodies, the longest-waiting first."""
    statement = (
        sa.select(Review)
        .join(Initiative, Initiative.id == Review.initiative_id)
        .where(Initiative.agency_id.in_(agency_ids), Review.decided_at.is_(None))
        .where(Initiative.stage == State.REVIEW)
        .order_by(Review.submitted_at, Review.id)
    )
    return db.session().scalars(statement).all()


def invitation(token_hash: str) -> Invitation | None:
    """The invitation with this hashed secret, or None."""
    statement = sa.select(Invitation).where(Invitation.token_hash == token_hash)
    return db.session().scalars(statement).one_or_none()


def wordings(initiative_id: int) -> Sequence[Wording]:
    """The published versions of a proposal, the first one first."""
    statement = sa.select(Wording).where(Wording.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Wording.number)).all()


def wording(initiative_id: int, number: int) -> Wording:
    """One published version; refused where there is none."""
    for found in wordings(initiative_id):
        if found.number == number:
            return found
    raise Refusal("not-found", _l("There is no such version."))
