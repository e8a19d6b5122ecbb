"""Plain text and Markdown as lines of print, before anything is known of their structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from commons.i18n import _l
from commons.texts import marks
from commons.texts.numbers import raised
from commons.texts.report import BadFile

MAX_LINES = 40_000
MAX_LETTERS = 3_000_000
MAX_LINE = 50_000
_MARKDOWN_NAMES = {".md", ".markdown"}
_HEADING = re.compile(r"^#{1,6}\s+\S", re.MULTILINE)
_READER = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "lheading", "list", "blockquote", "fence", "hr", "newline", "escape", "backticks"]
)
_RAISED = re.compile(r"<sup>(\d{1,4})</sup>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,500})\)")
_STRESS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,1000})(?<=\S)\1(?![\w*])")
_WORDS = re.compile(r"[^\W_]|§")
_WRAPPED = range(50, 110)
_SENTENCE_END = re.compile(r"[.:;!?”\"»)]$")


@dataclass(frozen=True)
class Line:
    """A line of print: its words, its heading level (0 for none), whether a gap stands above."""

    text: str
    level: int = 0
    gap: bool = False


@dataclass(frozen=True)
class Source:
    """All lines of a file that bear words."""

    lines: tuple[Line, ...]


def split(filename: str, text: str, *, says_all: bool = False) -> Source:
    """The lines of a file. Refused (bad-file) when it is longer than any law is.

    With `says_all` no word of the markup is left out either: where a link leads, what stands beside
    a fence.
    """
    _check_length(text)
    text = _RAISED.sub(lambda found: raised(found[1]), text)
    marked = PurePath(filename).suffix.lower() in _MARKDOWN_NAMES or _HEADING.search(text)
    found = _markdown(text, says_all=says_all) if marked else _plain(text)
    return Source(tuple(_unwrap([line for line in found if _WORDS.search(line.text)])))


def printed(found: Sequence[Line]) -> Source:
    """Lines that an office program parted. Refused (bad-file) when they are more than any law."""
    _check_length("\n".join(line.text for line in found))
    return Source(tuple(line for line in found if _WORDS.search(line.text)))


def _check_length(text: str) -> None:
    if len(text) > MAX_LETTERS:
        raise BadFile(_l("The text is longer than %(limit)s characters.", limit=MAX_LETTERS))
    if text.count("\n") > MAX_LINES:
        raise BadFile(_l("The file has more than %(limit)s lines.", limit=MAX_LINES))
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise BadFile(
                _l(
                    "Line %(line)s is longer than %(limit)s characters.",
                    line=number,
                    limit=MAX_LINE,
                )
            )


def _plain(text: str) -> Iterator[Line]:
    gap = True
    for raw in text.split("\n"):
        words = re.sub(r"\s+", " ", raw).strip()
        if words:
            yield Line(words, gap=gap)
        gap = not words


def _markdown(text: str, *, says_all: bool) -> Iterator[Line]:
    link = r"\1 (\2)" if says_all else r"\1"
    before, level = "", 0
    for token in _READER.parse(text):
        if token.type == "list_item_open":
            before += f"{token.info}{token.markup} " if token.info else "– "
        elif token.type == "list_item_close" and before:
            yield Line(before.strip(), gap=True)  # an item of no words keeps its number
            before = ""
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline":
            yield from _inline(before, token, level, link)
            before, level = "", 0
        elif token.type in ("fence", "code_block"):
            beside = f"{token.info}\n" if says_all else ""
            yield from _plain(f"{before}{beside}{token.content}")
            before = ""


def _inline(prefix: str, token: Token, level: int, link: str) -> Iterator[Line]:
    printed = "".join(_printed(child) for child in token.children or ())
    printed = _STRESS.sub(r"\2", _LINK.sub(link, printed))
    for place, raw in enumerate(f"{prefix}{printed}".split("\n")):
        yield Line(re.sub(r"\s+", " ", raw).strip(), level=level, gap=place == 0)


def _printed(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return str(token.content)


def _unwrap(found: Sequence[Line]) -> list[Line]:
    """Join what only the width of a page has parted; Thai lines are never joined."""
    groups: list[list[Line]] = []
    for line in found:
        if groups and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        replace(group[0], text=" ".join(line.text for line in group)) if group[1:] else group[0]
        for group in groups
    ]


def _goes_on(before: Line, line: Line) -> bool:
    if line.gap or line.level or before.level or marks.find(line.text):
        return False
    first = line.text[0]
    if first.islower() and before.text[-1].isascii():
        return True
    is_full = len(before.text) in _WRAPPED and not _SENTENCE_END.search(before.text)
    return is_full and first.isascii()
