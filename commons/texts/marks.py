"""Knows how the laws of Thailand, Estonia, Finland and the English-speaking world number their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commons.texts.numbers import latin
from commons.texts.tree import Kind

_D = r"[0-9๐-๙]+"
_BIS = r"(?:\s*(?:ทวิ|ตรี|จัตวา|เบญจ|สัตต|อัฏฐ|นว|ทศ|ฉ)(?=\s|$))?"
_THAI = rf"{_D}(?:/{_D})*{_BIS}(?![\d๐-๙/])"
_THAI_REFERENCE = r"(?!\s*(?:วรรค|แห่ง|และ|หรือ|ถึง|ของ|\())"
_LATIN = r"\d+[A-Za-z]{0,2}(?:[-./]\d+[A-Za-z]?)*[⁰¹²³⁴-⁹]*(?:\^\d+)?"
_ROMAN = r"(?:\d+[A-Z]?|[IVXLC]+|[A-Z])"
_SEPARATED = r"(?:\s*[.:—–]\s*|\s+-\s+|\s+(?=[A-ZÕÄÖÜŠŽ“„\"(\[])|$)"


@dataclass(frozen=True)
class Mark:
    """The number at the start of a line: what it opens, how it is printed, what follows it."""

    kind: Kind
    number: str
    rest: str
    style: str = ""


def _rule(kind: Kind, number: str, after: str) -> tuple[Kind, re.Pattern[str]]:
    return kind, re.compile(rf"^(?P<number>{number}){after}(?P<rest>.*)$")


_THAI_HIGH = (
    (Kind.BOOK, "บรรพ"),
    (Kind.PART, "ภาค"),
    (Kind.TITLE, "ลักษณะ"),
    (Kind.CHAPTER, "หมวด"),
    (Kind.DIVISION, "ส่วน"),
)
_ENGLISH_HIGH = (
    (Kind.BOOK, "BOOK|Book"),
    (Kind.PART, "PART|Part"),
    (Kind.TITLE, "TITLE|Title"),
    (Kind.CHAPTER, "CHAPTER|Chapter|SUBCHAPTER|Subchapter"),
    (Kind.DIVISION, "DIVISION|Division|SUBTITLE|Subtitle"),
)
_NORTHERN_HIGH = (
    (Kind.PART, "osa|OSA"),
    (Kind.CHAPTER, "peatükk|PEATÜKK|luku|LUKU"),
    (Kind.DIVISION, "jagu|JAGU|jaotis|JAOTIS"),
)
_RULES = (
    _rule(Kind.SECTION, rf"(?:มาตรา|ข้อ)\s*{_THAI}", rf"{_THAI_REFERENCE}\.?(?:\s+|$)"),
    *(_rule(k, rf"{w}(?:ที่)?\s*{_THAI}", rf"{_THAI_REFERENCE}\.?(?:\s+|$)") for k, w in _THAI_HIGH),
    _rule(Kind.SCHEDULE, rf"(?:บัญชี|ภาคผนวก|ตาราง)(?:ที่)?\s*(?:{_THAI}|[ก-ฮ](?=\s|$))", r"(?:\s+|$)"),
    _rule(Kind.SCHEDULE, "", r"(?=บัญชี(?:แนบ)?ท้าย|ภาคผนวก$)"),
    _rule(Kind.SECTION, rf"(?:Section|SECTION|Sec\.|SEC\.|Clause|CLAUSE)\s+{_LATIN}", _SEPARATED),
    _rule(Kind.SECTION, rf"§\s*{_LATIN}", _SEPARATED),
    _rule(Kind.SECTION, r"\d+(?:\s?[a-z])?\s?§", r"(?:\s*[.]\s*|\s+(?=[A-ZÅÄÖ(“\"])|$)"),
    _rule(
        Kind.ARTICLE,
        rf"(?:Article|ARTICLE|Art\.|Artikkel|ARTIKKEL)\s+(?:{_LATIN}(?:\s(?:bis|ter))?|[IVXLC]+)",
        _SEPARATED,
    ),
    _rule(Kind.ARTICLE, r"\d+(?:\s?[a-z])? artikla", _SEPARATED),
    *(_rule(k, rf"(?:{w})\s+{_ROMAN}", _SEPARATED) for k, w in _ENGLISH_HIGH),
    *(
        _rule(k, rf"(?:\d+[⁰¹²³⁴-⁹]*|[IVXLC]+)\.?\s?(?:[a-z]\s)?(?:{w})\b", r"\.?(?:\s+|$)")
        for k, w in _NORTHERN_HIGH
    ),
    _rule(
        Kind.SCHEDULE,
        rf"(?:SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|LISA|Lisa|LIITE|Liite)(?:\s+{_ROMAN})?",
        _SEPARATED,
    ),
)
_UNNUMBERED = re.compile(r"^(?P<number>(?:Section|SECTION|Sec|SEC|Article|ARTICLE|มาตรา)\s*\.?)$")
_LONGEST_TITLE = 200
_ITEMS = (
    ("paren-digit", re.compile(rf"^(\({_D}[a-z]?[⁰¹²³⁴-⁹]*\))\s*(.*)$")),
    ("paren-thai", re.compile(r"^(\([ก-ฮ]\))\s*(.*)$")),
    ("paren-lower", re.compile(r"^(\([a-z]{1,2}\))\s+(.*)$")),
    ("paren-roman", re.compile(r"^(\([ivxlc]{2,6}\))\s+(.*)$")),
    ("paren-upper", re.compile(r"^(\([A-Z]{1,2}\))\s+(.*)$")),
    ("paren-great", re.compile(r"^(\([IVXLC]{2,6}\))\s+(.*)$")),
    ("close-digit", re.compile(rf"^({_D}[⁰¹²³⁴-⁹]*\))\s+(.*)$")),
    ("close-lower", re.compile(r"^([a-zก-ฮ]\))\s+(.*)$")),
    ("dot-deep", re.compile(rf"^({_D}(?:\.{_D})+\.?)\s+(.*)$")),
    ("dot", re.compile(rf"^({_D}\.)\s+(.*)$")),
    ("bullet", re.compile(r"^()[-–—•·*]\s+(.*)$")),
)


def find(text: str, level: int = 0) -> Mark | None:
    """The mark at the start of a line, or None for mere words.

    A heading (`level` above 0) may bear a label whose number is missing.
    """
    for kind, pattern in _RULES:
        found = pattern.match(text)
        if found and (level or _is_plausible(kind, found["rest"])):
            return Mark(kind, found["number"].rstrip(" ."), found["rest"].strip())
    bare = _UNNUMBERED.match(text)
    if bare and level:
        return Mark(Kind.ARTICLE if "rt" in bare["number"] else Kind.SECTION, "", "")
    return _item(text)


def is_roman(number: str) -> bool:
    """True for a bracketed number that could be Roman as well as a letter."""
    return bool(re.match(r"^\([ivxlc]+\)$", number))


def _is_plausible(kind: Kind, rest: str) -> bool:
    """A title of a division is short; a longer line only mentions one."""
    return kind in (Kind.SECTION, Kind.ARTICLE) or len(rest) <= _LONGEST_TITLE


def _item(text: str) -> Mark | None:
    for style, pattern in _ITEMS:
        found = pattern.match(text)
        if found and (style != "dot-deep" or "." in latin(found[1]).rstrip(".")):
            return Mark(Kind.ITEM, found[1], found[2], style)
    return None
