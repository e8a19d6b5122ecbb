"""The re-check of paper: a sample that anybody can draw from the closing head, keyed anew, its errors public.

The rule: seed = SHA-256("lex populi paper recheck v1|" sheet digest "|" root of the closing head),
in hexadecimal. Every row that was delivered, written "000123-20/4", is ranked by
SHA-256(seed "|" row); the first ones, as many as the rule set says, are the sample.
"""

from __future__ import annotations

import hashlib

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
from signatures._paperwords import (
    FormRows,
    KeyedRow,
    PaperCounts,
    Stage,
    form_number,
    serial_of,
)
from signatures._sheets import SheetSeal

SAMPLE = 400
"""How many rows are keyed anew where the rule set names no number; the platform's."""
Place = tuple[int, int]


def seed(digest: str, root: str) -> str:
    """What decides the sample; it cannot be known before the sheet is sealed."""
    said = f"lex populi paper recheck v1|{digest}|{root}"
    return hashlib.sha256(said.encode()).hexdigest()


def draw(places: set[Place], seed_: str, many: int) -> list[Place]:
    """The sample: the rows of the lowest rank; pure, so that anybody can repeat it."""

    def rank(place: Place) -> str:
        said = f"{seed_}|{form_number(place[0])}/{place[1]}"
        return hashlib.sha256(said.encode()).hexdigest()

    return sorted(places, key=rank)[:many]


def delivered(sheet_id: int) -> tuple[FormRows, ...]:
    """Every delivered form with its filled rows: the public list from which the sample is drawn."""
    return _paperbatches.grouped(_population(sheet_id))


def recheck_sample(sheet_id: int) -> list[tuple[str, int]]:
    """The rows to be keyed anew, in the order of their rank; empty until the sheet is sealed."""
    return [(form_number(serial), row) for serial, row in _sample(sheet_id)]


def recheck_due(sheet_id: int, actor: Actor) -> list[tuple[str, int]]:
    """The rows of the sample that this registrar can key anew: none that he keyed before."""
    done = _done(sheet_id)
    mine = _keyed_by(sheet_id, actor)
    return [
        (form_number(serial), row)
        for serial, row in _sample(sheet_id)
        if (serial, row) not in done and serial not in mine
    ]


def recheck(sheet_id: int, number: str, keyed: KeyedRow, *, actor: Actor) -> None:
    """Key one row of the sample anew; whether it was alike enters the public error rate.

    Refuses rows that were not drawn or are done ("not-in-sample"), and whoever keyed the batch
    ("two-persons-needed").
    """
    place = (serial_of(number) or 0, keyed.row)
    if place not in _sample(sheet_id) or place in _done(sheet_id):
        raise Refusal("not-in-sample", _l("This row is not to be keyed anew."))
    if place[0] in _keyed_by(sheet_id, actor):
        raise Refusal("two-persons-needed", _l("You have keyed this batch yourself."))
    seen = _opening.window(sheet_id)
    row = _row(sheet_id, place)
    code = _paperreading.code(seen, place[0], keyed)
    values = {
        "sheet_id": sheet_id,
        "serial": place[0],
        "row": place[1],
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
        sample=len(_sample(sheet_id)),
        rechecked=rechecked or 0,
        errors=errors or 0,
    )


def _sample(sheet_id: int) -> list[Place]:
    root = db.session().scalar(sa.select(SheetSeal.root).where(SheetSeal.sheet_id == sheet_id))
    if root is None:
        return []
    digest = _opening.window(sheet_id).sheet.digest
    many = int(_paperforms.rule(sheet_id).get("recheck") or SAMPLE)
    return draw(_population(sheet_id), seed(digest, root.hex()), many)


def _population(sheet_id: int) -> set[Place]:
    wanted = (
        sa.select(PaperForm.serial, PaperForm.rows)
        .join(PaperBatch, PaperBatch.id == PaperForm.batch_id)
        .where(PaperForm.sheet_id == sheet_id, PaperBatch.stage != Stage.LAPSED)
    )
    forms = db.session().execute(wanted)
    return {(serial, row) for serial, rows in forms for row in range(1, rows + 1)}


def _done(sheet_id: int) -> set[Place]:
    wanted = sa.select(PaperRecheck.serial, PaperRecheck.row)
    rows = db.session().execute(wanted.where(PaperRecheck.sheet_id == sheet_id))
    return {(serial, row) for serial, row in rows}


def _keyed_by(sheet_id: int, actor: Actor) -> set[int]:
    """The forms in batches that this person, or one for whom he stands, has keyed."""
    found: set[int] = set()
    for batch in _paperbatches.batches(sheet_id):
        if actor.is_one_of(*_paperbatches.keyers(batch.id).values()):
            found |= _paperbatches.forms_of(batch.id).keys()
    return found


def _row(sheet_id: int, place: Place) -> PaperRow:
    wanted = (
        sa.select(PaperRow)
        .join(PaperBatch, PaperBatch.id == PaperRow.batch_id)
        .where(
            PaperBatch.sheet_id == sheet_id,
            PaperRow.serial == place[0],
            PaperRow.row == place[1],
        )
    )
    return db.session().scalars(wanted).one()
