"""What the agencies of the demonstration prepare beside the text: questions, impact, a meeting, files."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from commons import files
from commons.access import Actor, Assurance
from commons.law.calendar import local_date, midnight
from consult.impact import services as impact
from consult.impact.services import Said as Impact
from consult.impact.states import Aspect, Unit
from consult.meetings import queries as meeting_queries
from consult.meetings import services as meetings
from consult.meetings.services import Minutes, Plan
from consult.papers import services as papers
from consult.papers.services import Described
from consult.papers.states import PaperKind
from consult.phases import services as phases
from consult.phases.services import Wish as Phase
from consult.phases.states import Part
from consult.questions import answering
from consult.questions import queries as question_queries
from consult.questions import services as questions
from consult.questions.answering import Signed
from consult.questions.rules import Said
from consult.questions.services import Wording
from consult.questions.states import Form
from portal.demo import books, people
from portal.demo.books import Book, Words
from portal.demo.speaking import ZONE

SHEETS = 50


@dataclass(frozen=True)
class Preparing:
    """One hearing whose agency asks, assesses and meets: its book and its officer."""

    book: Book
    officer: Actor

    @property
    def said(self) -> Words:
        """What is prepared, or nothing where the book of the hearing has no more."""
        return books.prepared(self.book.name)

    def prepare(self, hearing: Any) -> None:
        """Everything that stands there when the hearing opens."""
        for one in self.said.get("questions", []):
            questions.add(self.officer, hearing, _wording(one))
        lines = self.said.get("impact", {})
        if lines:
            impact.write(self.officer, hearing, {Aspect(a): _impact(w) for a, w in lines.items()})
        for one in self.said.get("contacts", []):
            meetings.add_contact(self.officer, hearing, **one)
        for one in self.said.get("papers", []):
            kept = files.keep(one["name"], one["words"].encode())
            described = Described(PaperKind(one["kind"]), one["language"], one["title"])
            papers.add(self.officer, hearing, kept, described)
        for one in self.said.get("meetings", []):
            starts_at = hearing.opens_at + timedelta(days=one["after"], hours=5)
            plan = Plan(one["titles"], starts_at, starts_at + timedelta(hours=2), one["place"])
            meetings.announce(self.officer, hearing, plan)
        for one in self.said.get("phases", []):
            phases.add(self.officer, hearing, _phase(one, hearing))

    def minute(self, hearing: Any) -> None:
        """The minutes of the first meeting, once it is over."""
        said = self.said["meetings"][0]
        meeting = meeting_queries.of(hearing)[0]
        minutes = Minutes(self.book.own(said["minutes"]), said["attended"], said["groups"])
        meetings.keep_minutes(self.officer, meeting, minutes)

    def happens(self, dates: Any, many: int) -> list[tuple[datetime, Callable[[Any], None]]]:
        """Answers to the questions, and the minutes of the first meeting, up to now."""
        acts: list[tuple[datetime, Callable[[Any], None]]] = []
        if self.said.get("questions"):
            acts += [
                (dates.after_opening(0.2 + n / 4), self.sheet(n)) for n in range(min(SHEETS, many))
            ]
        if self.said.get("meetings"):
            acts.append((dates.after_opening(7.1), self.minute))
        return [(at, act) for at, act in acts if at < dates.now]

    def sheet(self, number: int) -> Callable[[Any], None]:
        """The sheet of one citizen, by chance."""

        def act(hearing: Any) -> None:
            chance = random.Random(f"{self.book.name} sheet {number}")
            person = people.citizen(
                f"voter-{people.FIRST_CITIZEN + number}",
                chance.choice((Assurance.HIGH, Assurance.HIGH, Assurance.LOW)),
            )
            asked = question_queries.of(hearing)
            given = {q.number: _said(q, chance) for q in asked}
            within = {q.number for q in asked if q.form is not Form.OPEN}
            answering.send(person, hearing, given, within=within, signed=Signed())

        return act


def _phase(one: Words, hearing: Any) -> Phase:
    first = midnight(local_date(hearing.opens_at, ZONE) + timedelta(days=one["after"]), ZONE)
    last = first + timedelta(days=one["days"])
    return Phase(
        one["titles"],
        [Part(each) for each in one["opens"]],
        max(first, hearing.opens_at),
        min(last, hearing.closes_at),
    )


def _said(question: Any, chance: random.Random) -> Said:
    codes = [code for code, _words in question.offered()]
    if question.form is Form.MATRIX:
        return Said(rows={row: chance.choice(codes) for row, _words in question.asked_rows()})
    return Said((chance.choice(codes),)) if codes else Said()


def _wording(one: Words) -> Wording:
    plain = {k: v for k, v in one.items() if k not in ("form", "options", "rows")}
    return Wording(
        form=Form(one["form"]),
        options=tuple(one.get("options", ())),
        rows=tuple(one.get("rows", ())),
        **plain,
    )


def _impact(one: Words) -> Impact:
    unit = one.get("unit")
    return Impact(one["words"], one.get("amount"), Unit(unit) if unit else None)
