"""The trust list of a rule set: which certificates of signers, OCSP and time-stamps are believed; pure.

A folder (TRUST_LIST_DIR) of TOML files, with the certificates as PEM beside them:

    name = "Estonia: ID-card"
    rule_sets = ["ee-riigikogu"]
    practice = true                         # only where the cards are worth nothing
    [[service]]
    kind = "signatures"                     # or "ocsp", "time-stamps"
    certificate = "issuing-ca.pem"
    level = "qualified"                     # at most; "advanced" otherwise
    from = 2018-09-20T00:00:00Z             # when the service was trusted; `until` if it no longer is
    identifier = { prefix = "PNOEE-", kind = "ee-isikukood" }
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from signatures._manifest import Level

LONGEST_CHAIN = 4
SMALLEST_RSA, SMALLEST_CURVE = 2048, 256
_HASHES = frozenset({"sha256", "sha384", "sha512"})


class Service(StrEnum):
    """What a certificate of the list is trusted for."""

    SIGNATURES = "signatures"
    OCSP = "ocsp"
    TIME_STAMPS = "time-stamps"


class BadTrustList(ValueError):
    """A trust list cannot be read; the message says which and why."""


class Distrusted(Exception):
    """No way leads from a certificate to the trust list; `code` is the domain word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Trusted:
    """One certificate of the list, and what it is believed for."""

    certificate: x509.Certificate
    service: Service
    level: Level
    since: datetime
    until: datetime | None
    prefix: str = ""
    """What stands before the number in the subject's serialNumber (ETSI EN 319 412-1)."""
    identifier_kind: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the service was trusted at this instant."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class TrustList:
    """The services that one rule set believes."""

    name: str
    digest: str
    services: tuple[Trusted, ...]
    is_practice: bool = False
    """Whether it is worth nothing: it opens practice sheets only, and production believes none."""

    def holds_for(self, *, practice: bool) -> bool:
        """Whether it judges containers of a real sheet, or of one for practice."""
        return practice or not self.is_practice

    def issuer(
        self,
        certificate: x509.Certificate,
        between: Sequence[x509.Certificate],
        *,
        at: datetime,
        service: Service,
    ) -> Trusted:
        """The trusted service above a certificate, each certificate on the way valid at `at`.

        Raises Distrusted: "certificate-expired", "certificate-weak", or "certificate-untrusted".
        """
        believed = [one for one in self.services if one.service is service and one.holds(at)]
        _check_sound(certificate, at)
        for one in believed:
            if one.certificate == certificate:
                return one
        return _above(certificate, list(between), believed, at, LONGEST_CHAIN)


def load(folder: Path | None, rule_set: str) -> TrustList | None:
    """The list for a rule set ("ee-riigikogu", without its version); None where there is none."""
    if folder is None or not folder.is_dir():
        return None
    stamps = tuple((p.name, p.stat().st_mtime_ns) for p in sorted(folder.iterdir()))
    return _read_all(folder, stamps).get(rule_set)


@lru_cache(maxsize=8)
def _read_all(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> dict[str, TrustList]:
    found: dict[str, TrustList] = {}
    for path in sorted(folder.glob("*.toml")):
        raw = path.read_bytes()
        try:
            said = tomllib.loads(raw.decode("utf-8"))
            services = tuple(_service(folder, row) for row in said["service"])
            digest = hashlib.sha256(raw + b"".join(_der(s.certificate) for s in services))
            practice = said.get("practice") is True
            made = TrustList(str(said["name"]), digest.hexdigest(), services, practice)
            found |= dict.fromkeys(map(str, said["rule_sets"]), made)
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise BadTrustList(f"{path.name}: {error}") from error
    return found


def _service(folder: Path, row: dict[str, Any]) -> Trusted:
    named = folder / Path(str(row["certificate"])).name
    identifier = row.get("identifier", {})
    return Trusted(
        certificate=x509.load_pem_x509_certificate(named.read_bytes()),
        service=Service(row["kind"]),
        level=Level(row.get("level", "advanced")),
        since=_instant(row["from"]),
        until=_instant(row["until"]) if "until" in row else None,
        prefix=str(identifier.get("prefix", "")),
        identifier_kind=str(identifier.get("kind", "")),
    )


def _instant(said: datetime) -> datetime:
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _above(
    certificate: x509.Certificate,
    between: list[x509.Certificate],
    believed: list[Trusted],
    at: datetime,
    steps: int,
) -> Trusted:
    for one in believed:
        if _issued(certificate, one.certificate):
            _check_sound(one.certificate, at)
            return one
    if steps:
        for step in between:
            if step != certificate and _issued(certificate, step):
                _check_sound(step, at)
                rest = [other for other in between if other != step]
                return _above(step, rest, believed, at, steps - 1)
    raise Distrusted("certificate-untrusted")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certification authority's key stands under the certificate."""
    try:
        basic = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
        certificate.verify_directly_issued_by(issuer)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
        return False
    return basic.ca and usage.key_cert_sign


def _check_sound(certificate: x509.Certificate, at: datetime) -> None:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise Distrusted("certificate-expired")
    hashed = certificate.signature_hash_algorithm
    if hashed is None or hashed.name not in _HASHES or not is_strong(certificate.public_key()):
        raise Distrusted("certificate-weak")


def is_strong(key: object) -> bool:
    """Whether a public key is RSA or an elliptic curve, of a size that is still believed."""
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= SMALLEST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= SMALLEST_CURVE
