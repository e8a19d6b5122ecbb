"""The tables of merging: a proposal to become one, and the voices of those who carry both."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative, Member


class Merger(Base):
    """One initiative is to end in favour of another, which goes on as it is."""

    __tablename__ = "initiative_merger"

    id: Mapped[pk]
    ending_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    going_on_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    merged_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]

    ending: Mapped[Initiative] = relationship(foreign_keys=[ending_id])
    going_on: Mapped[Initiative] = relationship(foreign_keys=[going_on_id])
    voices: Mapped[list[MergerVoice]] = relationship(order_by="MergerVoice.id")

    @property
    def waits(self) -> bool:
        """Whether it is neither done nor called off."""
        return self.merged_at is None and self.called_off_at is None


class MergerVoice(Base):
    """One person's yes to a merger."""

    __tablename__ = "initiative_merger_voice"
    __table_args__ = (sa.UniqueConstraint("merger_id", "member_id"),)

    id: Mapped[pk]
    merger_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_merger.id"))
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("initiative_member.id", ondelete="CASCADE")
    )
    given_at: Mapped[datetime]

    member: Mapped[Member] = relationship()
