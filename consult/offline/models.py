"""The tables of what did not come online: batches, submissions with their scan, points, corrections."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from commons.discussion.models import Channel


class Sort(StrEnum):
    """What a batch holds: lines of a table, or scans that wait to be typed in."""

    LINES = "lines"
    SCANS = "scans"


class Batch(Base):
    """A file of many contributions; the same file comes into a hearing once."""

    __tablename__ = "hearing_offline_batch"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "digest"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    sort: Mapped[Sort]
    digest: Mapped[str]
    name: Mapped[str]
    lines: Mapped[list[Any]]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]


class Submission(Base):
    """One letter, paper or turn at a meeting, with its scan; what it says stands in its points.

    One without `entered_at` is a scan that nobody has typed in yet. Scans are seen at the desk only.
    """

    __tablename__ = "hearing_offline_submission"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing_offline_batch.id"))
    channel: Mapped[Channel | None]
    received_on: Mapped[date | None]
    scan_digest: Mapped[str | None]
    scan_type: Mapped[str | None]
    scan_name: Mapped[str | None]
    made_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    entered_at: Mapped[datetime | None]

    points: Mapped[list[EnteredPoint]] = relationship(
        order_by="EnteredPoint.number", lazy="selectin"
    )
    mendings: Mapped[list[Mending]] = relationship(order_by="Mending.id")


class EnteredPoint(Base):
    """One point of a submission: the comment that it became."""

    __tablename__ = "hearing_offline_point"

    id: Mapped[pk]
    submission_id: Mapped[int] = mapped_column(
        sa.ForeignKey("hearing_offline_submission.id"), index=True
    )
    number: Mapped[int]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), unique=True)


class Mending(Base):
    """That the desk mended a mistake of typing, and why; the former words stay with the comment."""

    __tablename__ = "hearing_offline_correction"

    id: Mapped[pk]
    submission_id: Mapped[int] = mapped_column(
        sa.ForeignKey("hearing_offline_submission.id"), index=True
    )
    number: Mapped[int]
    reason: Mapped[str]
    corrected_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    corrected_at: Mapped[datetime]
