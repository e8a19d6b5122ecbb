"""What a citizen takes home: signed promises, the receipt and its check, the undo of ten minutes."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from commons import clock, config
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, statements, trees
from commons.ledger.statements import BadStatement
from signatures import _opening, _pace, _vault
from signatures._sheets import Sheet
from signatures._words import Found, Promise, ReceiptCheck

HEADING = "Lex Populi receipt v1"
UNDO = timedelta(minutes=10)


def promise(
    sheet: Sheet, vault: _vault.SheetKeys, *, leaf: bytes, undo: str, spoken_name: str
) -> Promise:
    """The operator's word that this leaf will be released in time, signed."""
    now = clock.now().replace(microsecond=0)
    release_by = now + sheet.max_delay + _pace.MERGE_DELAY
    text = statements.body(
        HEADING,
        {
            "sheet": sheet.digest,
            "leaf": leaf.hex(),
            "issued": now.isoformat(),
            "release-by": release_by.isoformat(),
            "secret": vault.receipt_secret(leaf),
        },
    )
    return Promise(
        sheet_id=sheet.id,
        sheet_digest=sheet.digest,
        title=sheet.title,
        subject=sheet.subject,
        leaf=leaf.hex(),
        issued_at=now,
        release_by=release_by,
        receipt=sign_text(text),
        undo=undo,
        undo_until=now + UNDO if undo else None,
        spoken_name=spoken_name,
    )


def sign_text(text: str) -> str:
    """A short text under the operator's signature."""
    signer = urlsplit(config.current().base_url).netloc
    signature = keys.sign(text.encode("utf-8"))
    return statements.with_signature(text, signer=signer, signature=signature)


def check_receipt(text: str) -> ReceiptCheck:
    """What a receipt proves: that its leaf is in the tree, or when it must be at the latest.

    It never says whose leaf it is, nor whether the signature still stands.
    """
    try:
        said = statements.read(text, heading=HEADING, public=keys.public_key())
        leaf = bytes.fromhex(said["leaf"])
        release_by = datetime.fromisoformat(said["release-by"])
        secret = said["secret"]
    except (BadStatement, KeyError, ValueError):
        return ReceiptCheck(Found.UNREADABLE)
    sheet_id = _opening.by_digest(said.get("sheet", ""))
    if sheet_id is None:
        return ReceiptCheck(Found.FALSE)
    sheet = _opening.window(sheet_id).sheet
    if not _is_secret(sheet.digest, leaf, secret):
        return ReceiptCheck(Found.FALSE)
    return _placed(sheet, leaf, release_by)


def undo_secret(vault: _vault.SheetKeys, signature_id: int) -> str:
    """What the undo button sends; good for ten minutes, once."""
    until = int((clock.now() + UNDO).timestamp())
    said = f"{signature_id}.{until}"
    return f"{said}.{vault.undo_proof(said)}"


def read_undo(vault: _vault.SheetKeys, secret: str) -> int:
    """The signature that an undo button means; refuses ("undo-expired") after ten minutes."""
    said, _gap, proof = secret.rpartition(".")
    number, _gap, until = said.partition(".")
    good = hmac.compare_digest(vault.undo_proof(said).encode(), proof.encode())
    if not good or not until.isdigit() or clock.now() >= datetime.fromtimestamp(int(until), UTC):
        raise Refusal(
            "undo-expired",
            _l("The ten minutes are over. You can still withdraw with your eID."),
        )
    return int(number)


def _is_secret(digest: str, leaf: bytes, secret: str) -> bool:
    """Whether the receipt's secret fits; once the sheet's keys are destroyed, its signature must do."""
    if not _vault.exists(digest):
        return True
    wanted = _vault.open_keys(digest).receipt_secret(leaf)
    return hmac.compare_digest(wanted.encode(), secret.encode())


def _placed(sheet: Sheet, leaf: bytes, release_by: datetime) -> ReceiptCheck:
    tree = trees.find(tree_name(sheet.digest))
    found = trees.leaf_of_hash(tree, leaf) if tree is not None else None
    head = trees.head(tree) if tree is not None else None
    if tree is None or found is None or head is None:
        late = clock.now() > release_by
        return ReceiptCheck(
            Found.OVERDUE if late else Found.WAITING,
            sheet_digest=sheet.digest,
            title=sheet.title,
            subject=sheet.subject,
            leaf=leaf.hex(),
            release_by=release_by,
        )
    path = trees.inclusion(tree, index=found.position, size=head.size)
    return ReceiptCheck(
        Found.RELEASED,
        sheet_digest=sheet.digest,
        title=sheet.title,
        subject=sheet.subject,
        leaf=leaf.hex(),
        release_by=release_by,
        index=found.position,
        size=head.size,
        root=head.root.hex(),
        path=tuple(step.hex() for step in path),
    )


def tree_name(digest: str) -> str:
    """The name of a sheet's tree in the log."""
    return f"sheets/{digest}"
