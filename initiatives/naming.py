"""An initiative in a few words, for the page that answers a signing: asked once, without its people."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from commons import trips
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import FormerSheet, Initiative

_X, _FORMER = Initiative.__table__.c, FormerSheet.__table__.c
_SAID = (_X.slug, _X.title, _X.sheet_id)
_SHEET: sa.BindParameter[int] = sa.bindparam("sheet_id")
_NAMED = trips.Ready(
    sa.select(*_SAID).where(
        sa.or_(
            _X.sheet_id == _SHEET,
            _X.id.in_(sa.select(_FORMER.initiative_id).where(_FORMER.sheet_id == _SHEET)),
        )
    ),
    _SAID,
)


@dataclass(frozen=True)
class Named:
    """What one says of an initiative in a sentence: its title and where it is."""

    slug: str
    title: str
    sheet_id: int | None

    @property
    def path(self) -> str:
        """Its public address."""
        return f"/initiatives/{self.slug}"


def by_sheet(sheet_id: int) -> Named:
    """The initiative to which a sheet belongs; refuses ("not-found") where there is none."""
    found = trips.together((_NAMED, {"sheet_id": sheet_id}))[0]
    if not found:
        raise Refusal("not-found", _l("There is no such initiative."))
    return Named(*found[0])
