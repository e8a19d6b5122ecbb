"""What a signer learns by his own fresh eID: whether he signed, and what the authority decided of it."""

from __future__ import annotations

import json

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.claims import Attestation
from commons.ledger import merkle
from signatures import _envelope, _opening, _shredding, _signing, _verifying
from signatures._examination import Outcome
from signatures._papers import KnownOutcome, Objection
from signatures._results import VALID
from signatures._sheets import Signature, Withdrawal
from signatures._words import Standing

LONGEST_OBJECTION = 4_000
LARGEST_OUTCOMES = 200_000_000
NOT_EXAMINED = "not-examined"


def standing(sheet_id: int, attestation: Attestation, *, intent: int, browser: str) -> Standing:
    """Whether the person of this fresh eID has signed, whether it stands, and whether it counts."""
    found = _signing.found(sheet_id, attestation, intent=intent, browser=browser)
    if found is None:
        return Standing(has_signed=False)
    leaf = found.signature.leaf
    return Standing(
        has_signed=True,
        is_withdrawn=found.is_withdrawn,
        day=found.signature.day,
        outcome=None if found.is_withdrawn else outcome_of(sheet_id, leaf),
        has_objected=_objection_of(sheet_id, leaf) is not None,
    )


def outcome_of(sheet_id: int, leaf: bytes) -> str | None:
    """What the authority decided of one leaf; None until it has brought its outcomes."""
    own = sa.select(KnownOutcome.outcome).where(KnownOutcome.sheet_id == sheet_id)
    said = db.session().scalar(own.where(KnownOutcome.leaf == leaf))
    if said is not None:
        return said
    return NOT_EXAMINED if db.session().scalar(own.limit(1)) is not None else None


def record_outcomes(sheet_id: int, said: bytes, *, actor: Actor | None = None) -> int:
    """Take what the authority decided leaf by leaf: exactly what its newest result commits to.

    How many there are. Refuses before a result, and other lines than those of its root.
    """
    result = _verifying.verification(sheet_id)
    lines = said.splitlines()
    if result is None or len(said) > LARGEST_OUTCOMES:
        raise Refusal("bad-result", _l("The result comes first, then its outcomes."))
    try:
        outcomes = [Outcome(**json.loads(line)) for line in lines]
        root = merkle.root_of(merkle.leaf_hash(each.line()) for each in outcomes)
        rows = [_row(sheet_id, each) for each in outcomes]
    except (ValueError, TypeError, RecursionError):
        raise Refusal("bad-result", _l("The file with the outcomes cannot be read.")) from None
    if root.hex() != result.outcomes_root:
        raise Refusal("other-package", _l("These are not the outcomes of the signed result."))
    db.session().execute(sa.delete(KnownOutcome).where(KnownOutcome.sheet_id == sheet_id))
    if rows:
        db.session().execute(sa.insert(KnownOutcome), rows)
    digest = _opening.window(sheet_id).sheet.digest
    facts = {"outcomes": len(rows), "root": root.hex(), "sheet": digest}
    record.note("sheet:outcomes:recorded", _opening.address(digest), actor=actor, facts=facts)
    return len(rows)


def verified_by_region(sheet_id: int) -> dict[str, int] | None:
    """How many signatures stand in each State or district, less those the authority did not find valid.

    None while the authority has not brought the outcomes of all of them, or examined a sample.
    """
    ended = sa.select(Withdrawal.signature_id).where(Withdrawal.sheet_id == sheet_id)
    standing = (
        sa.select(Signature.region, sa.func.count(), sa.func.count(KnownOutcome.id))
        .outerjoin(
            KnownOutcome,
            sa.and_(KnownOutcome.sheet_id == sheet_id, KnownOutcome.leaf == Signature.leaf),
        )
        .where(Signature.sheet_id == sheet_id, Signature.id.not_in(ended))
        .group_by(Signature.region)
    )
    valid = sa.func.count().filter(KnownOutcome.outcome == VALID)
    rows = db.session().execute(standing.add_columns(valid)).tuples().all()
    if not rows or any(known != many for _region, many, known, _valid in rows):
        return None
    return {region: good for region, _many, _known, good in rows if region is not None}


def write_objection(sheet_id: int, words: str) -> int:
    """Seal an objection to the authority before its writer is proved; it counts only once he is."""
    said = words.strip()
    if not said:
        raise Refusal("words-missing", _l("Say why you object."), field="words")
    if len(said) > LONGEST_OBJECTION:
        raise Refusal("too-long", _l("This is too long."), field="words")
    sheet = _opening.window(sheet_id).sheet
    sealed = _envelope.seal(
        {"objection": said},
        sheet_digest=sheet.digest,
        to=str((sheet.authority or {})["encryption"]),
    )
    row = Objection(sheet_id=sheet_id, envelope=sealed, written_at=clock.now())
    db.session().add(row)
    db.session().flush()
    return row.id


def object_to(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str, objection: int
) -> None:
    """Let an objection stand: the fresh eID is that of a signer of this sheet.

    Refuses who has not signed, and a second one about the same signature.
    """
    found = _signing.found(sheet_id, attestation, intent=intent, browser=browser)
    if found is None or found.is_withdrawn:
        raise Refusal("nothing-to-contest", _l("You have no signature on this initiative."))
    row = db.session().get(Objection, objection)
    if row is None or row.sheet_id != sheet_id or row.at is not None:
        raise Refusal("intent-spent", _l("This objection was handed in already."))
    if _objection_of(sheet_id, found.signature.leaf) is not None:
        raise Refusal("already-objected", _l("You have objected already."))
    row.leaf, row.at = found.signature.leaf, clock.now()
    db.session().flush()
    digest = _opening.window(sheet_id).sheet.digest
    record.note("sheet:objection:received", _opening.address(digest), facts={"sheet": digest})


def objections(sheet_id: int) -> list[Objection]:
    """The objections that stand, the oldest first; sealed, for the authority."""
    wanted = sa.select(Objection).where(Objection.sheet_id == sheet_id, Objection.at.is_not(None))
    return list(db.session().scalars(wanted.order_by(Objection.id)))


def objections_file(sheet_id: int) -> bytes:
    """The objections as lines for the authority's own computer: sheet, leaf and sealed words."""
    digest = _opening.window(sheet_id).sheet.digest
    rows = [
        {"leaf": o.leaf.hex(), "sealed": o.envelope.hex(), "sheet": digest}
        for o in objections(sheet_id)
        if o.leaf
    ]
    return b"".join(json.dumps(row, sort_keys=True).encode() + b"\n" for row in rows)


@_shredding.also
def _empty(sheet_ids: list[int]) -> None:
    """Of a destroyed sheet neither outcomes nor objections stay."""
    for table in (KnownOutcome, Objection):
        db.session().execute(sa.delete(table).where(table.sheet_id.in_(sheet_ids)))


def _row(sheet_id: int, said: Outcome) -> dict[str, object]:
    leaf = bytes.fromhex(said.leaf)
    return {"sheet_id": sheet_id, "leaf": leaf, "outcome": said.outcome, "salt": said.salt}


def _objection_of(sheet_id: int, leaf: bytes) -> int | None:
    own = sa.select(Objection.id).where(Objection.sheet_id == sheet_id)
    return db.session().scalar(own.where(Objection.leaf == leaf))
