"""The tables of what follows: the final text, an outcome a section, the evaluation and who asked for it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Result(StrEnum):
    """What became of a section of the draft in the act as it was adopted."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


class FinalText(Base):
    """The act as adopted: where it is published, and its own text where it was imported."""

    __tablename__ = "hearing_final_text"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), unique=True)
    gazette: Mapped[str] = mapped_column(default="")
    link: Mapped[str]
    text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("text.id"))
    recorded_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    recorded_at: Mapped[datetime]


class Outcome(Base):
    """What became of one section: the result, why, and which section of the final text it is."""

    __tablename__ = "hearing_outcome"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "eid"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    eid: Mapped[str]
    result: Mapped[Result]
    reason: Mapped[str] = mapped_column(default="")
    final_eid: Mapped[str | None]
    score: Mapped[int | None]
    recorded_at: Mapped[datetime]


class Evaluation(Base):
    """The evaluation that a law in force owes: until when, and the hearing in which it is made."""

    __tablename__ = "hearing_evaluation"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), unique=True)
    due_on: Mapped[date] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    answer_due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    agreed: Mapped[bool | None]
    made_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing.id"), index=True)


class EvaluationRequest(Base):
    """A person asks that a law be evaluated earlier; each is counted once."""

    __tablename__ = "hearing_evaluation_request"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "account_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    reason: Mapped[str]
    asked_at: Mapped[datetime]
