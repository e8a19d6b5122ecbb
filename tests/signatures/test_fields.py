"""An envelope holds what the rule set names of a person, beside the evidence, and nothing else (R055)."""

from __future__ import annotations

import base64
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import signatures
from commons import db
from signatures import _envelope, _package
from signatures._package import Reader
from tests.signatures.conftest import CLOSES, OPENS

FIELDS = ("family_name", "national_id")


def test_the_authority_gets_the_fields_of_the_rule_set_only(app, travel, desk):
    travel(OPENS + timedelta(days=10))
    sheet = desk.open(fields=FIELDS)
    desk.sign(sheet, "citizen-a")
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet)
        digest = signatures.sheet(sheet).digest
        package = signatures.hand_over(sheet)
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex(desk.private["private_encryption"]))

    (row,) = list(Reader(package.path).rows(_package.SIGNATURES))
    contents = _envelope.open_with(key, base64.b64decode(row["envelope"]), sheet_digest=digest)
    package.path.unlink()

    assert tuple(sorted(contents["fields"])) == FIELDS
    assert not [name for name in contents if "mail" in name or "account" in name]
