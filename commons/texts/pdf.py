"""Reads the text layer of a PDF as best it can: pages to lines, lines to paragraphs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from commons.i18n import _l
from commons.texts import marks
from commons.texts.packages import locked
from commons.texts.printed import Printed
from commons.texts.report import BadFile, Report, repair, warning

MAX_PAGES = 1_000
SECONDS = 60
_READER = Path(__file__).with_name("pdf_process.py")
_DRAWER = Path(__file__).with_name("pdf_picture.py")
_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:(?:page|หน้า|lk)\s*)?[0-9๐-๙]{1,4}(\s*[/(]\s*[0-9๐-๙]{1,4}\)?)?[-–—\s]*$", re.I
)
_FEW = 3
_QUOTES = '“„«"'
_FULL = 0.8
_ENDS = re.compile(r"[.:;!?]$")
_THAI = re.compile("[\u0e01-\u0e4e]")
# Glyphs that Thai fonts of Windows keep for vowels and tone marks moved aside, as they stand in
# the private area from U+F700 on, and the letters they stand for.
_MOVED = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        strict=True,
    )
)

# Bullets of the Symbol and Wingdings fonts, and control signs that no reader ever sees.
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076), "•") | {0xF02D: "–"}
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), *range(127, 133), *range(134, 160)])
_LETTERS: dict[int, str | None] = {**_MOVED, **_BULLETS, **_CONTROLS}


def read(data: bytes) -> Printed:
    """The lines of a PDF. Refused (bad-file): broken, locked, endless, or without any words."""
    read_pages = pages(data)
    if not any(page.strip() for page in read_pages):
        raise BadFile(
            _l(
                "This PDF holds pictures of pages and no words (a scan). Send the file it was made "
                "from, such as DOCX or ODT, or the text itself."
            )
        )
    printed = Printed()
    printed.extra = _remarks(read_pages)
    kept, dropped = _without_furniture([_lines(page) for page in read_pages])
    if dropped:
        printed.extra += repair("page-furniture", times=dropped)
    for paragraph in _paragraphs(kept):
        printed.add(paragraph)
    return printed


def _remarks(pages: Sequence[str]) -> Report:
    empty = sum(not page.strip() for page in pages)
    found = warning("pdf-compare")
    return found + warning("pdf-empty-pages", times=empty) if empty else found


def pages(data: bytes) -> list[str]:
    """The words of each page, read by a process of its own that may not take for ever."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_READER), str(MAX_PAGES)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _endless() from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise _endless() from error
    if answer.get("refused") == "locked":
        raise locked()
    if answer.get("refused") == "pages":
        raise BadFile(_l("The PDF has more than %(limit)s pages.", limit=MAX_PAGES))
    if "refused" in answer:
        raise BadFile(_l("The PDF is broken and cannot be read."))
    return [str(page).translate(_LETTERS) for page in answer["pages"]]


def picture(data: bytes, place: int) -> bytes:
    """A page as a PNG picture, drawn by a process of its own; refuses what cannot be drawn."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_DRAWER), str(place)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _endless() from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise BadFile(_l("This page cannot be drawn. Open the PDF itself."))
    return done.stdout


def _endless() -> BadFile:
    return BadFile(_l("The PDF is too large or too tangled to be read here. Send DOCX or ODT."))


def _lines(page: str) -> list[str]:
    plain = (re.sub(r"\s+", " ", line).strip() for line in page.splitlines())
    return [line for line in plain if line]


def _without_furniture(pages: Sequence[list[str]]) -> tuple[list[list[str]], int]:
    """The pages without their page numbers and without what most of them repeat; the first keeps it."""
    edges = Counter(line for page in pages if page for line in {page[0], page[-1]})
    repeated = {line for line, times in edges.items() if times >= _FEW and times * 2 > len(pages)}
    dropped = 0
    kept = []
    for place, page in enumerate(pages):
        lines = list(page)
        for edge in (0, -1, 0, -1):
            if lines and ((place and lines[edge] in repeated) or _PAGE_NUMBER.match(lines[edge])):
                del lines[edge]
                dropped += 1
        kept.append(lines)
    return kept, dropped


def _paragraphs(pages: Sequence[list[str]]) -> Iterator[str]:
    """Lines joined where only the width of the page has parted them."""
    lines = [line for page in pages for line in page]
    widths = sorted(_width(line) for line in lines)
    full = widths[int(len(widths) * 0.9)] * _FULL if widths else 0
    held = ""
    last = ""
    for line in lines:
        if held and _width(last) >= full and _goes_on(held, line):
            held = _joined(held, line)
        else:
            if held:
                yield held
            held = line
        last = line
    if held:
        yield held


def _width(line: str) -> int:
    """How wide a line prints: vowels and tone marks above and below take no room."""
    return sum(unicodedata.category(sign) != "Mn" for sign in line)


def _goes_on(before: str, line: str) -> bool:
    return not marks.find(line.lstrip(_QUOTES)) and not _ENDS.search(before)


def _joined(before: str, line: str) -> str:
    """Thai goes on without a space; a word parted by a hyphen is whole again."""
    if _THAI.match(line) and _THAI.match(before[-1]):
        return before + line
    if re.search(r"[^\W\d_]-$", before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"
