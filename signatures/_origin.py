"""Evidence of origin: that a real eID answered, for this very text, in time, and once; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import import_key
from joserfc.jws import JWSRegistry

from commons.ledger import canonical
from signatures import _envelope
from signatures._cardorigin import CardOrigins, CardUnproved
from signatures._paperorigin import PaperOrigins, PaperUnproved
from signatures._trust import TrustList

LEEWAY = timedelta(seconds=60)
LONGEST_WAY = timedelta(hours=1)
_NEVER = frozenset({"none", "HS256", "HS384", "HS512"})


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """What names a provider's key whatever its id (RFC 7638)."""
    return str(import_key(dict(jwk)).thumbprint())


def only_known(
    issuers: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The issuers' keys that the providers themselves publish; the others prove nothing."""
    names = {thumbprint(jwk) for jwk in known}
    return [row for row in issuers if thumbprint(row["jwk"]) in names]


class OriginUnproved(Exception):
    """The evidence does not prove that this person signed this text; `reason` says what lacks."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, repr=False)
class Person:
    """A person whose signature's origin is proved, as the register is asked about him."""

    identifier_kind: str
    identifier: str
    fields: Mapping[str, str]


class Origins:
    """Checks the evidence of one sheet's signatures; each token counts once."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        issuers: Sequence[Mapping[str, Any]],
        *,
        travelled: bool,
        trust: TrustList | None = None,
        closes_at: datetime | None = None,
    ) -> None:
        """`closes_at` is the end with the time that was given back; else the manifest's."""
        self._manifest = manifest
        self._closes_at = closes_at or datetime.fromisoformat(manifest["closes_at"])
        self._digest = hashlib.sha256(canonical.encode(manifest)).hexdigest()
        self._issuers = {(str(row["provider"]), str(row["kid"])): row for row in issuers}
        self._notices = {
            hashlib.sha256(words.encode()).hexdigest() for words in manifest["notices"].values()
        }
        self._travelled = travelled
        self._seen: set[str] = set()
        self._paper = PaperOrigins(manifest, self._closes_at)
        self._cards = CardOrigins(manifest, self._digest, trust, self._closes_at)

    def prove(self, contents: Mapping[str, Any]) -> Person:
        """The person, if the contents of his envelope prove it; raises OriginUnproved."""
        try:
            evidence, fields = contents["evidence"], contents["fields"]
            if contents["sheet"] != self._digest or set(fields) != set(self._manifest["fields"]):
                raise OriginUnproved("other-sheet")
            if "paper" in evidence:
                return self._on_paper(contents)
            if "container" in evidence:
                return self._by_card(contents)
            issuer, said = self._token(evidence)
            self._check_binding(evidence, said)
            self._check_times(evidence, said)
            person = self._person(contents, issuer, said)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise OriginUnproved("evidence-unreadable") from error
        if evidence["token"] in self._seen:
            raise OriginUnproved("token-used-twice")
        self._seen.add(evidence["token"])
        return person

    def _on_paper(self, contents: Mapping[str, Any]) -> Person:
        """A person on paper: the original with the registrar is the evidence, by form and row."""
        try:
            number = self._paper.identifier(contents)
        except PaperUnproved as unproved:
            raise OriginUnproved(unproved.reason) from unproved
        return Person(contents["identifier_kind"], number, contents["fields"])

    def _by_card(self, contents: Mapping[str, Any]) -> Person:
        """A person by the container that was signed with a card; verified anew, by the own trust list."""
        try:
            number = self._cards.identifier(contents, self._notices)
        except CardUnproved as unproved:
            raise OriginUnproved(unproved.reason) from unproved
        return Person(contents["identifier_kind"], number, contents["fields"])

    def _token(self, evidence: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Any]]:
        token = str(evidence["token"])
        try:
            header = jws.extract_compact(token.encode(), registry=_registry()).headers()
            issuer = self._issuers.get((str(evidence["provider"]), str(header.get("kid"))))
            if issuer is None or header.get("alg") not in set(issuer["algorithms"]) - _NEVER:
                raise OriginUnproved("issuer-unknown")
            key = import_key(dict(issuer["jwk"]))
            said = jwt.decode(token, key, algorithms=[str(header["alg"])]).claims
        except JoseError as error:
            raise OriginUnproved("token-signature-false") from error
        audience = said.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if said.get("iss") != issuer["issuer"] or issuer["audience"] not in audiences:
            raise OriginUnproved("other-audience")
        return issuer, dict(said)

    def _check_binding(self, evidence: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """The token's nonce is made of this text, a notice of this text, and r."""
        nonce = _envelope.nonce(
            sheet_digest=self._digest,
            notice_digest=evidence["notice"],
            r=bytes.fromhex(evidence["r"]),
        )
        if evidence["notice"] not in self._notices or said.get("nonce") != nonce:
            raise OriginUnproved("other-text")

    def _check_times(self, evidence: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        consented = datetime.fromisoformat(evidence["consented_at"])
        asked = datetime.fromisoformat(evidence["asked_at"])
        opens = datetime.fromisoformat(self._manifest["opens_at"])
        issued = datetime.fromtimestamp(int(said["iat"]), UTC)
        proved = datetime.fromtimestamp(int(said.get("auth_time", said["iat"])), UTC)
        if not opens <= consented < self._closes_at:
            raise OriginUnproved("out-of-time")
        if proved < asked - LEEWAY or not asked - LEEWAY <= issued <= asked + LONGEST_WAY:
            raise OriginUnproved("out-of-time")
        if not self._travelled and abs(asked - consented) > LEEWAY:
            raise OriginUnproved("out-of-time")

    def _person(
        self, contents: Mapping[str, Any], issuer: Mapping[str, Any], said: Mapping[str, Any]
    ) -> Person:
        """The identifier as the token itself says it, not as the server wrote it."""
        kind = contents["identifier_kind"]
        if kind not in self._manifest["eligibility"]["identifier_kinds"]:
            raise OriginUnproved("other-identifier")
        for place in issuer["identifiers"]:
            value = _at(said, place["claim"])
            if place["kind"] == kind and isinstance(value, str):
                identifier = value.strip().removeprefix(place["prefix"])
                if contents["fields"].get("national_id", identifier) != identifier:
                    raise OriginUnproved("other-person")
                return Person(kind, identifier, contents["fields"])
        raise OriginUnproved("other-identifier")


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=["RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"])


def _at(said: Mapping[str, Any], path: str) -> Any:
    place: Any = said
    for step in path.split("."):
        place = place.get(step) if isinstance(place, dict) else None
    return place
