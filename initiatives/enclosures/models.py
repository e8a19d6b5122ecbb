"""The table of what lies beside a proposal."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative


class EnclosureKind(StrEnum):
    """What a file beside a proposal is."""

    PICTURE = "picture"
    ANNEX = "annex"


class Enclosure(Base):
    """A file beside a proposal; its digest is its name on the disk, and enters what is signed."""

    __tablename__ = "initiative_enclosure"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    kind: Mapped[EnclosureKind]
    title: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    """Who made the picture, and by which licence it may be shown."""
    picture_words: Mapped[str] = mapped_column(default="")
    """What a picture shows, for whoever cannot see it."""
    digest: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship()

    @property
    def path(self) -> str:
        """Where the file is fetched."""
        return f"{self.initiative.path}/enclosures/{self.id}"
