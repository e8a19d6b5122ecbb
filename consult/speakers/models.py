"""What is sealed to an agency's desk, the reveals of withheld names, and spent challenges."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Seal(StrEnum):
    """What of a comment lies sealed: words for the desk, a pseudonym for it, or a withheld name."""

    CONFIDENTIAL = "confidential"
    PSEUDONYM = "pseudonym"
    NAME = "name"


class Ground(StrEnum):
    """The closed list of grounds on which a withheld name may be asked for."""

    COURT_ORDER = "court-order"
    INVESTIGATION = "investigation"
    DANGER = "danger"
    AUTHOR_ASKS = "author-asks"


class Decision(StrEnum):
    """What the second person decides."""

    GRANTED = "granted"
    REFUSED = "refused"


class Sealed(Base):
    """Bytes that only the agency's desk can open; gone where an author takes the comment back."""

    __tablename__ = "hearing_sealed"
    __table_args__ = (sa.UniqueConstraint("comment_id", "kind"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    kind: Mapped[Seal]
    sealed: Mapped[bytes]


class Reveal(Base):
    """One request to see a withheld name, and what the second person decided; never the name."""

    __tablename__ = "hearing_reveal"
    __table_args__ = (
        sa.Index(
            "uq_hearing_reveal_open",
            "comment_id",
            unique=True,
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        ),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    number: Mapped[int]
    ground: Mapped[Ground]
    reason: Mapped[str]
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    decision: Mapped[Decision | None]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]


class SpentChallenge(Base):
    """A challenge that bought one comment; kept until it would have expired anyway."""

    __tablename__ = "hearing_spent_challenge"

    id: Mapped[pk]
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
