"""The table of occasions: what two administrators entered from the calendar of the State."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Kind(StrEnum):
    """What an occasion is, and therefore what it does."""

    ELECTION = "election"
    """Before it, a rule set may stop proposals and support."""
    TERM_END = "term-end"
    """What lies before that body lapses, closes, goes on or waits to be confirmed."""
    RECESS = "recess"
    """The clocks of that body's committees stand still."""
    PAUSE = "pause"
    """All collecting is stopped, for a public reason."""
    OUTAGE = "outage"
    """The platform could not be reached; what collected then gets the time back."""
    FIGURE = "figure"
    """How many people a body has, for thresholds that are a share of them."""


class Occasion(Base):
    """One occasion as one administrator entered it and another decided about it.

    Days are whole local days, the last one included; instants bound a pause or an outage.
    """

    __tablename__ = "occasion"
    __table_args__ = (sa.Index("ix_occasion_kind_granted", "kind", "granted"),)

    id: Mapped[pk]
    kind: Mapped[Kind]
    code: Mapped[str] = mapped_column(sa.String(80), default="")
    """Which election or which figure, in the word of the rule sets."""
    agency_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    """The body concerned; without one, the occasion binds all."""
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    number: Mapped[int | None]
    reason: Mapped[str]
    """In public: why, or where the figure stands written."""
    proposed_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    proposed_from: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    applied_at: Mapped[datetime | None]

    @property
    def address(self) -> str:
        """Where everybody reads of it."""
        return f"/rules/calendar#occasion-{self.id}"
