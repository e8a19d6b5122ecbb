"""How the citizens of the demonstration sign: consent, fresh eID, one declaration each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import signatures
from commons.identity import rehearsal
from commons.identity.devprovider import abroad
from commons.identity.devprovider.store import Store
from initiatives import services
from portal.demo import cards, people
from portal.demo.authority import is_entitled

BROWSER = "a browser of the demonstration"
CROWD = range(people.FIRST_SIGNER, 10_001)
FIRST_STRANGER = 20
"""The first ones of each State are left to visitors, and carry its initiative."""
ONLY_LIVES_THERE = 2
"""People of these numbers, by three, only live in their State."""


@dataclass(frozen=True)
class Signers:
    """People with an eID, played by the development provider."""

    store: Store

    def sign(self, initiative: Any, hint: str, language: str) -> None:
        """Declare support, as the signing page does it."""
        intent = services.consent(
            initiative, signatures.Act.SIGN, language=language, browser=BROWSER
        )
        said = rehearsal.attestation(hint, self.store, nonce=intent.nonce)
        services.sign(initiative.sheet_id, said, intent=intent.id, browser=BROWSER)

    def sign_by_card(self, initiative: Any, hint: str) -> None:
        """Sign with an ID-card program and a practice card."""
        browser = f"{BROWSER} with a card"
        text = services.challenge_container(initiative, language="en", browser=browser)
        signed = cards.sign(text, hint)
        services.accept_container(initiative.sheet_id, signed, browser=browser)

    def withdraw(self, initiative: Any, hint: str) -> None:
        """Take a declaration back, by a fresh eID."""
        intent = services.consent(
            initiative, signatures.Act.WITHDRAW, language="en", browser=BROWSER
        )
        said = rehearsal.attestation(hint, self.store, nonce=intent.nonce)
        services.withdraw_signature(initiative.sheet_id, said, intent=intent.id, browser=BROWSER)

    def confirm(self, member: Any, hint: str) -> None:
        """Be confirmed as an initiator on the roll."""
        intent = services.consent_to_roll(member, language="en", browser=BROWSER)
        said = rehearsal.attestation(hint, self.store, nonce=intent.nonce)
        services.confirm(
            member.initiative.roll_id, member.id, said, intent=intent.id, browser=BROWSER
        )


def crowd(chance: random.Random, many: int, *, unentitled: int = 0) -> list[str]:
    """So many voters, among them at least some whom the register will refuse."""
    refused = [n for n in CROWD if not is_entitled(n)]
    chosen = chance.sample(refused, unentitled)
    others = [n for n in CROWD if n not in chosen]
    chosen += chance.sample(others, many - unentitled)
    chance.shuffle(chosen)
    return [f"voter-{n}" for n in chosen]


def strangers(chance: random.Random, state: str, many: int) -> list[str]:
    """So many people of another State; every one is its citizen, and most live there."""
    citizens = [n for n in range(FIRST_STRANGER, abroad.MANY + 1) if n % 3 != ONLY_LIVES_THERE]
    return [f"{state}-{n}" for n in chance.sample(citizens, many)]
