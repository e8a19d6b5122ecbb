"""The table of assisted signing: a place that a clerk opened for one person, never for whom."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Place(Base):
    """One opened place: who opened it and when it was taken; nothing leads from it to a signature."""

    __tablename__ = "assisted_place"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    opened_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    opened_at: Mapped[datetime]
    second: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    """The hash of the code that lets one person in; None until every clerk it takes has agreed."""
    ends_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
