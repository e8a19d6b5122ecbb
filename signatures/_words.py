"""What the strong room gives back: promises, tallies, certificates, results and its refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from commons.errors import Refusal


class Act(StrEnum):
    """What a citizen asks the strong room to do, each time by a fresh eID."""

    SIGN = "sign"
    WITHDRAW = "withdraw"
    ASK = "ask"
    CONFIRM = "confirm"
    CONTAINER = "container"
    """To sign with an ID-card program, answered by an uploaded container."""


@dataclass(frozen=True)
class SheetView:
    """What may be known of a sheet without opening anything."""

    id: int
    digest: str
    kind: str
    title: str
    subject: str
    opens_at: datetime
    closes_at: datetime
    """The first instant at which a consent no longer counts; earlier than planned if ended."""
    grace_ends: datetime
    is_sealed: bool
    is_practice: bool
    fingerprint: str
    manifest: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True)
class Intent:
    """A consent that waits for its eID; `nonce` goes into the request to the provider."""

    id: int
    nonce: str
    consented_at: datetime


@dataclass(frozen=True)
class Promise:
    """The operator's signed word that a leaf will be in the sheet's tree by `release_by`."""

    sheet_id: int
    sheet_digest: str
    title: str
    subject: str
    """The title as it was signed, and the address of the initiative."""
    leaf: str
    issued_at: datetime
    release_by: datetime
    receipt: str = field(repr=False)
    """The text that the citizen keeps; it proves inclusion and never shows who or whether it stands."""
    undo: str = field(repr=False, default="")
    undo_until: datetime | None = None
    spoken_name: str = field(repr=False, default="")
    """For the one page that answers the signing; nowhere else."""


@dataclass(frozen=True)
class Confirmation:
    """An initiator on the roll, with what he agreed to publish."""

    promise: Promise
    name: str = field(repr=False)
    state: str
    """The country by whose identifier he is known."""


class SigningRefused(Refusal):
    """A refusal by the strong room; `notice` is its signed text, `appeal_to` where to complain."""

    notice: str = ""
    appeal_to: str = ""


@dataclass(frozen=True)
class Standing:
    """The answer to "did I sign this?", given only to a fresh eID of the same person."""

    has_signed: bool
    is_withdrawn: bool = False
    day: date | None = None
    outcome: str | None = None
    """What the authority decided of it: "valid", a reason, "not-examined" outside a sample; None
    while the authority has not said."""
    has_objected: bool = False


@dataclass(frozen=True)
class Tally:
    """The public count: leaves released, less those withdrawn."""

    released: int
    withdrawn: int
    net: int
    released_at: datetime | None
    next_release_by: datetime | None
    sealed: bool
    by_channel: Mapping[str, int] = field(default_factory=dict)
    by_region: Mapping[str, int] = field(default_factory=dict)
    """Exact, for what the law decides by; never shown while the sheet collects."""
    by_region_shown: Mapping[str, int] = field(default_factory=dict)
    """What is public of it: in steps of at least `region_step`, exact once the sheet is sealed."""
    region_step: int = 1


@dataclass(frozen=True)
class DayCount:
    """How the public count moved on one local day."""

    day: date
    signatures: int
    withdrawals: int
    net: int
    """The public count at the end of that day."""


@dataclass(frozen=True)
class RefusalCount:
    """How many were refused for one reason in one week; None where too few to say."""

    week: date
    code: str
    count: int | None


@dataclass(frozen=True)
class Certificate:
    """What the platform certifies of a sealed sheet: digest and counts, no names."""

    sheet_digest: str
    title: str
    size: int
    root: str
    signatures: int
    withdrawn: int
    net: int
    sealed_at: datetime
    head: str
    """The signed head of the sheet's tree."""
    signed: str
    """The certificate as signed text."""


@dataclass(frozen=True)
class Package:
    """The sealed signatures for the verifying authority, in one file; whoever asked deletes it."""

    path: Path
    digest: str
    name: str


@dataclass(frozen=True)
class VerificationResult:
    """What the authority found, under its own signature."""

    sheet_digest: str
    package_digest: str
    collected: int
    verified: int
    missing: int
    """How many short of the threshold; 0 where it is reached."""
    reasons: Mapping[str, int]
    """Signatures that do not count, by reason."""
    outcomes_root: str
    decided_at: datetime
    fingerprint: str
    recorded_at: datetime
    """When the first result was taken down, from which objections run."""
    taken_at: datetime
    """When this result was taken down; the first one's own moment where nothing replaced it."""
    revision: int = 0
    examined: int = 0
    seed: str | None = None
    """What drew the sample, from the closing head; None where all were examined."""


@dataclass(frozen=True)
class Sent:
    """A sheet that lies with its verifying authority, or has lain there."""

    id: int
    digest: str
    title: str
    subject: str
    sent_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True)
class AuthorityView:
    """A verifying authority's registered key; usable once `confirmed_at` and `seconded_at` are set."""

    agency_id: int
    name: str
    fingerprint: str
    registered_at: datetime
    confirmed_at: datetime | None
    test_envelope: bytes = field(repr=False)
    seconded_at: datetime | None = None
    escrow: str = ""


class Found(StrEnum):
    """What a receipt turns out to be."""

    RELEASED = "released"
    WAITING = "waiting"
    OVERDUE = "overdue"
    FALSE = "false"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ReceiptCheck:
    """The answer to a receipt; never whether the signature still stands."""

    found: Found
    sheet_digest: str = ""
    title: str = ""
    subject: str = ""
    leaf: str = ""
    release_by: datetime | None = None
    index: int | None = None
    size: int | None = None
    root: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """Something in the strong room that is not as it was written."""

    sheet_digest: str
    what: str
