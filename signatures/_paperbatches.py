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
    Delivered,
    FormPurpose,
    FormRows,
    Stage,
    read_number,
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

    Refuses numbers that were never issued or whose check digits are wrong ("form-unknown"), a form
    that was printed for another State or district than its number says ("other-district"), rows
    beyond the form ("rows-beyond"), a form that came before ("form-delivered"), and whatever comes
    after the time for delivery ("sheet-closed").
    """
    locks.share(locks.Lock.SHEET, sheet_id)
    seen = _paperforms.taking(sheet_id)
    _check_time(seen, kind)
    if not 1 <= len(forms) <= MOST_DELIVERED:
        raise Refusal("batch-empty", _l("Enter the numbers of the forms."), field="forms")
    delivered = _delivered(sheet_id, forms, kind)
    batch = _batch(sheet_id, sum(form.rows for form in delivered), kind, actor)
    for form in delivered:
        values = {
            "sheet_id": sheet_id,
            "batch_id": batch.id,
            "serial": form.serial,
            "rows": form.rows,
            "region": form.region,
        }
        if db.insert_once(PaperForm, values, conflict=["sheet_id", "serial"]) is None:
            raise Refusal(
                "form-delivered",
                _l("Form %(number)s has been delivered before.", number=form.number),
                field="forms",
            )
    record.note(
        "sheet:paper:received",
        _opening.address(seen.sheet.digest),
        actor=actor,
        facts={
            "batch": batch.number,
            "forms": len(delivered),
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


def forms_of(batch_id: int) -> dict[int, Delivered]:
    """Each form in a batch by its serial."""
    wanted = sa.select(PaperForm.serial, PaperForm.rows, PaperForm.region)
    found = db.session().execute(
        wanted.where(PaperForm.batch_id == batch_id).order_by(PaperForm.serial)
    )
    return {row.serial: Delivered(row.serial, row.rows, row.region) for row in found}


def form_in(batch_id: int, number: str) -> Delivered | None:
    """The form of exactly this number in a batch."""
    said = read_number(number)
    found = forms_of(batch_id).get(said.serial) if said else None
    return found if said and found and found.region == said.region else None


def places_of(batch_id: int) -> set[tuple[int, int]]:
    """Every filled row of a batch, as (serial, row)."""
    return _places(forms_of(batch_id))


def agreed(batch_id: int) -> set[tuple[int, int]]:
    """The rows on which two persons agree already."""
    wanted = sa.select(PaperRow.serial, PaperRow.row).where(PaperRow.batch_id == batch_id)
    return {(serial, row) for serial, row in db.session().execute(wanted)}


def keyers(batch_id: int) -> dict[int, int]:
    """Which account has which place at a batch."""
    wanted = sa.select(PaperKeyer.place, PaperKeyer.account).where(PaperKeyer.batch_id == batch_id)
    return {row.place: row.account for row in db.session().execute(wanted)}


def grouped(places: set[tuple[int, int]], forms: Mapping[int, Delivered]) -> tuple[FormRows, ...]:
    """Rows by their form, in order; `forms` says how each serial is numbered."""
    by_form: dict[int, list[int]] = defaultdict(list)
    for serial, row in sorted(places):
        by_form[serial].append(row)
    return tuple(FormRows(forms[serial].number, tuple(rows)) for serial, rows in by_form.items())


def view(row: PaperBatch) -> BatchView:
    """A batch as its desk sees it."""
    forms = forms_of(row.id)
    everything = _places(forms)
    differs = row.stage in (Stage.AGAIN, Stage.THIRD)
    return BatchView(
        id=row.id,
        sheet_id=row.sheet_id,
        number=row.number,
        kind=row.kind,
        stage=row.stage,
        rows=row.rows,
        forms=grouped(everything, forms),
        differing=grouped(everything - agreed(row.id), forms) if differs else (),
        received_at=row.received_at,
        keyed_by=len(keyers(row.id)),
    )


def _places(forms: Mapping[int, Delivered]) -> set[tuple[int, int]]:
    return {place for form in forms.values() for place in form.places}


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


def _delivered(sheet_id: int, forms: Mapping[str, int], kind: BatchKind) -> list[Delivered]:
    wanted = FormPurpose.WITHDRAWAL if kind is BatchKind.WITHDRAWAL else FormPurpose.SUPPORT
    found: dict[int, Delivered] = {}
    for number, rows in forms.items():
        said = read_number(number)
        run = _paperforms.issued(sheet_id, said.serial if said else None)
        if said is None or run is None or run.purpose is not wanted:
            raise Refusal(
                "form-unknown",
                _l("No such form was printed for this initiative: %(number)s", number=number[:20]),
                field="forms",
            )
        if said.region != run.region:
            raise _paperforms.other_region(number, run.region, field="forms")
        if said.serial in found or not 1 <= rows <= ROWS:
            raise Refusal(
                "rows-beyond",
                _l("Form %(number)s has between 1 and %(most)s rows.", number=number, most=ROWS),
                field="forms",
            )
        found[said.serial] = Delivered(said.serial, rows, run.region)
    return list(found.values())


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
