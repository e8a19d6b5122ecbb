"""A package in batches of signatures, and the package again from them, byte for byte; pure.

Batch 0 is the frame: manifest, leaves, withdrawals, scans and cover. Each further one holds so many
rows of the signatures. Every batch has a label with the digests of itself and of the whole package.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from commons.ledger import canonical
from signatures import _package
from signatures._package import COVER, SIGNATURES, BadPackage, Reader

ROWS = 10_000
"""The platform's number of signatures in one batch."""
LABEL = "batch.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Batch:
    """What the label of a batch says."""

    package: str
    sheet: str
    number: int
    of: int
    rows: int


def how_many(package: Path, rows: int = ROWS) -> int:
    """How many batches of signatures a package has, the frame apart; at least one."""
    reader = Reader(package)
    many = sum(1 for _line in reader.lines(SIGNATURES))
    return max(1, -(-many // rows))


def write(package: Path, number: int, rows: int = ROWS) -> Path:
    """One batch as a file of its own; raises BadPackage for a number that is not there."""
    reader, of = Reader(package), how_many(package, rows)
    if not 0 <= number <= of:
        raise BadPackage("there is no such batch")
    facts: dict[str, Any] = {
        "number": number,
        "of": of,
        "package": reader.digest,
        "sheet": reader.cover["sheet"],
        "v": 1,
    }
    with tempfile.NamedTemporaryFile(prefix="batch-", suffix=".zip", delete=False) as file:
        out = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)
        if number == 0:
            _frame(package, out, facts)
        else:
            _slice(reader, out, facts, first=(number - 1) * rows, rows=rows)
        out.writestr(zipfile.ZipInfo(LABEL, _LONG_AGO), canonical.encode(facts))
        out.close()
    return Path(file.name)


def join(batches: Sequence[Path], out: Path) -> str:
    """Put the package together again and give its SHA-256.

    Raises BadPackage where a batch is missing, altered or of another package, and where the whole
    is not the package that the labels name.
    """
    found = {label.number: (label, path) for path in batches for label in [_label(path)]}
    first = next(iter(found.values()), None)
    if first is None or 0 not in found:
        raise BadPackage("batch 0 with the manifest is missing")
    wanted = first[0]
    if any((one.package, one.of) != (wanted.package, wanted.of) for one, _path in found.values()):
        raise BadPackage("these batches are of different packages")
    missing = [n for n in range(wanted.of + 1) if n not in found]
    if missing:
        raise BadPackage(f"batch {missing[0]} of {wanted.of} is missing")
    parts = [path for number, (_label_, path) in sorted(found.items()) if number]
    _rebuild(found[0][1], parts, out)
    digest = _package.file_digest(out)
    if digest != wanted.package:
        out.unlink()
        raise BadPackage("the batches do not give the package that they name")
    return digest


def _frame(package: Path, out: zipfile.ZipFile, facts: dict[str, Any]) -> None:
    with zipfile.ZipFile(package) as whole:
        names = [name for name in whole.namelist() if name != SIGNATURES]
        digest = hashlib.sha256()
        for name in names:
            body = whole.read(name)
            digest.update(hashlib.sha256(body).digest())
            out.writestr(zipfile.ZipInfo(name, _LONG_AGO), body)
        facts |= {"order": whole.namelist(), "rows": 0, "sha256": digest.hexdigest()}


def _slice(
    reader: Reader, out: zipfile.ZipFile, facts: dict[str, Any], *, first: int, rows: int
) -> None:
    digest, many = hashlib.sha256(), 0
    with out.open(zipfile.ZipInfo(SIGNATURES, _LONG_AGO), "w", force_zip64=True) as part:
        for line in islice(reader.lines(SIGNATURES), first, first + rows):
            digest.update(line + b"\n")
            part.write(line + b"\n")
            many += 1
    facts |= {"rows": many, "sha256": digest.hexdigest()}


def _label(path: Path) -> Batch:
    try:
        with zipfile.ZipFile(path) as batch:
            said = json.loads(batch.read(LABEL))
            if int(said["number"]) and not _is_sound(batch, said["sha256"]):
                raise BadPackage(f"batch {said['number']} was altered")
        return Batch(
            str(said["package"]),
            str(said["sheet"]),
            int(said["number"]),
            int(said["of"]),
            int(said["rows"]),
        )
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadPackage):
            raise
        raise BadPackage(f"{path.name} is no batch of a package") from error


def _is_sound(batch: zipfile.ZipFile, wanted: str) -> bool:
    with batch.open(SIGNATURES) as part:
        return hashlib.file_digest(part, "sha256").hexdigest() == wanted  # type: ignore[arg-type]


def _rebuild(frame: Path, parts: Sequence[Path], out: Path) -> None:
    with zipfile.ZipFile(frame) as held, out.open("wb") as file:
        order = json.loads(held.read(LABEL))["order"]
        writer = _package.Writer(file)
        for name in order:
            if name == SIGNATURES:
                writer.part(name, _pieces(parts))
            elif name != COVER:
                writer.part(name, [held.read(name)])
        cover = json.loads(held.read(COVER))
        writer.close({name: said for name, said in cover.items() if name not in ("files", "v")})


def _pieces(parts: Iterable[Path]) -> Iterator[bytes]:
    for path in parts:
        with zipfile.ZipFile(path) as batch, batch.open(SIGNATURES) as part:
            while piece := part.read(1 << 20):
                yield piece
