"""After sealing: the certificate, and the package for the authority."""

from __future__ import annotations

import hmac
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, statements, trees
from commons.ledger.models import Leaf
from signatures import (
    _extending,
    _opening,
    _package,
    _paperscans,
    _parts,
    _promises,
    _tallies,
    _vault,
    _verifying,
)
from signatures._package import Writer
from signatures._papers import Handover, IssuerKey, Sending, Verification
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
        head=_head_note(sheet),
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
    sheet, seal = _verifying.sealed(sheet_id)
    sending = db.session().scalar(sa.select(Sending).where(Sending.sheet_id == sheet_id))
    if sending is None:
        raise Refusal("not-sent", _l("This initiative has not been sent to verification."))
    if sending.received_at is not None:
        raise Refusal("package-locked", _l("The package was received; it is locked."))
    if _verifying.verification(sheet_id) is not None:
        raise Refusal("package-locked", _l("The result has come; the package is locked."))
    path = _written(sheet, seal, sending.sample)
    digest = _package.file_digest(path)
    try:
        _check_same(sheet, digest)
    except Refusal:
        path.unlink()
        raise
    record.note(
        "sheet:package:handed-over",
        _opening.address(sheet.digest),
        actor=actor,
        facts={"package": digest, "sheet": sheet.digest},
    )
    return Package(path=path, digest=digest, name=f"lex-populi-{sheet.digest[:12]}.zip")


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


def _written(sheet: Sheet, seal: SheetSeal, sample: int | None) -> Path:
    vault = _vault.open_keys(sheet.digest)
    with tempfile.NamedTemporaryFile(prefix="package-", suffix=".zip", delete=False) as file:
        writer = Writer(file)
        writer.part(_package.MANIFEST, [_opening.canonical(sheet.id)])
        writer.part(_package.LEAVES, _leaves(sheet))
        writer.part(_package.SIGNATURES, _parts.signatures(sheet, vault))
        writer.part(_package.WITHDRAWALS, _parts.withdrawals(sheet, vault))
        for number, sealed in _paperscans.sealed_scans(sheet, vault):
            writer.part(_package.SCANS + number, [sealed])
        drawn: dict[str, object] = {} if sample is None else {"sample": sample}
        if (extended := _extending.said(sheet.id)) is not None:
            drawn["extension"] = extended
        writer.close(
            {
                **drawn,
                "authority": _verifying.fingerprint(sheet),
                "closing": {"root": seal.root.hex(), "size": seal.size},
                "head": _head_note(sheet),
                "issuers": _issuers(sheet),
                "operator_key": keys.public_key().hex(),
                "sheet": sheet.digest,
            }
        )
    return Path(file.name)


def _leaves(sheet: Sheet) -> Iterator[bytes]:
    tree = trees.find(_promises.tree_name(sheet.digest))
    if tree is None:
        return
    wanted = sa.select(Leaf.data).where(Leaf.tree_id == tree.id).order_by(Leaf.position)
    for data in db.session().scalars(wanted.execution_options(yield_per=1000)):
        yield data.encode("utf-8") + b"\n"


def _issuers(sheet: Sheet) -> list[dict[str, object]]:
    wanted = sa.select(IssuerKey).where(IssuerKey.sheet_id == sheet.id)
    rows = db.session().scalars(wanted.order_by(IssuerKey.provider, IssuerKey.kid))
    return [{**row.facts, "kid": row.kid, "provider": row.provider} for row in rows]


def _head_note(sheet: Sheet) -> str:
    tree = trees.find(_promises.tree_name(sheet.digest))
    head = trees.head(tree) if tree is not None else None
    return head.note if head is not None else ""


def _check_same(sheet: Sheet, digest: str) -> None:
    values = {"sheet_id": sheet.id, "digest": digest, "at": clock.now()}
    if db.insert_once(Handover, values, conflict=["sheet_id"]) is not None:
        return
    first = db.session().scalars(sa.select(Handover).where(Handover.sheet_id == sheet.id)).one()
    if not hmac.compare_digest(first.digest, digest):
        raise Refusal(
            "sheet-damaged", _l("The sheet no longer gives the package that was handed over.")
        )
