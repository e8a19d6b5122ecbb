"""The table of numbers under which one person is known on a sheet; see `_numbers.py`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from commons.db import Base, pk


class PersonNumber(Base):
    """One number that a proof named, as a key of its sheet, and the key under which its person stands."""

    __tablename__ = "sheet_number"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number_key"),)

    id: Mapped[pk]
    sheet_id: Mapped[int]
    number_key: Mapped[bytes]
    person_key: Mapped[bytes]
