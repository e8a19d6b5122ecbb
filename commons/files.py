"""Files that people bring: their type by content, named limits, images made anew, scanned, kept apart."""

from __future__ import annotations

import hashlib
import io
import re
import socket
import unicodedata
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from commons import config, pictures
from commons.errors import Refusal
from commons.i18n import _l
from commons.pictures import BROKEN

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 120
MOST_MEMBERS = 5000
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)/.", re.IGNORECASE)
"""Where office files keep programs: Word's projects, and the libraries of OpenDocument."""
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"

SANDBOX = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
"""The content policy under which every uploaded file leaves the house, as an attachment."""


class Type(StrEnum):
    """The types that are taken; everything else is refused."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"


@dataclass(frozen=True)
class Kept:
    """A file as it was kept: its digest is its name on the disk."""

    digest: str
    type: Type
    name: str
    size: int


Scanner = Callable[[bytes], bool]
"""Answers whether the bytes are clean."""
Holder = Callable[[str], bool]
"""Answers whether a room still needs the file of a digest; equal files lie here once."""


def _eicar_scanner(data: bytes) -> bool:
    """The scanner of every installation: knows the anti-virus industry's test file only."""
    return _EICAR not in data


def _scanners() -> list[Scanner]:
    """What must find a file clean here; clamd is asked where CLAMD_SOCKET names its socket."""
    clamd = config.current().clamd_socket
    return [_eicar_scanner, *([_clamd_scanner(str(clamd))] if clamd else [])]


class _Holders:
    """The rooms that keep files."""

    all: list[Holder] = []


def use_holder(holder: Holder) -> None:
    """Let a room say which files it still needs; whoever keeps files here registers itself."""
    _Holders.all.append(holder)


def is_needed(digest: str) -> bool:
    """Whether any room still needs the file of this digest."""
    return any(holder(digest) for holder in _Holders.all)


def drop(digest: str) -> None:
    """Delete a file that no room needs any more; it is no fault when it is gone."""
    path_of(digest).unlink(missing_ok=True)


def _clamd_scanner(path: str) -> Scanner:
    """A scanner that asks clamd on a local socket (INSTREAM); raises OSError where it is down."""

    def scan(data: bytes) -> bool:
        with socket.socket(socket.AF_UNIX) as wire:
            wire.settimeout(30)
            wire.connect(path)
            wire.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), 65536):
                part = data[start : start + 65536]
                wire.sendall(len(part).to_bytes(4, "big") + part)
            wire.sendall(b"\0\0\0\0")
            return wire.recv(4096).rstrip(b"\0").endswith(b"OK")

    return scan


def keep(name: str, data: bytes, *, types: Collection[Type] = tuple(Type)) -> Kept:
    """Check a file and keep it; refuses ("bad-file") what is too large, of another type, or unclean.

    `types` are those of the house that are taken here.
    """
    data, kind = cleaned(data)
    if kind not in types:
        taken = ", ".join(each.name for each in Type if each in types)
        raise _bad(_l("This type of file is not taken here: %(types)s.", types=taken))
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(".part")
        scratch.write_bytes(data)
        scratch.replace(path)
    return Kept(digest, kind, plain_name(name), len(data))


def cleaned(data: bytes) -> tuple[bytes, Type]:
    """The bytes to trust, and their type; refuses ("bad-file") as `keep` does, and keeps nothing."""
    if not data:
        raise _bad(_l("The file is empty."))
    if len(data) > LARGEST:
        raise _bad(_l("The file is larger than 20 MB."))
    kind = sniff(data)
    if not all(_clean(scanner, data) for scanner in _scanners()):
        raise _bad(_l("The virus scanner did not let this file pass."))
    if kind in (Type.PNG, Type.JPEG):
        data = pictures.redraw(data, kind.name)
    return data, kind


def sniff(data: bytes) -> Type:
    """The type of a file by its content; its name and what the browser said do not count."""
    if data.startswith(b"%PDF-"):
        return Type.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Type.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Type.JPEG
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _bad(_l("This type of file is not taken: PDF, DOCX, ODT, PNG, JPEG, text.")) from None
    head = text[:1000].lstrip("\ufeff \r\n\t").lower()
    if "\x00" in text or head.startswith(("<", "mz")):
        raise _bad(_l("This type of file is not taken: PDF, DOCX, ODT, PNG, JPEG, text."))
    return Type.TEXT


def plain_name(name: str) -> str:
    """A file's name without path, controls or tricks of direction; at most 120 letters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C"
    )
    return kept.strip(" .")[-120:] or "file"


def path_of(digest: str) -> Path:
    """Where the file of this digest lies."""
    return config.current().upload_dir / digest[:2] / digest


def read(digest: str) -> bytes:
    """The bytes of a kept file; refuses where it is gone, or was changed on the disk."""
    try:
        data = path_of(digest).read_bytes()
    except FileNotFoundError:
        raise Refusal("not-found", _l("This file is not here any more.")) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise Refusal("file-damaged", _l("This file is not as it was handed in."))
    return data


def _office(data: bytes) -> Type:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            unpacked = sum(member.file_size for member in members)
            if (
                len(members) > MOST_MEMBERS
                or unpacked > LARGEST_UNPACKED
                or unpacked > LARGEST_RATIO * max(len(data), 1)
            ):
                raise _bad(_l("The file unpacks to far more than it should."))
            names = {member.filename for member in members}
            if any(_MACROS.search(name) for name in names):
                raise _bad(_l("The file holds macros. Save it without them."))
            if "word/document.xml" in names:
                return Type.DOCX
            if "mimetype" in names and packed.read("mimetype").strip() == Type.ODT.encode():
                return Type.ODT
    except BROKEN:
        raise _bad(_l("The file is broken.")) from None
    raise _bad(_l("This type of file is not taken: PDF, DOCX, ODT, PNG, JPEG, text."))


def _clean(scanner: Scanner, data: bytes) -> bool:
    try:
        return scanner(data)
    except OSError:
        raise Refusal(
            "scanner-down", _l("Files cannot be checked for viruses at the moment.")
        ) from None


def _bad(sentence: object) -> Refusal:
    return Refusal("bad-file", sentence, field="file")
