"""Documents for paper and word processors: one plain model, written as tagged PDF and as DOCX."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from docx import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from markupsafe import Markup, escape

from commons.errors import Refusal
from commons.i18n import _l
from commons.pressstyle import FONTS, OWN_PICTURE, STYLE, only_own
from commons.tables import Cell, printable
from commons.tables import ods as ods

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
except (ImportError, OSError):  # WeasyPrint or Pango is not here: everything but PDF works
    weasyprint = None

_PRESS = Lock()
_PATIENCE = 20
"""So many seconds one waits for the press, which prints one document at a time."""
_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")
_SYLLABLE = re.compile("([\u0e01-\u0e2e]{1,2}[\u0e48-\u0e4b]?\u0e33)")
_CUTS: list[Callable[[str], Sequence[str]]] = [_SYLLABLE.split]
_SARA_AM, _NIKHAHIT_SARA_AA = "\u0e33", "\u0e4d\u0e32"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6 below the title."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `language` where it is not the document's; `quoted` for words of another text."""

    words: str
    language: str | None = None
    quoted: bool = False


@dataclass(frozen=True)
class Listing:
    """A list of points."""

    items: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A table with a head; `widths` in parts of a hundred, where the content shall not decide."""

    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    caption: str = ""
    widths: Sequence[int] = ()
    tall: bool = False
    """Rows to be filled in by hand."""


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) and the words for whoever cannot see it."""

    png: bytes
    words: str


@dataclass(frozen=True)
class Break:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Listing | Grid | Picture | Break


@dataclass(frozen=True)
class Document:
    """A document: its title, its language, and its blocks in order."""

    title: str
    language: str
    blocks: Sequence[Block]
    subtitle: str = ""


def html(document: Document) -> str:
    """The document as a page of its own, with semantic elements only."""
    body = Markup("\n").join(_html(block) for block in document.blocks)
    return Markup(
        '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        "</head>\n<body><h1>{title}</h1>\n{subtitle}{body}</body></html>\n"
    ).format(
        lang=document.language,
        title=document.title,
        subtitle=Markup("<p>{}</p>\n").format(document.subtitle) if document.subtitle else "",
        body=body,
    )


def pdf(document: Document) -> bytes:
    """The document as tagged PDF/UA-1, whose Thai text copies right; refuses where Pango is missing."""
    if weasyprint is None:
        raise Refusal("pdf-unavailable", _l("PDF cannot be made on this machine at the moment."))
    head, body, rest = str(html(document)).partition("<body>")
    page = head + body + _THAI_RUN.sub(_whole_words, rest)
    return _print(page.replace(_SARA_AM, _NIKHAHIT_SARA_AA))


def cut_words_with(cut: Callable[[str], Sequence[str]]) -> None:
    """Let Thai words with sara am be found by `cut`, by syllables until then."""
    _CUTS.append(cut)


def _whole_words(run: re.Match[str]) -> str:
    """The press breaks Thai lines by a dictionary that does not know sara am in two signs."""
    if _SARA_AM not in run[0]:
        return run[0]
    return "".join(
        f'<span class="whole">{word}</span>' if _SARA_AM in word else word
        for word in _CUTS[-1](run[0])
    )


@lru_cache(maxsize=16)
def _print(page: str) -> bytes:
    """A page as PDF; the same page is printed once, because printing is slow."""
    if not _PRESS.acquire(timeout=_PATIENCE):
        busy = _l("Many documents are being made at the moment. Try again in a minute.")
        raise Refusal("pdf-unavailable", busy, retry_after=60)
    try:
        fonts = FontConfiguration()
        place = {"base_url": FONTS.as_uri() + "/", "url_fetcher": only_own}
        style = weasyprint.CSS(string=STYLE, font_config=fonts, **place)
        made = weasyprint.HTML(string=page, **place)
        written = made.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return bytes(written or b"")
    finally:
        _PRESS.release()


def docx(document: Document) -> bytes:
    """The document for word processors, with real headings and tables whose head repeats."""
    out = DocxDocument()
    out.core_properties.title = document.title
    out.core_properties.language = document.language
    out.styles["Normal"].font.name = "Sarabun"
    out.styles["Normal"].font.size = Pt(11)
    out.styles["Normal"].element.rPr.rFonts.set(qn("w:cs"), "Sarabun")  # the font of Thai letters
    out.add_heading(printable(document.title), level=0)
    if document.subtitle:
        out.add_paragraph(printable(document.subtitle))
    for block in document.blocks:
        _docx(out, block)
    written = io.BytesIO()
    out.save(written)
    return written.getvalue()


def _html(block: Block) -> Markup:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            return Markup("<h{0}>{1}</h{0}>").format(level, block.words)
        case Paragraph():
            lang = Markup(' lang="{}"').format(block.language) if block.language else ""
            lines = Markup("<br>").join(escape(line) for line in block.words.splitlines())
            said = Markup("<p{}>{}</p>").format(lang, lines)
            return Markup("<blockquote>{}</blockquote>").format(said) if block.quoted else said
        case Listing():
            points = Markup("").join(Markup("<li>{}</li>").format(item) for item in block.items)
            return Markup("<ul>{}</ul>").format(points)
        case Grid():
            return _html_grid(block)
        case Picture():
            where = OWN_PICTURE + base64.b64encode(block.png).decode()
            return Markup('<figure><img src="{}" alt="{}"></figure>').format(where, block.words)
        case Break():
            return Markup('<div class="break"></div>')


def _html_grid(grid: Grid) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(h) for h in grid.heads)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format("" if c is None else c) for c in row)
        )
        for row in grid.rows
    )
    caption = Markup("<caption>{}</caption>").format(grid.caption) if grid.caption else ""
    columns = Markup("").join(Markup('<col style="width: {}%">').format(w) for w in grid.widths)
    return Markup("<table{}>{}{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        Markup(' class="{}"').format(_looks(grid)) if grid.widths or grid.tall else "",
        caption,
        columns,
        heads,
        rows,
    )


def _looks(grid: Grid) -> str:
    return " ".join(name for name, is_so in (("fixed", grid.widths), ("tall", grid.tall)) if is_so)


def _docx(out: Any, block: Block) -> None:
    match block:
        case Heading():
            out.add_heading(printable(block.words), level=min(block.level, 9))
        case Paragraph():
            style = "Quote" if block.quoted else None
            out.add_paragraph(printable(block.words), style=style)
        case Listing():
            for item in block.items:
                out.add_paragraph(printable(item), style="List Bullet")
        case Grid():
            _docx_grid(out, block)
        case Picture():
            out.add_picture(io.BytesIO(block.png))
        case Break():
            out.add_page_break()


def _docx_grid(out: Any, grid: Grid) -> None:
    if grid.caption:
        out.add_paragraph(printable(grid.caption), style="Caption")
    table = out.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.text = printable(head)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable("" if words is None else str(words))
