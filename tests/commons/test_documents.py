"""A document says the same on paper, in a word processor and on screen, Thai included."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from docx import Document as DocxDocument
from flask import Flask
from pypdf import PdfReader

from commons import documents
from commons.documents import Document, Grid, Heading, Listing, Paragraph

REPORT = Document(
    "รายงานสรุปผลการรับฟังความคิดเห็น",
    "th",
    [
        Heading("ประเด็นสำคัญ"),
        Paragraph("คำถาม: น้ำท่วมซ้ำซาก <script>\nบรรทัดที่สอง"),
        Listing(["ข้อหนึ่ง", "ข้อสอง"]),
        Grid(["มาตรา", "คำตอบ"], [["๕", "=HYPERLINK(1)"], [None, 3]], "ตารางคำตอบ"),
    ],
)


@pytest.mark.skipif(documents.weasyprint is None, reason="Pango is missing: no PDF here")
def test_a_pdf_is_tagged_and_its_thai_words_copy_right() -> None:
    written = PdfReader(io.BytesIO(documents.pdf(REPORT)))

    said = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in written.pages))
    wanted = unicodedata.normalize("NFKC", "น้ำท่วมซ้ำซาก")
    root = written.trailer["/Root"]
    assert wanted in said.replace("\n", "")
    assert root["/MarkInfo"]["/Marked"] is not None
    assert root["/Lang"] == "th"
    assert "/StructTreeRoot" in root


def test_a_word_file_has_real_headings_and_tables() -> None:
    written = DocxDocument(io.BytesIO(documents.docx(REPORT)))

    styles = {p.style.name for p in written.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "List Bullet"} <= styles
    assert written.tables[0].rows[1].cells[1].text == "=HYPERLINK(1)"


def test_a_workbook_holds_no_formula() -> None:
    written = documents.ods([("Answers", ["word"], [["=1+1"], [3]])])

    inside = zipfile.ZipFile(io.BytesIO(written)).read("content.xml").decode()
    assert "formula" not in inside
    assert "'=1+1" in inside.replace("&apos;", "'")


def test_words_become_no_markup() -> None:
    assert "<script>" not in documents.html(REPORT)


def test_nothing_but_our_own_fonts_is_read() -> None:
    for address in ("file:///etc/passwd", "http://127.0.0.1/", "file:../../x"):
        with pytest.raises(ValueError, match="fonts"):
            documents.only_own(address)


def test_without_pango_everything_else_works(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "weasyprint", None)

    with sqlite_app.test_request_context(), pytest.raises(documents.Refusal) as refused:
        documents.pdf(REPORT)

    assert refused.value.code == "pdf-unavailable"
    assert documents.docx(REPORT)
