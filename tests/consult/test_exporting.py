"""Who takes the report or the text away as a file reads what the page says, and no more."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from docx import Document as DocxDocument
from flask import Flask
from flask.testing import FlaskClient
from odf.opendocument import load
from odf.table import Table, TableRow
from odf.teletype import extractText
from pypdf import PdfReader

from commons import documents
from commons.discussion.models import Display, Stance
from consult import reportpaper
from consult.services import summarising
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
ENDINGS = ("pdf", "docx", "xlsx", "ods")
THAI = "น้ำท่วมซ้ำซาก ควรแก้ไขให้ชัดเจน"
QUOTING = """# Amending Act

Section 1. Section 9 of the Clean Air Act is replaced by:

“Section 9. The fine is doubled.”

Section 2. A permit names:

(1) the field;

(2) the day.
"""
needs_pango = pytest.mark.skipif(documents.weasyprint is None, reason="Pango is missing: no PDF")


def spoken(app: Flask) -> str:
    """A closed hearing with four voices and an unpublished summary; the name that is hidden."""
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        says("citizen-a", hearing, '=HYPERLINK("x")', display=Display.HIDDEN)
        says("citizen-b", hearing, THAI, stance=Stance.CHANGE)
        says("citizen-c", hearing, "Fine.", display=Display.PSEUDONYM, pseudonym="Farmer")
        says("citizen-d", hearing, stance=Stance.AGREE)
        hidden = people.actor("citizen-a").name
    with at(app, AFTER):
        making.answered(making.find(number), [1, 2, 3])
    return hidden


def answered(app: Flask) -> str:
    """The same hearing with its summary published; the hidden name."""
    hidden = spoken(app)
    with at(app, AFTER):
        summarising.publish(people.actor("publisher"), making.find(1))
    return hidden


def words_in(ending: str, data: bytes) -> str:
    """Everything that somebody reads in a file."""
    if ending == "pdf":
        pages = PdfReader(io.BytesIO(data)).pages
        said = "".join(page.extract_text() for page in pages)
        return unicodedata.normalize("NFKC", said)
    if ending == "docx":
        written = DocxDocument(io.BytesIO(data))
        cells = [c.text for t in written.tables for row in t.rows for c in row.cells]
        return "\n".join([p.text for p in written.paragraphs] + cells)
    if ending == "ods":
        rows = load(io.BytesIO(data)).spreadsheet.getElementsByType(TableRow)
        return "\n".join(extractText(row) for row in rows)
    book = zipfile.ZipFile(io.BytesIO(data))
    inside = [n for n in book.namelist() if "worksheets/sheet" in n or "sharedStrings" in n]
    return "".join(book.read(each).decode() for each in inside)


@needs_pango
def test_the_report_says_the_same_in_every_file_and_hides_the_same_name(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    hidden = answered(app)
    travel(AFTER)

    files = {e: client.get(f"{PUBLIC}/report.{e}") for e in ENDINGS}

    assert {e: f.status_code for e, f in files.items()} == dict.fromkeys(ENDINGS, 200)
    for ending, answer in files.items():
        said = words_in(ending, answer.data).replace("\n", " ")
        for wanted in ("Clean Air Act", "Pollution", "As we did it.", "Farmer", "Name withheld"):
            assert wanted in said, (ending, wanted)
        for wanted in ("Twenty days instead.", "Time for permits", "Counted as a stance"):
            assert wanted in said, (ending, wanted)
        assert hidden not in said
        assert f"hearing-1.{ending}" in answer.headers["Content-Disposition"]


@needs_pango
def test_thai_words_copy_right_from_the_thai_report(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    answered(app)
    travel(AFTER)

    said = words_in("pdf", client.get(f"{PUBLIC}/report.pdf?lang=th").data)

    squeezed = "".join(said.split())
    for wanted in ("น้ำท่วมซ้ำซาก", "ร่างพระราชบัญญัติอากาศสะอาด", "ไม่เปิดเผยชื่อ"):
        assert unicodedata.normalize("NFKC", wanted) in squeezed


def test_no_cell_of_a_workbook_is_a_formula(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    answered(app)
    travel(AFTER)

    xlsx = zipfile.ZipFile(io.BytesIO(client.get(f"{PUBLIC}/report.xlsx").data))
    ods = zipfile.ZipFile(io.BytesIO(client.get(f"{PUBLIC}/report.ods").data))

    inside = "".join(xlsx.read(n).decode() for n in xlsx.namelist() if "worksheets/" in n)
    content = ods.read("content.xml").decode()
    assert "<f>" not in inside
    assert "table:formula" not in content
    assert "'=HYPERLINK" in content.replace("&apos;", "'")


def test_both_workbooks_hold_the_same_tables(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    answered(app)
    travel(AFTER)

    xlsx = zipfile.ZipFile(io.BytesIO(client.get(f"{PUBLIC}/report.xlsx").data))
    book = load(io.BytesIO(client.get(f"{PUBLIC}/report.ods").data))

    tables = book.spreadsheet.getElementsByType(Table)
    names = [table.getAttribute("name") for table in tables]
    assert names == ["Summary", "Statistics", "Sections", "Themes and answers", "Response matrix"]
    assert all(f'name="{name}"' in xlsx.read("xl/workbook.xml").decode() for name in names)
    assert len(tables[-1].getElementsByType(TableRow)) == 1 + 4


def test_answers_are_in_no_file_before_the_summary_is_published(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    spoken(app)
    travel(AFTER)

    for ending in ("docx", "xlsx", "ods"):
        said = words_in(ending, client.get(f"{PUBLIC}/report.{ending}").data)

        assert "Farmer" in said
        assert "Follows with the summary" in said
        assert "Twenty days instead." not in said
        assert "As we did it." not in said


def test_a_hearing_that_is_no_longer_printed_whole_says_where_the_whole_is(
    app: Flask, client: FlaskClient, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(app)
    travel(AFTER)
    whole = words_in("docx", client.get(f"{PUBLIC}/report.docx").data)

    monkeypatch.setattr(reportpaper, "PAPER_ROWS", 2)
    cut = words_in("docx", client.get(f"{PUBLIC}/report.docx").data)
    table = words_in("ods", client.get(f"{PUBLIC}/report.ods").data)

    assert "report.csv" not in whole
    assert "report.csv" in cut
    assert "Farmer" in whole
    assert "Farmer" not in cut
    assert "Farmer" in table
    assert "The table ends here" not in table
    monkeypatch.setattr(reportpaper, "SHEET_ROWS", 2)
    short = words_in("ods", client.get(f"{PUBLIC}/report.ods").data)
    assert "The table ends here" in short
    assert "Farmer" not in short


def test_where_pango_is_missing_only_pdf_is_refused(
    app: Flask, client: FlaskClient, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    monkeypatch.setattr(documents, "weasyprint", None)

    for name in ("report", "versions/1"):
        refused = client.get(f"{PUBLIC}/{name}.pdf", headers={"Accept": "application/json"})

        assert refused.status_code == 503
        assert refused.json is not None
        assert refused.json["code"] == "pdf-unavailable"
        assert client.get(f"{PUBLIC}/{name}.docx").status_code == 200


def test_nothing_can_be_taken_away_before_publication(app: Flask, client: FlaskClient) -> None:
    with at(app, BEFORE):
        making.draft()
    files = [f"report.{e}" for e in ENDINGS] + [f"versions/1.{e}" for e in ("md", "docx", "pdf")]

    statuses = {name: client.get(f"{PUBLIC}/{name}").status_code for name in files}

    assert statuses == dict.fromkeys(files, 404)


@needs_pango
def test_the_text_of_a_version_keeps_headings_numbers_and_quotations(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app, text=QUOTING)
    travel(WHILE_OPEN)

    word = DocxDocument(io.BytesIO(client.get(f"{PUBLIC}/versions/1.docx").data))
    plain = client.get(f"{PUBLIC}/versions/1.md")
    printed = words_in("pdf", client.get(f"{PUBLIC}/versions/1.pdf").data)

    styles = {p.text: p.style.name for p in word.paragraphs if p.style is not None}
    assert styles["Section 1"] == styles["Section 2"] == "Heading 1"
    assert "Quote" in {s for text, s in styles.items() if "The fine is doubled." in text}
    assert "(1) the field;" in styles
    assert plain.mimetype == "text/markdown"
    assert "## Section 2" in plain.text
    for wanted in ("The fine is doubled.", "(2) the day.", "Section 2", "SHA-256"):
        assert wanted in printed


def test_a_version_that_is_not_there_is_not_found(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    assert client.get(f"{PUBLIC}/versions/2.docx").status_code == 404
    assert client.get(f"{PUBLIC}/versions/1.exe").status_code == 404


def test_the_pages_lead_to_their_files(app: Flask, client: FlaskClient, travel: Travel) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    report = client.get(f"{PUBLIC}/report").text
    version = client.get(f"{PUBLIC}/versions/1").text

    assert all(f'href="{PUBLIC}/report.{ending}"' in report for ending in ENDINGS)
    assert all(f'href="{PUBLIC}/versions/1.{e}"' in version for e in ("pdf", "docx", "md"))
