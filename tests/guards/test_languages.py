"""Every sentence that a person reads stands in Thai too, with the same gaps, in plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from commons.config import HERE
from portal.messages import _KEYWORDS, _METHODS, _OPTIONS

ROOMS = ("commons", "consult", "initiatives", "portal", "signatures", "templates")
_GAP = re.compile(r"%\((\w+)\)[sd]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_PLAIN = re.compile(r"[A-Za-z]{2,}")
ALIKE = {
    "Lex Populi",
    "Akoma Ntoso",
    "CSV",
    "JSON",
    "XLSX",
    "PDF",
    "English",
    "SHA-256",
    "API",
    "QR",
}
"""Names that stay as they are in every language."""


@lru_cache
def said() -> frozenset[str]:
    """Every sentence in code and templates."""
    found = set()
    for room in ROOMS:
        for *_where, message, _comments, _context in extract_from_dir(
            str(HERE / room), _METHODS, _OPTIONS, _KEYWORDS, strip_comment_tags=True
        ):
            found.add(message[0] if isinstance(message, tuple) else message)
    return frozenset(found)


@lru_cache
def thai() -> dict[str, Message]:
    """Every sentence that has its Thai."""
    found = {}
    for path in sorted((HERE / "translations").glob("*/th/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="th"):
                if message.id and message.string and all(_strings(message)):
                    found[_key(message)] = message
    return found


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


def _strings(message: Message) -> list[str]:
    strings = message.string
    return list(strings) if isinstance(strings, tuple | list) else [str(strings)]


def test_every_sentence_has_its_thai() -> None:
    missing = sorted(said() - set(thai()))

    assert missing == []


def test_a_translation_has_the_same_gaps() -> None:
    wrong = []
    for key, message in thai().items():
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        gaps = {gap for text in ids for gap in _GAP.findall(str(text))}
        for string in _strings(message):
            if not set(_GAP.findall(string)) <= gaps or "%%" in string:
                wrong.append(key)

    assert wrong == []


def test_a_translation_is_thai() -> None:
    alike = [
        key
        for key, message in thai().items()
        for string in _strings(message)
        if key in said()
        and key not in ALIKE
        and not _THAI.search(string)
        and _PLAIN.search(_GAP.sub("", key))
        and string == key
        and " " in key
    ]

    assert alike == []
