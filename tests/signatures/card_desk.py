"""A sheet that takes containers, and citizens with cards who sign it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import signatures
from commons import clock, config, db
from commons.identity.devprovider import personas
from signatures import Channel, Eligibility, Level, Promise
from tests.signatures import cards as made
from tests.signatures.cards import Card, Cards
from tests.signatures.conftest import Desk


@dataclass
class CardDesk:
    """The strong room's desk, cards, and the trust list that names them."""

    desk: Desk
    folder: Path
    cards: Cards = field(default_factory=Cards)
    browser: str = "a browser"

    def __post_init__(self) -> None:
        folder = self.cards.trust(self.folder / "trust")
        config.use(replace(config.current(), trust_list_dir=folder))

    def open(self, **changed: Any) -> int:
        """A sheet of Estonia's parliament."""
        now = clock.now()
        said: dict[str, Any] = {
            "rule_set": "ee-riigikogu@2014.1",
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=90),
            "eligibility": Eligibility(("ee-isikukood",), "Europe/Tallinn", min_age=16),
            "channels": (Channel.EID, Channel.CONTAINER),
            "level": Level.QUALIFIED,
            **changed,
        }
        return self.desk.open(**said)

    def download(self, sheet: int, *, language: str = "en", browser: str = "") -> bytes:
        """The container to sign, after a challenge."""
        with db.transaction():
            return signatures.challenge_container(
                sheet, language=language, browser=browser or self.browser
            )

    def upload(self, sheet: int, container: bytes, *, browser: str = "") -> Promise:
        """Hand the signed container in."""
        with db.transaction():
            return signatures.accept_container(sheet, container, browser=browser or self.browser)

    def signed(self, sheet: int, card: Card, **said: Any) -> bytes:
        """A container for this sheet, signed now."""
        return made.signed(self.download(sheet), card, self.cards, **said)

    def number(self, hint: str) -> str:
        """The Estonian number of a persona."""
        who = personas.find(hint, clock.now())
        assert who is not None
        return who.identifiers["ee-isikukood"]

    def sign(self, sheet: int, hint: str, **said: Any) -> Promise:
        """Challenge, card and upload at once."""
        return self.upload(sheet, self.signed(sheet, self.cards.card(hint), **said))
