"""The authority's results of a sheet: the first, and each one that replaces it after objections."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import merkle
from signatures import _opening, _results, _sampling, _tallies
from signatures._opening import Window
from signatures._papers import Handover, Revision, Sending, Verification
from signatures._results import BadResult, Result
from signatures._sheets import Sheet, SheetSeal
from signatures._words import VerificationResult


def record_verification(
    sheet_id: int, said: bytes, *, actor: Actor | None = None
) -> VerificationResult:
    """Take the authority's result; only its own key, named on the sheet, can have signed it.

    Refuses a false signature ("bad-result"), a result for another package, sheet, head or sample or
    whose counts do not add up ("other-package"), and one that does not replace the last one
    ("already-verified").
    """
    sheet, seal = sealed(sheet_id)
    authority = sheet.authority or {}
    try:
        result, signature = _results.read(said, signing_key=authority.get("signing", ""))
    except BadResult:
        raise Refusal(
            "bad-result", _l("The key of the verifying authority has not signed this result.")
        ) from None
    _check_fits(sheet, seal, result)
    _keep(sheet_id, result, signature)
    record.note(
        "sheet:verification:revised" if result.revision else "sheet:verification:recorded",
        _opening.address(sheet.digest),
        actor=actor,
        facts={**result.facts(), "signature": signature.hex()},
    )
    found = verification(sheet_id)
    if found is None:
        raise Refusal("bad-result", _l("The result was not kept."))
    return found


def verification(sheet_id: int) -> VerificationResult | None:
    """The authority's newest result for a sheet; None until one has come."""
    row = newest(sheet_id)
    if row is None:
        return None
    first = db.session().scalars(
        sa.select(Verification.at).where(Verification.sheet_id == sheet_id)
    )
    sheet, result = _opening.window(sheet_id).sheet, _results.result_of(row.result)
    return VerificationResult(
        sheet_digest=sheet.digest,
        package_digest=result.package,
        collected=result.collected,
        verified=result.verified,
        missing=max(0, (sheet.threshold or 0) - result.verified),
        reasons={k: v for k, v in sorted(result.counts.items()) if k != _results.VALID},
        outcomes_root=result.outcomes_root,
        decided_at=result.decided_at,
        fingerprint=result.authority,
        recorded_at=first.one(),
        taken_at=row.at,
        revision=result.revision,
        examined=result.examined,
        seed=result.sample.seed if result.sample else None,
    )


def newest(sheet_id: int) -> Verification | Revision | None:
    """The row of the newest result, signature included."""
    later = sa.select(Revision).where(Revision.sheet_id == sheet_id)
    revised = db.session().scalar(later.order_by(Revision.number.desc()).limit(1))
    first = sa.select(Verification).where(Verification.sheet_id == sheet_id)
    return revised or db.session().scalar(first)


def sealed(sheet_id: int) -> tuple[Sheet, SheetSeal]:
    """A sheet and its seal; refused ("not-sealed") while it counts."""
    seen: Window = _opening.window(sheet_id)
    seal = db.session().scalar(sa.select(SheetSeal).where(SheetSeal.sheet_id == sheet_id))
    if seal is None:
        raise Refusal("not-sealed", _l("The sheet has not been sealed yet."))
    return seen.sheet, seal


def fingerprint(sheet: Sheet) -> str:
    """The fingerprint of the key to which a sheet is sealed."""
    return str((sheet.authority or {}).get("fingerprint", ""))


def _keep(sheet_id: int, result: Result, signature: bytes) -> None:
    values: dict[str, Any] = {
        "sheet_id": sheet_id,
        "result": result.facts(),
        "signature": signature,
        "at": clock.now(),
    }
    if result.revision == 0:
        made = db.insert_once(Verification, values, conflict=["sheet_id"])
    else:
        last = newest(sheet_id)
        follows = last is not None and result.revision == last.result.get("revision", 0) + 1
        numbered = {**values, "number": result.revision}
        made = (
            db.insert_once(Revision, numbered, conflict=["sheet_id", "number"]) if follows else None
        )
    if made is None:
        raise Refusal("already-verified", _l("The result of this sheet has been recorded before."))


def _check_fits(sheet: Sheet, seal: SheetSeal, result: Result) -> None:
    handed = db.session().scalar(sa.select(Handover).where(Handover.sheet_id == sheet.id))
    fits = (
        handed is not None
        and result.package == handed.digest
        and result.sheet == sheet.digest
        and result.authority == fingerprint(sheet)
        and (result.closing_size, result.closing_root) == (seal.size, seal.root.hex())
        and result.collected == _tallies.tally(sheet.id).net
        and len(result.outcomes_root) == 2 * len(merkle.EMPTY)
        and _is_as_sent(sheet, seal, result)
    )
    if not fits:
        raise Refusal(
            "other-package", _l("This result does not belong to the package that was handed over.")
        )


def _is_as_sent(sheet: Sheet, seal: SheetSeal, result: Result) -> bool:
    """Whether all were examined, or exactly the sample that the closing head draws."""
    many = db.session().scalar(sa.select(Sending.sample).where(Sending.sheet_id == sheet.id))
    if many is None or result.sample is None:
        return many is None and result.sample is None
    return (
        result.sample.method == _sampling.METHOD
        and result.sample.seed == _sampling.seed(seal.root.hex(), seal.size)
        and result.examined == min(many, result.sample.of)
    )
