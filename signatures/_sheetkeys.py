"""What one sheet's secret can do: person keys, salts of leaves, marks on rows, the outer wrap; pure."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.claims import Attestation
from commons.ledger import canonical

KEY_LENGTH = 32
"""Bytes of every key of a person."""
_NONCE = 12
_PARTS = b"\x1f"


class Purpose(StrEnum):
    """What is derived from a sheet's secret."""

    PERSON = "person"
    SALT = "salt of a signature"
    ENDING = "salt of a withdrawal"
    MARK = "mark"
    RECEIPT = "receipt"
    UNDO = "undo"
    OUTER = "outer"
    EMAIL = "address of an e-mail support"


@dataclass(frozen=True, repr=False)
class Shown:
    """A person who has just proved who he is: kinds and numbers, and the provider's token for them."""

    numbers: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    """The kinds that the sheet takes, in the order of its rule set."""
    attestation: Attestation


@dataclass(frozen=True, repr=False)
class SheetKeys:
    """What one sheet's secret can do; lives for one act and is never kept."""

    digest: str
    _secret: bytes = field(repr=False)

    def person(self, shown: Shown) -> tuple[bytes, ...]:
        """A key for each number that this fresh proof names; the vault never answers for less."""
        return tuple(self.person_key(kind, number) for kind, number in shown.numbers)

    def person_key(self, identifier_kind: str, identifier: str) -> bytes:
        """The one key of this person on this sheet; on every other sheet it is another.

        Only for what has no token: rows of paper. The vault counts these calls apart, in public.
        """
        if not identifier_kind or not identifier:
            raise ValueError("a person key needs an identifier")
        said = identifier_kind.encode() + _PARTS + identifier.encode()
        return self.derive(Purpose.PERSON, said)

    def commitment(self, person_key: bytes, envelope_digest: bytes) -> bytes:
        """What a signature's leaf commits to, salted so that nobody can try out persons."""
        salt = self.signature_salt(person_key, envelope_digest)
        return hashlib.sha256(salt + person_key + envelope_digest).digest()

    def signature_salt(self, person_key: bytes, envelope_digest: bytes) -> bytes:
        """The salt of a signature's leaf."""
        return self.derive(Purpose.SALT, person_key + envelope_digest)

    def ending(self, leaf: bytes) -> bytes:
        """What a withdrawal's leaf commits to: the leaf that it ends."""
        return hashlib.sha256(self.ending_salt(leaf) + leaf).digest()

    def ending_salt(self, leaf: bytes) -> bytes:
        """The salt of the withdrawal that ends `leaf`."""
        return self.derive(Purpose.ENDING, leaf)

    def mark(self, facts: dict[str, object]) -> bytes:
        """The room's mark under a row; a row that was altered or slipped in lacks it."""
        return self.derive(Purpose.MARK, canonical.encode(facts))

    def receipt_secret(self, leaf: bytes) -> str:
        """The secret half of a receipt."""
        return self.derive(Purpose.RECEIPT, leaf)[:16].hex()

    def undo_proof(self, said: str) -> str:
        """The proof in the undo button of the page that answers a signing."""
        return self.derive(Purpose.UNDO, said.encode())[:16].hex()

    def wrap(self, envelope: bytes, *, person_key: bytes) -> bytes:
        """The outer wrap of an envelope, bound to its sheet and row."""
        nonce = secrets.token_bytes(_NONCE)
        aad = self.digest.encode() + person_key
        return nonce + AESGCM(self.derive(Purpose.OUTER, b"")).encrypt(nonce, envelope, aad)

    def unwrap(self, wrapped: bytes, *, person_key: bytes) -> bytes:
        """The sealed envelope, still closed to everybody but the authority."""
        aad = self.digest.encode() + person_key
        outer = AESGCM(self.derive(Purpose.OUTER, b""))
        try:
            return outer.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], aad)
        except InvalidTag:
            raise Refusal("sheet-damaged", _l("An envelope on this sheet was altered.")) from None

    def derive(self, purpose: Purpose, said: bytes) -> bytes:
        """The one derivation under all of the above: a key of this purpose, over what is said."""
        salted = b"lex populi sheet: " + purpose.encode()
        key = hmac.new(self._secret, salted, hashlib.sha256).digest()
        return hmac.new(key, said, hashlib.sha256).digest()
