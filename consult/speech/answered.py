"""Letting the answered comments of a hearing be found once their answers are public."""

from __future__ import annotations

import sqlalchemy as sa

from commons.discussion import services as discussion
from consult.answering import Answer, Placement, Theme
from consult.models import Hearing


def mark(hearing: Hearing) -> None:
    """Mark every comment that stands in an answered theme of this hearing."""
    discussion.mark_answered(
        sa.select(Placement.comment_id)
        .join(Theme, Theme.id == Placement.theme_id)
        .join(Answer, Answer.theme_id == Theme.id)
        .where(Theme.hearing_id == hearing.id)
    )
