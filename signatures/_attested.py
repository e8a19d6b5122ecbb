"""What stands beside a signature as proof of its time: time-stamps (RFC 3161) and OCSP (RFC 6960); pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from signatures import _cms
from signatures._trust import Distrusted, Service, Trusted, TrustList, is_strong

HASHES: dict[str, hashes.HashAlgorithm] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
LEEWAY = timedelta(minutes=1)
LATEST = timedelta(hours=24)
"""How long after the signing an OCSP response may have been made, where there is no time-stamp."""


class NotAttested(Exception):
    """The proof is there and does not hold; `code` is the domain word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Attested:
    """A time-stamp or a response that holds: the instant it proves, and whose word it is."""

    at: datetime
    by: str


def time_stamp(token: bytes, stamped: bytes, trust: TrustList) -> Attested:
    """The instant at which these bytes existed; raises NotAttested("time-stamp-false")."""
    try:
        data = asn1.decode_der(_cms.ContentInfo, token).content
        content = data.encapsulated.content or b""
        stamp = asn1.decode_der(_cms.Stamp, content)
        signers = data.signers.as_list()
        certificates = pkcs7.load_der_pkcs7_certificates(token)
        wanted = _hash(stamp.imprint.algorithm)
        at = stamp.at.as_datetime().astimezone(UTC)
    except (KeyError, ValueError, TypeError, AttributeError, NotImplementedError):
        raise NotAttested("time-stamp-false") from None
    if len(signers) != 1 or data.encapsulated.kind != _cms.STAMPED:
        raise NotAttested("time-stamp-false")
    if stamp.imprint.digest != _digest(stamped, wanted):
        raise NotAttested("time-stamp-false")
    certificate = _stamper(signers[0], content, certificates)
    try:
        trusted = trust.issuer(certificate, certificates, at=at, service=Service.TIME_STAMPS)
    except Distrusted:
        raise NotAttested("time-stamp-untrusted") from None
    return Attested(at, _name(trusted))


def good(
    response: bytes,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    *,
    since: datetime,
    is_stamped: bool,
    trust: TrustList,
) -> Attested:
    """That the certificate was not revoked when it signed.

    Raises NotAttested: "certificate-revoked", or "ocsp-false" where the response is about another
    certificate, from another time or not signed by whoever may answer for the issuer.
    """
    try:
        said = ocsp.load_der_ocsp_response(response)
        if said.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise NotAttested("ocsp-false")
        produced, status = said.produced_at_utc, said.certificate_status
        is_about = _is_about(said, certificate, issuer)
    except ValueError:
        raise NotAttested("ocsp-false") from None
    is_late = not is_stamped and produced > since + LATEST
    if not is_about or is_late or produced < since - LEEWAY:
        raise NotAttested("ocsp-false")
    by = _responder(said, issuer, produced, trust)
    if status is not ocsp.OCSPCertStatus.GOOD:
        raise NotAttested("certificate-revoked")
    return Attested(produced, by)


def _is_about(
    said: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate
) -> bool:
    request = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, said.hash_algorithm)
    wanted = request.build()
    return (
        said.serial_number == wanted.serial_number
        and said.issuer_key_hash == wanted.issuer_key_hash
        and said.issuer_name_hash == wanted.issuer_name_hash
    )


def _responder(
    said: ocsp.OCSPResponse, issuer: x509.Certificate, at: datetime, trust: TrustList
) -> str:
    """Who signed the response: the issuer, its delegate, or a responder of the list."""
    listed = [one.certificate for one in trust.services if one.service is Service.OCSP]
    for candidate in [*said.certificates, issuer, *listed]:
        if not _has_signed_response(candidate, said):
            continue
        if candidate == issuer or (_is_delegate(candidate, issuer, at)):
            return candidate.subject.rfc4514_string()
        try:
            between = said.certificates
            return _name(trust.issuer(candidate, between, at=at, service=Service.OCSP))
        except Distrusted:
            continue
    raise NotAttested("ocsp-false")


def _has_signed_response(candidate: x509.Certificate, said: ocsp.OCSPResponse) -> bool:
    algorithm = said.signature_hash_algorithm
    if algorithm is None or algorithm.name not in {one.name for one in HASHES.values()}:
        return False
    return has_signed(candidate.public_key(), said.signature, said.tbs_response_bytes, algorithm)


def _is_delegate(candidate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    try:
        candidate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    is_valid = candidate.not_valid_before_utc <= at <= candidate.not_valid_after_utc
    return is_valid and _may(candidate, ExtendedKeyUsageOID.OCSP_SIGNING)


def _stamper(
    signer: _cms.SignerInfo, content: bytes, certificates: Sequence[x509.Certificate]
) -> x509.Certificate:
    """The certificate whose key signed the token's attributes, among those that it brings along."""
    try:
        attributes = signer.attributes.as_list() if signer.attributes else []
        said = {one.kind: one.values.as_list() for one in attributes}
        kind = said[_cms.CONTENT_TYPE][0].parse(x509.ObjectIdentifier)
        digest = said[_cms.MESSAGE_DIGEST][0].parse(bytes)
        algorithm = _hash(signer.digest)
        signed = asn1.encode_der(asn1.SetOf(attributes))
    except (KeyError, ValueError, TypeError, IndexError):
        raise NotAttested("time-stamp-false") from None
    if kind != _cms.STAMPED or digest != _digest(content, algorithm):
        raise NotAttested("time-stamp-false")
    for candidate in certificates:
        may = _may(candidate, ExtendedKeyUsageOID.TIME_STAMPING)
        if may and has_signed(candidate.public_key(), signer.signature, signed, algorithm):
            return candidate
    raise NotAttested("time-stamp-false")


def has_signed(key: object, signature: bytes, said: bytes, algorithm: hashes.HashAlgorithm) -> bool:
    """Whether a strong RSA (PKCS #1) or elliptic key made this signature (in DER) over the bytes."""
    if not is_strong(key):
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, said, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, said, ec.ECDSA(algorithm))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def _may(certificate: x509.Certificate, purpose: x509.ObjectIdentifier) -> bool:
    try:
        said = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return purpose in said


def _hash(algorithm: _cms.Algorithm) -> hashes.HashAlgorithm:
    return HASHES[algorithm.name.dotted_string]


def _digest(said: bytes, algorithm: hashes.HashAlgorithm) -> bytes:
    return hashlib.new(algorithm.name, said).digest()


def _name(trusted: Trusted) -> str:
    return trusted.certificate.subject.rfc4514_string()


def der(certificate: x509.Certificate) -> bytes:
    """A certificate in its bytes."""
    return certificate.public_bytes(serialization.Encoding.DER)
