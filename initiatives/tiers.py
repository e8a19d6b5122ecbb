"""The table of steps of support: a number of a rule set that was reached, and the duty it brought."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Tier(Base):
    """One step that was reached, once; it stands even if the count falls below it again (R042)."""

    __tablename__ = "initiative_tier"
    __table_args__ = (UniqueConstraint("initiative_id", "count"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    count: Mapped[int]
    """How many signatures the rule set names for this step."""
    duty: Mapped[str]
    """The code of what is owed; its words stand in the rule set."""
    reached_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    below_at: Mapped[datetime | None]
    """When the released count first fell below the step, if it ever did."""
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str] = mapped_column(default="")
