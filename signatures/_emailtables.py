"""The table of support by e-mail: a keyed code of an address, never the address; counted apart."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class EmailSupport(Base):
    """One address that was asked to confirm its support; it is no signature and has no leaf."""

    __tablename__ = "sheet_email_support"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "address_key"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    address_key: Mapped[bytes]
    token_hash: Mapped[bytes | None] = mapped_column(unique=True)
    """Of the link in the newest letter."""
    letters: Mapped[int]
    asked_on: Mapped[date]
    confirmed_on: Mapped[date | None] = mapped_column(index=True)
