"""A Word file is read as it prints: numbered by Word, with its changes accepted."""

import io

import docx as python_docx
import pytest

from commons.texts import importing, tree
from tests.texts import laws, offices
from tests.texts.offices import level, numbering, p, table


def read(*paragraphs, lists=""):
    return importing.read("draft.docx", offices.docx("".join(paragraphs), lists))


def sections(parsed):
    return [(node.eid, node.number, node.heading) for node in tree.sections(parsed.tree)]


def words(parsed):
    return "\n".join(tree.plain(node) for node in tree.sections(parsed.tree))


def codes(parsed):
    return {line.code: dict(line.values) for line in parsed.report.repairs + parsed.report.warnings}


THAI = numbering(
    level(0, "หมวด %1", "thaiNumbers"),
    level(1, "มาตรา %2", "thaiNumbers", more='<w:lvlRestart w:val="0"/>'),
    level(2, "(%3)", "thaiNumbers"),
    level(3, "(%4)", "thaiLetters"),
)


def test_a_thai_law_numbered_by_word_is_read_with_its_thai_numbers():
    parsed = read(
        p("ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙", style="Title"),
        p("บททั่วไป", 0),
        p("พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติอากาศสะอาด", 1),
        p("ในพระราชบัญญัตินี้", 1),
        p("อากาศ", 2),
        p("ในเมือง", 3),
        p("นอกเมือง", 3),
        p("ฝุ่น", 2),
        p("คณะกรรมการ", 0),
        p("ให้มีคณะกรรมการคณะหนึ่ง", 1),
        p("ประธานกรรมการ", 2),
        lists=THAI,
    )

    assert parsed.title == "ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙"
    assert parsed.language == "th"
    assert [row[:2] for row in sections(parsed)] == [
        ("sec_1", "มาตรา ๑"),
        ("sec_2", "มาตรา ๒"),
        ("sec_3", "มาตรา ๓"),
    ]
    named = {step.node.eid: step.node for step in tree.walk(parsed.tree.nodes)}
    assert named["chp_2"].heading == "คณะกรรมการ"
    assert tree.plain(named["sec_2"]).splitlines()[1:] == [
        "(๑) อากาศ",
        "(ก) ในเมือง",
        "(ข) นอกเมือง",
        "(๒) ฝุ่น",
    ]
    assert tree.plain(named["sec_3"]).splitlines()[1:] == ["(๑) ประธานกรรมการ"]


@pytest.mark.parametrize(
    ("text", "manner", "number", "eid"),
    [
        ("Section %1", "decimal", "Section 5", "sec_5"),
        ("Section %1.", "decimal", "Section 5", "sec_5"),
        ("%1 §", "decimal", "5 §", "sec_5"),
        ("§ %1.", "decimal", "§ 5", "sec_5"),
        ("มาตรา %1", "thaiNumbers", "มาตรา ๕", "sec_5"),
        ("ข้อ %1", "thaiNumbers", "ข้อ ๕", "sec_5"),
        ("Article %1", "upperRoman", "Article V", "art_V"),
    ],
)
def test_the_label_that_word_counts_becomes_the_number_of_the_section(text, manner, number, eid):
    lists = numbering(level(0, text, manner, start=5))

    parsed = read(
        p("A draft", style="Title"), p("the board meets.", 0), p("Fees are due.", 0), lists=lists
    )

    assert sections(parsed)[0][:2] == (eid, number)
    assert "the board meets" in words(parsed)
    assert len(sections(parsed)) == 2


def test_finnish_and_estonian_headings_below_and_beside_their_number_are_headings():
    finnish = numbering(level(0, "%1 luku"), level(1, "%2 §", more='<w:lvlRestart w:val="0"/>'))
    estonian = numbering(level(0, "§ %1."), level(1, "(%2)"), level(2, "%3)"))

    law = read(
        p("Laki puhtaasta ilmasta", style="Title"),
        p("Yleiset säännökset", 0, style="H1"),
        p("", 1),
        p("Soveltamisala", style="H1"),
        p("Tässä laissa säädetään ilman suojelusta.", style=""),
        p("Määritelmät", 1),
        p("Tässä laissa tarkoitetaan ilmalla ulkoilmaa."),
        lists=finnish,
    )
    seadus = read(
        p("Puhta õhu seadus", style="Title"),
        p("Seaduse reguleerimisala", 0),
        p("Käesolev seadus reguleerib õhu kaitset.", 1),
        p("Seadust ei kohaldata, kui:", 1),
        p("tegemist on siseruumiga;", 2),
        lists=estonian,
    )

    assert sections(law) == [("sec_1", "1 §", "Soveltamisala"), ("sec_2", "2 §", "Määritelmät")]
    assert sections(seadus) == [("sec_1", "§ 1", "Seaduse reguleerimisala")]
    assert words(seadus).splitlines()[1:] == [
        "(2) Seadust ei kohaldata, kui:",
        "1) tegemist on siseruumiga;",
    ]


def test_lists_restart_go_on_and_are_overridden_as_word_does_it():
    lists = numbering(
        level(0, "Section %1."),
        level(1, "(%2)", "lowerLetter"),
        more='<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="10"/></w:lvlOverride></w:num>',
    )

    parsed = read(
        p("A draft", style="Title"),
        p("First rule.", 0),
        p("one;", 1),
        p("two.", 1),
        p("Second rule.", 0, list_=2),
        p("again.", 1, list_=2),
        p("Tenth rule.", 0, list_=3),
        p("Eleventh rule.", 0, list_=3),
        lists=lists,
    )

    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_10", "sec_11"]
    assert "(b) two." in words(parsed)
    assert "(a) again." in words(parsed)


