"""Practice cards in the demonstration: its own issuer, and a card program for every persona."""

from __future__ import annotations

import signatures
from commons import clock, config
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.devprovider import personas

KIND = "ee-isikukood"


def establish() -> None:
    """Make the practice issuer where the installation has a place for trust lists."""
    folder = config.current().trust_list_dir
    if folder is not None:
        signatures.found_practice_cards(folder)


def sign(container: bytes, hint: str) -> bytes:
    """The downloaded container, signed with the practice card of a persona.

    Refuses an unknown persona ("unknown-persona"), and what is no container to sign ("bad-form").
    """
    person, folder = personas.find(hint, clock.now()), config.current().trust_list_dir
    if person is None or folder is None:
        raise Refusal("unknown-persona", _l("Nobody has this practice card."), field="hint")
    holder = signatures.Holder(person.given_name, person.family_name, person.identifiers[KIND])
    return signatures.sign_with_practice_card(container, holder, folder=folder, at=clock.now())
