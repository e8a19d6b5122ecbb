"""The tables of questions: what is asked, one answer sheet a person, and tallies instead of counting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from commons.i18n import language
from consult.questions.states import OTHER, Form


class Question(Base):
    """One question of a hearing, in the languages in which it was written.

    `options` and `rows` are lists of {"code", "words"}; `asks_number` and `asks_option` say of
    which answer to which earlier question it depends. `frozen_at` is its first answer.
    """

    __tablename__ = "hearing_question"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "number"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    number: Mapped[int]
    position: Mapped[int]
    form: Mapped[Form]
    section: Mapped[str] = mapped_column(default="")
    wording: Mapped[dict[str, str]]
    note: Mapped[dict[str, str]]
    options: Mapped[list[Any]]
    rows: Mapped[list[Any]]
    lowest: Mapped[int] = mapped_column(default=1)
    highest: Mapped[int] = mapped_column(default=5)
    low_label: Mapped[dict[str, str]]
    high_label: Mapped[dict[str, str]]
    has_other: Mapped[bool] = mapped_column(default=False)
    most: Mapped[int | None]
    is_required: Mapped[bool] = mapped_column(default=False)
    asks_number: Mapped[int | None]
    asks_option: Mapped[str | None]
    frozen_at: Mapped[datetime | None]
    written_at: Mapped[datetime]

    def text(self, tongue: str | None = None) -> str:
        """What is asked, in `tongue` (the reader's by default) or in the language it has."""
        return said(self.wording, tongue)

    def tongue(self) -> str:
        """The language in which `text` answers, for the page's lang attribute."""
        return language() if self.wording.get(language()) else next(iter(self.wording), "en")

    def offered(self, tongue: str | None = None) -> list[tuple[str, str]]:
        """Every choice with its code: the options, or the steps of a scale."""
        if self.form is Form.SCALE:
            return [(str(step), str(step)) for step in range(self.lowest, self.highest + 1)]
        return [(one["code"], said(one["words"], tongue)) for one in self.options]

    def asked_rows(self, tongue: str | None = None) -> list[tuple[str, str]]:
        """The lines of a matrix with their codes."""
        return [(one["code"], said(one["words"], tongue)) for one in self.rows]

    def codes(self) -> set[str]:
        """Every code that may be chosen."""
        return {code for code, _words in self.offered()} | ({OTHER} if self.has_other else set())


class Asking(Base):
    """How the questions of one hearing are put."""

    __tablename__ = "hearing_asking"
    __table_args__ = (sa.UniqueConstraint("hearing_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    hides_results: Mapped[bool] = mapped_column(default=False)


class AnswerSheet(Base):
    """The one answer sheet of a person in a hearing; the unique index sees to it."""

    __tablename__ = "hearing_answer_sheet"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "account_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    account_id: Mapped[int | None]
    assurance: Mapped[int]
    revision: Mapped[int] = mapped_column(default=0)
    first_sent_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    receipt_code: Mapped[str]
    receipt_hash: Mapped[str] = mapped_column(default="")


class SheetAnswer(Base):
    """What one sheet says to one question; of an open one, the comment that holds the words."""

    __tablename__ = "hearing_question_answer"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "question_id"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_answer_sheet.id"))
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_question.id"), index=True)
    chosen: Mapped[list[str]]
    rows: Mapped[dict[str, str]]
    other: Mapped[str] = mapped_column(default="")
    comment: Mapped[int | None]


class Spoken(Base):
    """Which comment answers which open question, so that themes and answers apply to it."""

    __tablename__ = "hearing_question_comment"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "comment"),
        sa.Index("ix_hearing_question_comment_page", "question_id", "comment"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_question.id"))
    comment: Mapped[int]


class AnswerTally(Base):
    """How many chose one option, by assurance; moved with each sheet."""

    __tablename__ = "hearing_answer_tally"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "question", "row", "option", "assurance"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    question: Mapped[int]
    row: Mapped[str]
    option: Mapped[str]
    assurance: Mapped[int]
    times: Mapped[int]


def said(words: dict[str, str], tongue: str | None = None) -> str:
    """Words in `tongue` (the reader's by default), or in the first language that has some."""
    return words.get(tongue or language()) or next((w for w in words.values() if w), "")
