"""Finds where a text points at its own sections; what points at other laws is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commons.texts import numbers
from commons.texts.tree import Kind, Tree, sections

_D = r"[0-9๐-๙]+"
_BIS = r"(?:\s+(?:ทวิ|ตรี|จัตวา|เบญจ|ฉ|สัตต|อัฏฐ|นว|ทศ)(?![\u0e00-\u0e7f]))?"
_THAI_NUMBER = rf"{_D}(?:/{_D})?{_BIS}"
_WAK = r"(?:\s*วรรค(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ))?"
_THAI_ITEM = rf"(?:\s*\({_D}\))?"
_THAI_MORE = rf"(?:\s*(?:และ|หรือ|ถึง|,)\s*(?:มาตรา\s*)?{_THAI_NUMBER}{_WAK}{_THAI_ITEM})*"
_OTHER_THAI = r"\s*(?:แห่ง|ของ)(?!\s*(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|กฎหมาย|กฎกระทรวง)นี้)"
_THAI = re.compile(
    rf"(?:มาตรา|ข้อ)\s*(?P<number>{_THAI_NUMBER})(?![0-9๐-๙/]){_WAK}{_THAI_ITEM}"
    rf"(?!{_THAI_MORE}{_OTHER_THAI})"
)
_EN_NUMBER = r"\d+[A-Z]?(?:[-/.]\d+[A-Za-z]?)?(?![\w])"
_EN_MORE = rf"(?:\s*(?:,|and|or|to|-|–)\s*(?:and\s+|or\s+)?(?:[Aa]rticles?|[Ss]ections?)?\s*{_EN_NUMBER}(?:\(\w{{1,4}}\))*)*"
_OTHER_EN = r"(?:,?\s+(?:of|in|to)\s+(?!this\b)|\s+(?:TFEU|TEU)\b|\s+thereof)"
_ENGLISH = re.compile(
    rf"\b(?:(?P<article>[Aa]rticles?|Art\.)|[Ss]ections?|Sec\.|SECTION)\s+(?P<number>{_EN_NUMBER})"
    rf"(?:\(\w{{1,4}}\))*+(?!{_EN_MORE}{_OTHER_EN})"
)
_FINNISH = re.compile(
    r"(?<![\d/])(?P<number>\d+(?:\s?[a-z])?)\s?§(?::\w+|\w*)?(?:\s+\d+\s+moment\w+)?"
)
_FI_OTHER = re.compile(
    r"(?<!tämän )(?:\b\w+(?:lain|kaaren|asetuksen|direktiivin|sopimuksen)|\blain|/\d{4}\))"
    r"\s+(?:\d+\s+luvun\s+)?$"
)
_ESTONIAN = re.compile(
    r"§(?:-\w+|-des)?\s*(?P<number>\d+[⁰¹²³⁴-⁹]*)(?:\s+(?:lõi\w+|lg)\s+\d+[⁰¹²³⁴-⁹]*)?"
)
_ET_OTHER = re.compile(r"\b\w*(?:seaduse|seadustiku|määruse|põhiseaduse|direktiivi)\s+$")
_ET_OWN = re.compile(r"käesoleva\s+(?:seaduse|seadustiku|määruse)\s+$", re.IGNORECASE)
_REACH = 80


@dataclass(frozen=True)
class Reference:
    """A place in the words that points at a section of the same text."""

    start: int
    end: int
    eid: str


def index(tree: Tree) -> dict[tuple[Kind, str], str]:
    """The sections of a text by kind and number; those of its schedules have numbers of their own."""
    found: dict[tuple[Kind, str], str] = {}
    for node in sections(tree):
        said = numbers.token(node.number)
        if said and "__" not in node.eid:
            found.setdefault((node.kind, said), node.eid)
    return found


def find(words: str, known: Mapping[tuple[Kind, str], str], language: str) -> list[Reference]:
    """Every reference in these words to a section that is there."""
    return list(_found(words, known, language))


def _found(words: str, known: Mapping[tuple[Kind, str], str], language: str) -> Iterator[Reference]:
    for hit in _PATTERNS.get(language, _ENGLISH).finditer(words):
        if _is_foreign(words[max(0, hit.start() - _REACH) : hit.start()], language):
            continue
        kind = Kind.ARTICLE if hit.groupdict().get("article") else Kind.SECTION
        said = numbers.token(hit["number"])
        eid = known.get((kind, said))
        if eid:
            yield Reference(hit.start(), hit.start() + len(hit[0].rstrip()), eid)


def _is_foreign(before: str, language: str) -> bool:
    if language == "fi":
        return bool(_FI_OTHER.search(before))
    if language == "et":
        return bool(_ET_OTHER.search(before)) and not _ET_OWN.search(before)
    return False


_PATTERNS = {"th": _THAI, "en": _ENGLISH, "fi": _FINNISH, "et": _ESTONIAN}
