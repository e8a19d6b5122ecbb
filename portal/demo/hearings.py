"""The hearings of the demonstration, from the officer's desk to what followed, hour by hour."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Role
from commons.agencies import queries as agencies
from commons.law import queries as law
from commons.law.calendar import local_date, midnight
from commons.texts import importing
from consult.queries import hearings as queries
from consult.rules import Window
from consult.services import approving, following, preparing, revising
from consult.states import Audience as MaySpeak
from consult.states import Kind, StepKind, Topic
from portal.demo import books, campaigning, editions, gesturing, guises, intake, moderating, people
from portal.demo import speaking as voices
from portal.demo.answering import Answering
from portal.demo.audience import Audience
from portal.demo.books import Book
from portal.demo.outcomes import followed_up
from portal.demo.preparing import Preparing
from portal.demo.speaking import ZONE
from portal.demo.timeline import Story

DAY = timedelta(days=1)
OFFICE_OPENS = timedelta(hours=9)
LATE_MORNING = timedelta(hours=10, minutes=40)
Act = Callable[[Any], None]
"""What somebody does with a hearing; the roof knows no tables, so it is what the queries give."""


@dataclass(frozen=True)
class Dates:
    """The dates of a hearing, counted from the day of the seed."""

    opens_at: datetime
    closes_at: datetime
    now: datetime

    @classmethod
    def of(cls, book: Book, now: datetime) -> Dates:
        """From its book; a hearing opens at nine and ends with its last day."""
        first = local_date(now, ZONE) + book.course["opens"] * DAY
        last = first + book.course["length"] * DAY
        return cls(midnight(first, ZONE) + OFFICE_OPENS, midnight(last, ZONE), now)

    def after_opening(self, days: float) -> datetime:
        """So many days after it has opened."""
        return self.opens_at + days * DAY

    def after_closing(self, days: float) -> datetime:
        """So many days after it has closed, in the late morning."""
        return self.closes_at + days * DAY + LATE_MORNING


class Told:
    """One hearing of the demonstration as it is told."""

    def __init__(self, book: Book, now: datetime, *, share: float) -> None:
        self.book = book
        self.dates = Dates.of(book, now)
        self.chance = random.Random(book.name)
        self.many = round(book.course["comments"] * share)
        self.number = 0
        self.officer = Actor()
        self.publisher = Actor()

    def story(self) -> Story:
        """Every act at its hour, until the state that the book asks for."""
        yield self._prepared_at()
        self._prepare()
        for instant, act in sorted(self._course(), key=lambda one: one[0]):
            yield instant
            act(self.hearing())

    def hearing(self) -> Any:
        """The hearing as it stands now."""
        return queries.by_id(self.number)

    def _prepared_at(self) -> datetime:
        return min(self.dates.opens_at, self.dates.now) - 12 * DAY

    def _prepare(self) -> None:
        body = agencies.by_slug(self.book.said["agency"])
        assert body is not None
        self.officer = people.official(body, Role.OFFICER)
        self.publisher = people.official(body, Role.PUBLISHER)
        hearing = preparing.create(
            self.officer,
            agency_id=body.id,
            kind=Kind(self.book.said["kind"]),
            rule_set=law.current(self.book.said["rule_set"]),
            language=self.book.language,
            titles=self.book.said["titles"],
            topic=Topic(self.book.said["topic"]),
            audience=MaySpeak(self.book.said.get("audience", "account")),
        )
        self.number = hearing.id
        self._import(hearing)
        self._write(hearing)
        self.publisher = intake.publisher_of(self.book, hearing, self.officer, self.publisher)

    def _import(self, hearing: Any) -> None:
        name = self.book.said["draft"]
        parsed = importing.read(name, books.draft(name))
        version = preparing.stage_text(self.officer, hearing, parsed)
        preparing.publish_text(self.officer, hearing, version)

    def _write(self, hearing: Any) -> None:
        documents = self.book.said["documents"]
        for tongue in voices.SPOKEN:
            words = {name: said[tongue] for name, said in documents.items()}
            preparing.write_documents(self.officer, hearing, words, tongue=tongue)
        for number, one in enumerate(self.book.said["stakeholders"], start=1):
            preparing.add_stakeholder(
                self.officer,
                hearing,
                name=one["name"],
                email=f"stakeholder-{number}@{self.book.name}.example",
                affected=one["affected"],
                language=self.book.language,
            )
        course = self.book.course
        window = Window(
            self.dates.opens_at,
            self.dates.closes_at,
            course.get("shorten_ground"),
            self.book.own(course.get("shorten_reason", {"": ""})),
        )
        preparing.set_dates(self.officer, hearing, window)
        Preparing(self.book, self.officer).prepare(hearing)

    def _course(self) -> list[tuple[datetime, Act]]:
        state = self.book.course["state"]
        if state == "draft":
            return []
        begun = self._prepared_at()
        acts: list[tuple[datetime, Act]] = [(begun + 1.2 * DAY, self._submit)]
        if state == "waiting":
            return acts
        acts.append((begun + 3.05 * DAY, self._approve))
        acts += self._heard()
        return acts + (self._answered() if self.book.said.get("themes") else [])

    def _heard(self) -> list[tuple[datetime, Act]]:
        """What happens while people speak."""
        course, dates = self.book.course, self.dates
        audience = Audience(self.book, self.chance, lambda: self.officer)
        ends_at = min(dates.closes_at, dates.now)
        acts = intake.papers(self.book, self.officer, opens_at=dates.opens_at)
        if "extend_after" in course:
            acts.append((dates.after_opening(course["extend_after"]), self._extend))
        if "version_after" in course:
            acts.append((dates.after_opening(course["version_after"]), self._revise))
        if "edition" in course:
            acts += editions.acts(self, course["edition"])
        if "withdrawn_after" in course:
            ends_at = dates.after_opening(course["withdrawn_after"])
            acts.append((ends_at, self._withdraw))
        acts += Preparing(self.book, self.officer).happens(dates, self.many)
        acts += guises.happens(self.book, dates.opens_at, lambda: (self.officer, self.publisher))
        acts += moderating.happens(self.book, dates.opens_at, dates.now)
        acts += campaigning.speaks(self.book, dates.opens_at, ends_at)
        acts += gesturing.happens(self.book, dates.opens_at, ends_at)
        return acts + audience.speaks(self.many, since=dates.opens_at, until=ends_at)

    def _answered(self) -> list[tuple[datetime, Act]]:
        """What the agency does once it is closed."""
        course, dates = self.book.course, self.dates
        desk = Answering(self.book, self.officer, self.publisher, self.chance)
        works = campaigning.works(
            self.book,
            (self.officer, self.publisher),
            dates.closes_at,
            dates.after_closing(course["summary_after"]) if "summary_after" in course else None,
        )
        if "summary_after" not in course:
            some = len(self.book.said["themes"]) - 1
            return [
                *works,
                (dates.after_closing(2), lambda h: desk.name_themes(h, most=some)),
                (dates.after_closing(4.1), lambda h: desk.group(h, most=self.many * 2 // 3)),
                (dates.after_closing(5.2), lambda h: desk.answer(h, most=1)),
            ]
        ready = dates.after_closing(course["summary_after"])
        acts: list[tuple[datetime, Act]] = [
            (dates.after_closing(3), desk.name_themes),
            (dates.after_closing(6.1), desk.group),
            (ready - 4.9 * DAY, desk.answer),
            (ready - 1.8 * DAY, desk.write_summary),
            (ready, desk.publish_summary),
        ]
        acts += [(dates.after_closing(one["after"]), self._step(one)) for one in self._steps()]
        return acts + works + followed_up(self.book, self.officer, dates.closes_at, dates.now)

    def _steps(self) -> list[books.Words]:
        steps = list(self.book.course.get("steps", []))
        after = self.book.course.get("in_force_after")
        if after is not None:
            words = {"en": "The law is in force.", "th": "กฎหมายมีผลใช้บังคับแล้ว"}
            steps.append({"kind": "in-force", "after": after, "words": words})
        return steps

    def _step(self, said: books.Words) -> Act:
        def act(hearing: Any) -> None:
            following.record_step(
                self.officer,
                hearing,
                kind=StepKind(said["kind"]),
                happened_on=local_date(self.dates.after_closing(said["after"]), ZONE),
                words=self.book.own(said["words"]),
            )

        return act

    def _submit(self, hearing: Any) -> None:
        preparing.submit(self.officer, hearing)

    def _approve(self, hearing: Any) -> None:
        intake.agree(hearing)
        approving.approve(self.publisher, hearing)

    def _extend(self, hearing: Any) -> None:
        course = self.book.course
        approving.extend(
            self.officer,
            hearing,
            closes_at=self.dates.closes_at + course["extend_by"] * DAY,
            reason=self.book.own(course["extend_reason"]),
        )

    def _revise(self, hearing: Any) -> None:
        name = self.book.course["second_version"]
        version = revising.stage(self.officer, hearing, importing.read(name, books.draft(name)))
        revising.publish(self.officer, hearing, version)

    def _withdraw(self, hearing: Any) -> None:
        reason = self.book.own(self.book.course["withdrawn_reason"])
        approving.withdraw(self.officer, hearing, reason=reason)


def stories(now: datetime, *, share: float = 1.0) -> list[Story]:
    """The stories of all hearings; `share` of their comments."""
    return [Told(book, now, share=share).story() for book in books.hearings()]
