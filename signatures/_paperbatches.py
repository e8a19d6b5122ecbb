"""Batches: originals come to the registrar once, are counted in public as received, and never go back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from commons import clock, db, locks, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening, _paperforms
from signatures._opening import Window
from signatures._papertables import PaperBatch, PaperForm, PaperKeyer, PaperRow
from signatures._paperwords import (
    ROWS,
    BatchKind,
    BatchView,
    FormPurpose,
    FormRows,
    Stage,
    form_number,
    serial_of,
)

MOST_DELIVERED = 200
"""The most forms of one batch, so that two persons can finish it; the platform's."""
_OPEN = (Stage.KEYING, Stage.AGAIN, Stage.THIRD)


def receive_batch(
    sheet_id: int,
    forms: Mapping[str, int],
    *,
    actor: Actor,
    kind: BatchKind = BatchKind.DELIVERED,
) -> BatchView:
    """Take originals: for each form's number how many of its rows are filled in.

    Refuses numbers that were never issued or whose check digits are wrong ("form-unknown"), rows
    beyond the form ("rows-beyond"), a form that came before ("form-delivered"), and whatever comes
    after the time for delivery ("sheet-closed").
    """
    locks.share(locks.Lock.SHEET, sheet_id)
    seen = _paperforms.taking(sheet_id)
    _check_time(seen, kind)
    if not 1 <= len(forms) <= MOST_DELIVERED:
        raise Refusal("batch-empty", _l("Enter the numbers of the forms."), field="forms")
    serials = _serials(sheet_id, forms, kind)
    batch = _batch(sheet_id, sum(serials.values()), kind, actor)
    for serial, rows in serials.items():
        values = {"sheet_id": sheet_id, "batch_id": batch.id, "serial": serial, "rows": rows}
        if db.insert_once(PaperForm, values, conflict=["sheet_id", "serial"]) is None:
            raise Refusal(
                "form-delivered",
                _l("Form %(number)s has been delivered before.", number=form_number(serial)),
                field="forms",
            )
    record.note(
        "sheet:paper:received",
        _opening.address(seen.sheet.digest),
        actor=actor,
        facts={
            "batch": batch.number,
            "forms": len(serials),
            "kind": kind.value,
            "rows": batch.rows,
        },
    )
    return view(batch)


def batch(batch_id: int) -> BatchView:
    """One batch; refuses an unknown one."""
    return view(find(batch_id))


def batches(sheet_id: int) -> list[BatchView]:
    """The batches of a sheet, the newest first."""
    wanted = sa.select(PaperBatch).where(PaperBatch.sheet_id == sheet_id)
    return [view(row) for row in db.session().scalars(wanted.order_by(PaperBatch.number.desc()))]


def waiting(sheet_ids: frozenset[int]) -> int:
    """On how many batches of these sheets somebody has to key something."""
    wanted = sa.select(sa.func.count()).where(
        PaperBatch.sheet_id.in_(sheet_ids), PaperBatch.stage.in_(_OPEN)
    )
    return db.session().scalar(wanted) or 0


def find(batch_id: int, *, locked: bool = False) -> PaperBatch:
    """The row of a batch, alone for the rest of the transaction where `locked`."""
    wanted = sa.select(PaperBatch).where(PaperBatch.id == batch_id)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(wanted)
    if found is None:
        raise Refusal("not-found", _l("There is no such batch."))
    return found


def forms_of(batch_id: int) -> dict[int, int]:
    """Serial and filled rows of each form in a batch."""
    wanted = sa.select(PaperForm.serial, PaperForm.rows).where(PaperForm.batch_id == batch_id)
    found = db.session().execute(wanted.order_by(PaperForm.serial))
    return {row.serial: row.rows for row in found}


def places_of(batch_id: int) -> set[tuple[int, int]]:
    """Every filled row of a batch, as (serial, row)."""
    forms = forms_of(batch_id)
    return {(serial, row) for serial, rows in forms.items() for row in range(1, rows + 1)}


def agreed(batch_id: int) -> set[tuple[int, int]]:
    """The rows on which two persons agree already."""
    wanted = sa.select(PaperRow.serial, PaperRow.row).where(PaperRow.batch_id == batch_id)
    return {(serial, row) for serial, row in db.session().execute(wanted)}


def keyers(batch_id: int) -> dict[int, int]:
    """Which account has which place at a batch."""
    wanted = sa.select(PaperKeyer.place, PaperKeyer.account).where(PaperKeyer.batch_id == batch_id)
    return {row.place: row.account for row in db.session().execute(wanted)}


def grouped(places: set[tuple[int, int]]) -> tuple[FormRows, ...]:
    """Rows by their form, in order."""
    by_form: dict[int, list[int]] = defaultdict(list)
    for serial, row in sorted(places):
        by_form[serial].append(row)
    return tuple(FormRows(form_number(s), tuple(rows)) for s, rows in by_form.items())


def view(row: PaperBatch) -> BatchView:
    """A batch as its desk sees it."""
    everything = places_of(row.id)
    differs = row.stage in (Stage.AGAIN, Stage.THIRD)
    return BatchView(
        id=row.id,
        sheet_id=row.sheet_id,
        number=row.number,
        kind=row.kind,
        stage=row.stage,
        rows=row.rows,
        forms=grouped(everything),
        differing=grouped(everything - agreed(row.id)) if differs else (),
        received_at=row.received_at,
        keyed_by=len(keyers(row.id)),
    )


def _check_time(seen: Window, kind: BatchKind) -> None:
    """Paper is taken from the opening to the end of its delivery; withdrawals until the closing."""
    now, late = clock.now(), _paperforms.delivered_until(seen)
    if now < seen.sheet.opens_at:
        raise Refusal("sheet-not-open", _l("Signing has not begun yet."))
    until = seen.closes_at if kind is BatchKind.WITHDRAWAL else seen.closes_at + late
    if seen.is_sealed or now >= until:
        raise Refusal(
            "sheet-closed", _l("The time for delivering paper has ended. It is not taken any more.")
        )


def _serials(sheet_id: int, forms: Mapping[str, int], kind: BatchKind) -> dict[int, int]:
    wanted = FormPurpose.WITHDRAWAL if kind is BatchKind.WITHDRAWAL else FormPurpose.SUPPORT
    found: dict[int, int] = {}
    for number, rows in forms.items():
        serial = serial_of(number)
        run = _paperforms.issued(sheet_id, serial)
        if serial is None or run is None or run.purpose is not wanted:
            raise Refusal(
                "form-unknown",
                _l("No such form was printed for this initiative: %(number)s", number=number[:20]),
                field="forms",
            )
        if serial in found or not 1 <= rows <= ROWS:
            raise Refusal(
                "rows-beyond",
                _l("Form %(number)s has between 1 and %(most)s rows.", number=number, most=ROWS),
                field="forms",
            )
        found[serial] = rows
    return found


def _batch(sheet_id: int, rows: int, kind: BatchKind, actor: Actor) -> PaperBatch:
    while True:
        last = sa.select(sa.func.max(PaperBatch.number)).where(PaperBatch.sheet_id == sheet_id)
        values = {
            "sheet_id": sheet_id,
            "number": (db.session().scalar(last) or 0) + 1,
            "kind": kind,
            "stage": Stage.KEYING,
            "rows": rows,
            "received_by": actor.account_id or 0,
            "received_at": clock.now(),
            "settled_at": None,
            "entered_at": None,
        }
        made = db.insert_once(PaperBatch, values, conflict=["sheet_id", "number"])
        if made is not None:
            return find(made)
