"""Office files made for the tests, part by part, as Word and LibreOffice pack them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body: str, numbering: str = "", **parts: str | bytes) -> bytes:
    """A Word file of this body and numbering."""
    named = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()}
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            **named,
        }
    )


def level(at: int, text: str, manner: str = "decimal", start: int = 1, more: str = "") -> str:
    """One level of a Word list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{manner}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    """One abstract list, and list 1 of it; `more` are further lists."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def p(words: str, at: int | None = None, *, style: str = "", list_: int = 1, more: str = "") -> str:
    """A Word paragraph, numbered on a level where one is given."""
    number = ""
    if at is not None:
        number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    return f"<w:p><w:pPr>{named}{number}{more}</w:pPr>{run}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A Word table."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(text: str, automatic: str = "", styles: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument text of this body."""
    return packed(
        {
            "mimetype": ODT_TYPE,
            "content.xml": (
                f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
                f"</office:automatic-styles><office:body><office:text>{text}</office:text>"
                "</office:body></office:document-content>"
            ),
            "styles.xml": f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
            **{name.replace("__", "/"): part for name, part in parts.items()},
        }
    )