def test_numbers_come_from_styles_and_levels_name_those_above_in_plain_digits():
    lists = numbering(
        level(0, "PART %1", "upperRoman", more='<w:pStyle w:val="H1"/>'),
        level(1, "Section %1.%2", more='<w:pStyle w:val="H2"/><w:isLgl/>'),
    )

    parsed = read(
        p("A draft", style="Title"),
        p("Duties", 0, style="H1"),
        p("Duty to report", style="H2"),
        p("The Board reports."),
        lists=lists,
    )

    assert sections(parsed) == [("sec_1-1", "Section 1.1", "Duty to report")]


def test_tracked_changes_are_accepted_and_reported():
    ins = '<w:ins w:id="1"><w:r><w:t>fifteen</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2"><w:r><w:delText>thirty</w:delText></w:r></w:del>'
    moved = "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom>"
    joined = p("Section 3. The Board ", more='<w:rPr><w:del w:id="4"/></w:rPr>')

    parsed = read(
        p("A draft", style="Title"),
        f"<w:p><w:r><w:t>Section 1. Reports are due in </w:t></w:r>{gone}{ins}<w:r><w:t> days.</w:t></w:r></w:p>",
        f"<w:p>{moved}</w:p>",
        "<w:p><w:moveTo><w:r><w:t>Section 2. Moved here.</w:t></w:r></w:moveTo></w:p>",
        joined,
        p("meets."),
    )

    assert words(parsed).splitlines() == [
        "Reports are due in fifteen days.",
        "Moved here.",
        "The Board meets.",
    ]
    assert codes(parsed)["tracked-changes"] == {"inserted": 2, "deleted": 2}


def test_a_paragraph_that_was_deleted_is_not_counted():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
        "</w:pPr><w:del><w:r><w:delText>Old rule.</w:delText></w:r></w:del></w:p>"
    )

    parsed = read(
        p("A draft", style="Title"),
        p("First.", 0),
        gone,
        p("Second.", 0),
        lists=numbering(level(0, "Section %1.")),
    )

    assert laws.eids(parsed) == ["sec_1", "sec_2"]


def test_words_whose_paragraph_was_to_go_on_are_kept_where_none_follows():
    open_end = '<w:rPr><w:del w:id="4"/></w:rPr>'

    parsed = read(
        p("A draft", style="Title"),
        p("Section 1. The fees are:", more=open_end),
        table(["Monitor", "100 baht"]),
        p("Section 2. The last words.", more=open_end),
    )

    assert words(parsed).splitlines() == [
        "The fees are:",
        "Monitor | 100 baht",
        "The last words.",
    ]


def test_footnotes_comments_pictures_and_hidden_words_are_left_out_with_a_line_each():
    note = "<w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:commentReference w:id='0'/></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:drawing/></w:r>"

    parsed = read(
        p("A draft", style="Title"),
        p("Section 1 ........ 3", style="TOC1"),
        f"<w:p><w:r><w:t>Section 1. A rule.</w:t></w:r>{note}{hidden}</w:p>",
    )

    assert words(parsed) == "A rule."
    assert set(codes(parsed)) == {
        "notes-left-out",
        "comments-left-out",
        "hidden-left-out",
        "pictures",
        "contents-list",
    }


def test_a_table_is_read_row_by_row():
    parsed = read(
        p("A draft", style="Title"),
        p("Section 1. The fees are:"),
        table(["Monitor", "100 baht"], ["Sensor", "50 baht"]),
        table(["มาตรา ๒", "ให้ใช้บังคับทันที"]),
    )

    assert words(parsed).splitlines()[1:3] == ["Monitor | 100 baht", "Sensor | 50 baht"]
    assert sections(parsed)[1][:2] == ("sec_2", "มาตรา ๒")


def test_an_unknown_way_of_counting_is_reported_and_written_in_plain_digits():
    parsed = read(
        p("Draft", style="Title"),
        p("A rule.", 0),
        lists=numbering(level(0, "Section %1.", "klingon")),
    )

    assert sections(parsed)[0][1] == "Section 1"
    assert codes(parsed)["number-format"] == {"format": "klingon"}


def test_a_raised_figure_is_another_number():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'

    parsed = read(
        p("Seadus", style="Title"),
        f"<w:p><w:r><w:t>§ 5</w:t></w:r>{raised}<w:r><w:t>. Eriline kord</w:t></w:r></w:p>",
        p("Kohaldatakse erikorda."),
    )

    assert laws.eids(parsed) == ["sec_5-1"]


def test_a_file_of_another_program_is_read_whatever_its_name():
    document = python_docx.Document()
    document.add_heading("Clean Air Act", 0)
    document.add_heading("Section 1. Short title", 2)
    document.add_paragraph("This Act may be cited as the Clean Air Act.")
    document.add_paragraph("A list follows:")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    data = io.BytesIO()
    document.save(data)

    parsed = importing.read("no-name", data.getvalue())

    assert parsed.title == "Clean Air Act"
    assert sections(parsed) == [("sec_1", "Section 1", "Short title")]
    assert "2. second" in words(parsed)
