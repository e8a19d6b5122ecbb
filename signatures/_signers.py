"""Who signed a container, and how strong the signature is: certificate, time-stamp and OCSP; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID

from commons.identity import checkdigits
from signatures import _attested, _containers, _xades
from signatures._attested import NotAttested
from signatures._containers import BadContainer
from signatures._eligibility import Identifier
from signatures._manifest import Level
from signatures._signedwords import Signed
from signatures._trust import Distrusted, Service, Trusted, TrustList

LEEWAY = timedelta(minutes=5)
"""How far the clock of a citizen's computer may be from ours."""
_QUALIFIED = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_COMPLIANT = bytes.fromhex("060604008e460101")
_ON_DEVICE = bytes.fromhex("060604008e460104")
"""esi4-qcStatement-1 and -4 (ETSI EN 319 412-5) as they stand in the extension."""
_ORDER = (Level.STATEMENT, Level.ADVANCED, Level.QUALIFIED)
_CENTURIES = {"1": 18, "2": 18, "3": 19, "4": 19, "5": 20, "6": 20, "7": 21, "8": 21}
_SIGNS = {"+": 18, **dict.fromkeys("-YXWVU", 19), **dict.fromkeys("ABCDEF", 20)}


class Form(StrEnum):
    """How much of its proof a signature carries along (ETSI EN 319 132-1)."""

    B = "B"
    T = "T"
    LT = "LT"


FORMS = {Level.STATEMENT: Form.B, Level.ADVANCED: Form.B, Level.QUALIFIED: Form.LT}
"""The least form for a sheet's level: who asks for qualified signatures must be able to check them later."""


@dataclass(frozen=True, repr=False)
class Signer:
    """The person whom a container's signature names, and what was found of the signature."""

    identifier: Identifier
    given_name: str
    family_name: str
    born: date | None
    level: Level
    form: Form
    signed_at: datetime
    stamped_by: str
    answered_by: str
    issuer: str

    def fields(self, names: list[str]) -> dict[str, str]:
        """The fields that a sheet asks for, as the certificate says them; empty where it does not."""
        said = {
            "birth_date": self.born.isoformat() if self.born else "",
            "family_name": self.family_name,
            "given_name": self.given_name,
            "national_id": self.identifier.number,
        }
        return {name: said.get(name, "") for name in names}


def signer(container: bytes, wanted: Mapping[str, bytes], trust: TrustList) -> Signer:
    """Who signed exactly the wanted files in this container.

    Raises BadContainer: what `_containers.opened` and `_xades.verified` raise, "other-text" for
    other files than the wanted ones, and what `read` raises.
    """
    inside = _containers.opened(container)
    if inside.files != wanted:
        raise BadContainer("other-text")
    return read(_xades.verified(inside.signature, inside.files), trust)


def read(signed: Signed, trust: TrustList) -> Signer:
    """The signer by the trust list.

    Raises BadContainer: "certificate-untrusted", "certificate-expired", "certificate-weak",
    "certificate-revoked", "certificate-not-for-signing", "time-stamp-false",
    "time-stamp-untrusted", "ocsp-false", "identifier-missing".
    """
    try:
        stamps = [_attested.time_stamp(t, signed.stamped, trust) for t in signed.time_stamps]
        signed_at = min((stamp.at for stamp in stamps), default=signed.claimed_at)
        way = trust.issuer(
            signed.certificate, signed.between, at=signed_at, service=Service.SIGNATURES
        )
        issuer = _issuer(signed, way)
        answers = [
            _attested.good(
                response,
                signed.certificate,
                issuer,
                since=signed_at,
                is_stamped=bool(stamps),
                trust=trust,
            )
            for response in signed.responses
        ]
    except (Distrusted, NotAttested) as refused:
        raise BadContainer(refused.code) from None
    _check_usage(signed.certificate)
    number = identifier(signed.certificate, way)
    form = Form.B if not stamps else Form.LT if answers else Form.T
    return Signer(
        identifier=number,
        given_name=_name(signed.certificate, NameOID.GIVEN_NAME),
        family_name=_name(signed.certificate, NameOID.SURNAME),
        born=born(number),
        level=_level(signed.certificate, way),
        form=form,
        signed_at=signed_at,
        stamped_by=stamps[0].by if stamps else "",
        answered_by=answers[0].by if answers else "",
        issuer=issuer.subject.rfc4514_string(),
    )


def is_enough(found: Signer, wanted: Level) -> bool:
    """Whether the signature reaches a sheet's level, in kind and in the proof that it carries."""
    forms = list(Form)
    strong = _ORDER.index(found.level) >= _ORDER.index(wanted)
    return strong and forms.index(found.form) >= forms.index(FORMS[wanted])


def identifier(certificate: x509.Certificate, way: Trusted) -> Identifier:
    """The person's number from the subject's serialNumber, of the kind that the trust list names."""
    said = _name(certificate, NameOID.SERIAL_NUMBER)
    number = said.removeprefix(way.prefix)
    is_named = bool(way.prefix and way.identifier_kind) and said.startswith(way.prefix)
    if not is_named or not checkdigits.is_sound(way.identifier_kind, number):
        raise BadContainer("identifier-missing")
    return Identifier(way.identifier_kind, number)


def born(number: Identifier) -> date | None:
    """The day of birth, where the number says it."""
    said = number.number
    try:
        if number.kind == "ee-isikukood":
            year = _CENTURIES[said[0]] * 100 + int(said[1:3])
            return date(year, int(said[3:5]), int(said[5:7]))
        if number.kind == "fi-hetu":
            year = _SIGNS[said[6]] * 100 + int(said[4:6])
            return date(year, int(said[2:4]), int(said[:2]))
    except (KeyError, ValueError, IndexError):
        return None
    return None


def is_proved(key: object, method: str, signature: bytes, said: bytes) -> bool:
    """Whether this key signed these canonical bytes by this method of XML signatures."""
    algorithm = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}.get(
        method[-3:]
    )
    if algorithm is None or method not in {one.value for one in _xades.METHODS}:
        return False
    if isinstance(key, ec.EllipticCurvePublicKey):
        half = len(signature) // 2
        r, s = int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
        signature = encode_dss_signature(r, s)
    return _attested.has_signed(key, signature, said, algorithm)


def _issuer(signed: Signed, way: Trusted) -> x509.Certificate:
    """The certificate directly above the signer's."""
    for one in (way.certificate, *signed.between):
        try:
            signed.certificate.verify_directly_issued_by(one)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return one
    raise Distrusted("certificate-untrusted")


def _check_usage(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        raise BadContainer("certificate-not-for-signing") from None
    if not usage.content_commitment:
        raise BadContainer("certificate-not-for-signing")


def _level(certificate: x509.Certificate, way: Trusted) -> Level:
    """Qualified only where both the list and the certificate say so, and the key is in a device."""
    try:
        found = certificate.extensions.get_extension_for_oid(_QUALIFIED).value
    except (x509.ExtensionNotFound, ValueError):
        return Level.ADVANCED
    said = getattr(found, "value", b"")
    is_qualified = _COMPLIANT in said and _ON_DEVICE in said
    return Level.QUALIFIED if is_qualified and way.level is Level.QUALIFIED else Level.ADVANCED


def _name(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    said = certificate.subject.get_attributes_for_oid(oid)
    return " ".join(str(said[0].value).split()) if len(said) == 1 else ""
