"""What became of a law of the demonstration: its final text, each section, the evaluation asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Assurance
from commons.law.calendar import local_date
from commons.texts import importing
from consult.followup import evaluating, services
from consult.followup.services import Said
from portal.demo import books, people
from portal.demo.books import Book
from portal.demo.speaking import ZONE

Act = Callable[[Any], None]


def followed_up(
    book: Book, officer: Actor, closed_at: datetime, now: datetime
) -> list[tuple[datetime, Act]]:
    """What is reported after the decision, where the book has it."""
    said = book.said.get("follow_up")
    if said is None:
        return []
    day = timedelta(days=1)
    due = local_date(now + said["evaluate_in"] * day, ZONE)

    def reported(hearing: Any) -> None:
        services.enter_final_text(
            officer,
            hearing,
            link=said["link"],
            gazette=said["gazette"],
            parsed=importing.read(said["text"], books.draft(said["text"])),
            evaluate_on=due,
        )
        found = services.proposals(hearing)
        reasons = said["reasons"]
        told = {
            eid: Said(one.result, reasons.get(eid, ""), one.final_eid)
            for eid, one in found.items()
            if eid in reasons or one.result.value == "adopted"
        }
        services.record_outcomes(officer, hearing, told)

    def asked(hearing: Any) -> None:
        citizen = people.citizen(f"voter-{people.FIRST_CITIZEN}", Assurance.HIGH)
        evaluating.ask(citizen, hearing, reason=said["asked_reason"])

    return [
        (closed_at + said["after"] * day + timedelta(hours=11), reported),
        (closed_at + said["asked_after"] * day + timedelta(hours=11), asked),
    ]
