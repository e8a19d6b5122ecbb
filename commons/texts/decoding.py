"""Bytes of a file as words: the encoding found, broken Thai signs mended, hidden signs refused."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from commons.i18n import _l
from commons.texts import words
from commons.texts.report import BadFile, Report, repair

MAX_BYTES = 10 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTAINERS = {
    b"\xd0\xcf\x11\xe0": "Word 97 (DOC)",
    b"{\\rtf": "RTF",
}
_HARMLESS = "\u200b\u00ad\ufeff\u2060\u200c\x0c"
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?) ?\u0e32|(?<=[\u0e01-\u0e4b]) +\u0e33")
_SARA_AE = re.compile("\u0e40\u0e40")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_META = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
_THAI_NAMES = {"windows-874", "tis-620", "iso-8859-11", "x-windows-874"}
_THAI_SHARE = 0.2
_KNOWN_END = "\u0e80"


@dataclass(frozen=True)
class Decoded:
    """The words of a file, and what had to be repaired to read them."""

    text: str
    report: Report

    def after(self, former: Decoded) -> Decoded:
        """The same words, with what had to be repaired before."""
        return Decoded(self.text, former.report + self.report)


def decode(data: bytes) -> Decoded:
    """The words of a file in their one form.

    Refused (bad-file) when it is empty, too large, another kind of document, or no text at all.
    """
    check_bytes(data)
    text, encoding = _read(data)
    report = Report() if encoding.startswith("utf") else repair("encoding", encoding=encoding)
    settled = settle(text)
    return Decoded(settled.text, report + settled.report)


def settle(text: str) -> Decoded:
    """Words in their one form, mended where they were broken. Refused when they hide a sign."""
    mended, repairs = _mend(text)
    _check_words(mended)
    return Decoded(mended, repairs)


def check_bytes(data: bytes) -> None:
    """Refused (bad-file): nothing in it, too large, or of a kind that is not read here."""
    if not data.strip():
        raise BadFile(_l("The file is empty."))
    if len(data) > MAX_BYTES:
        raise BadFile(_l("The file is larger than %(limit)s MB.", limit=MAX_BYTES // 1024 // 1024))
    for start, kind in _CONTAINERS.items():
        if data.startswith(start):
            raise BadFile(
                _l(
                    "This is a %(kind)s file or one with a password. Save it as DOCX or ODT without "
                    "a password, and send it again.",
                    kind=kind,
                )
            )


def _read(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _strictly(data, unmarked), unmarked
    declared = _DECLARED.match(data[:200])
    if declared and _is_known(declared[1].decode("ascii")):
        return _strictly(data, declared[1].decode("ascii")), declared[1].decode("ascii").lower()
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    meta = _META.search(data[:4000])
    named = meta[1].decode("ascii").lower() if meta else ""
    named = "cp874" if named in _THAI_NAMES else named
    if named and "utf" not in named and _is_known(named):
        return _strictly(data, named), named
    return _guess(data)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: the order of bytes in which nearly all signs are known ones."""
    head = data[:2000]
    if 0 not in head or len(data) % 2:
        return ""
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        signs = head.decode(encoding, errors="replace")
        shares[encoding] = sum(" " <= sign < _KNOWN_END or sign in "\r\n\t" for sign in signs)
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.9 * len(head) / 2 else ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadFile(
            _l(
                "The file says that it is %(encoding)s, but it cannot be read so.",
                encoding=encoding,
            )
        ) from error


def _is_known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _guess(data: bytes) -> tuple[str, str]:
    """TIS-620 where the high bytes are Thai and many, else the Western code page."""
    high = sum(byte >= 0xA1 for byte in data)
    for encoding, fits in (("cp874", high > len(data) * _THAI_SHARE), ("cp1252", True)):
        if not fits:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, {"cp874": "TIS-620", "cp1252": "Windows-1252"}[encoding]
    raise BadFile(_l("The file is not text in any encoding that is known here."))


def _mend(text: str) -> tuple[str, Report]:
    report = Report()
    for sign in _HARMLESS:
        if sign in text:
            times = text.count(sign)
            text = text.replace(sign, "\n" if sign == "\x0c" else "")
            report += repair("invisible-removed", point=f"U+{ord(sign):04X}", times=times)
    text = text.replace("\u00a0", " ").replace("\u2009", " ").replace("\u202f", " ")
    text, times = _SARA_AM.subn(lambda hit: f"{hit[1] or ''}\u0e33", text)
    if times:
        report += repair("broken-sara-am", times=times)
    text, times = _SARA_AE.subn("\u0e41", text)
    if times:
        report += repair("broken-sara-ae", times=times)
    if not unicodedata.is_normalized("NFC", text):
        report += repair("not-nfc")
    return words.unify(text), report


def _check_words(text: str) -> None:
    controls = sum(unicodedata.category(sign) in ("Cc", "Cn") for sign in text[:4000])
    tolerated = sum(text[:4000].count(sign) for sign in "\n\t")
    if "\x00" in text or controls - tolerated > 3:
        raise BadFile(_l("The file is not text: it holds binary data."))
    hidden = words.first_hidden(text)
    if hidden is not None:
        raise BadFile(
            _l(
                "Line %(line)s holds an invisible or direction-changing character (%(point)s).",
                line=text.count("\n", 0, hidden) + 1,
                point=f"U+{ord(text[hidden]):04X}",
            )
        )
    if not text.strip():
        raise BadFile(_l("The file is empty."))
