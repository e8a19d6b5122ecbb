"""What is signed, frozen: the manifest of a sheet, its canonical form and its one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from commons.ledger import canonical


class Kind(StrEnum):
    """What a sheet collects."""

    SIGNATURES = "signatures"
    INITIATORS = "initiators"


class Channel(StrEnum):
    """The way on which a signature came."""

    EID = "eid"
    CONTAINER = "container"
    PAPER = "paper"
    EMAIL = "email"
    """Counted apart and never verified; no signature bears it."""


class Level(StrEnum):
    """What a signature is in law (eIDAS art. 3; Thai Act s. 8)."""

    STATEMENT = "statement"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"


@dataclass(frozen=True)
class AuthorityKey:
    """The verifying authority's public keys for a sheet: one to seal to, one that signs results."""

    name: str
    encryption: str
    """X25519, 32 bytes in hexadecimal."""
    signing: str
    """Ed25519, 32 bytes in hexadecimal."""

    @property
    def fingerprint(self) -> str:
        """What the authority publishes on its own site, so that nobody can slip in another key."""
        return hashlib.sha256(bytes.fromhex(self.encryption + self.signing)).hexdigest()


@dataclass(frozen=True)
class Eligibility:
    """Who may sign, as the rule set says it; an empty list means that the law does not ask."""

    identifier_kinds: tuple[str, ...]
    zone: str
    min_age: int | None = None
    residence: tuple[str, ...] = ()
    citizenship: tuple[str, ...] = ()
    min_assurance: int = 2
    """As in commons.access.Assurance: 2 is substantial, 3 is high."""
    reference_day: date | None = None
    """The day on which the law asks for age and residence; None is the day of signing."""
    regions: tuple[str, ...] = ()
    """The States or districts by which the law counts: whose citizen a signer is, where he lives."""
    min_ages: tuple[tuple[str, int], ...] = ()
    """The least age by State of citizenship, where States differ; `min_age` is the lowest of them."""
    either: bool = False
    """Whether living there or being a citizen is enough (UK, TW); else what is asked is asked together."""


@dataclass(frozen=True)
class Pace:
    """How the public count moves: `min_batch` leaves at once, or what there is after `max_delay`."""

    min_batch: int = 20
    max_delay: timedelta = timedelta(days=1)


@dataclass(frozen=True)
class PaperRule:
    """What the rule set says of signing on paper."""

    fields: tuple[str, ...]
    """What the form asks for, in the law's order; `date` among them where the law wants the day."""
    delivery: timedelta = timedelta()
    """How long after closing originals may still be delivered; at least the grace."""
    recheck: int | None = None
    """How many rows are keyed anew after the closing."""


@dataclass(frozen=True)
class Manifest:
    """A sheet before it opens; everything on it is frozen and covered by one digest."""

    kind: Kind
    subject: str
    """The public address of what is signed; the strong room reads nothing into it."""
    title: str
    text: str
    language: str
    rule_set: str
    """Identity and version, `th-initiative-bill@2021.1`."""
    rule_set_digest: str
    opens_at: datetime
    closes_at: datetime
    eligibility: Eligibility
    notices: Mapping[str, str]
    """The privacy notice in each language in which it is shown."""
    fields: tuple[str, ...] = ("given_name", "family_name", "national_id")
    """What the rule set asks a signer for; nothing else enters the envelope."""
    authority: AuthorityKey | None = None
    attachments: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 of each attached file."""
    initiators: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    threshold: int | None = None
    threshold_basis: str = ""
    grace: timedelta = timedelta()
    channels: tuple[Channel, ...] = (Channel.EID,)
    level: Level = Level.STATEMENT
    pace: Pace = field(default_factory=Pace)
    withdrawable: bool = True
    practice: bool = False
    """A practice sheet counts nowhere."""
    continues: str = ""
    """The digest of a sealed sheet that this one goes on with: whoever stands there may not sign here."""
    appeal_to: str = ""
    """Where a refused signer may complain."""
    replaces: bool = False
    """Whether who signs again replaces the former signature, instead of being refused."""
    paper: PaperRule | None = None
    """None where nobody signs on paper."""

    def as_facts(self) -> dict[str, Any]:
        """The manifest as plain values, for its canonical form and for the page."""
        rule = self.eligibility
        return {
            "appeal_to": self.appeal_to,
            "attachments": [{"name": name, "sha256": digest} for name, digest in self.attachments],
            "authority": _authority(self.authority),
            "channels": [channel.value for channel in self.channels],
            "closes_at": _instant(self.closes_at),
            "continues": self.continues,
            "eligibility": {
                "citizenship": list(rule.citizenship),
                **({"either": True} if rule.either else {}),
                "identifier_kinds": list(rule.identifier_kinds),
                "min_age": rule.min_age,
                **({"min_ages": dict(rule.min_ages)} if rule.min_ages else {}),
                "min_assurance": int(rule.min_assurance),
                "reference_day": rule.reference_day.isoformat() if rule.reference_day else None,
                **({"regions": list(rule.regions)} if rule.regions else {}),
                "residence": list(rule.residence),
                "zone": rule.zone,
            },
            "fields": list(self.fields),
            "funding": list(self.funding),
            "grace_seconds": _seconds(self.grace),
            "initiators": list(self.initiators),
            "kind": self.kind.value,
            "language": self.language,
            "level": self.level.value,
            "notices": dict(self.notices),
            "opens_at": _instant(self.opens_at),
            "pace": {
                "max_delay_seconds": _seconds(self.pace.max_delay),
                "min_batch": self.pace.min_batch,
            },
            "practice": self.practice,
            "rule_set": self.rule_set,
            "rule_set_digest": self.rule_set_digest,
            "subject": self.subject,
            "text": self.text,
            "threshold": self.threshold,
            "threshold_basis": self.threshold_basis,
            "title": self.title,
            "v": 1,
            "withdrawable": self.withdrawable,
            **({"replaces": True} if self.replaces else {}),
            **_paper(self.paper),
        }

    def canonical(self) -> bytes:
        """The bytes that are hashed; anybody may download them and hash them again."""
        return canonical.encode(self.as_facts())

    @property
    def digest(self) -> str:
        """The sheet digest: the only digest on page, form, nonce, receipt and certificate."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def notice_digest(self, language: str) -> str:
        """The digest of the privacy notice as it was shown."""
        return hashlib.sha256(self.notices[language].encode("utf-8")).hexdigest()


def _authority(key: AuthorityKey | None) -> dict[str, str] | None:
    if key is None:
        return None
    return {
        "encryption": key.encryption,
        "fingerprint": key.fingerprint,
        "name": key.name,
        "signing": key.signing,
    }


def _paper(rule: PaperRule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    said = {
        "delivery_seconds": _seconds(rule.delivery),
        "fields": list(rule.fields),
        "recheck": rule.recheck,
    }
    return {"paper": said}


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")


def _seconds(value: timedelta) -> int:
    return int(value.total_seconds())
