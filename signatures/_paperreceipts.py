"""The slip that whoever signed at the office takes home: the operator's signed word about a form.

It says that the row was received and by when it is counted; never whether it was a double.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, statements
from commons.ledger.statements import BadStatement
from signatures import _opening, _paperbatches, _paperforms, _promises
from signatures._paperentry import KEYING_LASTS
from signatures._paperwords import Stage

HEADING = "Lex Populi paper slip v1"


@dataclass(frozen=True)
class Slip:
    """A signed promise about one row on paper."""

    number: str
    row: int
    counted_by: datetime
    text: str = field(repr=False)


def slip(batch_id: int, number: str, row: int) -> Slip:
    """The promise for one row of a settled batch; refuses ("not-settled") before both have keyed it."""
    batch = _paperbatches.batch(batch_id)
    if batch.stage not in (Stage.SETTLED, Stage.ENTERED):
        raise Refusal("not-settled", _l("Two registrars have to key this form first."))
    if not any(form.number == number and row in form.rows for form in batch.forms):
        raise Refusal("not-found", _l("This form is not in the batch."))
    seen = _opening.window(batch.sheet_id)
    until = seen.closes_at + _paperforms.delivered_until(seen) + KEYING_LASTS
    text = statements.body(
        HEADING,
        {
            "sheet": seen.sheet.digest,
            "form": number,
            "row": str(row),
            "kind": batch.kind.value,
            "received": batch.received_at.isoformat(timespec="seconds"),
            "counted-by": until.isoformat(timespec="seconds"),
        },
    )
    return Slip(number, row, until, _promises.sign_text(text))


def check_slip(text: str) -> bool:
    """Whether this slip is one of ours, unaltered."""
    try:
        statements.read(text, heading=HEADING, public=keys.public_key())
    except BadStatement:
        return False
    return True
