"""Reading papers: those of a hearing, and which of all are withheld, on what ground, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from consult.models import Hearing
from consult.oversight.models import Asked
from consult.papers import rules
from consult.papers.models import Paper, Withholding


@dataclass(frozen=True)
class Shown:
    """A paper as the page shows it: with the file, or with what keeps it back."""

    paper: Paper
    held: Asked | None


def of(hearing: Hearing) -> list[Shown]:
    """The papers of a hearing; of a withheld one its existence, ground and day of review."""
    rows = db.session().scalars(
        sa.select(Paper).where(Paper.hearing_id == hearing.id).order_by(Paper.id)
    )
    now = clock.now()
    return [Shown(paper, holding(paper, now)) for paper in rows]


def one(hearing: Hearing, number: int) -> Paper:
    """One paper; refuses ("not-found") where this hearing has none of this number."""
    found = db.session().get(Paper, number)
    if found is None or found.hearing_id != hearing.id:
        raise Refusal("not-found", _l("There is no such document."))
    return found


def holding(paper: Paper, now: datetime) -> Asked | None:
    """The exception that keeps a paper from the public at this moment, if any."""
    zone = law.by_key(paper.hearing.rule_set_id).zone
    for each in reversed(paper.withholdings):
        if rules.withholds(each.asked, now, zone, hides_waiting=each.hides_waiting):
            return each.asked
    return None


def running() -> Sequence[Withholding]:
    """Withholdings whose end has not been announced."""
    return db.session().scalars(sa.select(Withholding).where(Withholding.ended_at.is_(None))).all()


def paper_of(withholding: Withholding) -> Paper:
    """The paper that is withheld."""
    return db.session().get_one(Paper, withholding.paper_id)


def is_needed(digest: str) -> bool:
    """Whether a paper still needs the file of this digest."""
    return (
        db.session().scalar(sa.select(Paper.id).where(Paper.digest == digest).limit(1)) is not None
    )
