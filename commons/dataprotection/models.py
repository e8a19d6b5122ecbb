"""The tables of data protection: breaches, the steps two persons take after one, people's requests.

No row names whose data were concerned; a request that came by letter keeps its sender sealed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk


class Harm(StrEnum):
    """What was broken (GDPR art. 4 no. 12; PDPA s. 37 (4))."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Risk(StrEnum):
    """How much people may suffer from it; it decides who has to be told."""

    NONE = "none"
    RISK = "risk"
    HIGH = "high"


class StepKind(StrEnum):
    """What two persons decide after a breach."""

    REPORT = "report"
    """Send the report to the supervisory authority."""
    NO_REPORT = "no-report"
    """Send none, because nobody is at risk; the reason is kept (GDPR art. 33 (5))."""
    LETTERS = "letters"
    """Write to those concerned."""
    PUBLISH = "publish"
    """Publish a summary, where letters cannot reach everybody (GDPR art. 34 (3) c)."""
    CLOSE = "close"
    """End the case."""


class Audience(StrEnum):
    """Whom a letter reaches; signers of initiatives are known to nobody here."""

    EVERYBODY = "everybody"
    STAFF = "staff"


class Wish(StrEnum):
    """What somebody asks for about his own data (GDPR art. 15-21; PDPA s. 30-36)."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    OTHER = "other"


class Outcome(StrEnum):
    """How a request was answered."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Breach(Base):
    """One breach of personal data, as far as it is known; the register keeps it (GDPR art. 33 (5))."""

    __tablename__ = "data_breach"

    id: Mapped[pk]
    title: Mapped[str] = mapped_column(sa.String(200))
    detected_at: Mapped[datetime]
    """When the house became aware of it; the clock runs from here."""
    due_at: Mapped[datetime]
    harms: Mapped[list[str]] = mapped_column(sa.JSON)
    risk: Mapped[Risk]
    nature: Mapped[str]
    people: Mapped[str]
    people_count: Mapped[int | None]
    records: Mapped[str]
    records_count: Mapped[int | None]
    consequences: Mapped[str]
    measures: Mapped[str]
    contact: Mapped[str]
    entered_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    """When it was reported, or two persons found that no report is due."""
    summary: Mapped[str | None]
    """The public words, once two persons have published them."""
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    steps: Mapped[list[BreachStep]] = relationship(order_by="BreachStep.id")


class BreachStep(Base):
    """A step that one person prepared, and what a second person said to it."""

    __tablename__ = "data_breach_step"

    id: Mapped[pk]
    breach_id: Mapped[int] = mapped_column(sa.ForeignKey("data_breach.id"), index=True)
    kind: Mapped[StepKind]
    words: Mapped[str]
    """The letter, the public summary, or the reason."""
    address: Mapped[str] = mapped_column(sa.String(254))
    """Where the report goes; empty otherwise."""
    audience: Mapped[Audience | None]
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    letters: Mapped[int | None]
    """How many letters went out."""


class DataRequest(Base):
    """What somebody asks about his own data, with the day by which the law wants an answer."""

    __tablename__ = "data_request"

    id: Mapped[pk]
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    wish: Mapped[Wish]
    words: Mapped[str]
    sender: Mapped[bytes | None]
    """Who wrote a letter, sealed to the desk; None where an account asks."""
    arrived_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]
    entered_by: Mapped[int | None]
    """The account of whoever entered a letter."""
    extended_at: Mapped[datetime | None]
    extension_reason: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    outcome: Mapped[Outcome | None]
    answer: Mapped[str | None]
