"""In the demonstration: those who speak for others, to the agency alone, or without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Assurance
from commons.discussion.models import Display
from commons.discussion.services import Statement
from consult.queries import texts
from consult.services import speaking
from consult.speakers import opening, revealing
from consult.speakers.models import Ground
from consult.speakers.opening import Guest
from consult.speakers.standing import Speaker
from portal.demo import books, people
from portal.demo.books import Book, Words

Step = Callable[[Any], None]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIRST = 4101
"""Those who speak here are voters from this one on."""
ENOUGH = 600
"""A hearing with fewer comments has none of these."""
PLACE = "192.0.2.17"
"""An address that stands in books only (RFC 5737)."""


def happens(
    book: Book, opens_at: datetime, official: Callable[[], tuple[Actor, Actor]]
) -> list[tuple[datetime, Step]]:
    """What is said in every guise in one open hearing, and one name that is opened."""
    said, at = books.guises(book.language), opens_at + DAY
    if book.said.get("audience") == "open":
        return [
            (at + place * DAY, _guest(words, book.language))
            for place, words in enumerate(said["guest"])
        ]
    if book.course["state"] != "open" or book.course["comments"] < ENOUGH:
        return []
    numbers: list[int] = []
    return [
        (at, _says(book, 1, said["for_body"], _of(said, Display.ORGANISATION, "body", "capacity"))),
        (at + HOUR, _says(book, 2, said["for_other"], _of(said, Display.BEHALF, "whom", "kin"))),
        (at + 2 * HOUR, _says(book, 3, said["for_agency"], _secretly(said), numbers)),
        (at + 3 * HOUR, _says(book, 4, said["open_part"], Speaker(Display.HIDDEN), said=said)),
        (at + 2 * DAY, _revealed(numbers, said["reason"], official)),
    ]


def _of(said: Words, display: Display, whom: str, capacity: str) -> Speaker:
    return Speaker(display, speaks_for=said[whom], capacity=said[capacity])


def _secretly(said: Words) -> Speaker:
    return Speaker(Display.AGENCY, pseudonym=said["pseudonym"])


def _says(
    book: Book,
    voter: int,
    words: str,
    speaker: Speaker,
    numbers: list[int] | None = None,
    *,
    said: Words | None = None,
) -> Step:
    def act(hearing: Any) -> None:
        statement = Statement(
            version=texts.newest(hearing).number or 0,
            words=words,
            language=book.language,
            confidential=said["confidential"] if said else "",
            confidential_reason=said["why"] if said else None,
        )
        citizen = people.citizen(f"voter-{FIRST + voter}", Assurance.HIGH)
        written = speaking.comment(citizen, hearing, statement, speaker=speaker)
        if numbers is not None:
            numbers.append(written.number)

    return act


def _guest(words: str, language: str) -> Step:
    def act(hearing: Any) -> None:
        version = texts.newest(hearing).number or 0
        statement = Statement(version=version, words=words, language=language)
        opening.speak(Guest(PLACE), hearing, statement, Speaker(Display.HIDDEN))

    return act


def _revealed(numbers: list[int], reason: str, official: Callable[[], tuple[Actor, Actor]]) -> Step:
    def act(hearing: Any) -> None:
        officer, publisher = official()
        asked = revealing.ask(
            officer, hearing, numbers[0], ground=Ground.COURT_ORDER, reason=reason
        )
        revealing.grant(publisher, hearing, asked)

    return act
