"""After sealing: the certificate, and the package for the authority."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import statements
from signatures import _making, _opening, _package, _promises, _tallies, _verifying
from signatures._package import BadPackage
from signatures._papers import Handover, Sending, Verification
from signatures._plans import Plan
from signatures._sheets import Sheet, SheetSeal
from signatures._words import Certificate, Package, Sent

HEADING = "Lex Populi certificate v1"


def certify(sheet_id: int) -> Certificate:
    """What the platform certifies of a sealed sheet: its digest and counts, no names."""
    sheet, seal = _verifying.sealed(sheet_id)
    tally = _tallies.tally(sheet_id)
    text = statements.body(
        HEADING,
        {
            "sheet": sheet.digest,
            "size": str(seal.size),
            "root": seal.root.hex(),
            "signatures": str(tally.released),
            "withdrawn": str(tally.withdrawn),
            "net": str(tally.net),
            "sealed": seal.at.isoformat(),
        },
    )
    return Certificate(
        sheet_digest=sheet.digest,
        title=sheet.title,
        size=seal.size,
        root=seal.root.hex(),
        signatures=tally.released,
        withdrawn=tally.withdrawn,
        net=tally.net,
        sealed_at=seal.at,
        head=_making.head_note(sheet),
        signed=_promises.sign_text(text),
    )


def send_to_authority(sheet_id: int, *, sample: int | None = None) -> None:
    """Send a sealed sheet to its authority, once and for all; safe to call again.

    `sample` is how many signatures the authority examines where the law asks for a sample; the
    closing head draws them.
    """
    sheet, seal = _verifying.sealed(sheet_id)
    values = {"sheet_id": sheet_id, "at": clock.now(), "sample": sample}
    if db.insert_once(Sending, values, conflict=["sheet_id"]) is not None:
        record.note(
            "sheet:sheet:sent",
            _opening.address(sheet.digest),
            facts={
                "authority": _verifying.fingerprint(sheet),
                "sample": sample,
                "sheet": sheet.digest,
                "size": seal.size,
            },
        )


def sample_of(sheet_id: int) -> int | None:
    """How many signatures the authority examines; None where it examines all."""
    return db.session().scalar(sa.select(Sending.sample).where(Sending.sheet_id == sheet_id))


def hand_over(sheet_id: int, *, actor: Actor | None = None) -> Package:
    """The sealed signatures in one file for the authority; every download is on record.

    Refuses before the sheet was sent ("not-sent"), after its receipt or the result ("package-locked"),
    and when the rows would no longer give the package that was handed over first.
    """
    path, digest, _plan = _made(sheet_id)
    sheet = _opening.window(sheet_id).sheet
    _note("handed-over", sheet, {"package": digest}, actor)
    return Package(path=path, digest=digest, name=f"lex-populi-{sheet.digest[:12]}.zip")


def hand_over_batch(sheet_id: int, number: int, *, actor: Actor | None = None) -> Package:
    """One batch of the package, read from its own rows; the whole is made only for the first batch.

    Refuses as `hand_over` does, and a number that is not there ("not-found").
    """
    sheet, _seal, _sample = _open(sheet_id)
    plan = _making.known_plan(sheet_id)
    if plan is None:
        path, _digest, plan = _made(sheet_id)
        path.unlink()
    if not 0 <= number <= plan.of:
        raise Refusal("not-found", _l("There is no such batch."))
    try:
        path = _making.batch(sheet, plan, number)
    except BadPackage as error:
        raise _damaged() from error
    _note("handed-over", sheet, {"batch": number, "package": plan.label["package"]}, actor)
    name = f"lex-populi-{sheet.digest[:12]}-batch-{number:03}.zip"
    return Package(path=path, digest=_package.file_digest(path), name=name)


def batches_of(sheet_id: int) -> Plan | None:
    """How the package is cut into batches; None until it was made, and after its destruction."""
    return _making.known_plan(sheet_id)


def sent_to(fingerprints: frozenset[str]) -> list[Sent]:
    """The sheets that were sent to the authorities with these keys, those without result first."""
    wanted = (
        sa.select(Sheet, Sending.at, Verification.at)
        .join(Sending, Sending.sheet_id == Sheet.id)
        .outerjoin(Verification, Verification.sheet_id == Sheet.id)
        .order_by(Verification.id.is_not(None), Sending.id)
    )
    return [
        Sent(sheet.id, sheet.digest, sheet.title, sheet.subject, sent_at, decided_at)
        for sheet, sent_at, decided_at in db.session().execute(wanted)
        if _verifying.fingerprint(sheet) in fingerprints
    ]


def _open(sheet_id: int) -> tuple[Sheet, SheetSeal, int | None]:
    """Sheet, seal and sample of a package that may be fetched."""
    sheet, seal = _verifying.sealed(sheet_id)
    sending = db.session().scalar(sa.select(Sending).where(Sending.sheet_id == sheet_id))
    if sending is None:
        raise Refusal("not-sent", _l("This initiative has not been sent to verification."))
    if sending.received_at is not None:
        raise Refusal("package-locked", _l("The package was received; it is locked."))
    if _verifying.verification(sheet_id) is not None:
        raise Refusal("package-locked", _l("The result has come; the package is locked."))
    return sheet, seal, sending.sample


def _made(sheet_id: int) -> tuple[Path, str, Plan]:
    """The whole, made from all rows and found to be what it was; its plan is kept and published."""
    sheet, seal, sample = _open(sheet_id)
    path, digest, plan = _making.whole(sheet, seal, sample)
    try:
        _keep(sheet, digest, plan)
    except Refusal:
        path.unlink()
        raise
    return path, digest, plan


def _keep(sheet: Sheet, digest: str, plan: Plan) -> None:
    values = {"sheet_id": sheet.id, "digest": digest, "at": clock.now(), "plan": plan.facts()}
    if db.insert_once(Handover, values, conflict=["sheet_id"]) is None:
        first = db.session().scalars(sa.select(Handover).where(Handover.sheet_id == sheet.id)).one()
        if not hmac.compare_digest(first.digest, digest):
            raise _damaged()
        if first.plan is not None:
            return
        first.plan = plan.facts()
        db.session().flush()
    _note("cut", sheet, {"batches": plan.of, "list": plan.manifest, "package": digest})


def _damaged() -> Refusal:
    return Refusal(
        "sheet-damaged", _l("The sheet no longer gives the package that was handed over.")
    )


def _note(word: str, sheet: Sheet, facts: Mapping[str, Any], actor: Actor | None = None) -> None:
    record.note(
        f"sheet:package:{word}",
        _opening.address(sheet.digest),
        actor=actor,
        facts={**facts, "sheet": sheet.digest},
    )
