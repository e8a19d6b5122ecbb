"""The envelope of a signature: what is in it, sealed to the authority's key alone (HPKE, RFC 9180); pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from commons.ledger import canonical

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class NotOurs(ValueError):
    """The envelope was sealed to another key or another sheet, or was altered."""


def nonce(*, sheet_digest: str, notice_digest: str, r: bytes) -> str:
    """What binds the eID's answer to this text and this notice: it stands in the signed token."""
    said = bytes.fromhex(sheet_digest) + bytes.fromhex(notice_digest) + r
    return hashlib.sha256(said).hexdigest()


def seal(contents: dict[str, Any], *, sheet_digest: str, to: str) -> bytes:
    """Close the contents so that only the holder of the key `to` can read them."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(to))
    return SUITE.encrypt(canonical.encode(contents), public, info=_info(sheet_digest))


def open_with(key: X25519PrivateKey, sealed: bytes, *, sheet_digest: str) -> dict[str, Any]:
    """The contents, off the server; raises NotOurs where key, sheet or bytes do not fit."""
    try:
        plain = SUITE.decrypt(sealed, key, info=_info(sheet_digest))
    except (InvalidTag, ValueError) as error:
        raise NotOurs("the envelope does not open with this key for this sheet") from error
    contents: dict[str, Any] = json.loads(plain)
    return contents


def leaf_data(kind: str, sheet_digest: str, commitment: bytes) -> bytes:
    """The public bytes of a leaf in a sheet's tree; they say neither who nor what is inside."""
    return canonical.encode({"commitment": commitment.hex(), "kind": kind, "sheet": sheet_digest})


def _info(sheet_digest: str) -> bytes:
    return b"lex populi envelope v1 " + bytes.fromhex(sheet_digest)
