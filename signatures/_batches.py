"""Batches of a package, and the package again from them, byte for byte; pure (the plan: `_plans.py`)."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from commons.ledger import canonical
from signatures import _package
from signatures._package import COVER, SIGNATURES, BadPackage
from signatures._plans import digest_of, manifest_of

LABEL = "batch.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_FIRST_FORM = 1
"""Labels of this form had all but the signatures in batch 0, and no list of the others."""
_PIECE = 1 << 20


def write(label: Mapping[str, Any], parts: Iterable[tuple[str, Iterable[bytes]]]) -> Path:
    """A batch as a file; raises BadPackage where its parts are not what its label says."""
    digests: dict[str, str] = {}
    with tempfile.NamedTemporaryFile(prefix="batch-", suffix=".zip", delete=False) as file:
        out = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)
        for name, pieces in parts:
            digest = hashlib.sha256()
            with out.open(zipfile.ZipInfo(name, _LONG_AGO), "w", force_zip64=True) as part:
                for piece in pieces:
                    digest.update(piece)
                    part.write(piece)
            digests[name] = digest.hexdigest()
        out.writestr(zipfile.ZipInfo(LABEL, _LONG_AGO), canonical.encode(label))
        out.close()
    path = Path(file.name)
    if digest_of(digests) != label["sha256"]:
        path.unlink()
        raise BadPackage(f"batch {label['number']} is no longer what it was")
    return path


def join(batches: Sequence[Path], out: Path) -> tuple[str, str]:
    """Put the package together again; its SHA-256, and that of the list of its batches.

    Raises BadPackage where a batch is missing, altered or of another package, and where the whole
    is not the package that the labels name.
    """
    found = {int(label["number"]): (label, path) for path in batches for label in [_label(path)]}
    if 0 not in found:
        raise BadPackage("batch 0 with the manifest is missing")
    frame = found[0][0]
    if any(
        (one["package"], one["of"]) != (frame["package"], frame["of"]) for one, _ in found.values()
    ):
        raise BadPackage("these batches are of different packages")
    missing = [number for number in range(int(frame["of"]) + 1) if number not in found]
    if missing:
        raise BadPackage(f"batch {missing[0]} of {frame['of']} is missing")
    for number, said in enumerate(frame.get("batches", []), 1):
        if found[number][0]["sha256"] != said:
            raise BadPackage(f"batch {number} is not the one that batch 0 names")
    _rebuild(frame, [path for _number, (_said, path) in sorted(found.items())], out)
    digest = _package.file_digest(out)
    if digest != frame["package"]:
        out.unlink()
        raise BadPackage("the batches do not give the package that they name")
    return digest, manifest_of(frame)


def _label(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as batch:
            said: dict[str, Any] = json.loads(batch.read(LABEL))
            if not _is_sound(batch, said):
                raise BadPackage(f"batch {said['number']} was altered")
        int(said["number"]), int(said["of"]), said["package"]
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        if isinstance(error, BadPackage):
            raise
        raise BadPackage(f"{path.name} is no batch of a package") from error
    return said


def _is_sound(batch: zipfile.ZipFile, said: Mapping[str, Any]) -> bool:
    if said["v"] == _FIRST_FORM:
        return not int(said["number"]) or _hashed(batch, SIGNATURES) == said["sha256"]
    names = [name for name in batch.namelist() if name != LABEL]
    return digest_of({name: _hashed(batch, name) for name in names}) == str(said["sha256"])


def _hashed(batch: zipfile.ZipFile, name: str) -> str:
    with batch.open(name) as part:
        return hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]


def _rebuild(frame: Mapping[str, Any], paths: Sequence[Path], out: Path) -> None:
    held: dict[str, list[Path]] = {}
    for path in paths:
        with zipfile.ZipFile(path) as batch:
            for name in batch.namelist():
                held.setdefault(name, []).append(path)
    with out.open("wb") as file:
        writer = _package.Writer(file)
        for name in frame["order"]:
            if name != COVER:
                writer.part(name, _pieces(name, held.get(name, [])))
        with zipfile.ZipFile(paths[0]) as first:
            cover = json.loads(first.read(COVER))
        writer.close({name: said for name, said in cover.items() if name not in ("files", "v")})


def _pieces(name: str, paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        with zipfile.ZipFile(path) as batch, batch.open(name) as part:
            while piece := part.read(_PIECE):
                yield piece
