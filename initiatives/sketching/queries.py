"""Reading what is private: one's own sketches, and the saved versions of a draft."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.sketching.models import PrivateVersion, Sketch

NEW = "new:"


def place_of_new(rule_set: str) -> str:
    """Where the sketch of a new proposal under a rule set lies."""
    return f"{NEW}{rule_set}"


def place_of(initiative_id: int) -> str:
    """Where the sketch of a draft lies that was saved before."""
    return f"initiative:{initiative_id}"


def sketch(account_id: int | None, place: str) -> Sketch | None:
    """What an account left here, or None."""
    statement = sa.select(Sketch).where(Sketch.account_id == account_id, Sketch.place == place)
    return db.session().scalars(statement).one_or_none()


def sketches(account_id: int | None, *, only_new: bool = False) -> Sequence[Sketch]:
    """The sketches of an account, the latest first."""
    statement = sa.select(Sketch).where(Sketch.account_id == account_id)
    if only_new:
        statement = statement.where(Sketch.place.startswith(NEW))
    return db.session().scalars(statement.order_by(Sketch.saved_at.desc())).all()


def versions(initiative_id: int) -> Sequence[PrivateVersion]:
    """The saved versions of a draft, the latest first."""
    statement = sa.select(PrivateVersion).where(PrivateVersion.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(PrivateVersion.number.desc())).all()


def last(initiative_id: int) -> PrivateVersion | None:
    """The version that was saved last."""
    statement = (
        sa.select(PrivateVersion)
        .where(PrivateVersion.initiative_id == initiative_id)
        .order_by(PrivateVersion.number.desc())
        .limit(1)
    )
    return db.session().scalars(statement).one_or_none()


def version(initiative_id: int, number: int) -> PrivateVersion:
    """One saved version; refused where there is none."""
    statement = sa.select(PrivateVersion).where(
        PrivateVersion.initiative_id == initiative_id, PrivateVersion.number == number
    )
    found = db.session().scalars(statement).one_or_none()
    if found is None:
        raise Refusal("not-found", _l("There is no such version."))
    return found
