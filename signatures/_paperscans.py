"""Scans of forms: sealed on upload to the authority's key; nobody here can look at one again."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from commons import db, files, record
from commons.access import Actor
from commons.errors import Refusal
from commons.files import Type
from commons.i18n import _l
from signatures import _envelope, _opening, _paperbatches, _vault
from signatures._papertables import PaperForm, PaperScan
from signatures._paperwords import form_number
from signatures._sheets import Sheet

LARGEST_SCAN = 5 * 1024 * 1024
_TAKEN = frozenset({Type.PDF, Type.PNG, Type.JPEG})
_NONCE = 12
EACH = slice(None)
_OF_THE_SCAN = sa.and_(
    PaperForm.sheet_id == PaperScan.sheet_id, PaperForm.serial == PaperScan.serial
)


def seal_scan(batch_id: int, number: str, data: bytes, *, actor: Actor) -> str:
    """Seal the scan of a delivered form; the digest of the sealed scan, for the registrar's list.

    Refuses what is no clean PDF, PNG or JPEG of at most 5 MB ("bad-file"), a form of another batch
    ("not-found"), and a second scan of the same form ("scan-sealed").
    """
    batch = _paperbatches.find(batch_id)
    seen = _opening.window(batch.sheet_id)
    form = _paperbatches.form_in(batch_id, number)
    if form is None:
        raise Refusal("not-found", _l("This form is not in the batch."))
    if len(data) > LARGEST_SCAN:
        raise Refusal("bad-file", _l("The file is larger than 5 MB."), field="scan")
    clean, kind = files.cleaned(data)
    if kind not in _TAKEN:
        raise Refusal("bad-file", _l("A scan is a PDF, PNG or JPEG file."), field="scan")
    contents = {
        "form": number,
        "scan": base64.b64encode(clean).decode(),
        "sheet": seen.sheet.digest,
        "type": kind.value,
        "v": 1,
    }
    to = (seen.sheet.authority or {})["encryption"]
    sealed = _envelope.seal(contents, sheet_digest=seen.sheet.digest, to=to)
    serial = form.serial
    values = {"sheet_id": seen.sheet.id, "serial": serial, **_wrapped(seen.sheet, serial, sealed)}
    if db.insert_once(PaperScan, values, conflict=["sheet_id", "serial"]) is None:
        raise Refusal("scan-sealed", _l("The scan of this form has been sealed before."))
    digest = hashlib.sha256(sealed).hexdigest()
    facts = {"form": serial, "scan": digest}
    record.note(
        "sheet:paper:scanned", _opening.address(seen.sheet.digest), actor=actor, facts=facts
    )
    return digest


def scanned(batch_id: int) -> frozenset[str]:
    """The numbers of the forms in a batch whose scan is sealed."""
    wanted = sa.select(PaperForm.serial, PaperForm.region).join(PaperScan, _OF_THE_SCAN)
    found = db.session().execute(wanted.where(PaperForm.batch_id == batch_id))
    return frozenset(form_number(row.serial, row.region) for row in found)


def sealed_scans(
    sheet: Sheet, vault: _vault.SheetKeys, within: slice = EACH
) -> Iterator[tuple[str, bytes]]:
    """Number and sealed scan of each form, for the authority's package, or of some in their order."""
    wanted = sa.select(PaperScan, PaperForm.region).join(PaperForm, _OF_THE_SCAN)
    wanted = wanted.where(PaperScan.sheet_id == sheet.id).order_by(PaperScan.serial)
    if within is not EACH:
        wanted = wanted.offset(within.start).limit(within.stop - within.start)
    for row, region in db.session().execute(wanted.execution_options(yield_per=10)):
        key = vault.unwrap(row.key, person_key=_aad(row.serial))
        yield (
            form_number(row.serial, region),
            AESGCM(key).decrypt(row.body[:_NONCE], row.body[_NONCE:], _aad(row.serial)),
        )


def _wrapped(sheet: Sheet, serial: int, sealed: bytes) -> dict[str, bytes]:
    """A scan is large: it gets a key of its own, and only that is wrapped by the vault."""
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(_NONCE)
    body = nonce + AESGCM(key).encrypt(nonce, sealed, _aad(serial))
    wrapped = _vault.open_keys(sheet.digest).wrap(key, person_key=_aad(serial))
    return {"body": body, "digest": hashlib.sha256(sealed).digest(), "key": wrapped}


def _aad(serial: int) -> bytes:
    return b"scan " + form_number(serial).encode()
