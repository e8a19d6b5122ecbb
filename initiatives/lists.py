"""Lists of initiatives: narrowed, in an order, paged by keyset so that nothing shifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import unusual
from initiatives.about.models import FIELD, WORD, About, Tag
from initiatives.models import Initiative, Referral
from initiatives.standing import in_state, is_listed
from initiatives.states import State

ON_PAGE = 20
LOOKED_AT = 50
"""So many running collections are compared for what grows fastest."""


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
    field: str = ""
    tag: str = ""
    area: str = ""
    begun_from: datetime | None = None
    begun_before: datetime | None = None
    """Between which instants publishing or collecting began; the end is exclusive."""


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, the exact total, and the place after the last row."""

    items: Sequence[Initiative]
    total: int
    after: tuple[Any, ...] | None


def listing(
    filters: Filters | None = None,
    *,
    sort: Sort = Sort.NEWEST,
    after: Sequence[Any] | None = None,
    size: int = ON_PAGE,
) -> Page:
    """Public initiatives by keyset: stable while others write, with the exact total."""
    where = [is_listed(), *conditions(filters or Filters(), clock.now())]
    total = db.session().scalar(sa.select(sa.func.count(Initiative.id)).where(*where)) or 0
    key = _KEYS[sort]
    statement = sa.select(Initiative).where(*where)
    if after is not None:
        statement = statement.where(_beyond(sort, after))
    order = (key.asc() if sort is Sort.CLOSING else key.desc(), Initiative.id.desc())
    statement = statement.options(selectinload(Initiative.referrals))
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


def growing(limit: int = 3) -> list[tuple[Initiative, int]]:
    """What collects and has grown most in the last seven days, by its released count (I76)."""
    now = clock.now()
    wanted = sa.select(Initiative).where(
        is_listed(), in_state(State.COLLECTING, now), Initiative.practice.is_(False)
    )
    newest = wanted.order_by(Initiative.support.desc(), Initiative.id.desc()).limit(LOOKED_AT)
    found = [
        (x, unusual.gained(signatures.history_by_day(x.sheet_id), now.date()))
        for x in db.session().scalars(newest)
        if x.sheet_id is not None
    ]
    found.sort(key=lambda one: (-one[1], -one[0].id))
    return [one for one in found[:limit] if one[1] > 0]


def conditions(filters: Filters, now: datetime) -> list[sa.ColumnElement[bool]]:
    """The filters in SQL."""
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
    begun = sa.func.coalesce(Initiative.opens_at, Initiative.published_at)
    if filters.begun_from is not None:
        where.append(begun >= filters.begun_from)
    if filters.begun_before is not None:
        where.append(begun < filters.begun_before)
    for kind, word in ((FIELD, filters.field), (WORD, filters.tag)):
        if word:
            tagged = sa.select(Tag.initiative_id).where(Tag.kind == kind, Tag.word == word)
            where.append(Initiative.id.in_(tagged))
    if filters.area:
        there = sa.select(About.initiative_id).where(About.area == filters.area)
        where.append(Initiative.id.in_(there))
    if filters.words.strip():
        where.append(Initiative.title.icontains(filters.words.strip(), autoescape=True))
    return where
