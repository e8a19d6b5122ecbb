"""The table of the impact assessment: a line for each aspect of each hearing."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from commons.i18n import language
from consult.impact.states import Aspect, Unit


class ImpactLine(Base):
    """What a draft would bring in one aspect: words by language, and an amount with its unit."""

    __tablename__ = "hearing_impact_line"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "aspect"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    aspect: Mapped[Aspect]
    words: Mapped[dict[str, str]]
    amount: Mapped[int | None]
    unit: Mapped[Unit | None]
    written_at: Mapped[datetime]

    def text(self) -> str:
        """The words in the reader's language, or in the one that has some."""
        return self.words.get(language()) or next((w for w in self.words.values() if w), "")

    def tongue(self) -> str:
        """The language in which `text` answers."""
        return language() if self.words.get(language()) else next(iter(self.words), "en")
