"""How a package is cut into batches: decided once, while the whole is written; pure.

Batch 0 is the frame: the manifest, the cover, and in its label the digest of every other batch; the
SHA-256 of that label is published. Each batch of rows holds so many leaves with their signatures and
withdrawals; the last ones hold the scans of paper forms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commons.ledger import canonical
from signatures._package import COVER, LEAVES, MANIFEST, SCANS, SIGNATURES, WITHDRAWALS, BadPackage

ROWS = 10_000
"""The platform's number of leaves in one batch."""
SCANS_IN_ONE = 20
"""The platform's number of scans in one batch; a scan has at most 5 MB."""
ROW_PARTS = (LEAVES, SIGNATURES, WITHDRAWALS)


@dataclass(frozen=True)
class Plan:
    """How one package is cut: made once with the whole, so that a batch needs nothing but its rows."""

    rows: int
    scans: int
    cover: Mapping[str, Any]
    label: Mapping[str, Any]
    """That of batch 0."""

    @property
    def manifest(self) -> str:
        """SHA-256 of the list of all batches, which is published."""
        return manifest_of(self.label)

    @property
    def of(self) -> int:
        """The number of the last batch."""
        return int(self.label["of"])

    @property
    def row_batches(self) -> int:
        """How many batches hold rows; the further ones hold scans."""
        return self.of - -(-len(self.scan_names) // self.scans)

    @property
    def scan_names(self) -> list[str]:
        """The scans in the order of the package."""
        return [name for name in self.label["order"] if name.startswith(SCANS)]

    def facts(self) -> dict[str, Any]:
        """As it is kept; there is no key, salt or person in it."""
        return {
            "cover": dict(self.cover),
            "label": dict(self.label),
            "rows": self.rows,
            "scans": self.scans,
        }

    def positions(self, number: int) -> range:
        """The leaves of one batch of rows."""
        return range((number - 1) * self.rows, number * self.rows)

    def scans_of(self, number: int) -> slice:
        """Which scans, in their order, stand in one batch of scans."""
        first = (number - self.row_batches - 1) * self.scans
        return slice(first, first + self.scans)

    def label_of(self, number: int) -> dict[str, Any]:
        """What a batch says of itself; raises BadPackage for a number that is not there."""
        if not 0 <= number <= self.of:
            raise BadPackage("there is no such batch")
        if number == 0:
            return dict(self.label)
        said = {name: self.label[name] for name in ("of", "package", "sheet", "v")}
        return {**said, "number": number, "sha256": self.label["batches"][number - 1]}


class Planner:
    """Takes note of every batch while the whole package is written."""

    def __init__(self) -> None:
        self.rows, self.scans = ROWS, SCANS_IN_ONE
        self._size = 0
        self._parts: dict[int, dict[str, Any]] = {}
        self._scans: list[tuple[str, str]] = []

    def lines(self, name: str, placed: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
        """The lines of a part, each with the leaf to which it belongs; gives them on unchanged."""
        for position, line in placed:
            self._size = max(self._size, position + 1)
            parts = self._parts.setdefault(position // self.rows + 1, {})
            parts.setdefault(name, hashlib.sha256()).update(line)
            yield line

    def scan(self, name: str, body: bytes) -> bytes:
        """The next scan; gives it on unchanged."""
        self._scans.append((name, hashlib.sha256(body).hexdigest()))
        return body

    def plan(self, cover: Mapping[str, Any], *, manifest: bytes, package: str) -> Plan:
        """The plan, once the package is written whole."""
        row_batches = max(1, -(-self._size // self.rows))
        scans = range(0, len(self._scans), self.scans)
        digests = [
            *(self._of_rows(number) for number in range(1, row_batches + 1)),
            *(digest_of(dict(self._scans[first : first + self.scans])) for first in scans),
        ]
        frame = {MANIFEST: _sha(manifest), COVER: _sha(canonical.encode(cover))}
        order = [MANIFEST, LEAVES, SIGNATURES, WITHDRAWALS, *(name for name, _ in self._scans)]
        label = {
            "batches": digests,
            "number": 0,
            "of": len(digests),
            "order": [*order, COVER],
            "package": package,
            "sha256": digest_of(frame),
            "sheet": cover["sheet"],
            "v": 2,
        }
        return Plan(rows=self.rows, scans=self.scans, cover=cover, label=label)

    def _of_rows(self, number: int) -> str:
        known = self._parts.get(number, {})
        empty = hashlib.sha256()
        return digest_of({name: known.get(name, empty).hexdigest() for name in ROW_PARTS})


def plan_of(said: Mapping[str, Any]) -> Plan:
    """The plan as it was kept."""
    return Plan(int(said["rows"]), int(said["scans"]), said["cover"], said["label"])


def digest_of(files: Mapping[str, str]) -> str:
    """The digest of a batch: over the names and digests of its files."""
    return _sha(canonical.encode({"files": dict(files)}))


def manifest_of(label: Mapping[str, Any]) -> str:
    """SHA-256 of the label of batch 0, which lists all others."""
    return _sha(canonical.encode(label))


def _sha(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()
