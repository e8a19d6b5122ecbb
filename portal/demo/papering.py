"""Paper in the demonstration: one batch in the count, and one that waits for the second registrar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commons import clock
from commons.identity.devprovider import personas
from initiatives.paper import services
from portal.demo import people
from portal.demo.carrying import DAY, Act
from portal.demo.signing import Signers
from signatures import paper
from signatures.paper import BatchKind, KeyedRow

FIRST = 4001
"""The first voter who signs on paper; he has signed online too, so that one row is a double."""
FIRST_REGISTRAR, SECOND_REGISTRAR = "registrar-1", "registrar-2"
ROWS = 10


def acts(signers: Signers, now: datetime) -> list[tuple[datetime, Act]]:
    """What happens when."""
    return [(now - 4 * DAY, _counted(signers)), (now - 1.5 * DAY, _waiting)]


def _counted(signers: Signers) -> Act:
    """Twenty rows: one person had signed online, and one row is first read in two ways."""

    def act(initiative: Any) -> None:
        signers.sign(initiative, f"voter-{FIRST}", "th")
        first, second = people.actor(FIRST_REGISTRAR), people.actor(SECOND_REGISTRAR)
        run = services.print_forms(first, initiative, 4)
        forms = dict.fromkeys(run.numbers[:2], ROWS)
        batch = services.receive(first, initiative, forms, BatchKind.DELIVERED)
        for place, number in enumerate(forms):
            read = [_row(row, FIRST + place * ROWS + row - 1) for row in range(1, ROWS + 1)]
            services.key(first, initiative, batch, number, read)
            odd = [*read[:-1], _row(ROWS, FIRST + 99)] if place else read
            services.key(second, initiative, batch, number, odd)
        for each in paper.batch(batch.id).differing:
            for who in (first, second):
                last = [_row(row, FIRST + ROWS + row - 1) for row in each.rows]
                services.key(who, initiative, batch, each.number, last)

    return act


def _waiting(initiative: Any) -> None:
    """Six rows that one registrar has keyed."""
    first = people.actor(FIRST_REGISTRAR)
    (number,) = services.print_forms(first, initiative, 1).numbers
    batch = services.receive(first, initiative, {number: 6}, BatchKind.DELIVERED)
    read = [_row(row, FIRST + 40 + row) for row in range(1, 7)]
    services.key(first, initiative, batch, number, read)


def _row(row: int, voter: int) -> KeyedRow:
    person = personas.find(f"voter-{voter}", clock.now())
    assert person is not None
    fields = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "national_id": person.identifiers["th-pid"],
    }
    return KeyedRow(row, fields)
