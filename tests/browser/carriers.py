"""Those who carry an initiative in a browser story, where a story is about others: in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import signatures
from commons import clock, config, db
from commons.identity.devprovider import installed
from initiatives import queries, services
from portal.demo import books, people, timeline
from portal.demo.authority import Authority
from portal.demo.carrying import Carriers, Helpers
from portal.demo.initiatives import Carried
from portal.demo.signing import Signers
from tests.browser.conftest import House

SIGNATURES = 24


class Carrying:
    """The two initiators of one initiative about quiet parks, and its supporters."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.people: Carriers | None = None

    def hand_in(self, title: str) -> str:
        """From the first draft to the review; gives the public address."""
        with self._at_home() as helpers:
            book = next(book for book in books.initiatives() if book.name == "repair-cafes")
            course = {"state": "review", "submitted": 3, "author": 5}
            told = replace(book, said={**book.said, "title": title, "course": course})
            carried = Carried(told, clock.now(), helpers, share=0.01)
            timeline.tell([carried.story()], until=clock.now(), each=timedelta(days=3))
            self.people = carried.people
            with db.transaction():
                return queries.by_number(carried.people.number).path

    def collect(self) -> None:
        """Start collecting, and be signed by more than are needed."""
        assert self.people is not None
        with self._at_home() as helpers, db.transaction():
            initiative = queries.by_number(self.people.number)
            self.people.start(initiative)
            for number in range(7001, 7001 + SIGNATURES):
                helpers.signers.sign(initiative, f"voter-{number}", "en")

    def send(self) -> None:
        """Agree, and send the sheet to verification."""
        assert self.people is not None
        with self._at_home(), db.transaction():
            self.people.send(queries.by_number(self.people.number))

    def forward(self) -> None:
        """Hand the qualified initiative to parliament."""
        assert self.people is not None
        with self._at_home(), db.transaction():
            initiative = queries.by_number(self.people.number)
            services.advance(initiative)
            services.forward(initiative, people.actor(self.people.hints[0]))

    def examine(self, package: Path) -> bytes:
        """What the authority does off the server: open, look up, sign the result."""
        private = json.loads((self.house.folder / "authority.key").read_text())
        with self._at_home():
            register = signatures.read_register(self.house.folder / "register.csv")
            found = signatures.examine(package, private, register, travelled=True)
            return signatures.conclude(found, private, clock.now())

    @contextmanager
    def _at_home(self) -> Iterator[Helpers]:
        with (
            self.house.inside() as app,
            app.app_context(),
            installed.at_hand(config.current()) as store,
        ):
            register = self.house.folder / "register.csv"
            private = json.loads((self.house.folder / "authority.key").read_text())
            yield Helpers(Signers(store), Authority(register, private))
