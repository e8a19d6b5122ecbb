"""Reading prepared versions: what waits, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from commons.rulemaking.models import Amendment


def by_number(number: int) -> Amendment:
    """The prepared version with this number; refused where there is none."""
    found = db.session().get(Amendment, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such version."))
    return found


def waiting() -> Sequence[Amendment]:
    """What waits for a second administrator, the oldest first."""
    wanted = sa.select(Amendment).where(Amendment.decided_at.is_(None)).order_by(Amendment.id)
    return db.session().scalars(wanted).all()


def accepted() -> Sequence[Amendment]:
    """Every version that entered the rules by two administrators, the newest first."""
    wanted = sa.select(Amendment).where(Amendment.accepted.is_(True))
    return db.session().scalars(wanted.order_by(Amendment.id.desc())).all()
