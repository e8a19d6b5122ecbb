"""Reading translations: those that were reviewed, and what waits for a review."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.tongues.models import Translation


def every(initiative_id: int) -> Sequence[Translation]:
    """Everything that was offered, the newest first."""
    statement = sa.select(Translation).where(Translation.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Translation.id.desc())).all()


def reviewed(initiative_id: int) -> dict[str, Translation]:
    """The newest faithful translation in each language."""
    faithful = [t for t in every(initiative_id) if t.is_faithful]
    return {t.language: t for t in reversed(faithful)}


def public(initiative: Initiative, language: str) -> Translation:
    """The translation that everybody reads; refused where none was reviewed."""
    found = reviewed(initiative.id).get(language)
    if found is None:
        raise Refusal("not-found", _l("There is no reviewed translation in this language."))
    return found


def waiting(agency_ids: Sequence[int]) -> Sequence[Translation]:
    """What waits for a clerk of these bodies, the oldest first."""
    statement = (
        sa.select(Translation)
        .join(Translation.initiative)
        .where(Initiative.agency_id.in_(agency_ids), Translation.reviewed_at.is_(None))
        .order_by(Translation.offered_at, Translation.id)
    )
    return db.session().scalars(statement).all()


def one(number: int, agency_ids: Sequence[int]) -> Translation:
    """A translation for one of these bodies; others' do not exist for them."""
    found = db.session().get(Translation, number)
    if found is None or found.initiative.agency_id not in agency_ids:
        raise Refusal("not-found", _l("There is no such translation."))
    return found
