"""In one hearing a comment on marked words with a file, edited once; others support and thank."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Assurance
from commons.discussion.additions import Mood
from commons.discussion.models import Display
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.texts import queries as texts
from consult.queries import texts as drafts
from consult.services import speaking
from consult.speech import services as speech
from consult.speech.beside import Beside
from portal.demo import people
from portal.demo.books import Book

Act = Callable[[Any], None]
HEARING = "clean-air"
AUTHOR, SECTION, QUOTE = 4401, "sec_5", "within 24 hours"
SUPPORTERS = range(4402, 4418)
FIRST = "A day is too long when the smoke is here. My measurements are attached."
SECOND = "A day is too long when the smoke is here: by noon the children have breathed it. My measurements are attached."
FILE = (
    "Measurements at the school gate, fine dust in micrograms for each cubic metre\n"
    "06:00  48\n07:00  71\n08:00  112\n09:00  134\n10:00  97\nการวัดค่าฝุ่นที่หน้าโรงเรียน เวลาเช้า\n"
)


def happens(book: Book, since: datetime, until: datetime) -> list[tuple[datetime, Act]]:
    """The comment, its edit an hour later, and the reactions of the days after."""
    if book.name != HEARING:
        return []
    numbers: list[int] = []
    begin = since + (until - since) / 3
    step = (until - begin) / (len(SUPPORTERS) + 2)
    acts: list[tuple[datetime, Act]] = [
        (begin, lambda hearing: numbers.append(_writes(hearing))),
        (begin + timedelta(hours=1), lambda hearing: _edits(hearing, numbers[0])),
    ]
    for place, who in enumerate(SUPPORTERS, start=1):
        acts.append((begin + place * step, _reacts(who, numbers, place)))
    return acts


def _writes(hearing: Any) -> int:
    author, version = _citizen(AUTHOR), drafts.newest(hearing)
    section = texts.section(version.id, SECTION)
    marked = speech.mark(section, quote=QUOTE, anchor="")
    held = speech.hold(author, hearing, "school-gate.txt", FILE.encode())
    said = Statement(version=version.number or 0, section=SECTION, words=FIRST, language="en")
    written = speaking.comment(
        author, hearing, said, display=Display.NAME, beside=Beside(marked, (held,))
    )
    return written.number


def _edits(hearing: Any, number: int) -> None:
    speech.edit(
        _citizen(AUTHOR),
        hearing,
        number,
        words=SECOND,
        suggestion=None,
        whole_goes=False,
        language="en",
    )


def _reacts(who: int, numbers: list[int], place: int) -> Act:
    def act(hearing: Any) -> None:
        for number in (numbers[0], 2 + place % 5, 9 + place % 3):
            # A comment that was withdrawn or hidden takes no reaction.
            with suppress(Refusal):
                mood = Mood.THANKS if place % 4 == 0 else Mood.SUPPORT
                speech.react(_citizen(who), hearing, number, mood)

    return act


def _citizen(number: int) -> Actor:
    return people.citizen(f"voter-{number}", Assurance.HIGH)
