"""A certification authority, its cards, OCSP and time-stamps, and containers made as ID-card programs do."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509 import ObjectIdentifier, ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from lxml import etree

from commons.identity.devprovider import personas
from signatures import _cms

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
DS, XADES = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.3.2#"
C14N = "http://www.w3.org/2006/12/xml-c14n11"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
QUALIFIED = bytes.fromhex("3014300806060400 8e460101 300806060400 8e460104".replace(" ", ""))
MIMETYPE = "application/vnd.etsi.asic-e+zip"


@dataclass(frozen=True)
class Card:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def issue(
    name: str | x509.Name,
    by: Card | None = None,
    *,
    ca: bool = False,
    signs: bool = False,
    purpose: ObjectIdentifier | None = None,
    qualified: bool = False,
    since: datetime = SINCE,
    until: datetime = UNTIL,
) -> Card:
    """A certificate with a fresh key; without an issuer it stands under itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = name if isinstance(name, x509.Name) else _named(name)
    issuer = by.certificate.subject if by else subject
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    made = (
        x509.CertificateBuilder(issuer, subject, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not ca and not signs,
                content_commitment=signs,
                key_cert_sign=ca,
                crl_sign=ca,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
    )
    if purpose:
        made = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    if qualified:
        statements = x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.5.5.7.1.3"), QUALIFIED)
        made = made.add_extension(statements, critical=False)
    return Card(made.sign(by.key if by else key, hashes.SHA256()), key)


def person(given: str, family: str, number: str) -> x509.Name:
    """The subject of an ID-card (ETSI EN 319 412-1)."""
    said = {
        NameOID.COUNTRY_NAME: number[3:5],
        NameOID.COMMON_NAME: f"{family},{given},{number[6:]}",
        NameOID.SURNAME: family,
        NameOID.GIVEN_NAME: given,
        NameOID.SERIAL_NUMBER: number,
    }
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in said.items()])


