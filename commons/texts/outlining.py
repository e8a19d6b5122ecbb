"""Turns lines of print into the outline of a law: title, preamble, divisions, sections, schedules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from commons.texts import grouping, marks, quoting
from commons.texts.bodies import Body, Draft
from commons.texts.lines import Line, Source
from commons.texts.marks import Mark
from commons.texts.report import Report
from commons.texts.tree import BASIC, DIVISIONS, Kind, Tree

_RANKS = {
    Kind.SCHEDULE: 0.0,
    Kind.PREAMBLE: 20.0,
    Kind.BOOK: 1.0,
    Kind.PART: 2.0,
    Kind.TITLE: 3.0,
    Kind.CHAPTER: 4.0,
    Kind.DIVISION: 5.0,
    Kind.SECTION: 9.0,
    Kind.ARTICLE: 9.0,
}
_WHEREAS = re.compile(r"^(whereas|having regard|ottaen huomioon|võttes arvesse)\b", re.IGNORECASE)
_THAI_HEADS = re.compile(r"^(บทเฉพาะกาล|บทกำหนดโทษ|บททั่วไป|บทสุดท้าย)$")
_THAI_KIND = re.compile(
    r"^(ร่าง)?(พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|กฎกระทรวง|ประกาศ|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ)"
)
_THAI_YEAR = re.compile(r"^พ\.\s?ศ\.")
_TITLE_LINES = 5
_THAI = re.compile("[\u0e01-\u0e2e]")
_LONGEST_HEADING = 160
_FEWEST_DOTTED = 2


def outline(source: Source) -> tuple[Tree, Report]:
    """The tree of a Markdown or plain text, without eIds yet."""
    found = list(source.lines)
    title = _take_title(found)
    dotted = _counts_by_dots(found)
    outliner = Outliner(found, dotted=dotted)
    outliner.run()
    nodes = grouping.by_division(tuple(draft.freeze() for draft in outliner.top))
    return Tree(title=title, language="", nodes=nodes), Report()


def _take_title(found: list[Line]) -> str:
    """The first heading, or in plain text the first line when it is short and no mark."""
    if not found:
        return ""
    first = found[0]
    alone = first.level or (len(found) > 1 and len(first.text) <= _LONGEST_HEADING * 2)
    if not alone or _mark(first) or (not first.level and _ends_sentence(first.text)):
        return ""
    lines = 1 if first.level else _lines_of_title(found)
    title = " ".join(line.text for line in found[:lines])
    del found[:lines]
    return title


def _lines_of_title(found: Sequence[Line]) -> int:
    """Official Thai print sets the kind, the name and the year of a law on lines of their own."""
    if not _THAI_KIND.match(found[0].text):
        return 1
    year = (n for n, line in enumerate(found[:_TITLE_LINES]) if _THAI_YEAR.match(line.text))
    return next(year, 0) + 1


def _mark(line: Line) -> Mark | None:
    return marks.find(line.text, line.level)


def _ends_sentence(text: str) -> bool:
    return text[-1] in ".;:,—"


def _counts_by_dots(found: Sequence[Line]) -> bool:
    """True where no line bears a label such as Section, and `1.` `2.` count the sections."""
    known = [mark for line in found if (mark := _mark(line))]
    if any(mark.kind in BASIC for mark in known):
        return False
    dotted = [mark for mark in known if mark.style == "dot"]
    return len(dotted) >= _FEWEST_DOTTED and dotted[0].number in ("1.", "๑.")


@dataclass
class Outliner:
    """Reads line after line, with the open divisions on a stack."""

    lines: Sequence[Line]
    dotted: bool = False
    quoted: bool = False
    top: list[Draft] = field(default_factory=list)
    stack: list[tuple[float, Draft]] = field(default_factory=list)
    body: Body | None = None
    awaits_heading: Draft | None = None

    def run(self) -> None:
        """Read all lines."""
        self.has_sections = self.dotted or any(
            mark.kind in BASIC for line in self.lines if (mark := _mark(line))
        )
        place = 0
        while place < len(self.lines):
            place = self._line(place)

    def _line(self, place: int) -> int:
        line = self.lines[place]
        after = quoting.end(self.lines, place) if self.body and not self.quoted else place
        if after > place:
            self._quotation(self.lines[place:after])
            return after
        mark = self._as_section(_mark(line))
        if self._is_heading_below(line, mark, place):
            return place + 1
        if mark is None:
            self._words(line)
        elif mark.kind is Kind.ITEM:
            self._item(mark)
        else:
            self._open(mark, line, place)
        return place + 1

    def _as_section(self, mark: Mark | None) -> Mark | None:
        if self.dotted and mark and mark.style == "dot":
            return replace(mark, kind=Kind.SECTION, number=mark.number.rstrip("."), style="")
        return mark

    def _is_heading_below(self, line: Line, mark: Mark | None, place: int) -> bool:
        """A heading printed on the line after its number (`CHAPTER I`, `5 §`)."""
        draft, self.awaits_heading = self.awaits_heading, None
        if draft is None or mark or line.level or not self._looks_like_heading(line.text, place):
            return False
        if draft.kind in BASIC and _THAI.search(line.text):
            return False
        if draft.heading and not line.text.isupper():
            return False
        draft.heading = f"{draft.heading} {line.text.rstrip('.')}".strip()
        if line.text.isupper() and draft.kind in DIVISIONS:
            self.awaits_heading = draft
        return True

    def _looks_like_heading(self, text: str, place: int) -> bool:
        if len(text) > _LONGEST_HEADING or (_ends_sentence(text) and not text.isupper()):
            return False
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if following is None or text[:1].islower():
            return False
        mark = _mark(following)
        is_division = bool(self.stack) and self.stack[-1][1].kind in DIVISIONS
        if mark is None or mark.kind is not Kind.ITEM:
            return is_division or mark is None
        return is_division or not mark.rest[:1].islower()

    def _open(self, mark: Mark, line: Line, place: int) -> None:
        draft = Draft(mark.kind, number=mark.number)
        self._push(draft, _RANKS[mark.kind])
        is_basic = mark.kind in BASIC
        self.body = Body(draft) if is_basic or mark.kind is Kind.SCHEDULE else None
        if not mark.rest:
            self.awaits_heading = draft
        elif line.level or not is_basic or self._rest_is_heading(mark, place):
            draft.heading = mark.rest.rstrip(".")
        elif self.body:
            self._into(self.body, mark.rest)

    def _rest_is_heading(self, mark: Mark, place: int) -> bool:
        return not _THAI.search(mark.rest) and self._looks_like_heading(mark.rest, place)

    def _into(self, body: Body, words: str) -> None:
        """The words after a section's number may open an enumeration at once: `§ 5. (1) …`."""
        inner = marks.find(words)
        if inner and inner.kind is Kind.ITEM and inner.style:
            body.item(inner)
        else:
            body.paragraph(words)

    def _push(self, draft: Draft, rank: float) -> None:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        (self.stack[-1][1].children if self.stack else self.top).append(draft)
        self.stack.append((rank, draft))
        self.awaits_heading = None

    def _words(self, line: Line) -> None:
        if line.level or (_THAI_HEADS.match(line.text) and self.has_sections):
            rank = 5.0 + line.level / 10 if self.has_sections else 1.0 + line.level
            kind = Kind.DIVISION if line.level else Kind.CHAPTER
            draft = Draft(kind, heading=line.text)
            self._push(draft, rank if line.level else _RANKS[kind])
            self.body = Body(draft)
        elif self.body:
            self.body.paragraph(line.text)
        elif self._is_before_the_law():
            self._preamble(line.text)
        else:
            self._loose(Draft(Kind.PARAGRAPH, words=line.text))

    def _is_before_the_law(self) -> bool:
        if self.stack:
            return self.stack[-1][1].kind is Kind.PREAMBLE
        return self.has_sections

    def _preamble(self, words: str) -> None:
        kind = Kind.PARAGRAPH
        if _WHEREAS.match(words) and len(words) > len("having regard to"):
            kind = Kind.RECITAL if words.lower().startswith("whereas") else Kind.CITATION
        self._into_preamble(Draft(kind, words=words))

    def _into_preamble(self, draft: Draft) -> None:
        if not self.stack:
            self._push(Draft(Kind.PREAMBLE), _RANKS[Kind.PREAMBLE])
        self.stack[-1][1].children.append(draft)

    def _item(self, mark: Mark) -> None:
        if self.body:
            self.body.item(mark)
        elif self._is_before_the_law():
            self._preamble_item(mark)
        else:
            self._loose(Draft(Kind.PARAGRAPH, mark.number, words=mark.rest))

    def _preamble_item(self, mark: Mark) -> None:
        draft = Draft(Kind.PARAGRAPH, words=f"{mark.number or '–'} {mark.rest}")
        if mark.style == "paren-digit":
            draft = Draft(Kind.RECITAL, mark.number, words=mark.rest)
        self._into_preamble(draft)

    def _loose(self, draft: Draft) -> None:
        (self.stack[-1][1].children if self.stack else self.top).append(draft)

    def _quotation(self, found: Sequence[Line]) -> None:
        inner = Outliner(quoting.unquoted(found), quoted=True)
        inner.run()
        if self.body:
            self.body.quotation(inner.top, "")
