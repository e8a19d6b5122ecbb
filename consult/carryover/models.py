"""The tables of a carry-over: each comment that came over, each decision of a person, each round."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Act(StrEnum):
    """What an officer decides of a section, or of one comment."""

    CONFIRM = "confirm"
    REASSIGN = "reassign"
    ORPHAN = "orphan"


class Carried(Base):
    """A comment of an older version, and where it stands in version `version` of the draft."""

    __tablename__ = "hearing_carried"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "version", "comment_id"),
        sa.Index("ix_hearing_carried_section", "hearing_id", "version", "from_eid"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    version: Mapped[int]
    comment_id: Mapped[int]
    from_eid: Mapped[str]
    to_eid: Mapped[str | None]
    state: Mapped[str]
    score: Mapped[int]
    alone: Mapped[bool] = mapped_column(server_default=sa.false())


class CarryDecision(Base):
    """One decision of an officer: which section or comment, from where to where, when."""

    __tablename__ = "hearing_carry_decision"
    __table_args__ = (sa.Index("ix_hearing_carry_decision_round", "hearing_id", "version"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    version: Mapped[int]
    eid: Mapped[str]
    number: Mapped[int | None]
    act: Mapped[Act]
    before_eid: Mapped[str | None]
    to_eid: Mapped[str | None]
    score: Mapped[int]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime]


class CarryReopening(Base):
    """A finished round that was opened again, and why; the round as it was stays readable."""

    __tablename__ = "hearing_carry_reopening"
    __table_args__ = (sa.Index("ix_hearing_carry_reopening_round", "hearing_id", "version"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    version: Mapped[int]
    settled_at: Mapped[datetime]
    told: Mapped[int]
    reason: Mapped[str]
    reopened_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    reopened_at: Mapped[datetime]


class CarryRound(Base):
    """All that was doubtful after version `version` is decided, and the authors are told."""

    __tablename__ = "hearing_carry_round"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "version"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    version: Mapped[int]
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime]
    told: Mapped[int]
