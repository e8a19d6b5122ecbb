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
from signatures._paperwords import BatchKind, Stage

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


@dataclass(frozen=True)
class SlipCheck:
    """What a genuine slip promises; never whether the row was a double."""

    number: str
    row: int
    kind: BatchKind
    title: str
    subject: str
    counted_by: datetime
    stage: Stage


def check_slip(text: str) -> bool:
    """Whether this slip is one of ours, unaltered."""
    return read_slip(text) is not None


def read_slip(text: str) -> SlipCheck | None:
    """What a slip says, and how far its batch is; None where it is not one of ours, unaltered."""
    try:
        said = statements.read(text, heading=HEADING, public=keys.public_key())
        kind, until = BatchKind(said["kind"]), datetime.fromisoformat(said["counted-by"])
        number, row = said["form"], int(said["row"])
    except (BadStatement, KeyError, ValueError):
        return None
    sheet_id = _opening.by_digest(said.get("sheet", ""))
    if sheet_id is None:
        return None
    sheet = _opening.window(sheet_id).sheet
    stage = next(
        (
            b.stage
            for b in _paperbatches.batches(sheet_id)
            if any(f.number == number for f in b.forms)
        ),
        Stage.LAPSED,
    )
    return SlipCheck(number, row, kind, sheet.title, sheet.subject, until, stage)
