"""The tables of phases, and of their former ends."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from commons.i18n import language
from consult.models import Hearing
from consult.phases.states import Part


class Phase(Base):
    """A part of a hearing with dates of its own, inside those of the hearing."""

    __tablename__ = "hearing_phase"
    __table_args__ = (
        sa.Index("ix_hearing_phase_order", "hearing_id", "opens_at", "id"),
        sa.CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    titles: Mapped[dict[str, str]]
    opens: Mapped[list[str]] = mapped_column(sa.JSON)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    hearing: Mapped[Hearing] = relationship()
    changes: Mapped[list[PhaseChange]] = relationship(
        order_by="PhaseChange.id", cascade="all, delete-orphan"
    )

    @property
    def parts(self) -> list[Part]:
        """What it opens, in the order of the list."""
        return [part for part in Part if part.value in self.opens]

    def title(self, tongue: str | None = None) -> str:
        """Its name in the reader's language, or in the one that has some."""
        found = self.titles.get(tongue or language())
        return found or next((said for said in self.titles.values() if said), "")

    def title_language(self, tongue: str | None = None) -> str:
        """The language in which `title` answers."""
        asked = tongue or language()
        return asked if self.titles.get(asked) else next(iter(self.titles), "en")


class PhaseChange(Base):
    """The end of a phase as it was before; it stays visible for ever."""

    __tablename__ = "hearing_phase_change"

    id: Mapped[pk]
    phase_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_phase.id"), index=True)
    old_closes_at: Mapped[datetime]
    new_closes_at: Mapped[datetime]
    reason: Mapped[str]
    changed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    changed_at: Mapped[datetime]
