"""The tables of papers, and of the times for which one is withheld."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from consult.models import Hearing
from consult.oversight.models import Asked
from consult.papers.states import PaperKind


class Paper(Base):
    """One file of a hearing; its digest is its name on the disk."""

    __tablename__ = "hearing_paper"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    kind: Mapped[PaperKind]
    language: Mapped[str]
    title: Mapped[str]
    picture_words: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]

    hearing: Mapped[Hearing] = relationship()
    withholdings: Mapped[list[Withholding]] = relationship(order_by="Withholding.id")

    @property
    def path(self) -> str:
        """Where the file is fetched."""
        return f"{self.hearing.path}/papers/{self.id}"


class Withholding(Base):
    """One time for which a paper is not published; the exception holds ground, persons and end.

    `hides_waiting`: asked for before the paper was ever public, so that it waits unseen, but no
    longer than the platform lets a decision take.
    """

    __tablename__ = "hearing_withholding"

    id: Mapped[pk]
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_paper.id"), index=True)
    exception_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_exception.id"), unique=True)
    hides_waiting: Mapped[bool]
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)

    asked: Mapped[Asked] = relationship()
