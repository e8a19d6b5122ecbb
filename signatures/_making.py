"""Making the package: the whole, once, with the plan of its batches; then each batch from its own rows.

Nothing of it stays on the server but digests: a batch that was kept would be a second place in which
keys of persons and salts lie open, to be found in every backup.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import sqlalchemy as sa

from commons import db
from commons.ledger import canonical, keys, trees
from signatures import (
    _batches,
    _extending,
    _opening,
    _package,
    _paperscans,
    _parts,
    _promises,
    _vault,
    _verifying,
)
from signatures._package import COVER, LEAVES, MANIFEST, SCANS, SIGNATURES, WITHDRAWALS, Writer
from signatures._papers import Handover, IssuerKey
from signatures._plans import Plan, Planner, plan_of
from signatures._sheets import Sheet, SheetSeal


def whole(sheet: Sheet, seal: SheetSeal, sample: int | None) -> tuple[Path, str, Plan]:
    """The package in a file of its own, its SHA-256, and how it is cut."""
    vault, planner = _vault.open_keys(sheet.digest), Planner()
    manifest = _opening.canonical(sheet.id)
    with tempfile.NamedTemporaryFile(prefix="package-", suffix=".zip", delete=False) as file:
        writer = Writer(file)
        writer.part(MANIFEST, [manifest])
        writer.part(LEAVES, planner.lines(LEAVES, _parts.leaves(sheet)))
        writer.part(SIGNATURES, planner.lines(SIGNATURES, _parts.signatures(sheet, vault)))
        writer.part(WITHDRAWALS, planner.lines(WITHDRAWALS, _parts.withdrawals(sheet, vault)))
        for number, sealed in _paperscans.sealed_scans(sheet, vault):
            writer.part(SCANS + number, [planner.scan(SCANS + number, sealed)])
        drawn: dict[str, object] = {} if sample is None else {"sample": sample}
        if (extended := _extending.said(sheet.id)) is not None:
            drawn["extension"] = extended
        cover = writer.close(
            {
                **drawn,
                "authority": _verifying.fingerprint(sheet),
                "closing": {"root": seal.root.hex(), "size": seal.size},
                "head": head_note(sheet),
                "issuers": _issuers(sheet),
                "operator_key": keys.public_key().hex(),
                "sheet": sheet.digest,
            }
        )
    path = Path(file.name)
    digest = _package.file_digest(path)
    return path, digest, planner.plan(cover, manifest=manifest, package=digest)


def batch(sheet: Sheet, plan: Plan, number: int) -> Path:
    """One batch, from its own rows alone; raises BadPackage where they are not what they were."""
    return _batches.write(plan.label_of(number), _parts_of(sheet, plan, number))


def known_plan(sheet_id: int) -> Plan | None:
    """How the package is cut; None where it was never made, or was destroyed."""
    own = sa.select(Handover.plan).where(Handover.sheet_id == sheet_id)
    said = db.session().scalar(own)
    return plan_of(said) if said else None


def head_note(sheet: Sheet) -> str:
    """The closing head of the sheet, signed."""
    tree = trees.find(_promises.tree_name(sheet.digest))
    head = trees.head(tree) if tree is not None else None
    return head.note if head is not None else ""


def _parts_of(sheet: Sheet, plan: Plan, number: int) -> Iterator[tuple[str, Iterable[bytes]]]:
    if number == 0:
        yield MANIFEST, [_opening.canonical(sheet.id)]
        yield COVER, [canonical.encode(plan.cover)]
        return
    vault = _vault.open_keys(sheet.digest)
    if number > plan.row_batches:
        for form, sealed in _paperscans.sealed_scans(sheet, vault, plan.scans_of(number)):
            yield SCANS + form, [sealed]
        return
    within = plan.positions(number)
    yield LEAVES, _lines(_parts.leaves(sheet, within))
    yield SIGNATURES, _lines(_parts.signatures(sheet, vault, within))
    yield WITHDRAWALS, _lines(_parts.withdrawals(sheet, vault, within))


def _lines(placed: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    return (line for _position, line in placed)


def _issuers(sheet: Sheet) -> list[dict[str, object]]:
    wanted = sa.select(IssuerKey).where(IssuerKey.sheet_id == sheet.id)
    rows = db.session().scalars(wanted.order_by(IssuerKey.provider, IssuerKey.kid))
    return [{**row.facts, "kid": row.kid, "provider": row.provider} for row in rows]
