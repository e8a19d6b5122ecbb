"""Which signatures a sample takes: drawn from the closing head alone, so that anybody draws the same; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

METHOD = "lowest-sha256-v1"
"""Each standing leaf is hashed after the seed; the lowest hashes are the sample."""
LEAST = 1_000
"""The platform's size of a sample, where the law asks for a sample and names no size."""
_PREFIX = b"lex populi sample v1\n"


@dataclass(frozen=True)
class Sample:
    """How a sample was drawn, and of how many standing signatures."""

    seed: str
    of: int
    method: str = METHOD

    def facts(self) -> dict[str, Any]:
        """The sample as plain values."""
        return {"method": self.method, "of": self.of, "seed": self.seed}


def seed(closing_root: str, closing_size: int) -> str:
    """The seed that follows from the closing head: nobody knew it while people could still sign."""
    said = f"{closing_size}\n{closing_root}\n".encode("ascii")
    return hashlib.sha256(_PREFIX + said).hexdigest()


def choose(leaves: Iterable[str], seed_said: str, many: int) -> frozenset[str]:
    """The leaves (hexadecimal) that are examined: all of them where there are fewer than `many`."""
    start = bytes.fromhex(seed_said)
    ordered = sorted(leaves, key=lambda leaf: hashlib.sha256(start + bytes.fromhex(leaf)).digest())
    return frozenset(ordered[:many])


def estimate(of: int, examined: int, valid: int) -> int:
    """How many of all count by the share of the examined that do, rounded down."""
    return of * valid // examined if examined else 0


def of_facts(facts: Mapping[str, Any] | None) -> Sample | None:
    """The sample in plain values; raises KeyError, TypeError or ValueError where it is none."""
    if facts is None:
        return None
    many = facts["of"]
    if isinstance(many, bool) or not isinstance(many, int) or many < 0:
        raise ValueError("a sample is drawn from a whole number")
    return Sample(seed=str(facts["seed"]), of=many, method=str(facts["method"]))
