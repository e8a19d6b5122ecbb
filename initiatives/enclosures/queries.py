"""Reading what lies beside a proposal."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.enclosures.models import Enclosure, EnclosureKind


def annexes(initiative_id: int) -> Sequence[Enclosure]:
    """The annexes, in the order in which they were added."""
    return _of(initiative_id, EnclosureKind.ANNEX)


def picture(initiative_id: int) -> Enclosure | None:
    """The picture, or None."""
    found = _of(initiative_id, EnclosureKind.PICTURE)
    return found[-1] if found else None


def one(initiative_id: int, number: int) -> Enclosure:
    """One file of this initiative; refused where there is none, or none any more."""
    found = db.session().get(Enclosure, number)
    if found is None or found.initiative_id != initiative_id:
        raise Refusal("not-found", _l("There is no such file."))
    if found.removed_at is not None:
        raise Refusal("file-removed", _l("This file was taken off before anything was signed."))
    return found


def attached(initiative_id: int) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each annex, as the sheet's manifest holds them."""
    return tuple((each.title or each.name, each.digest) for each in annexes(initiative_id))


def is_needed(digest: str) -> bool:
    """Whether an initiative still holds the file of this digest."""
    statement = sa.select(Enclosure.id).where(
        Enclosure.digest == digest, Enclosure.removed_at.is_(None)
    )
    return db.session().scalar(statement.limit(1)) is not None


def _of(initiative_id: int, kind: EnclosureKind) -> Sequence[Enclosure]:
    statement = sa.select(Enclosure).where(
        Enclosure.initiative_id == initiative_id,
        Enclosure.kind == kind,
        Enclosure.removed_at.is_(None),
    )
    return db.session().scalars(statement.order_by(Enclosure.id)).all()
