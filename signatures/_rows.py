"""Rows of signatures: how one is made and marked, how the index decides, how a mark is checked."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from commons import clock, db, trips
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import merkle
from signatures import _eligibility, _envelope, _vault
from signatures._manifest import Channel
from signatures._sheets import REPLACED, Sheet, Signature, Withdrawal

_INDEX = ["sheet_id", "person_key", "round"]


@dataclass(frozen=True)
class Found:
    """The last signature of a person on a sheet."""

    signature: Signature
    is_withdrawn: bool


def signature(
    sheet: Sheet,
    vault: _vault.SheetKeys,
    *,
    person_key: bytes,
    envelope: bytes,
    day: date,
    region: str | None = None,
) -> dict[str, Any]:
    """The row of a signature by eID, all but its round and its mark."""
    envelope_digest = hashlib.sha256(envelope).digest()
    commitment = vault.commitment(person_key, envelope_digest)
    return {
        "sheet_id": sheet.id,
        "person_key": person_key,
        "envelope": vault.wrap(envelope, person_key=person_key),
        "envelope_digest": envelope_digest,
        "leaf": merkle.leaf_hash(_envelope.leaf_data("signature", sheet.digest, commitment)),
        "channel": Channel.EID,
        "level": sheet.level,
        "origin": "bound",
        "day": day,
        "region": region,
    }


def insert(sheet: Sheet, vault: _vault.SheetKeys, row: dict[str, Any]) -> tuple[int, bytes]:
    """Insert the row; the unique index refuses a second one ("already-signed").

    Whoever has withdrawn may sign again: his next row has the next round, and two parallel ones
    meet in the index again. Where the rule set lets a new signature replace the former one, that
    one ends first; paper, whose day may be older, never replaces.
    """
    said = 0
    while True:
        marked = {**row, "round": said, "mac": vault.mark(facts(sheet, {**row, "round": said}))}
        made = trips.insert_once(Signature, marked, conflict=_INDEX)
        if made is not None:
            return made, row["leaf"]
        found = standing(sheet, row["person_key"])
        if found is None or found.signature.round < said:
            raise already_signed()
        if not found.is_withdrawn:
            if not sheet.is_replacing or row["channel"] is Channel.PAPER:
                raise already_signed()
            end(sheet, vault, found.signature, how=REPLACED)
        said = found.signature.round + 1


def already_signed() -> Refusal:
    """The refusal of a second signature."""
    return Refusal("already-signed", _l("You have already signed this initiative."))


def standing(sheet: Sheet, person_key: bytes) -> Found | None:
    """The person's last signature on this sheet, and whether it was withdrawn."""
    wanted = (
        sa.select(Signature, Withdrawal.id)
        .outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
        .where(Signature.sheet_id == sheet.id, Signature.person_key == person_key)
        .order_by(Signature.round.desc())
        .limit(1)
    )
    found = db.session().execute(wanted).one_or_none()
    if found is None:
        return None
    return Found(signature=found[0], is_withdrawn=found[1] is not None)


def is_sound(sheet: Sheet, vault: _vault.SheetKeys, row: Signature) -> bool:
    """Whether the row is as it was written, and its leaf is the one it must have."""
    said = facts(sheet, {name: getattr(row, name) for name in _MARKED})
    commitment = vault.commitment(row.person_key, row.envelope_digest)
    leaf = merkle.leaf_hash(_envelope.leaf_data("signature", sheet.digest, commitment))
    return hmac.compare_digest(row.mac, vault.mark(said)) and leaf == row.leaf


def is_sound_withdrawal(
    sheet: Sheet, vault: _vault.SheetKeys, row: Withdrawal, ended: Signature
) -> bool:
    """Whether the withdrawal is as it was written, and ends the signature that it names."""
    said = withdrawal_facts(sheet, ended, how=row.how, leaf=row.leaf, day=row.day)
    data = _envelope.leaf_data("withdrawal", sheet.digest, vault.ending(ended.leaf))
    return hmac.compare_digest(row.mac, vault.mark(said)) and merkle.leaf_hash(data) == row.leaf


def end(sheet: Sheet, vault: _vault.SheetKeys, ended: Signature, *, how: str) -> bytes | None:
    """End a signature by a row of its own; the leaf of the ending, None where it had ended before."""
    data = _envelope.leaf_data("withdrawal", sheet.digest, vault.ending(ended.leaf))
    leaf = merkle.leaf_hash(data)
    day = _eligibility.local_day(_eligibility.rule_of(sheet.eligibility), clock.now())
    row = {
        "sheet_id": sheet.id,
        "signature_id": ended.id,
        "how": how,
        "leaf": leaf,
        "day": day,
        "mac": vault.mark(withdrawal_facts(sheet, ended, how=how, leaf=leaf, day=day)),
    }
    made = db.insert_once(Withdrawal, row, conflict=["signature_id"])
    return None if made is None else leaf


_MARKED = (
    "person_key",
    "round",
    "envelope",
    "envelope_digest",
    "leaf",
    "channel",
    "level",
    "origin",
    "day",
    "region",
)


def facts(sheet: Sheet, row: dict[str, Any]) -> dict[str, object]:
    """What the mark of a signature's row covers: all of it, the wrapped envelope too."""
    region = {"region": row["region"]} if row.get("region") else {}
    return {
        **region,
        "channel": str(row["channel"].value),
        "day": row["day"].isoformat(),
        "envelope": hashlib.sha256(row["envelope"]).hexdigest(),
        "envelope_digest": row["envelope_digest"].hex(),
        "kind": "signature",
        "leaf": row["leaf"].hex(),
        "level": str(row["level"].value),
        "origin": row["origin"],
        "person_key": row["person_key"].hex(),
        "round": row["round"],
        "sheet": sheet.digest,
    }


def withdrawal_facts(
    sheet: Sheet, ended: Signature, *, how: str, leaf: bytes, day: date
) -> dict[str, object]:
    """What the mark of a withdrawal's row covers."""
    return {
        "day": day.isoformat(),
        "ends": ended.leaf.hex(),
        "how": how,
        "kind": "withdrawal",
        "leaf": leaf.hex(),
        "sheet": sheet.digest,
    }
