"""What a person gets of his own signatures by a fresh eID: the file of one, or where he has signed.

Both are put together for that one answer and kept nowhere; without the person's own token the room
cannot tell either.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import claims as identity
from commons.identity.claims import Attestation
from commons.ledger import trees
from signatures import _eligibility, _numbers, _opening, _promises, _rows, _signing, _vault
from signatures._manifest import Kind

HEADING = "Lex Populi own signature v1"


@dataclass(frozen=True)
class Given:
    """One sheet on which the person of a fresh eID has signed."""

    sheet_id: int
    day: date
    channel: str
    is_withdrawn: bool


def file(sheet_id: int, attestation: Attestation, *, intent: int, browser: str) -> bytes:
    """One's own signature as it is stored here, as a file (rule `signature.self_access`).

    The sealed envelope with what was signed, which the authority alone opens; what opens the leaf in
    the public tree; the proof that it is there. Refuses ("nothing-to-fetch") where there is none.
    """
    found = _signing.found(sheet_id, attestation, intent=intent, browser=browser)
    if found is None:
        raise Refusal("nothing-to-fetch", _l("You have no signature on this initiative."))
    row = found.signature
    sheet = _opening.window(sheet_id).sheet
    vault = _vault.open_keys(sheet.digest)
    sealed = vault.unwrap(row.envelope, person_key=row.person_key)
    said = {
        "heading": HEADING,
        "channel": row.channel.value,
        "day": row.day.isoformat(),
        "envelope": base64.b64encode(sealed).decode(),
        "envelope_sha256": row.envelope_digest.hex(),
        "leaf": row.leaf.hex(),
        "level": row.level.value,
        "manifest": json.loads(_opening.canonical(sheet_id)),
        "person_key": row.person_key.hex(),
        "salt": vault.signature_salt(row.person_key, row.envelope_digest).hex(),
        "sheet": sheet.digest,
        "stands": not found.is_withdrawn,
        "tree": _proof(sheet.digest, row.leaf),
    }
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()


def everywhere(
    asked: int,
    sheet_ids: Iterable[int],
    attestation: Attestation,
    *,
    intent: int,
    browser: str,
) -> list[Given]:
    """On which of these sheets the person of this fresh eID has signed.

    `asked` is the sheet for which the eID was asked, which binds its answer to this browser. A
    sheet whose keys are destroyed answers nobody, and one that wants another number is left out.
    """
    first = _signing.found(asked, attestation, intent=intent, browser=browser)
    others = {number: _on(number, attestation) for number in sheet_ids if number != asked}
    found = {asked: first, **others}
    given = [_given(number, one) for number, one in found.items() if one is not None]
    return sorted(given, key=lambda one: (one.day, one.sheet_id), reverse=True)


def _on(sheet_id: int, attestation: Attestation) -> _rows.Found | None:
    """The person's last signature on another sheet, by the same proof; only ever his own."""
    sheet = _opening.window(sheet_id).sheet
    if sheet.kind is not Kind.SIGNATURES or not _vault.exists(sheet.digest):
        return None
    rule = _eligibility.rule_of(sheet.eligibility)
    claims = identity.verify(attestation, audience_client="signing")
    try:
        found = _eligibility.identifiers(rule, claims)
    except Refusal:
        return None
    numbers = tuple((one.kind, one.number) for one in found)
    shown = _vault.Shown(numbers, rule.identifier_kinds, attestation)
    return _numbers.standing(sheet, _vault.open_keys(sheet.digest).person(shown))


def _given(sheet_id: int, found: _rows.Found) -> Given:
    row = found.signature
    return Given(sheet_id, row.day, row.channel.value, found.is_withdrawn)


def _proof(digest: str, leaf: bytes) -> dict[str, object] | None:
    """Where the leaf stands in the sheet's tree, with the way to its root; None before its release."""
    tree = trees.find(_promises.tree_name(digest))
    place = trees.leaf_of_hash(tree, leaf) if tree is not None else None
    head = trees.head(tree) if tree is not None else None
    if tree is None or place is None or head is None or place.position >= head.size:
        return None
    path = trees.inclusion(tree, index=place.position, size=head.size)
    return {
        "index": place.position,
        "path": [step.hex() for step in path],
        "root": head.root.hex(),
        "size": head.size,
    }
