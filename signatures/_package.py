"""The package for the verifying authority: what is in the file, written and read back; pure.

manifest.json      the sheet's canonical manifest; its SHA-256 is the sheet digest
leaves.jsonl       the sheet's leaves in their order, as the public ledger has them
signatures.jsonl   what opens each signature's commitment, and its sealed envelope if it stands
withdrawals.jsonl  what opens each withdrawal's commitment: the leaf that it ends
package.json       the closing head, the issuers' keys, and the SHA-256 of every other file
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from commons.ledger import canonical

MANIFEST, LEAVES = "manifest.json", "leaves.jsonl"
SIGNATURES, WITHDRAWALS = "signatures.jsonl", "withdrawals.jsonl"
COVER = "package.json"
SCANS = "scans/"
"""Sealed pictures of paper forms, each under its form's number; only where there are any."""
FILES = (MANIFEST, LEAVES, SIGNATURES, WITHDRAWALS)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_LARGEST_LINE = 4_000_000
_LARGEST_COVER = 5_000_000


class BadPackage(ValueError):
    """The file is not a package, or not one that holds together; the message says why."""


class Writer:
    """Writes a package part by part; the same parts always give the same bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._digests: dict[str, str] = {}

    def part(self, name: str, pieces: Iterable[bytes]) -> None:
        """One file of the package, streamed."""
        digest = hashlib.sha256()
        with self._zip.open(zipfile.ZipInfo(name, _LONG_AGO), "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                out.write(piece)
        self._digests[name] = digest.hexdigest()

    def close(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The cover, over everything before it."""
        cover = {**facts, "files": self._digests, "v": 1}
        self._zip.writestr(zipfile.ZipInfo(COVER, _LONG_AGO), canonical.encode(cover))
        self._zip.close()
        return cover


class Reader:
    """Reads a package; raises BadPackage where a file is missing, foreign or altered."""

    def __init__(self, path: Path) -> None:
        self.digest = file_digest(path)
        try:
            self._zip = zipfile.ZipFile(path)
            names = sorted(self._zip.namelist())
        except (OSError, zipfile.BadZipFile) as error:
            raise BadPackage("this is not a package") from error
        if sorted(name for name in names if not name.startswith(SCANS)) != sorted([*FILES, COVER]):
            raise BadPackage("files are missing, or foreign ones were added")
        if any(info.compress_type != zipfile.ZIP_STORED for info in self._zip.infolist()):
            raise BadPackage("packages are not compressed")
        self.cover = self._cover()
        if set(names) != {*self.cover["files"], COVER} or len(names) != len(set(names)):
            raise BadPackage("files are missing, or foreign ones were added")
        for name in sorted(self.cover["files"]):
            if self._hashed(name) != self.cover["files"].get(name):
                raise BadPackage(f"{name} was altered")

    def manifest(self) -> bytes:
        """The sheet's manifest, word for word."""
        return self._zip.read(MANIFEST)

    def scans(self) -> Iterator[tuple[str, bytes]]:
        """Number and sealed picture of each paper form."""
        for name in sorted(self.cover["files"]):
            if name.startswith(SCANS):
                yield name.removeprefix(SCANS), self._zip.read(name)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part, without their ends."""
        with self._zip.open(name) as part:
            while line := part.readline(_LARGEST_LINE):
                yield line.rstrip(b"\n")

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The lines of a part, read."""
        for line in self.lines(name):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BadPackage(f"{name} holds a line that cannot be read") from error
            yield row

    def _cover(self) -> dict[str, Any]:
        if self._zip.getinfo(COVER).file_size > _LARGEST_COVER:
            raise BadPackage("the cover is too large")
        try:
            cover: dict[str, Any] = json.loads(self._zip.read(COVER))
        except ValueError as error:
            raise BadPackage("the cover cannot be read") from error
        if not isinstance(cover, dict) or not isinstance(cover.get("files"), dict):
            raise BadPackage("the cover cannot be read")
        return cover

    def _hashed(self, name: str) -> str:
        try:
            with self._zip.open(name) as part:
                return hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]
        except zipfile.BadZipFile as error:
            raise BadPackage(f"{name} was altered") from error


def line(row: Mapping[str, Any]) -> bytes:
    """A row as a line of a part."""
    return canonical.encode(row) + b"\n"


def file_digest(path: Path) -> str:
    """SHA-256 of a file, whatever its size."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadPackage("the file cannot be read") from error
