"""Laws of four languages are read from plain text and Markdown with their own way of numbering."""

import pytest

from commons.texts import tree
from commons.texts.tree import Kind
from tests.texts import laws


def node(parsed, eid):
    return next(step.node for step in tree.walk(parsed.tree.nodes) if step.node.eid == eid)


@pytest.mark.parametrize("name", ["law.txt", "law.md"])
def test_a_thai_law_is_read_with_its_sections_paragraphs_and_items(name):
    parsed = laws.read(laws.THAI, name)

    assert parsed.title == "ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙"
    assert parsed.language == "th"
    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_5-1", "sec_6-bis", "sec_7", "sec_8"]
    section = node(parsed, "sec_5-1")
    assert section.number == "มาตรา ๕/๑"
    assert [child.kind for child in section.children] == [Kind.PARAGRAPH, Kind.PARAGRAPH]
    assert node(parsed, "sec_5-1__para_1__point_1__point_ก").words == "ในเมือง"
    assert node(parsed, "sec_5-1__para_2").words == "ความในวรรคหนึ่งมิให้ใช้บังคับแก่โรงเรือน"


@pytest.mark.parametrize("name", ["law.txt", "law.md"])
def test_thai_divisions_nest_and_bear_their_headings(name):
    parsed = laws.read(laws.THAI, name)

    chapter = node(parsed, "chp_1")
    assert (chapter.number, chapter.heading) == ("หมวด ๑", "บททั่วไป")
    assert [child.eid for child in chapter.children if child.kind is Kind.DIVISION]
    assert any(n.heading == "บทเฉพาะกาล" for n in parsed.tree.nodes)


def test_the_section_of_another_law_is_kept_as_a_quotation():
    parsed = laws.read(laws.THAI)

    own, quoted = tree.counts(parsed.tree)

    assert own["section"] == 6
    assert quoted == {"section": 1, "item": 2}
    assert own["quoted"] == 1


def test_twelve_thai_sections_have_twelve_addresses():
    digits = "๐๑๒๓๔๕๖๗๘๙"
    numbers = ["".join(digits[int(d)] for d in str(n)) for n in range(1, 13)]
    text = "# ร่าง\n\n" + "\n\n".join(f"มาตรา {n} ความ\n\nวรรคสอง\n(๑) หนึ่ง\n(ก) ก" for n in numbers)

    parsed = laws.read(text, "draft.md")

    assert laws.eids(parsed) == [f"sec_{n}" for n in range(1, 13)]


def test_an_estonian_law_is_read():
    parsed = laws.read(laws.ESTONIAN)

    assert parsed.language == "et"
    assert laws.eids(parsed) == ["sec_1", "sec_5-1", "sec_6"]
    assert node(parsed, "chp_1").label == "1. peatükk ÜLDSÄTTED"
    assert node(parsed, "sec_1").heading == "Seaduse reguleerimisala"
    assert node(parsed, "sec_1__para_2__point_2").words == "tegemist on katsega."
    assert node(parsed, "sec_5-1").words.startswith("Käesoleva seaduse § 5 lõikes 2")


def test_a_finnish_law_is_read():
    parsed = laws.read(laws.FINNISH)

    assert parsed.language == "fi"
    assert laws.eids(parsed) == ["sec_1", "sec_5a", "sec_6"]
    assert node(parsed, "chp_1").heading == "Yleiset säännökset"
    assert node(parsed, "sec_1").heading == "Soveltamisala"
    assert node(parsed, "sec_1__para_2__point_1").words == "valtioon;"
    assert node(parsed, "sec_6").words.startswith("Tämä laki tulee voimaan")


def test_an_english_law_is_read():
    parsed = laws.read(laws.ENGLISH)

    assert parsed.title == "CLEAN AIR ACT"
    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_3", "sched_1__para_1", "sched_1__para_2"]
    assert node(parsed, "rec_2").words == "Whereas the State has a duty to protect it;"
    assert node(parsed, "part_II").heading == "DUTIES OF THE BOARD"
    assert node(parsed, "sec_1").words == "This Act may be cited as the Clean Air Act."
    assert node(parsed, "sec_2__point_b__point_ii").words == "a mobile device."
    assert node(parsed, "sec_3").words == "The Board shall report within 15 days."


def test_i_after_h_is_a_letter_and_elsewhere_a_roman_number():
    letters = "\n".join(f"({letter}) word" for letter in "abcdefghijk")

    parsed = laws.read(f"Draft\n\nSection 1. List\nThese are:\n{letters}\n(i) deeper")

    assert len(node(parsed, "sec_1").children) == 11
    assert node(parsed, "sec_1__point_k__point_i").words == "deeper"


