"""The table of prepared versions of rule sets, and who said the two yeses."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Amendment(Base):
    """A new version of a rule set as its file would say it; it holds nothing until confirmed."""

    __tablename__ = "law_amendment"

    id: Mapped[pk]
    ruleset_id: Mapped[str] = mapped_column(sa.String(40), index=True)
    version: Mapped[str] = mapped_column(sa.String(20))
    valid_from: Mapped[date]
    text: Mapped[str]
    """The whole version in TOML, as it was handed in."""
    digest: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str]
    proposed_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    proposed_from: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
