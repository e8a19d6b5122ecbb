"""What an authority found in a package, and its signed result; pure, and off the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commons.ledger import canonical, merkle
from signatures import _cells, _results
from signatures._results import Result
from signatures._sampling import Sample


@dataclass(frozen=True, repr=False)
class Outcome:
    """What was decided of one signature; only the authority keeps this."""

    leaf: str
    outcome: str
    salt: str

    def line(self) -> bytes:
        """The outcome as it is hashed into the root of outcomes."""
        return canonical.encode({"leaf": self.leaf, "outcome": self.outcome, "salt": self.salt})


@dataclass(frozen=True, repr=False)
class Examination:
    """A package that was examined: every standing signature with its outcome."""

    sheet: str
    package: str
    title: str
    closing_size: int
    closing_root: str
    authority: str
    outcomes: list[Outcome] = field(default_factory=list)
    sample: Sample | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many signatures, by outcome."""
        return dict(sorted(Counter(o.outcome for o in self.outcomes).items()))

    @property
    def outcomes_root(self) -> bytes:
        """The root over the outcomes, to which the signed result commits."""
        return merkle.root_of(merkle.leaf_hash(o.line()) for o in self.outcomes)


def conclude(
    examination: Examination, private: Mapping[str, str], at: datetime, *, revision: int = 0
) -> bytes:
    """The result of an examination under the authority's signature, ready to be uploaded.

    `revision` counts the results that this one replaces after objections.
    """
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private["private_signing"]))
    result = Result(
        sheet=examination.sheet,
        package=examination.package,
        closing_size=examination.closing_size,
        closing_root=examination.closing_root,
        counts=_public(examination.counts),
        outcomes_root=examination.outcomes_root.hex(),
        decided_at=at,
        authority=examination.authority,
        sample=examination.sample,
        revision=revision,
    )
    return _results.signed(result, key)


def _public(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts as they are published: reasons that few signatures share are told together."""
    valid = {_results.VALID: counts[_results.VALID]} if _results.VALID in counts else {}
    reasons = {name: many for name, many in counts.items() if name != _results.VALID}
    return {**valid, **_cells.merged(reasons)}
