"""Hearings by address, by state, by filter; the list in a stable order with its exact total."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import clock, db, slugs
from commons.errors import Refusal
from commons.i18n import DEFAULT_ZONE, _l, midnight
from consult.answering import Summary
from consult.models import Hearing, Partner
from consult.states import Kind, Stage, State, Topic

PAGE = 20


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    CLOSING = "closing"


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; an empty one lists every public hearing."""

    state: State | None = None
    overdue: bool = False
    agencies: tuple[int, ...] = ()
    topic: Topic | None = None
    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""
    sort: Sort = Sort.NEWEST


@dataclass(frozen=True)
class Place:
    """A place in the list: the instant by which it is sorted, and the row that broke the tie."""

    instant: datetime
    id: int


@dataclass(frozen=True)
class Found:
    """One page of the list, how many there are in all, and where the next page begins."""

    hearings: tuple[Hearing, ...]
    total: int
    following: Place | None


def by_id(hearing_id: int) -> Hearing | None:
    """The hearing with this number, public or not."""
    return db.session().get(Hearing, hearing_id)


def at(slug: str) -> Hearing:
    """The hearing at this address, public or not; refuses ("not-found") where there is none."""
    number = slugs.number_of(slug)
    found = by_id(number) if number is not None else None
    if found is None or found.deleted_at is not None:
        raise unknown()
    return found


def public_at(slug: str) -> Hearing:
    """The public hearing at this address; a draft is "not-found" for everybody."""
    found = at(slug)
    if found.approved_at is None:
        raise unknown()
    return found


def unknown() -> Refusal:
    """There is no such hearing, or none for whoever asks."""
    return Refusal("not-found", _l("There is no such hearing."))


def in_state(state: State, now: datetime) -> sa.ColumnElement[bool]:
    """In SQL what `rules.state` says in Python."""
    approved = Hearing.stage == Stage.APPROVED
    dated = sa.and_(Hearing.opens_at.is_not(None), Hearing.closes_at.is_not(None))
    by_clock: dict[State, sa.ColumnElement[bool]] = {
        State.APPROVED: sa.and_(approved, sa.not_(dated)),
        State.SCHEDULED: sa.and_(approved, dated, Hearing.opens_at > now),
        State.OPEN: sa.and_(approved, dated, Hearing.opens_at <= now, Hearing.closes_at > now),
        State.CLOSED: sa.and_(approved, dated, Hearing.opens_at <= now, Hearing.closes_at <= now),
    }
    return by_clock[state] if state in by_clock else Hearing.stage == Stage(state.value)


def is_overdue(now: datetime) -> sa.ColumnElement[bool]:
    """In SQL: the summary is owed and its due date has passed."""
    return sa.and_(Hearing.summarised_at.is_(None), Hearing.summary_due_at <= now)


def listing(wanted: Wanted, *, after: Place | None = None, size: int = PAGE) -> Found:
    """Public hearings by filter, in an order that stays stable while others are added."""
    where = [Hearing.approved_at.is_not(None), *_filters(wanted, clock.now())]
    column, downwards = (
        (Hearing.closes_at, False) if wanted.sort is Sort.CLOSING else (Hearing.opens_at, True)
    )
    beyond = [] if after is None else [_beyond(column, after, downwards=downwards)]
    order = (column.desc(), Hearing.id.desc()) if downwards else (column, Hearing.id)
    rows = db.session().scalars(
        sa.select(Hearing)
        .options(joinedload(Hearing.agency))
        .where(*where, *beyond)
        .order_by(*order)
        .limit(size + 1)
    )
    found = list(rows)
    total = db.session().scalar(sa.select(sa.func.count()).select_from(Hearing).where(*where)) or 0
    return Found(tuple(found[:size]), total, _following(found, size, wanted.sort))


def for_desk(agency_ids: Collection[int], *, limit: int = 200) -> Sequence[Hearing]:
    """Every hearing of these agencies, drafts too, the latest first."""
    return (
        db.session()
        .scalars(
            sa.select(Hearing)
            .options(joinedload(Hearing.agency))
            .where(held_by(agency_ids), Hearing.deleted_at.is_(None))
            .order_by(Hearing.id.desc())
            .limit(limit)
        )
        .all()
    )


