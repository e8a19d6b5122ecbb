"""Reading what a proposal is about, and which words are in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.about.models import (
    FIELD,
    WORD,
    About,
    Gathering,
    Organisation,
    PolicyField,
    Tag,
)
from initiatives.models import Initiative
from initiatives.standing import is_listed


@dataclass(frozen=True)
class Told:
    """Everything that is told about a proposal beside its text."""

    fields: list[PolicyField]
    tags: list[str]
    department_id: int | None
    area: str
    point: str
    organisations: Sequence[Organisation]
    gatherings: Sequence[Gathering]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told."""
        return not any(
            (
                self.fields,
                self.tags,
                self.department_id,
                self.area,
                self.organisations,
                self.gatherings,
            )
        )


def told(initiative_id: int) -> Told:
    """What is told about an initiative."""
    said = of(initiative_id)
    rows = (
        db.session()
        .scalars(sa.select(Tag).where(Tag.initiative_id == initiative_id).order_by(Tag.id))
        .all()
    )
    known = set(PolicyField)
    return Told(
        fields=[PolicyField(t.word) for t in rows if t.kind == FIELD and t.word in known],
        tags=[t.word for t in rows if t.kind == WORD],
        department_id=said.department_id if said else None,
        area=said.area if said else "",
        point=said.point if said else "",
        organisations=db.session()
        .scalars(
            sa.select(Organisation)
            .where(Organisation.initiative_id == initiative_id, Organisation.ended_at.is_(None))
            .order_by(Organisation.id)
        )
        .all(),
        gatherings=db.session()
        .scalars(
            sa.select(Gathering)
            .where(Gathering.initiative_id == initiative_id)
            .order_by(Gathering.held_on, Gathering.id)
        )
        .all(),
    )


def of(initiative_id: int) -> About | None:
    """The row of department and area, or None."""
    statement = sa.select(About).where(About.initiative_id == initiative_id)
    return db.session().scalars(statement).one_or_none()


def areas() -> Sequence[str]:
    """The areas of public initiatives, for the list's filter."""
    statement = (
        sa.select(About.area)
        .join(Initiative, Initiative.id == About.initiative_id)
        .where(is_listed(), About.area != "")
        .distinct()
        .order_by(About.area)
        .limit(200)
    )
    return db.session().scalars(statement).all()


def organisation(initiative_id: int, number: int) -> Organisation:
    """One organisation of this initiative; refused where there is none."""
    found = db.session().get(Organisation, number)
    if found is None or found.initiative_id != initiative_id or found.ended_at is not None:
        raise Refusal("not-found", _l("There is no such organisation."))
    return found


def gathering(initiative_id: int, number: int) -> Gathering:
    """One meeting of this initiative; refused where there is none."""
    found = db.session().get(Gathering, number)
    if found is None or found.initiative_id != initiative_id or found.cancelled_at is not None:
        raise Refusal("not-found", _l("There is no such meeting."))
    return found
