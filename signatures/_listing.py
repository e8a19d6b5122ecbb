"""The signers of a package as lists, for the verifying authority alone and off the server; pure.

`signers.csv`, `signers.pdf` in parts, and each container as it was signed: whatever the law's own
form is, the names are read only where the authority's private key lies.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from commons import documents, tables
from commons.documents import Document, Grid, Paragraph
from commons.ledger import merkle
from signatures import _envelope, _package
from signatures._package import BadPackage, Reader

ON_PART = 1_000
"""So many signers stand in one file of the printed list."""
FIRST = ("number", "leaf", "day", "channel", "level")


@dataclass(frozen=True, repr=False)
class Signer:
    """One signature that stands, opened."""

    number: int
    leaf: str
    day: date
    channel: str
    level: str
    fields: Mapping[str, str]
    container: bytes | None


def signers(package: Path, private: Mapping[str, str]) -> Iterator[Signer]:
    """Every standing signature in the order of its leaf.

    Raises BadPackage where an envelope opens with another key or is not that of its leaf.
    """
    reader = Reader(package)
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex(private["private_encryption"]))
    sheet = str(reader.cover["sheet"])
    standing = (row for row in reader.rows(_package.SIGNATURES) if row["envelope"])
    for number, row in enumerate(standing, start=1):
        try:
            said = _envelope.open_with(key, base64.b64decode(row["envelope"]), sheet_digest=sheet)
        except _envelope.NotOurs as error:
            raise BadPackage(str(error)) from error
        held = said["evidence"].get("container")
        yield Signer(
            number,
            _leaf(row, sheet),
            date.fromisoformat(row["day"]),
            str(row["channel"]),
            str(row["level"]),
            said["fields"],
            base64.b64decode(held) if held else None,
        )


def write(package: Path, private: Mapping[str, str], out: Path, *, formats: set[str]) -> int:
    """Write the lists into a folder that only its owner reads; says how many signers there are.

    `formats` are of csv, pdf, asic-e and dvv-lines (FI: last|first|birth|municipality|day). Words that a spreadsheet would run are made plain.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = list(signers(package, private))
    heads = [*FIRST, *sorted({name for one in found for name in one.fields})]
    rows = [_row(one, heads) for one in found]
    if "csv" in formats:
        _private(out / "signers.csv", "".join(tables.csv_lines(heads, rows)).encode("utf-8"))
    if "dvv-lines" in formats:
        _private(out / "signers.txt", "".join(_line(one) for one in found).encode())
    if "pdf" in formats:
        for part, start in enumerate(range(0, len(rows), ON_PART), start=1):
            body = _printed(package, heads, rows[start : start + ON_PART], start)
            _private(out / f"signers-{part:03}.pdf", body)
    if "asic-e" in formats:
        for one in found:
            if one.container is not None:
                _private(out / f"container-{one.number:06}.asice", one.container)
    return len(found)


def _leaf(row: Mapping[str, str], sheet: str) -> str:
    said = bytes.fromhex(row["salt"] + row["person_key"] + row["envelope_digest"])
    commitment = hashlib.sha256(said).digest()
    return merkle.leaf_hash(_envelope.leaf_data("signature", sheet, commitment)).hex()


def _line(one: Signer) -> str:
    """One statement in the form that the Finnish authority prescribes; a bar in a name becomes a space."""
    names = ("family_name", "given_name", "birth_date", "residence")
    said = [one.fields.get(name, "").replace("|", " ") for name in names]
    said[2] = said[2].replace("-", "")
    return "|".join([*said, f"{one.day:%Y%m%d}"]) + "\n"


def _row(one: Signer, heads: Sequence[str]) -> list[str | int]:
    first: dict[str, str | int] = {
        "channel": one.channel,
        "day": one.day.isoformat(),
        "leaf": one.leaf,
        "level": one.level,
        "number": one.number,
    }
    return [first[name] if name in first else one.fields.get(name, "") for name in heads]


def _printed(
    package: Path, heads: Sequence[str], rows: Sequence[Sequence[str | int]], start: int
) -> bytes:
    digest = _package.file_digest(package)
    said = f"{start + 1}-{start + len(rows)}. Package SHA-256 {digest}. Personal data."
    grid = Grid([str(head) for head in heads], [[str(cell) for cell in row] for row in rows])
    return documents.pdf(Document("Signers", "en", [Paragraph(said), grid]))


def _private(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    path.chmod(0o600)
