"""The tables of meetings, of what was said there, and of contact persons."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from commons.i18n import language
from consult.models import Hearing


class Meeting(Base):
    """A public meeting of a hearing; nobody has to register."""

    __tablename__ = "hearing_meeting"
    __table_args__ = (sa.Index("ix_hearing_meeting_when", "starts_at", "id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    titles: Mapped[dict[str, str]]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    minutes: Mapped[str] = mapped_column(default="")
    minutes_at: Mapped[datetime | None]
    attended: Mapped[int | None]
    groups: Mapped[str] = mapped_column(default="")
    file_digest: Mapped[str | None]
    file_name: Mapped[str | None]
    file_type: Mapped[str | None]
    file_size: Mapped[int | None]

    hearing: Mapped[Hearing] = relationship()

    def title(self) -> str:
        """Its name in the reader's language, or in the one that has some."""
        return self.titles.get(language()) or next((t for t in self.titles.values() if t), "")

    def tongue(self) -> str:
        """The language in which `title` answers."""
        return language() if self.titles.get(language()) else next(iter(self.titles), "en")

    @property
    def path(self) -> str:
        """Its public page."""
        return f"{self.hearing.path}/meetings/{self.id}"


class MeetingComment(Base):
    """A comment that was made at a meeting and entered by staff."""

    __tablename__ = "hearing_meeting_comment"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "comment"),
        sa.Index("ix_hearing_meeting_comment_page", "meeting_id", "comment"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_meeting.id"))
    comment: Mapped[int]


class ContactPerson(Base):
    """Whom one may ask about a draft, in the order that the agency chose."""

    __tablename__ = "hearing_contact"
    __table_args__ = (sa.Index("ix_hearing_contact_order", "hearing_id", "position"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    position: Mapped[int]
    name: Mapped[str]
    duty: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
