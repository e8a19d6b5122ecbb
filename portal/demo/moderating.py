"""Moderation in the demonstration: redacted, hidden, wrongly hidden and restored on appeal, waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Assurance, Role
from commons.agencies import queries as agencies
from commons.discussion.models import Display
from commons.discussion.services import Statement
from commons.moderation import queries
from commons.moderation.services import appealing, deciding, reporting, working
from commons.moderation.services.appealing import Answer
from commons.moderation.services.deciding import Ruling
from commons.moderation.states import Act, Ground, Outcome
from consult.moderating import subjects
from consult.queries import texts
from consult.services import speaking
from portal.demo import books, people
from portal.demo.books import Book

Step = Callable[[Any], None]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FIRST = 4001
"""Those who speak and report here are voters from this one on."""
ENOUGH = 400
"""A hearing with fewer comments has nothing reported."""


def happens(book: Book, opens_at: datetime, now: datetime) -> list[tuple[datetime, Step]]:
    """What is said, reported and decided in one open hearing of the persona's agency."""
    course = book.course
    is_ours = book.said["agency"] == "pollution-control" and course["state"] == "open"
    if not is_ours or course["comments"] < ENOUGH:
        return []
    told = _Told(book)
    at = opens_at + 2 * DAY
    return [
        (at, told.says("personal", 0, times=3, ground=Ground.PERSONAL_DATA)),
        (at + 5 * HOUR, told.decides("personal", Act.REDACT)),
        (at + DAY, told.says("advert", 1, times=2, ground=Ground.ADVERTISING)),
        (at + DAY + 3 * HOUR, told.decides("advert", Act.HIDE)),
        (at + 2 * DAY, told.says("harsh", 2, times=1, ground=Ground.HATE)),
        (at + 2 * DAY + HOUR, told.decides("harsh", Act.HIDE)),
        (at + 3 * DAY, told.appeals("harsh", 2)),
        (at + 5 * DAY, told.overturns("harsh")),
        (now - DAY - 2 * HOUR, told.says("waiting", 3, times=3, ground=Ground.SPAM)),
    ]


class _Told:
    """The comments of one hearing's moderation, by the word under which their text stands."""

    def __init__(self, book: Book) -> None:
        self.words = books.moderation(book.language)
        self.language = book.language
        self.numbers: dict[str, int] = {}
        self.grounds: dict[str, Ground] = {}

    def says(self, word: str, place: int, *, times: int, ground: Ground) -> Step:
        """Somebody speaks, and so many others report it."""

        def act(hearing: Any) -> None:
            said = Statement(
                version=texts.newest(hearing).number or 0,
                words=self.words[word],
                language=self.language,
            )
            who = _citizen(10 * place)
            written = speaking.comment(who, hearing, said, display=Display.NAME)
            self.numbers[word], self.grounds[word] = written.number, ground
            for other in range(1, times + 1):
                subject = subjects.of(hearing)
                reporting.report(
                    _citizen(10 * place + other), subject, written.number, ground=ground
                )

        return act

    def decides(self, word: str, act: Act) -> Step:
        """The moderator takes the case and decides."""

        def step(hearing: Any) -> None:
            moderator = people.official(hearing.agency, Role.MODERATOR)
            working.take(moderator, self._found(hearing, word))
            ruling = Ruling(
                act,
                self.grounds[word],
                self.words["mistaken" if word == "harsh" else f"{word}_reason"],
                tuple(self.words["passages"]) if act is Act.REDACT else (),
                beyond_redaction=act is Act.HIDE,
            )
            deciding.decide(moderator, self._found(hearing, word), ruling)

        return step

    def appeals(self, word: str, place: int) -> Step:
        """The author appeals."""

        def step(hearing: Any) -> None:
            author = _citizen(10 * place)
            subject = subjects.of(hearing)
            appealing.appeal(author, subject, self.numbers[word], self.words["appeal"])

        return step

    def overturns(self, word: str) -> Step:
        """The Ombudsman puts the words back."""

        def step(hearing: Any) -> None:
            body = agencies.by_slug("ombudsman")
            decision = queries.standing("hearing", hearing.key, self.numbers[word])
            if body is None or decision is None or decision.appeal is None:
                return
            officer = people.official(body, Role.APPEALS)
            given = Answer(Outcome.OVERTURNED, self.words[f"{word}_reason"])
            appealing.answer(officer, decision.appeal, given)

        return step

    def _found(self, hearing: Any, word: str) -> queries.Found:
        case = queries.case_of("hearing", hearing.key, self.numbers[word])
        if case is None:
            raise queries.unknown()
        return queries.of(case)


def _citizen(number: int) -> Actor:
    return people.citizen(f"voter-{FIRST + number}", Assurance.HIGH)
