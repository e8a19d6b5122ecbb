"""Numbers as the law prints them: what of them enters an eId, and how they sort."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LABELS = re.compile(
    r"^(?:มาตรา|ข้อ|หมวด(?:ที่)?|ส่วน(?:ที่)?|ลักษณะ(?:ที่)?|ภาค(?:ที่)?|บรรพ(?:ที่)?|บัญชี(?:ที่)?|ตาราง(?:ที่)?|ภาคผนวก"
    r"|section|sec\.?|article|art\.?|§+|chapter|chap\.?|part|title|subtitle|book|division|schedule|annex"
    r"|appendix|recital|paragraph|para\.?|lisa|liite)\s*",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"[\s.]*(?:§|peatükk|osa|jagu|jaotis|luku|artikkel|artikla|lisa|liite)\s*$", re.IGNORECASE
)
_BIS = {
    "ทวิ": "bis",
    "ตรี": "ter",
    "จัตวา": "quater",
    "เบญจ": "quinquies",
    "ฉ": "sexies",
    "สัตต": "septies",
    "อัฏฐ": "octies",
    "นว": "novies",
    "ทศ": "decies",
}
_LATIN_ORDER = ("", *_BIS.values())
_THAI_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = re.compile(r"^(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def latin(words: str) -> str:
    """The same words with every decimal digit of any script as 0-9."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in words
    )


def raised(text: str) -> str:
    """Superscript digits where print raises digits: `5<sup>1</sup>` is 5¹, never 51."""
    return text.translate(_RAISED) if text.isascii() and text.isdigit() else text


def token(printed: str) -> str:
    """What of a printed number enters an eId: `มาตรา ๕/๑` gives 5-1, `5 a §` 5a, `§ 5¹` 5-1."""
    bare = _SUPERSCRIPT.sub(lambda hit: f"-{unicodedata.normalize('NFKC', hit[0])}", printed[:400])
    bare = _TAILS.sub("", _LABELS.sub("", latin(bare).strip()))
    for thai, order in _BIS.items():
        bare = re.sub(rf"(?<=\d)\s*{thai}(?=\s|$)", f"-{order}", bare)
    bare = re.sub(r"(\d)\s*\^\s*(\d)", r"\1-\2", bare)
    bare = re.sub(r"(\d)\s+(bis|ter|quater|quinquies|sexies|septies|octies)\b", r"\1-\2", bare)
    bare = re.sub(r"(\d)\s+([A-Za-z])$", r"\1\2", bare)
    bare = re.sub(r"[/.\s–—]+", "-", bare.strip(" .:;()[]{}—–-"))
    return re.sub(r"[^\w-]", "", bare)[:_LONGEST].strip("-")


def roman(word: str) -> int:
    """The value of a Roman number, or 0 where the word is none."""
    word = word.lower()
    if not _ROMAN.match(word):
        return 0
    values = [_ROMAN_VALUES[sign] for sign in word]
    after = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, after, strict=True))


def sort_key(printed: str) -> str:
    """A word that sorts as the law counts: 5, 5/1, 5a, 6, 10; Roman numbers by their value."""
    bare = token(printed)
    value = roman(bare)
    if value:
        return f"{value:06d}"
    return "-".join(_step(part) for part in bare.split("-") if part)


def _step(part: str) -> str:
    if part in _LATIN_ORDER:
        return f"{_LATIN_ORDER.index(part) + 1:06d}"
    if part in _THAI_LETTERS:
        return f"{_THAI_LETTERS.index(part) + 1:06d}"
    found = re.match(r"^(\d+)(.*)$", part)
    return f"{found[1].lstrip('0').zfill(6)}{found[2].lower()}" if found else part.lower()
