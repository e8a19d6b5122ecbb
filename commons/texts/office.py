"""Tells an office file or a PDF by its first bytes, and has it read."""

from __future__ import annotations

from commons.i18n import _l
from commons.texts import odt, pdf, word
from commons.texts.packages import Package, locked
from commons.texts.printed import Printed
from commons.texts.report import BadFile

_ZIPPED = b"PK"
_ZIP_SEQUELS = (b"\x03\x04", b"\x05\x06", b"\x07\x08")


def read(data: bytes) -> Printed | None:
    """The lines of a DOCX, ODT or PDF file; None for any other file.

    Refused (bad-file): broken, locked, with macros, packed without end, a table or a slide show.
    """
    if data.lstrip()[:5] == b"%PDF-":
        return pdf.read(data)
    if data[:2] != _ZIPPED or data[2:4] not in _ZIP_SEQUELS:
        return None
    package = Package(data)
    if odt.is_locked(package):
        raise locked()
    if odt.is_odt(package):
        return odt.read(package)
    if word.is_word(package):
        return word.read(package)
    raise BadFile(
        _l("This is a packed file, but no text document: send DOCX, ODT, PDF or plain text.")
    )
