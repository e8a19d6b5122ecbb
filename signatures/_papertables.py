"""The tables of paper: numbered forms, batches, what two registrars keyed, rows agreed, scans, re-checks.

No name and no number stands here: a row is a keyed code and an envelope sealed to the authority.
The accounts named are those of registrars, never of signers.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from signatures._paperwords import BatchKind, FormHolder, FormPurpose, RowFault, Stage


class PaperRun(Base):
    """A run of numbered forms that was printed for somebody, so that each number is known."""

    __tablename__ = "paper_run"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "first"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    first: Mapped[int]
    last: Mapped[int]
    holder: Mapped[FormHolder]
    purpose: Mapped[FormPurpose]
    region: Mapped[str | None] = mapped_column(sa.String(8))
    """The State or district of which the forms are; none of earlier ones, and of withdrawals."""
    at: Mapped[datetime]


class PaperBatch(Base):
    """Originals that were delivered to the registrar together."""

    __tablename__ = "paper_batch"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    number: Mapped[int]
    kind: Mapped[BatchKind]
    stage: Mapped[Stage]
    rows: Mapped[int]
    received_by: Mapped[int]
    """The account of the registrar who took it; no key, because no foreign key leaves the room."""
    received_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    entered_at: Mapped[datetime | None]


class PaperForm(Base):
    """A form that has come back: delivered once, in one batch, with so many rows filled in."""

    __tablename__ = "paper_form"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "serial"),)

    id: Mapped[pk]
    sheet_id: Mapped[int]
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"), index=True)
    serial: Mapped[int]
    rows: Mapped[int]
    region: Mapped[str | None] = mapped_column(sa.String(8))
    """As it was printed; in it the form's rows count."""


class PaperKeyer(Base):
    """Who keys a batch: the first two independently, the third where they differ."""

    __tablename__ = "paper_keyer"
    __table_args__ = (
        sa.UniqueConstraint("batch_id", "place"),
        sa.UniqueConstraint("batch_id", "account"),
    )

    id: Mapped[pk]
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"))
    place: Mapped[int]
    account: Mapped[int]


class PaperEntry(Base):
    """One row as one registrar keyed it, as a code; gone as soon as the batch is settled."""

    __tablename__ = "paper_entry"
    __table_args__ = (sa.UniqueConstraint("batch_id", "serial", "row", "attempt", "place"),)

    id: Mapped[pk]
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"))
    serial: Mapped[int]
    row: Mapped[int]
    attempt: Mapped[int]
    place: Mapped[int]
    code: Mapped[bytes]
    fault: Mapped[RowFault | None]
    sealed: Mapped[bytes]


class PaperRow(Base):
    """One row on which two persons agree; `sealed` is emptied when the row has been entered."""

    __tablename__ = "paper_row"
    __table_args__ = (sa.UniqueConstraint("batch_id", "serial", "row"),)

    id: Mapped[pk]
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"))
    serial: Mapped[int]
    row: Mapped[int]
    code: Mapped[bytes]
    fault: Mapped[RowFault | None]
    sealed: Mapped[bytes]


class PaperPosting(Base):
    """Rows that entered the count together; which of them were doubles stands nowhere."""

    __tablename__ = "paper_posting"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), index=True)
    rows: Mapped[int]
    entered: Mapped[int]
    doubles: Mapped[int]
    faults: Mapped[int]
    ended: Mapped[int]
    """Signatures that a withdrawal on paper ended."""
    at: Mapped[datetime]


class PaperScan(Base):
    """The picture of a form, sealed on upload to the authority's key and wrapped by the sheet's."""

    __tablename__ = "paper_scan"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "serial"),)

    id: Mapped[pk]
    sheet_id: Mapped[int]
    serial: Mapped[int]
    digest: Mapped[bytes]
    """SHA-256 of the sealed picture, as it is in the authority's package."""
    key: Mapped[bytes]
    body: Mapped[bytes]


class PaperRecheck(Base):
    """One row of the sample that was keyed anew from the original, and whether it was alike."""

    __tablename__ = "paper_recheck"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "serial", "row"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    serial: Mapped[int]
    row: Mapped[int]
    account: Mapped[int]
    is_alike: Mapped[bool]
    at: Mapped[datetime]