def test_two_sections_of_one_number_get_two_addresses_and_a_line_in_the_report():
    parsed = laws.read("Draft\n\nSection 1. One thing.\n\nSection 1. Another thing.\n")

    assert laws.eids(parsed) == ["sec_1", "sec_1~2"]
    assert [line.code for line in parsed.report.repairs] == ["eid-collision"]


def test_a_proposal_in_plain_words_gets_a_section_for_each_heading():
    parsed = laws.read("# Free buses\n\nIntro.\n\n## Why\n\nBecause.\n\n## How\n\nMoney.\n", "a.md")

    assert parsed.title == "Free buses"
    assert [n.heading for n in tree.sections(parsed.tree)] == ["", "Why", "How"]
    assert [line.code for line in parsed.report.repairs] == ["no-sections"]


def test_a_line_that_only_mentions_a_section_opens_none():
    parsed = laws.read(
        "Draft\n\nSection 1. The rule.\n\nSection 5 of the Act applies.\nมาตรา ๔ วรรคสอง ใช้บังคับ\n"
    )

    assert laws.eids(parsed) == ["sec_1"]


def test_lines_that_only_the_page_has_parted_are_joined():
    parsed = laws.read(
        "Draft\n\nSection 1. The Board reports to the public on the state of the air\n"
        "in every province once a year.\n"
    )

    assert "air in every province" in tree.sections(parsed.tree)[0].words


def test_a_section_that_follows_a_later_one_is_pointed_out():
    parsed = laws.read("Draft\n\nSection 1. A b.\n\nSection 3. C d.\n\nSection 2. E f.\n")

    assert [line.code for line in parsed.report.warnings] == ["out-of-order"]


def test_sections_that_only_group_articles_are_divisions():
    parsed = laws.read(
        "REGULATION\n\nSECTION 1\nScope\n\nArticle 1\nMatter\n1. It lays down rules.\n"
        "Article 2\nIt applies.\n\nSECTION 2\nTerms\n\nArticle 3\nIt ends.\n"
    )

    assert laws.eids(parsed) == ["art_1", "art_2", "art_3"]
    divisions = [n for n in parsed.tree.nodes if n.kind is Kind.DIVISION]
    assert [n.label for n in divisions] == ["SECTION 1 Scope", "SECTION 2 Terms"]


def test_markdown_may_stress_number_and_raise():
    parsed = laws.read(
        "# Seadus\n\n**§ 4.** Esimene lause.\n\n## § 5<sup>1</sup>. [Nimi](https://a.ee)\n\n"
        "(1) *Lause* üks.\n\nมาตรา ๖. ข้อความ\n"
    )

    assert laws.eids(parsed) == ["sec_4", "sec_5-1", "sec_6"]
    assert node(parsed, "sec_5-1").heading == "Nimi"
    assert node(parsed, "sec_5-1__para_1").words == "Lause üks."


def test_unnumbered_paragraphs_between_numbered_ones_need_no_repair():
    parsed = laws.read(
        "Seadus\n\n§ 1. Nimi\n(1) Lause üks.\n(2) Lause kaks.\nLõpetuseks veel see.\n"
    )

    assert parsed.report.repairs == ()
    assert node(parsed, "sec_1__para_nn-1").words == "Lõpetuseks veel see."


def test_the_title_of_a_thai_law_may_take_several_lines():
    parsed = laws.read(
        "ร่างพระราชบัญญัติ\nอากาศสะอาด\nพ.ศ. ๒๕๖๙\n_______________\n\nโดยที่เป็นการสมควร\n\nมาตรา ๑ ความ\n"
    )

    assert parsed.title == "ร่างพระราชบัญญัติ อากาศสะอาด พ.ศ. ๒๕๖๙"
    assert node(parsed, "preamble").words == "โดยที่เป็นการสมควร"


def test_words_under_a_heading_beside_numbered_sections_can_be_commented_too():
    parsed = laws.read(
        "# Proposal\n\n## Principle\n\nBuses are free.\n\n## Draft law\n\nSection 1. Buses are free.\n",
        "proposal.md",
    )

    assert laws.eids(parsed) == ["sec_nn-1", "sec_1"]
    assert node(parsed, "sec_nn-1").words == "Buses are free."
    assert parsed.report.repairs == ()