class Cards:
    """The State's root and issuing authority, an OCSP responder and a time-stamping service."""

    def __init__(self) -> None:
        self.root = issue("Test root", ca=True)
        self.issuing = issue("Test issuing authority", self.root, ca=True)
        self.responder = issue("Test OCSP", self.issuing, purpose=ExtendedKeyUsageOID.OCSP_SIGNING)
        self.stamper = issue("Test time", self.root, purpose=ExtendedKeyUsageOID.TIME_STAMPING)

    def card(self, hint: str, **said: Any) -> Card:
        """The card of a persona, as Estonia would issue it."""
        who = personas.find(hint, datetime.now(UTC))
        assert who is not None
        name = person(who.given_name, who.family_name, f"PNOEE-{who.identifiers['ee-isikukood']}")
        return issue(name, self.issuing, **{"signs": True, "qualified": True, **said})

    def trust(self, folder: Path, rule_set: str = "ee-riigikogu", level: str = "qualified") -> Path:
        """Write a trust list for this rule set; the issuing authority is found through its root."""
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.pem)
        (folder / "time.pem").write_bytes(self.stamper.pem)
        (folder / f"{rule_set}.toml").write_text(
            f'name = "Test cards"\nrule_sets = ["{rule_set}"]\n'
            f'[[service]]\nkind = "signatures"\ncertificate = "root.pem"\nlevel = "{level}"\n'
            'from = 2020-01-01T00:00:00Z\nidentifier = { prefix = "PNOEE-", kind = "ee-isikukood" }\n'
            '[[service]]\nkind = "time-stamps"\ncertificate = "time.pem"\n'
            "from = 2020-01-01T00:00:00Z\n"
        )
        return folder

    def answer(self, card: Card, *, revoked_at: datetime | None = None) -> bytes:
        """The responder's word on a card."""
        status = ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD
        now = datetime.now(UTC).replace(microsecond=0)
        said = ocsp.OCSPResponseBuilder().add_response(
            cert=card.certificate,
            issuer=self.issuing.certificate,
            algorithm=hashes.SHA1(),
            cert_status=status,
            this_update=now,
            next_update=None,
            revocation_time=revoked_at,
            revocation_reason=None,
        )
        said = said.responder_id(ocsp.OCSPResponderEncoding.NAME, self.responder.certificate)
        said = said.certificates([self.responder.certificate])
        made = said.sign(self.responder.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)

    def stamp(self, stamped: bytes, at: datetime) -> bytes:
        """A time-stamp token over these bytes."""
        sha256 = _cms.Algorithm(name=ObjectIdentifier("2.16.840.1.101.3.4.2.1"), parameters=None)
        ecdsa = _cms.Algorithm(name=ObjectIdentifier("1.2.840.10045.4.3.2"), parameters=None)
        content = asn1.encode_der(
            _cms.Stamp(
                version=1,
                policy=ObjectIdentifier("1.2.3.4"),
                imprint=_cms.Imprint(algorithm=sha256, digest=_sha(stamped)),
                serial=1,
                at=asn1.GeneralizedTime(at.replace(microsecond=0)),
                accuracy=None,
                ordering=False,
                nonce=None,
                authority=None,
                extensions=None,
            )
        )
        attributes = asn1.SetOf(
            [
                _attribute(_cms.CONTENT_TYPE, _cms.STAMPED),
                _attribute(_cms.MESSAGE_DIGEST, _sha(content)),
                _attribute(
                    _cms.CERTIFICATE_V2, _Certificates(all=[_Hash(of=_sha(self.stamper.der))])
                ),
            ]
        )
        signature = self.stamper.key.sign(asn1.encode_der(attributes), ec.ECDSA(hashes.SHA256()))
        subject = self.stamper.certificate
        signer = _cms.SignerInfo(
            version=1,
            signer=_tlv(
                _Issued(name=_tlv(subject.issuer.public_bytes()), serial=subject.serial_number)
            ),
            digest=sha256,
            attributes=attributes,
            algorithm=ecdsa,
            signature=signature,
            unsigned=None,
        )
        data = _cms.SignedData(
            version=3,
            digests=asn1.SetOf([sha256]),
            encapsulated=_cms.Encapsulated(kind=_cms.STAMPED, content=content),
            certificates=asn1.SetOf([_tlv(self.stamper.der)]),
            revocations=None,
            signers=asn1.SetOf([signer]),
        )
        return asn1.encode_der(_cms.ContentInfo(kind=_cms.SIGNED_DATA, content=data))


@asn1.sequence
class _Hash:
    of: bytes


@asn1.sequence
class _Certificates:
    all: list[_Hash]


@asn1.sequence
class _Issued:
    name: asn1.TLV
    serial: int


def _tlv(said: Any) -> asn1.TLV:
    return asn1.decode_der(asn1.TLV, said if isinstance(said, bytes) else asn1.encode_der(said))


