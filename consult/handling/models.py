"""The tables of the work on comments: who works on what, and the officers' private notes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Assignment(Base):
    """An officer works on one comment, on a section's comments, or on a theme; one officer each."""

    __tablename__ = "hearing_assignment"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "unit"),
        sa.Index("ix_hearing_assignment_officer", "account_id", "hearing_id"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    unit: Mapped[str]
    """`comment:12`, `section:sec_3` (`section:` is the draft as a whole) or `theme:2`."""
    comment_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("discussion_comment.id"), index=True
    )
    place: Mapped[str | None]
    theme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing_theme.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    assigned_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    assigned_at: Mapped[datetime]


class DeskNote(Base):
    """A note of the agency's own people on a comment; never public, in no export but the desk's."""

    __tablename__ = "hearing_desk_note"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), index=True)
    words: Mapped[str]
    written_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    written_at: Mapped[datetime]
