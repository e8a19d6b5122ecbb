"""The initiatives of the demonstration, from the first draft to the committee's answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from initiatives import queries
from portal.demo import beside, bookkeeping, books, holding, openly, papering
from portal.demo.books import Book
from portal.demo.carrying import DAY, Act, Carriers, Helpers, count
from portal.demo.gathering import Public
from portal.demo.timeline import Story

WHOLE = 0.5
"""A share from which on the sheets are as large as their books say."""
Course = list[tuple[datetime, Act]]
"""What happens when."""


class Carried:
    """One initiative of the demonstration as it is carried."""

    def __init__(self, book: Book, now: datetime, helpers: Helpers, *, share: float) -> None:
        self.book = book
        self.now = now
        self.people = Carriers(book, now, helpers)
        self.public = Public(self.people, random.Random(book.name), share=share)

    def story(self) -> Story:
        """Every act at its hour, until the state that the book asks for."""
        begun = self.people.begun_at()
        yield begun
        self.people.begin()
        acts = sorted(self._course(begun), key=lambda one: one[0])
        for instant, act in acts:
            yield instant
            act(queries.by_number(self.people.number))

    def _course(self, begun: datetime) -> Course:
        course = self.book.course
        if course["state"] == "draft":
            return []
        acts: Course = [(begun + 1.05 * DAY, self.people.discuss)]
        acts += self.public.discussed(begun + 1.2 * DAY)
        if course["state"] == "discussion":
            return acts
        acts.append((begun + 2.2 * DAY, self.people.gather))
        if not self.people.has_review():
            acts.append((begun + 8.1 * DAY, self.people.declare))
        else:
            acts += self._reviewed(begun)
        if "begins_in" in course:
            return [*acts, (self.people.ago("announced"), self.people.start)]
        return acts + (self._collected() if "started" in course else [])

    def _reviewed(self, begun: datetime) -> Course:
        acts: Course = [(begun + 8.9 * DAY, self.people.submit)]
        if self.book.course.keys() & {"started", "begins_in"}:
            acts.append((begun + 13.04 * DAY, self.people.accept))
        elif "decided_review" in self.book.course:
            acts.append((self.people.ago("decided_review"), self.people.turn_down))
        return acts

    def _collected(self) -> Course:
        course, started = self.book.course, self.people.ago("started")
        announced = self.people.ago("announced" if "announced" in course else "started")
        acts: Course = [(announced, self.people.start)]
        acts += self.public.signed(course.get("signatures", 0), started, self._last_hour())
        if course.get("paper"):
            acts += papering.acts(self.people.helpers.signers, self.now)
        acts += beside.acts(course, self.people.helpers.signers, started, self._last_hour())
        acts += openly.disclosed(self.people.hints[0], started, self._last_hour(), self.now)
        if "withdrawn" in course:
            acts.append((self.people.ago("withdrawn"), self.people.give_up))
        if "ends" in course:
            acts += [(self.people.ago("ends") + 1.2 * DAY, count)]
        if "sent" in course:
            acts += self._sent()
        return acts

    def _last_hour(self) -> datetime:
        ends = [self.people.ago(n) for n in ("sent", "ends", "withdrawn") if n in self.book.course]
        return min([*ends, self.now]) - timedelta(hours=14)

    def _sent(self) -> Course:
        course, sent = self.book.course, self.people.ago("sent")
        acts: Course = [
            (sent - timedelta(hours=2), count),
            (sent, self.people.send),
            (sent + timedelta(hours=1), count),
        ]
        if "result" in course:
            acts.append((self.people.ago("result"), self.people.verify))
            acts.append((self.people.ago("result") + 15.5 * DAY, count))
        if "forwarded" in course:
            acts.append((self.people.ago("forwarded"), self.people.forward))
        for name, act in (("held", holding.held), ("hold_asked", holding.asked_only)):
            if name in course:
                acts.append((self.people.ago(name), act))
        return acts + self._before_committee()

    def _before_committee(self) -> Course:
        course = self.book.course
        if "received" not in course:
            return []
        acts: Course = [(self.people.ago("received"), self.people.acknowledge)]
        for one in course.get("meetings", []):
            instant = self.people.ago("received") + one["after"] * DAY
            acts.append((instant, self.people.meets(one["topic"], one["heard"])))
        acts += bookkeeping.acts(self.people, self.people.ago("received"))
        if "decided" in course:
            acts.append((self.people.ago("decided"), self.people.decide))
        return acts


def stories(now: datetime, helpers: Helpers, *, share: float = 1.0) -> list[Story]:
    """The stories of all initiatives; `share` of the comments, and small sheets where it is small."""
    told = books.initiatives() if share >= WHOLE else [_small(b) for b in books.initiatives()]
    return [Carried(book, now, helpers, share=share).story() for book in told]


def _small(book: Book) -> Book:
    """The same story under the rule set with the low threshold, with a fifth of the signatures."""
    rule_set = book.said["rule_set"]
    course = {**book.course, "signatures": book.course.get("signatures", 0) // 5}
    if not rule_set.startswith("generic"):
        course["signatures"] //= 10
    rule_set = "generic-open" if rule_set == "generic" else rule_set
    return replace(book, said={**book.said, "rule_set": rule_set, "course": course})