def _attribute(kind: ObjectIdentifier, value: Any) -> _cms.Attribute:
    return _cms.Attribute(kind=kind, values=asn1.SetOf([_tlv(asn1.encode_der(value))]))


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _sha(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


def _b64(said: bytes) -> str:
    return base64.b64encode(said).decode()


def sign(
    files: Mapping[str, bytes],
    card: Card,
    cards: Cards,
    *,
    at: datetime,
    form: str = "LT",
    answer: bytes | None = None,
    method: str = ECDSA,
    digest: str = SHA256,
) -> bytes:
    """The signature document over these files, as an ID-card program writes it."""
    references = "".join(
        f'<ds:Reference Id="S0-RefId{n}" URI="{name}">{_digest(digest, said)}</ds:Reference>'
        for n, (name, said) in enumerate(files.items())
    )
    head = f'<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="{DS}"'
    head += f' xmlns:xades="{XADES}"><ds:Signature Id="S0">'
    properties = (
        '<xades:SignedProperties Id="S0-SignedProperties"><xades:SignedSignatureProperties>'
        f"<xades:SigningTime>{at:%Y-%m-%dT%H:%M:%SZ}</xades:SigningTime>"
        "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
        f"{_digest(digest, card.der)}</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>"
        "</xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    placed = (
        f'<ds:Object><xades:QualifyingProperties Target="#S0">{properties}'
        "</xades:QualifyingProperties></ds:Object>"
    )
    hashed = _canonical(f"{head}{placed}</ds:Signature></asic:XAdESSignatures>", "SignedProperties")
    info = (
        f'<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{C14N}"/>'
        f'<ds:SignatureMethod Algorithm="{method}"/>{references}'
        '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties"'
        f' URI="#S0-SignedProperties">{_digest(digest, hashed)}</ds:Reference></ds:SignedInfo>'
    )
    signed = _canonical(f"{head}{info}</ds:Signature></asic:XAdESSignatures>", "SignedInfo")
    r, s = decode_dss_signature(card.key.sign(signed, ec.ECDSA(hashes.SHA256())))
    value = f'<ds:SignatureValue Id="S0-SIG">{_b64(r.to_bytes(32) + s.to_bytes(32))}</ds:SignatureValue>'
    keys = f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{_b64(card.der)}"
    keys += "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    end = "</ds:Signature></asic:XAdESSignatures>"
    stamped = _canonical(f"{head}{info}{value}{keys}{end}", "SignatureValue")
    beside = _unsigned(card, cards, cards.stamp(stamped, at), form, answer)
    placed = placed.replace(
        "</xades:QualifyingProperties>", f"{beside}</xades:QualifyingProperties>"
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{info}{value}{keys}{placed}{end}'.encode()


def packed(files: Mapping[str, bytes], *signatures: bytes) -> bytes:
    """A container with these files and signature documents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        for name, said in files.items():
            made.writestr(name, said)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        for number, said in enumerate(signatures):
            made.writestr(f"META-INF/signatures{number}.xml", said)
    return out.getvalue()


def files_of(container: bytes) -> dict[str, bytes]:
    """The files to sign in a downloaded container."""
    with zipfile.ZipFile(io.BytesIO(container)) as given:
        names = [n for n in given.namelist() if n != "mimetype" and not n.startswith("META-INF/")]
        return {name: given.read(name) for name in names}


def signed(container: bytes, card: Card, cards: Cards, **said: Any) -> bytes:
    """The downloaded container, signed now with this card."""
    files = files_of(container)
    at = said.pop("at", datetime.now(UTC) + timedelta(seconds=0))
    return packed(files, sign(files, card, cards, at=at, **said))


def _unsigned(card: Card, cards: Cards, token: bytes, form: str, answer: bytes | None) -> str:
    said = ""
    if form in ("T", "LT"):
        said += (
            f'<xades:SignatureTimeStamp><ds:CanonicalizationMethod Algorithm="{C14N}"/>'
            f"<xades:EncapsulatedTimeStamp>{_b64(token)}</xades:EncapsulatedTimeStamp>"
            "</xades:SignatureTimeStamp>"
        )
    said += (
        "<xades:CertificateValues><xades:EncapsulatedX509Certificate>"
        f"{_b64(cards.issuing.der)}</xades:EncapsulatedX509Certificate></xades:CertificateValues>"
    )
    if form == "LT":
        said += (
            "<xades:RevocationValues><xades:OCSPValues><xades:EncapsulatedOCSPValue>"
            f"{_b64(answer or cards.answer(card))}"
            "</xades:EncapsulatedOCSPValue></xades:OCSPValues></xades:RevocationValues>"
        )
    return (
        "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
        f"{said}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
    )


def _digest(algorithm: str, said: bytes) -> str:
    return f'<ds:DigestMethod Algorithm="{algorithm}"/><ds:DigestValue>{_b64(_sha(said))}</ds:DigestValue>'


def _canonical(document: str, name: str) -> bytes:
    found = next(e for e in etree.fromstring(document).iter() if etree.QName(e).localname == name)
    return etree.tostring(found, method="c14n", with_tail=False)
