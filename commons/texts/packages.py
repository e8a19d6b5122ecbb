"""Opens the zipped files of office programs, which nobody trusts: bounded, no macro, no password."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from commons.i18n import _l
from commons.texts import xml
from commons.texts.report import BadFile

MAX_PART = 40 * 1024 * 1024
MAX_PARTS = 5_000
MAX_RATIO = 200
_SMALL = 1024 * 1024
_LIMITS = xml.Limits(elements=600_000)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/")


class Package:
    """The parts of one office file, read one by one and never to the disk."""

    def __init__(self, data: bytes) -> None:
        """Refused (bad-file): broken, too many parts, macros, a password."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise _broken() from error
        found = self._archive.infolist()
        if len(found) > MAX_PARTS:
            raise BadFile(_l("The file is packed of more than %(limit)s parts.", limit=MAX_PARTS))
        if any(part.flag_bits & 1 for part in found):
            raise locked()
        self._parts = {part.filename: part for part in found}
        if any(_is_macro(name.lower()) for name in self._parts):
            raise BadFile(_l("The file holds macros. Save it without macros and send it again."))

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty where it is absent. Refused when it unpacks without end."""
        found = self._parts.get(name)
        if found is None:
            return b""
        try:
            with self._archive.open(found) as part:
                data = part.read(MAX_PART + 1)
        except _BROKEN as error:
            raise _broken() from error
        packed = max(found.compress_size, 1)
        if len(data) > MAX_PART or (len(data) > _SMALL and len(data) / packed > MAX_RATIO):
            raise BadFile(
                _l("The file unpacks to far more than it seems to hold, so it was not read.")
            )
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where it is absent. Refused as any XML is."""
        data = self.part(name)
        if not data:
            return None
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            return xml.parse(data.decode(encoding), _LIMITS)
        except UnicodeDecodeError as error:
            raise _broken() from error


def locked() -> BadFile:
    """The refusal of a file with a password."""
    return BadFile(
        _l("The file is locked with a password. Save it without one, and send it again.")
    )


def _broken() -> BadFile:
    return BadFile(_l("The file is broken: its parts cannot be unpacked."))


def _is_macro(name: str) -> bool:
    return name.endswith(_MACROS) or name.startswith(_MACRO_FOLDERS)
