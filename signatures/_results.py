"""The authority's result: its canonical form, its signature, and reading it back; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from commons.ledger import canonical
from signatures import _sampling
from signatures._sampling import Sample

VALID = "valid"
_PREFIX = b"lex populi verification result v1\n"
_LONGEST = 100_000


class BadResult(ValueError):
    """The text is not a result, or the authority's key has not signed it."""


@dataclass(frozen=True)
class Result:
    """What an authority found on a sheet."""

    sheet: str
    package: str
    closing_size: int
    closing_root: str
    counts: Mapping[str, int]
    outcomes_root: str
    decided_at: datetime
    authority: str
    sample: Sample | None = None
    """How the examined ones were drawn; None where every signature was examined."""
    revision: int = 0
    """0 for the first result; each one that replaces another, after objections, has the next."""

    @property
    def verified(self) -> int:
        """How many signatures count: found so, or by the share of the sample."""
        valid = self.counts.get(VALID, 0)
        if self.sample is None:
            return valid
        return _sampling.estimate(self.sample.of, self.examined, valid)

    @property
    def examined(self) -> int:
        """How many signatures the authority looked at."""
        return sum(self.counts.values())

    @property
    def collected(self) -> int:
        """How many signatures stood on the sheet."""
        return self.examined if self.sample is None else self.sample.of

    def facts(self) -> dict[str, Any]:
        """The result as plain values; of sample and revision only what there is."""
        more: dict[str, Any] = {} if self.sample is None else {"sample": self.sample.facts()}
        if self.revision:
            more["revision"] = self.revision
        return {
            **more,
            "authority": self.authority,
            "closing": {"root": self.closing_root, "size": self.closing_size},
            "counts": dict(self.counts),
            "decided_at": self.decided_at.isoformat(timespec="seconds"),
            "outcomes_root": self.outcomes_root,
            "package": self.package,
            "sheet": self.sheet,
            "v": 1,
        }


def signed(result: Result, key: Ed25519PrivateKey) -> bytes:
    """The result with the authority's signature, as it is uploaded."""
    facts = result.facts()
    signature = key.sign(_PREFIX + canonical.encode(facts)).hex()
    return json.dumps({"result": facts, "signature": signature}, indent=1).encode() + b"\n"


def read(said: bytes, *, signing_key: str) -> tuple[Result, bytes]:
    """The result and its signature; raises BadResult unless this key has signed exactly that."""
    if len(said) > _LONGEST:
        raise BadResult("too long")
    try:
        whole = json.loads(said)
        facts, signature = whole["result"], bytes.fromhex(whole["signature"])
        result = result_of(facts)
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing_key))
        public.verify(signature, _PREFIX + canonical.encode(facts))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadResult("this is not a verification result") from error
    except InvalidSignature as error:
        raise BadResult("the authority's key has not signed this result") from error
    if result.facts() != facts:
        raise BadResult("this is not a verification result in its canonical form")
    return result, signature


def result_of(facts: Mapping[str, Any]) -> Result:
    """The result in plain values; raises ValueError, KeyError or TypeError where it is none."""
    counts = facts["counts"]
    for reason, many in counts.items():
        if not isinstance(reason, str) or isinstance(many, bool) or not isinstance(many, int):
            raise TypeError("counts are whole numbers by reason")
        if many < 0:
            raise ValueError("no count is negative")
    return Result(
        sheet=str(facts["sheet"]),
        package=str(facts["package"]),
        closing_size=int(facts["closing"]["size"]),
        closing_root=str(facts["closing"]["root"]),
        counts=dict(counts),
        outcomes_root=str(facts["outcomes_root"]),
        decided_at=datetime.fromisoformat(facts["decided_at"]),
        authority=str(facts["authority"]),
        sample=_sampling.of_facts(facts.get("sample")),
        revision=int(facts.get("revision", 0)),
    )
