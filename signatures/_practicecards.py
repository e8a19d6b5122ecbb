"""Practice cards: a demonstration's own issuer of cards, and the card program that signs with one.

Its trust list says `practice = true`: it opens practice sheets only, and production believes none.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from commons import config
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _containers
from signatures._containers import BadContainer

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
ISSUER = "Practice cards of a demonstration, worth nothing"
RULE_SET, PREFIX, KIND = "ee-riigikogu", "PNOEE-", "ee-isikukood"
_LIST, _CERTIFICATE, _KEY = "practice.toml", "practice.pem", "practice.key"
_DS, _XADES = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.3.2#"
_ASIC = "http://uri.etsi.org/02918/v1.2.1#"
_SPACES = f'xmlns:asic="{_ASIC}" xmlns:ds="{_DS}" xmlns:xades="{_XADES}"'
_C14N = "http://www.w3.org/2006/12/xml-c14n11"
_ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, repr=False)
class Holder:
    """An invented person with a practice card."""

    given_name: str
    family_name: str
    number: str


def found(folder: Path) -> None:
    """Make the practice issuer and its trust list in this folder, unless they are there.

    Refuses ("not-permitted") in production.
    """
    if config.current().is_production:
        raise Refusal("not-permitted", _l("Production believes no practice cards."))
    if (folder / _LIST).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _issued(_named(ISSUER), key.public_key(), _named(ISSUER), key, ca=True)
    (folder / _CERTIFICATE).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    _write_key(folder / _KEY, key)
    (folder / _LIST).write_text(
        f'name = "{ISSUER}"\npractice = true\nrule_sets = ["{RULE_SET}"]\n'
        f'[[service]]\nkind = "signatures"\ncertificate = "{_CERTIFICATE}"\nlevel = "advanced"\n'
        f"from = {SINCE:%Y-%m-%dT%H:%M:%SZ}\n"
        f'identifier = {{ prefix = "{PREFIX}", kind = "{KIND}" }}\n'
    )


def sign(container: bytes, holder: Holder, *, folder: Path, at: datetime) -> bytes:
    """The downloaded container, signed with a fresh practice card (XAdES, form B).

    Refuses ("bad-form") what is no container that waits for its signature.
    """
    try:
        files = _containers.to_sign(container)
    except BadContainer:
        raise Refusal(
            "bad-form", _l("Choose the file that you downloaded to sign."), field="container"
        ) from None
    issuer = x509.load_pem_x509_certificate((folder / _CERTIFICATE).read_bytes())
    loaded = serialization.load_pem_private_key((folder / _KEY).read_bytes(), password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    card = _issued(_person(holder), key.public_key(), issuer.subject, loaded, ca=False)
    return _containers.signed(files, _document(files, card, key, at))


def _document(
    files: Mapping[str, bytes],
    card: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    at: datetime,
) -> bytes:
    """The signature document; every part is written as its canonical form has it."""
    der = card.public_bytes(serialization.Encoding.DER)
    inside = (
        "<xades:SignedSignatureProperties>"
        f"<xades:SigningTime>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</xades:SigningTime>"
        "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
        f"{_digest(der)}</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>"
        "</xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    canonical = f'<xades:SignedProperties {_SPACES} Id="S0-P">{inside}'
    info = _info(files, canonical.encode())
    r, s = decode_dss_signature(
        key.sign(f"<ds:SignedInfo {_SPACES}>{info}".encode(), ec.ECDSA(hashes.SHA256()))
    )
    value = base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()
    document = (
        f'<asic:XAdESSignatures {_SPACES}><ds:Signature Id="S0"><ds:SignedInfo>{info}'
        f'<ds:SignatureValue Id="S0-SIG">{value}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{base64.b64encode(der).decode()}"
        "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        '<ds:Object><xades:QualifyingProperties Target="#S0"><xades:SignedProperties Id="S0-P">'
        f"{inside}</xades:QualifyingProperties></ds:Object>"
        "</ds:Signature></asic:XAdESSignatures>"
    )
    return b'<?xml version="1.0" encoding="UTF-8"?>' + document.encode()


def _info(files: Mapping[str, bytes], properties: bytes) -> str:
    """What is signed: a digest of every file, and one of the properties."""
    references = "".join(
        f'<ds:Reference Id="S0-R{n}" URI="{name}">{_digest(said)}</ds:Reference>'
        for n, (name, said) in enumerate(files.items())
    )
    return (
        f'<ds:CanonicalizationMethod Algorithm="{_C14N}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{_ECDSA}"></ds:SignatureMethod>{references}'
        '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#S0-P">'
        f"{_digest(properties)}</ds:Reference></ds:SignedInfo>"
    )


def _digest(said: bytes) -> str:
    hashed = base64.b64encode(hashlib.sha256(said).digest()).decode()
    return (
        f'<ds:DigestMethod Algorithm="{_SHA256}"></ds:DigestMethod>'
        f"<ds:DigestValue>{hashed}</ds:DigestValue>"
    )


def _issued(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    by: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
) -> x509.Certificate:
    uses = {"key_cert_sign", "crl_sign"} if ca else {"content_commitment"}
    usage = x509.KeyUsage(**{name: name in uses for name in _USES})
    made = (
        x509.CertificateBuilder(issuer, subject, public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage, critical=True)
    )
    return made.sign(by, hashes.SHA256())


def _person(holder: Holder) -> x509.Name:
    """The subject of a card (ETSI EN 319 412-1)."""
    said = {
        NameOID.COUNTRY_NAME: PREFIX[3:5],
        NameOID.COMMON_NAME: f"{holder.family_name},{holder.given_name}",
        NameOID.SURNAME: holder.family_name,
        NameOID.GIVEN_NAME: holder.given_name,
        NameOID.SERIAL_NUMBER: PREFIX + holder.number,
    }
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in said.items()])


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.unlink(missing_ok=True)
    place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "wb") as out:
        out.write(pem)
