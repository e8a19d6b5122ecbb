"""The people who speak in one hearing: when each comes, and how each wants to be shown."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commons import clock
from commons.access import Actor, Assurance
from commons.discussion.models import Channel, Display
from commons.law.calendar import local_date
from consult.queries import texts
from consult.services import speaking
from portal.demo import books, people
from portal.demo import speaking as voices
from portal.demo.books import Book
from portal.demo.speaking import Room

Act = Callable[[Any], None]
ON_PAPER = 80
"""A hearing with fewer comments got none on paper."""
ASSURED = (Assurance.HIGH, Assurance.SUBSTANTIAL, Assurance.LOW)
SHOWN = (Display.NAME, Display.PSEUDONYM, Display.HIDDEN)


class Audience:
    """The citizens of one hearing, always the same for the same book."""

    def __init__(self, book: Book, chance: random.Random, officer: Callable[[], Actor]) -> None:
        self.book = book
        self.chance = chance
        self.officer = officer
        self.spoken: list[int] = []
        self.rooms: dict[int, Room] = {}

    def speaks(self, many: int, *, since: datetime, until: datetime) -> list[tuple[datetime, Act]]:
        """So many comments between two instants: more on the first and the last days."""
        crowd = [people.FIRST_CITIZEN + n for n in self.chance.sample(range(1500), k=max(1, many))]
        acts: list[tuple[datetime, Act]] = []
        for number in range(many):
            who = crowd[number] if self.chance.random() < 0.7 else self.chance.choice(crowd)
            acts.append((self._hour(since, until), self._speaks(f"voter-{who}")))
        if many >= ON_PAPER:
            acts += [(self._hour(since, until), self._writes_a_letter) for _ in range(3)]
        return acts

    def _hour(self, since: datetime, until: datetime) -> datetime:
        """An hour in which people write: by day and in the evening, hardly at night."""
        place = self.chance.choice((self.chance.betavariate(0.9, 2.2), self.chance.random()))
        wanted = since + place * (until - since)
        if wanted.astimezone(voices.ZONE).hour < 6:
            wanted += timedelta(hours=7)
        return min(max(wanted, since), until - timedelta(minutes=1))

    def _speaks(self, hint: str) -> Act:
        def act(hearing: Any) -> None:
            room = self._room(hearing)
            chance = random.Random(f"{self.book.name} {hint} {len(self.spoken)}")
            language = voices.tongue(self.book, random.Random(hint))
            above = self.chance.choice(self.spoken) if self._answers(chance) else None
            display = random.Random(hint).choices(SHOWN, (45, 30, 25))[0]
            written = speaking.comment(
                people.citizen(hint, random.Random(hint).choices(ASSURED, (60, 25, 15))[0]),
                hearing,
                voices.say(room, chance, language, reply_to=above),
                display=display,
                pseudonym=_pseudonym(hint, language) if display is Display.PSEUDONYM else "",
            )
            self.spoken.append(written.number)

        return act

    def _answers(self, chance: random.Random) -> bool:
        return len(self.spoken) > 10 and chance.random() < 0.09

    def _writes_a_letter(self, hearing: Any) -> None:
        """A letter on paper, entered by the officer on the day it came."""
        room = self._room(hearing)
        language = self.book.language if self.book.language == "th" else "en"
        said = voices.say(room, self.chance, language, reply_to=None)
        said = replace(
            said,
            words=said.words or str(self.chance.choice(books.voices(language)["whole"])),
            channel=Channel.PAPER,
            received_on=local_date(clock.now(), voices.ZONE),
        )
        hint = f"voter-{people.FIRST_CITIZEN + self.chance.randrange(1500, 1700)}"
        speaking.enter(self.officer(), hearing, said, shown_as=people.name(hint))

    def _room(self, hearing: Any) -> Room:
        """What is spoken about now; read once for each version."""
        version = texts.newest(hearing)
        known = self.rooms.get(version.id)
        if known is None:
            views = voices.sections_of(version.id)
            known = self.rooms[version.id] = Room(self.book, version.number or 0, views)
        return known


def _pseudonym(hint: str, language: str) -> str:
    return str(random.Random(hint).choice(books.voices(language)["pseudonyms"]))