def put_away(agency_ids: Collection[int], *, limit: int = 50) -> Sequence[Hearing]:
    """The drafts of these agencies that were put away, the latest first."""
    wanted = sa.select(Hearing).options(joinedload(Hearing.agency))
    away = wanted.where(held_by(agency_ids), Hearing.deleted_at.is_not(None))
    return db.session().scalars(away.order_by(Hearing.deleted_at.desc()).limit(limit)).all()


def held_by(agency_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """In SQL: one of these agencies holds it, leading or as a partner who has accepted."""
    joined = sa.exists().where(
        Partner.hearing_id == Hearing.id,
        Partner.agency_id.in_(agency_ids),
        Partner.accepted.is_(True),
    )
    return sa.or_(Hearing.agency_id.in_(agency_ids), joined)


def waiting_for(approver_in: Collection[int], officer_in: Collection[int], now: datetime) -> int:
    """How many hearings wait: for approval in some agencies, for their summary in others."""
    handed_in = sa.and_(
        Hearing.stage == Stage.DRAFT,
        Hearing.submitted_at.is_not(None),
        held_by(approver_in),
    )
    unanswered = sa.and_(in_state(State.CLOSED, now), held_by(officer_in))
    statement = sa.select(sa.func.count()).select_from(Hearing)
    return db.session().scalar(statement.where(sa.or_(handed_in, unanswered))) or 0


def counts_by_state(now: datetime) -> dict[State, int]:
    """How many public hearings are in each state."""
    public = sa.and_(Hearing.approved_at.is_not(None))
    columns = [
        sa.func.count().filter(in_state(state, now)).label(state.value)
        for state in State
        if state is not State.DRAFT
    ]
    row = db.session().execute(sa.select(*columns).select_from(Hearing).where(public)).one()
    return {State(name): times for name, times in row._mapping.items()}


def with_summary(limit: int = 100) -> list[Hearing]:
    """Hearings whose summary is handed in or published and nothing decided, the latest first."""
    rows = db.session().scalars(
        sa.select(Hearing)
        .join(Summary, Summary.hearing_id == Hearing.id)
        .where(
            Hearing.stage.in_((Stage.APPROVED, Stage.SUMMARISED, Stage.WITHDRAWN)),
            sa.or_(Summary.submitted_at.is_not(None), Summary.published_at.is_not(None)),
        )
        .order_by(Summary.id.desc())
        .limit(limit)
    )
    return list(rows)


def _filters(wanted: Wanted, now: datetime) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if wanted.state is not None:
        where.append(in_state(wanted.state, now))
    if wanted.overdue:
        where.append(is_overdue(now))
    if wanted.agencies:
        where.append(held_by(wanted.agencies))
    if wanted.topic is not None:
        where.append(Hearing.topic == wanted.topic)
    if wanted.kind is not None:
        where.append(Hearing.kind == wanted.kind)
    if wanted.since is not None:
        where.append(Hearing.closes_at > midnight(wanted.since, DEFAULT_ZONE))
    if wanted.until is not None:
        where.append(Hearing.opens_at < midnight(wanted.until + timedelta(1), DEFAULT_ZONE))
    where += [
        Hearing.title_words.contains(word, autoescape=True)
        for word in wanted.words.casefold().split()
    ]
    return where


def _beyond(
    column: sa.orm.attributes.InstrumentedAttribute[datetime | None],
    after: Place,
    *,
    downwards: bool,
) -> sa.ColumnElement[bool]:
    further = column < after.instant if downwards else column > after.instant
    tie = Hearing.id < after.id if downwards else Hearing.id > after.id
    return sa.or_(further, sa.and_(column == after.instant, tie))


def _following(found: Sequence[Hearing], size: int, sort: Sort) -> Place | None:
    if len(found) <= size:
        return None
    last = found[size - 1]
    instant = last.closes_at if sort is Sort.CLOSING else last.opens_at
    return Place(instant, last.id) if instant is not None else None
