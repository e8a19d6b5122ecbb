"""An OpenDocument text is read as it prints: its lists counted, its changes accepted."""

import io

import pytest
from odf.opendocument import OpenDocumentText
from odf.text import H, P

from commons.texts import importing, tree
from tests.texts import laws, offices


def lists(*levels, name="L1"):
    inner = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{manner}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}" {more}/>'
        for at, (before, manner, after, more) in enumerate(levels, start=1)
    )
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


def list_(*items, more='text:style-name="L1"'):
    return (
        f"<text:list {more}>"
        + "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
        + "</text:list>"
    )


def p(words):
    return f"<text:p>{words}</text:p>"


TITLE = '<text:p text:style-name="Title">A draft</text:p>'


def read(text, automatic="", styles=""):
    return importing.read("draft.odt", offices.odt(text, automatic, styles))


def words(parsed):
    return "\n".join(tree.plain(node) for node in tree.sections(parsed.tree))


@pytest.mark.parametrize(
    ("before", "manner", "after", "number"),
    [
        ("มาตรา ", "๑, ๒, ๓, ...", "", "มาตรา ๒"),
        ("Section ", "1", ".", "Section 2"),
        ("", "1", " §", "2 §"),
        ("§ ", "1", ".", "§ 2"),
        ("Article ", "I", "", "Article II"),
    ],
)
def test_the_label_of_a_list_becomes_the_number_of_the_section(before, manner, after, number):
    inner = list_(p("one;"), p("two."), more="")

    parsed = read(
        TITLE + list_(p("The first rule stands."), p("The second has parts:") + inner),
        lists((before, manner, after, ""), ("(", "a", ")", "")),
    )

    assert [node.number for node in tree.sections(parsed.tree)][1] == number
    assert words(parsed).splitlines()[-2:] == ["(a) one;", "(b) two."]


def test_lists_go_on_only_where_the_file_says_so():
    goes_on = 'text:style-name="L1" text:continue-numbering="true"'
    parsed = read(
        TITLE
        + list_(p("First rule stands."))
        + p("Some words.")
        + list_(p("Second rule stands."), more=goes_on)
        + '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
        + p("Seventh rule stands.")
        + "</text:list-item></text:list>",
        lists(("Section ", "1", ".", "")),
    )

    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_7"]


def test_headings_are_counted_by_the_outline():
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="๑" style:num-prefix="หมวด "/>'
        '<text:outline-level-style text:level="2" style:num-format="1" '
        'style:num-list-format="Section %1%.%2%"/></text:outline-style>'
    )

    parsed = read(
        TITLE
        + '<text:h text:outline-level="1">บททั่วไป</text:h>'
        + '<text:h text:outline-level="2">Short title</text:h>'
        + p("This Act has a title."),
        styles=outline,
    )

    chapter = next(n for n in parsed.tree.nodes if n.number)
    assert (chapter.number, chapter.heading) == ("หมวด ๑", "บททั่วไป")
    assert [node.number for node in tree.sections(parsed.tree)] == ["Section ๑.1"]


def test_tracked_changes_notes_and_contents_stay_out_with_a_line_each():
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>thirty</text:p></text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    note = "<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note>"

    parsed = read(
        changes
        + TITLE
        + "<text:table-of-content><text:index-body><text:p>Section 1 .. 3</text:p>"
        + "</text:index-body></text:table-of-content>"
        + f"<text:p>Section 1. Due<text:s text:c='2'/>in <text:change/>fifteen{note} days.</text:p>"
    )

    assert words(parsed) == "Due in fifteen days."
    found = {line.code: line.values for line in parsed.report.repairs + parsed.report.warnings}
    assert set(found) == {"tracked-changes", "notes-left-out", "contents-list"}
    assert found["tracked-changes"] == {"inserted": 1, "deleted": 1}


def test_tables_spans_and_raised_figures_are_read():
    raised = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"

    parsed = read(
        TITLE
        + '<text:p>§ 5<text:span text:style-name="T1">1</text:span>. Tasud</text:p>'
        + p("Tasud on:")
        + f"<table:table>{row.format(cell.format('Andur') + cell.format('50 eurot'))}</table:table>",
        raised,
    )

    assert laws.eids(parsed) == ["sec_5-1"]
    assert words(parsed).splitlines() == ["Tasud on:", "Andur | 50 eurot"]


def test_a_file_of_another_program_is_read_whatever_its_name():
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="ร่างพระราชบัญญัติอากาศสะอาด"))
    document.text.addElement(P(text="มาตรา ๑ พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติอากาศสะอาด"))
    data = io.BytesIO()
    document.save(data)

    parsed = importing.read("no-name.txt", data.getvalue())

    assert parsed.title == "ร่างพระราชบัญญัติอากาศสะอาด"
    assert parsed.language == "th"
    assert laws.eids(parsed) == ["sec_1"]
