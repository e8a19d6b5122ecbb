"""The text layer of a PDF is read as best it can, and the officer is told to compare."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from commons import documents
from commons.texts import importing, pdf, tree
from commons.texts.report import BadFile
from tests.texts import laws

LAW = [
    "Clean Air Act",
    "PART I",
    "PRELIMINARY",
    "Section 1. Short title",
    "This Act may be cited as the Clean Air Act and it binds every",
    "agency of the State from the day that follows its publica-",
    "tion in the Gazette.",
    "Section 2. The Board shall report:",
    "(a) within fifteen days;",
    "(b) to the House.",
]


def made(*pages):
    """A PDF of these pages, each a list of lines, in Latin letters."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        shown = " ".join(f"({_escaped(line)}) Tj 0 -20 Td" for line in lines)
        stream.set_data(f"BT /F1 12 Tf 60 780 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _escaped(line):
    return line.replace("(", r"\(").replace(")", r"\)")


def refusal(data):
    """The sentence with which a file is refused."""
    with pytest.raises(BadFile) as refused:
        importing.read("law.pdf", data)
    return refused.value.message


def codes(parsed):
    return [line.code for line in parsed.report.repairs + parsed.report.warnings]


def test_lines_become_paragraphs_and_the_officer_is_told_to_compare():
    parsed = importing.read("law", made(LAW))

    first, second = tree.sections(parsed.tree)
    assert parsed.title == "Clean Air Act"
    assert (first.number, first.heading) == ("Section 1", "Short title")
    assert tree.plain(first) == (
        "This Act may be cited as the Clean Air Act and it binds every agency of the State from the "
        "day that follows its publication in the Gazette."
    )
    assert tree.plain(second).splitlines()[1:] == ["(a) within fifteen days;", "(b) to the House."]
    assert codes(parsed) == ["pdf-compare"]


def test_page_numbers_and_repeated_headers_are_left_out():
    rules = [
        [f"Section {n}. Rule {n} stands as it is written here.", f"- {n} -"] for n in (1, 2, 3)
    ]

    parsed = importing.read("law.pdf", made(*(["A bill", *page] for page in rules), []))

    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_3"]
    assert [tree.plain(node) for node in tree.sections(parsed.tree)][2].startswith("Rule 3")
    assert parsed.title == "A bill"
    assert codes(parsed) == ["page-furniture", "pdf-compare", "pdf-empty-pages"]


def test_a_scan_is_refused_with_the_advice_to_send_the_file_it_was_made_from():
    assert "(a scan)" in refusal(made([], []))


def test_a_locked_or_broken_or_endless_pdf_is_refused(monkeypatch):
    writer = PdfWriter(clone_from=io.BytesIO(made(LAW)))
    writer.encrypt("secret", algorithm="AES-256")
    data = io.BytesIO()
    writer.write(data)

    assert "password" in refusal(data.getvalue())
    assert "broken" in refusal(b"%PDF-1.7 and nothing more")
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    assert "tangled" in refusal(made(LAW))


def test_thai_glyphs_moved_aside_by_old_fonts_are_letters_again():
    assert "ป\uf70bา ป\uf701น".translate(pdf._LETTERS) == "ป้า ปิน"
    assert "\uf0b7 one\x03".translate(pdf._LETTERS) == "• one"


def test_a_thai_law_printed_by_the_house_is_read_again():
    if documents.weasyprint is None:
        pytest.skip("Pango is absent, so that no PDF can be made")
    document = documents.Document(
        title="ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙",
        language="th",
        blocks=[
            documents.Paragraph("มาตรา ๑ พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติอากาศสะอาด"),
            documents.Paragraph("มาตรา ๒ ให้ยกเลิกคำสั่งเดิม"),
        ],
    )

    parsed = importing.read("law.pdf", documents.pdf(document))

    assert [node.number for node in tree.sections(parsed.tree)] == ["มาตรา ๑", "มาตรา ๒"]
    assert parsed.language == "th"
