"""The public of an initiative: what it says while the proposal is discussed, and who signs when."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from commons.access import Assurance
from commons.discussion.models import Display
from initiatives import queries, services
from portal.demo import people, speaking
from portal.demo.carrying import DAY, Act, Carriers
from portal.demo.signing import crowd, strangers
from portal.demo.speaking import SPOKEN, Room

EACH_CARD = 2
"""Where a book says so, every so-many-th of a day signs with a practice card."""


class Public:
    """Those who speak and sign, always the same for the same book."""

    def __init__(self, carriers: Carriers, chance: random.Random, *, share: float) -> None:
        self.carriers = carriers
        self.book = carriers.book
        self.now = carriers.now
        self.signers = carriers.helpers.signers
        self.chance = chance
        self.share = share
        self.room: Room | None = None

    def discussed(self, since: datetime) -> list[tuple[datetime, Act]]:
        """What people say of the proposal while it is discussed."""
        if self.book.language not in SPOKEN:
            return []
        until = min(since + 7 * DAY, self.now)
        many = round(self.chance.randrange(8, 22) * self.share)
        acts: list[tuple[datetime, Act]] = []
        for number in range(many):
            hint = f"voter-{people.FIRST_CITIZEN + self.chance.randrange(1500)}"
            instant = since + self.chance.betavariate(0.9, 1.6) * (until - since)
            acts.append((instant, self._speaks(f"{hint} {number}", hint)))
        return acts

    def _speaks(self, seed: str, hint: str) -> Act:
        def act(initiative: Any) -> None:
            chance = random.Random(f"{self.book.name} {seed}")
            language = speaking.tongue(self.book, random.Random(hint))
            said = speaking.say(self._room(), chance, language, reply_to=None)
            services.speak(
                initiative,
                people.citizen(hint, Assurance.HIGH),
                section=said.section,
                stance=said.stance,
                words=said.words,
                suggestion=said.suggestion or "",
                display=chance.choice((Display.NAME, Display.HIDDEN)),
                language=language,
            )

        return act

    def _room(self) -> Room:
        """What is spoken about: the sections of the newest wording."""
        if self.room is None:
            wording = queries.wordings(self.carriers.number)[-1]
            self.room = Room(self.book, wording.number, speaking.sections_of(wording.version_id))
        return self.room

    def signed(self, many: int, since: datetime, until: datetime) -> list[tuple[datetime, Act]]:
        """Signatures on many days, the most in the first ones; a few are withdrawn."""
        abroad = self.book.course.get("people")
        hints = (
            strangers(self.chance, abroad, many)
            if abroad
            else crowd(self.chance, many, unentitled=self.book.course.get("unentitled", 0))
        )
        days = max(1, (until - since) // DAY)
        each: dict[int, list[str]] = defaultdict(list)
        for hint in hints:
            each[int(self.chance.betavariate(0.9, 1.9) * days)].append(hint)
        step = (until - since) / days
        acts = [
            (since + day * step + timedelta(minutes=30), self._signs(signers))
            for day, signers in each.items()
        ]
        regrets = hints[17::90] if many > 300 else []
        acts.append((until - timedelta(hours=1), self._take_back(regrets)))
        return acts

    def _signs(self, hints: list[str]) -> Act:
        language = "en" if self.book.language == "en" else "th"

        def act(initiative: Any) -> None:
            by_card = self.book.course.get("by_card") and services.takes_containers(initiative)
            for number, hint in enumerate(hints):
                if by_card and number % EACH_CARD == 0:
                    self.signers.sign_by_card(initiative, hint)
                else:
                    self.signers.sign(initiative, hint, language)

        return act

    def _take_back(self, hints: list[str]) -> Act:
        def act(initiative: Any) -> None:
            for hint in hints:
                self.signers.withdraw(initiative, hint)

        return act
