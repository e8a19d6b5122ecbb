"""Beside the usual way to sign: support by e-mail, and people who sign at an office with a clerk's help."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from initiatives.assisting import services as assisting
from portal.demo import people
from portal.demo.carrying import DAY, Act
from portal.demo.signing import Signers
from signatures import byemail

FIRST_HELPED = 4001
"""Voters from here on sign at the office; nobody else in the stories is one of them."""
REGISTRARS = ("registrar-1", "registrar-2")


def acts(
    course: dict[str, Any], signers: Signers, since: datetime, until: datetime
) -> list[tuple[datetime, Act]]:
    """What the book says of both ways, each in the middle of the collection."""
    middle = since + (until - since) / 2
    found: list[tuple[datetime, Act]] = []
    if course.get("by_email"):
        found.append((middle, _writes(int(course["by_email"]))))
    if course.get("at_office"):
        found.append((min(since + DAY, middle), _helps(int(course["at_office"]), signers)))
    return found


def _writes(many: int) -> Act:
    """So many addresses ask for the letter, and all but one open its link and confirm."""

    def act(initiative: Any) -> None:
        for number in range(many):
            asked = byemail.ask(initiative.sheet_id, f"supporter-{number}@citizens.example")
            if number:
                byemail.confirm(asked.secret)

    return act


def _helps(many: int, signers: Signers) -> Act:
    """Registrars open a place for each of so many people, who sign there by their own eID."""

    def act(initiative: Any) -> None:
        first, second = (people.actor(hint) for hint in REGISTRARS)
        for number in range(many):
            place = assisting.open_place(first, initiative)
            if not place.code:
                place = assisting.agree(second, initiative, place.number)
            assisting.take(place.code)
            signers.sign(initiative, f"voter-{FIRST_HELPED + number}", "th")

    return act
