"""What a container proves to the vault, without its XML: the signed bytes, the text they name, a card.

The vault believes no bare number. For the key of a person it checks for itself that a card of the
trust list signed bytes in which the hash of a declaration for this very sheet stands.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography import x509

from commons import clock, config
from signatures import _declaration, _signers, _trust
from signatures._attested import der
from signatures._containers import BadContainer
from signatures._eligibility import Identifier
from signatures._signedwords import Signed
from signatures._trust import Distrusted, Service


@dataclass(frozen=True, repr=False)
class Proof:
    """The least that shows who signed a declaration for a sheet."""

    certificate: bytes
    between: tuple[bytes, ...]
    method: str
    signed_info: bytes
    signature: bytes
    declaration: bytes
    before: tuple[bytes, ...] = ()
    """For a sheet further back than the one before: the manifests of those between, nearest first."""


def of(signed: Signed, declaration: bytes) -> Proof:
    """The proof in a verified signature."""
    return Proof(
        certificate=der(signed.certificate),
        between=tuple(der(one) for one in signed.between),
        method=signed.method,
        signed_info=signed.signed_info,
        signature=signed.signature,
        declaration=declaration,
    )


def person(proof: Proof, sheet_digest: str) -> Identifier:
    """The number on the card that signed; raises BadContainer where the proof does not hold now."""
    named = base64.b64encode(hashlib.sha256(proof.declaration).digest())
    rule_set = _declaration.rule_set_of(proof.declaration, sheet_digest, proof.before)
    settings = config.current()
    trust = _trust.load(settings.trust_list_dir, rule_set)
    certificate = x509.load_der_x509_certificate(proof.certificate)
    between = [x509.load_der_x509_certificate(one) for one in proof.between]
    key = certificate.public_key()
    if trust is not None and trust.is_practice and settings.is_production:
        raise BadContainer("certificate-untrusted")
    if trust is None or named not in proof.signed_info:
        raise BadContainer("container-signature-false")
    if not _signers.is_proved(key, proof.method, proof.signature, proof.signed_info):
        raise BadContainer("container-signature-false")
    try:
        way = trust.issuer(certificate, between, at=clock.now(), service=Service.SIGNATURES)
    except Distrusted as distrusted:
        raise BadContainer(distrusted.code) from None
    return _signers.identifier(certificate, way)
