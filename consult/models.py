"""The tables of hearings: the hearing, its documents, its dates as they were, its stakeholders."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons import slugs
from commons.agencies.models import Agency
from commons.db import Base, pk
from commons.errors import Refusal
from commons.i18n import _l, language
from consult.states import TRANSITIONS, Act, Audience, Kind, Stage, StepKind, Topic

DISCUSSION = "hearing"
"""The kind under which the comments on hearings are kept."""


class Hearing(Base):
    """A draft law, rule, principle or law in force, on which the public is heard."""

    __tablename__ = "hearing"
    __table_args__ = (
        sa.Index("ix_hearing_stage_closes_at", "stage", "closes_at"),
        sa.Index("ix_hearing_agency_id_opens_at", "agency_id", "opens_at"),
        sa.CheckConstraint("closes_at >= opens_at", name="closes_after_opening"),
        sa.CheckConstraint("deleted_at IS NULL OR stage = 'draft'", name="only_drafts_go"),
    )

    id: Mapped[pk]
    kind: Mapped[Kind]
    rule_set_id: Mapped[int] = mapped_column(sa.ForeignKey("law_rule_set.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("text.id"))
    language: Mapped[str]
    titles: Mapped[dict[str, str]]
    title_words: Mapped[str]
    topic: Mapped[Topic]
    audience: Mapped[Audience] = mapped_column(default=Audience.SIGNED_IN)
    stage: Mapped[Stage] = mapped_column(default=Stage.DRAFT)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    shorten_ground: Mapped[str | None]
    shorten_reason: Mapped[str | None]
    no_stakeholders_reason: Mapped[str | None]
    prepared_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    submitted_from: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"))
    approved_at: Mapped[datetime | None]
    summary_due_at: Mapped[datetime | None] = mapped_column(index=True)
    summarised_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    in_force_on: Mapped[date | None]
    takes_late: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]
    deleted_at: Mapped[datetime | None]
    deleted_by: Mapped[int | None]
    origin_words: Mapped[str | None]
    origin_address: Mapped[str | None]
    """What this hearing began with elsewhere, such as an initiative: its title and its address."""

    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id])
    partners: Mapped[list[Partner]] = relationship(order_by="Partner.id")
    documents: Mapped[list[Document]] = relationship(order_by="Document.id")
    stakeholders: Mapped[list[Stakeholder]] = relationship(order_by="Stakeholder.id")
    date_changes: Mapped[list[DateChange]] = relationship(order_by="DateChange.id")
    approvals: Mapped[list[Approval]] = relationship(order_by="Approval.id")
    steps: Mapped[list[Step]] = relationship(order_by="Step.happened_on, Step.id")

    @property
    def key(self) -> str:
        """The key under which its comments and followers are kept."""
        return str(self.id)

    @property
    def slug(self) -> str:
        """Its address: the number and the words of its English title, or of its own."""
        return slugs.make(self.id, self.titles.get("en") or self.title(self.language))

    @property
    def path(self) -> str:
        """Its public path, which is also its subject in the record."""
        return f"/hearings/{self.slug}"

    def title(self, tongue: str | None = None) -> str:
        """Its name in `tongue` (the reader's language by default), or in that of the draft."""
        said = self.titles
        found = said.get(tongue or language()) or said.get(self.language)
        return found or next(iter(said.values()), "")

    def title_language(self, tongue: str | None = None) -> str:
        """The language in which `title` answers, for the page's lang attribute."""
        return (tongue or language()) if self.titles.get(tongue or language()) else self.language

    def move(self, to: Stage) -> None:
        """Bring the hearing to its next stage; refuses what the table does not allow."""
        if to not in TRANSITIONS[self.stage]:
            raise Refusal("out-of-order", _l("This step is not possible at this stage."))
        self.stage = to

    def documents_in(self, tongue: str | None = None) -> list[Document]:
        """Each document once: in `tongue` (the reader's by default), else in the draft's language."""
        asked = tongue or language()
        own = {d.name: d for d in self.documents if d.language == self.language and d.words}
        read = {d.name: d for d in self.documents if d.language == asked and d.words}
        return [read.get(name, document) for name, document in own.items()]

    @property
    def houses(self) -> frozenset[int]:
        """The agencies that hold it: the leading one, and the partners who have accepted."""
        return frozenset({self.agency_id, *(p.agency_id for p in self.partners if p.accepted)})

    @property
    def partner_agencies(self) -> list[Agency]:
        """The partners who have accepted, as they are shown beside the leading agency."""
        return [partner.agency for partner in self.partners if partner.accepted]

    def held_by(self, tongue: str | None = None) -> str:
        """The names of the agencies that hold it, the leading one first."""
        bodies = [self.agency, *self.partner_agencies]
        return ", ".join(body.name(tongue) for body in bodies)

    @property
    def is_short(self) -> bool:
        """Whether its dates rest on a ground for shortening."""
        return bool(self.shorten_ground)


class Document(Base):
    """One of the parts that the rule set requires, in one language, as it was written."""

    __tablename__ = "hearing_document"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "name", "language"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    name: Mapped[str]
    language: Mapped[str]
    words: Mapped[str]
    written_at: Mapped[datetime]


class DateChange(Base):
    """Dates as they were before a change, with the reason; they stay visible for ever."""

    __tablename__ = "hearing_date_change"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    old_closes_at: Mapped[datetime]
    new_closes_at: Mapped[datetime]
    reason: Mapped[str]
    ground: Mapped[str | None]
    changed_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    changed_at: Mapped[datetime]


class Approval(Base):
    """A second person's yes to an act; never the yes of the one who prepared it."""

    __tablename__ = "hearing_approval"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "act"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    act: Mapped[Act]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    given_at: Mapped[datetime]


class Stakeholder(Base):
    """A body or person who is affected and gets a letter; addresses are never public."""

    __tablename__ = "hearing_stakeholder"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "email"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    name: Mapped[str]
    email: Mapped[str]
    language: Mapped[str]
    affected: Mapped[str] = mapped_column(default="")
    notified_at: Mapped[datetime | None]
    is_person: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    bounced_on: Mapped[date | None]


class Partner(Base):
    """A further agency that was asked to hold the hearing together with the leading one."""

    __tablename__ = "hearing_partner"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "agency_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    accepted: Mapped[bool] = mapped_column(default=False)

    agency: Mapped[Agency] = relationship()


class Step(Base):
    """What followed the hearing: cabinet, parliament, gazette, entry into force."""

    __tablename__ = "hearing_step"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    kind: Mapped[StepKind]
    happened_on: Mapped[date]
    words: Mapped[str]
    link: Mapped[str | None]
    recorded_at: Mapped[datetime]


class CarryOver(Base):
    """What became of one section of a version in the next one, and how sure that is."""

    __tablename__ = "hearing_carry_over"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "version", "eid"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    version: Mapped[int]
    eid: Mapped[str]
    to_eid: Mapped[str | None]
    state: Mapped[str]
    score: Mapped[int]


class Announced(Base):
    """What the clock brought about and has been announced, so that it is announced once."""

    __tablename__ = "hearing_announced"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "event"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    event: Mapped[str]
    announced_at: Mapped[datetime]
