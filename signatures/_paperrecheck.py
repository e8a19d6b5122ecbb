"""The re-check of paper: a sample that anybody can draw from the closing head, keyed anew, its errors public.

The rule: seed = SHA-256("lex populi paper recheck v1|" sheet digest "|" root of the closing head),
in hexadecimal. Every row that was delivered, written "000123-20/4", is ranked by
SHA-256(seed "|" row); the first ones, as many as the rule set says, are the sample. The form of
a State or district has it in its number, as everywhere: "TH-10-000123-31/4".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _opening, _paperbatches, _paperforms, _paperreading
from signatures._paperentry import FEWEST
from signatures._papertables import (
    PaperBatch,
    PaperForm,
    PaperPosting,
    PaperRecheck,
    PaperRow,
)
from signatures._paperwords import Delivered, FormRows, KeyedRow, PaperCounts, Stage
from signatures._sheets import SheetSeal

SAMPLE = 400
"""How many rows are keyed anew where the rule set names no number; the platform's."""
Row = tuple[str, int]
"""The number of a form, and one of its rows."""


def seed(digest: str, root: str) -> str:
    """What decides the sample; it cannot be known before the sheet is sealed."""
    said = f"lex populi paper recheck v1|{digest}|{root}"
    return hashlib.sha256(said.encode()).hexdigest()


def draw(rows: Iterable[Row], seed_: str, many: int) -> list[Row]:
    """The sample: the rows of the lowest rank; pure, so that anybody can repeat it."""

    def rank(row: Row) -> str:
        return hashlib.sha256(f"{seed_}|{row[0]}/{row[1]}".encode()).hexdigest()

    return sorted(rows, key=rank)[:many]


def delivered(sheet_id: int) -> tuple[FormRows, ...]:
    """Every delivered form with its filled rows: the public list from which the sample is drawn."""
    return tuple(FormRows(x.number, tuple(range(1, x.rows + 1))) for x in _forms(sheet_id))


def recheck_sample(sheet_id: int) -> list[Row]:
    """The rows to be keyed anew, in the order of their rank; empty until the sheet is sealed."""
    root = db.session().scalar(sa.select(SheetSeal.root).where(SheetSeal.sheet_id == sheet_id))
    if root is None:
        return []
    digest = _opening.window(sheet_id).sheet.digest
    many = int(_paperforms.rule(sheet_id).get("recheck") or SAMPLE)
    rows = ((form.number, row) for form in delivered(sheet_id) for row in form.rows)
    return draw(rows, seed(digest, root.hex()), many)


def recheck_due(sheet_id: int, actor: Actor) -> list[Row]:
    """The rows of the sample that this registrar can key anew: none that he keyed before."""
    done, mine = _done(sheet_id), _keyed_by(sheet_id, actor)
    sample = recheck_sample(sheet_id)
    return [row for row in sample if row not in done and row[0] not in mine]


def recheck(
    sheet_id: int, number: str, keyed: KeyedRow, *, actor: Actor, region: str | None = None
) -> None:
    """Key one row of the sample anew; whether it was alike enters the public error rate.

    `region` is the State or district that is read on the form now: another one is an error. Refuses rows that were not drawn or are done ("not-in-sample"), and whoever keyed the batch
    ("two-persons-needed").
    """
    place = (number, keyed.row)
    if place not in recheck_sample(sheet_id) or place in _done(sheet_id):
        raise Refusal("not-in-sample", _l("This row is not to be keyed anew."))
    if number in _keyed_by(sheet_id, actor):
        raise Refusal("two-persons-needed", _l("You have keyed this batch yourself."))
    seen = _opening.window(sheet_id)
    form = next(form for form in _forms(sheet_id) if form.number == number)
    row = _row(sheet_id, form.serial, keyed.row)
    code = _paperreading.code(seen, replace(form, region=region), keyed)
    values = {
        "sheet_id": sheet_id,
        "serial": form.serial,
        "row": keyed.row,
        "account": actor.account_id or 0,
        "is_alike": code == row.code or (keyed.fault is not None and row.fault is not None),
        "at": clock.now(),
    }
    if db.insert_once(PaperRecheck, values, conflict=["sheet_id", "serial", "row"]) is None:
        raise Refusal("not-in-sample", _l("This row is not to be keyed anew."))
    counts = paper_counts(sheet_id)
    record.note(
        "sheet:paper:rechecked",
        _opening.address(seen.sheet.digest),
        actor=actor,
        facts={"errors": counts.errors, "rechecked": counts.rechecked, "sample": counts.sample},
    )


def paper_counts(sheet_id: int) -> PaperCounts:
    """What is public of paper on this sheet; small numbers are not said."""
    postings = list(
        db.session().scalars(sa.select(PaperPosting).where(PaperPosting.sheet_id == sheet_id))
    )
    many = sum(posting.rows for posting in postings)
    received = sa.select(sa.func.sum(PaperBatch.rows)).where(PaperBatch.sheet_id == sheet_id)
    checked = sa.select(sa.func.count(), sa.func.sum(sa.cast(~PaperRecheck.is_alike, sa.Integer)))
    rechecked, errors = db.session().execute(checked.where(PaperRecheck.sheet_id == sheet_id)).one()
    told = many >= FEWEST
    return PaperCounts(
        forms_issued=_paperforms.how_many(sheet_id),
        rows_received=db.session().scalar(received) or 0,
        rows_entered=sum(p.entered for p in postings) if told else None,
        doubles=sum(p.doubles for p in postings) if told else None,
        faults=sum(p.faults for p in postings) if told else None,
        withdrawals=sum(p.ended for p in postings) if told else None,
        sample=len(recheck_sample(sheet_id)),
        rechecked=rechecked or 0,
        errors=errors or 0,
    )


def _forms(sheet_id: int) -> list[Delivered]:
    """Every form that came back in a batch that was keyed in time."""
    wanted = (
        sa.select(PaperForm.serial, PaperForm.rows, PaperForm.region)
        .join(PaperBatch, PaperBatch.id == PaperForm.batch_id)
        .where(PaperForm.sheet_id == sheet_id, PaperBatch.stage != Stage.LAPSED)
    )
    found = db.session().execute(wanted.order_by(PaperForm.serial))
    return [Delivered(row.serial, row.rows, row.region) for row in found]


def _done(sheet_id: int) -> set[Row]:
    wanted = (
        sa.select(PaperRecheck.row, PaperForm.serial, PaperForm.rows, PaperForm.region)
        .join(
            PaperForm,
            sa.and_(
                PaperForm.sheet_id == PaperRecheck.sheet_id,
                PaperForm.serial == PaperRecheck.serial,
            ),
        )
        .where(PaperRecheck.sheet_id == sheet_id)
    )
    found = db.session().execute(wanted).tuples()
    return {(Delivered(serial, rows, region).number, row) for row, serial, rows, region in found}


def _keyed_by(sheet_id: int, actor: Actor) -> set[str]:
    """The forms in batches that this person, or one for whom he stands, has keyed."""
    found: set[str] = set()
    for batch in _paperbatches.batches(sheet_id):
        if actor.is_one_of(*_paperbatches.keyers(batch.id).values()):
            found |= {form.number for form in batch.forms}
    return found


def _row(sheet_id: int, serial: int, row: int) -> PaperRow:
    wanted = (
        sa.select(PaperRow)
        .join(PaperBatch, PaperBatch.id == PaperRow.batch_id)
        .where(PaperBatch.sheet_id == sheet_id, PaperRow.serial == serial, PaperRow.row == row)
    )
    return db.session().scalars(wanted).one()
