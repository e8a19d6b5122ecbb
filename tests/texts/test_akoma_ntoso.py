"""Akoma Ntoso is read by its local names, real files and dialects alike."""

import collections

from commons.texts import importing, tree
from commons.texts.tree import Kind
from tests.texts import laws

EU = "akn/eu_COM(2013)0619_EN-8.xml"
UK = "akn/uk_pga-2014-27-enacted-data.xml"


def test_the_european_proposal_has_its_chapters_articles_recitals_and_citations():
    parsed = laws.read_real(EU)

    own, quoted = tree.counts(parsed.tree)

    assert {kind: own[kind] for kind in ("chapter", "article", "recital", "citation")} == {
        "chapter": 9,
        "article": 24,
        "recital": 36,
        "citation": 5,
    }
    assert quoted == {}
    assert laws.eids(parsed) == [f"art_{n}" for n in range(1, 25)]
    assert parsed.language == "en"
    assert parsed.title.startswith("Proposal for a REGULATION")


def test_the_repeated_ids_of_the_european_proposal_are_reported():
    parsed = laws.read_real(EU)

    lines = [line for line in parsed.report.repairs if line.code == "duplicate-id"]

    assert len(lines) == 61
    assert sum(int(line.values["times"]) - 1 for line in lines) == 86
    assert any("61 id values" in line.sentence for line in parsed.report.warnings)


def test_every_address_of_a_text_is_given_once():
    for name in (EU, UK):
        parsed = laws.read_real(name)

        found = collections.Counter(step.node.eid for step in tree.walk(parsed.tree.nodes))

        assert max(found.values()) == 1


def test_the_british_act_keeps_quoted_structures_apart():
    parsed = laws.read_real(UK)

    own, quoted = tree.counts(parsed.tree)

    assert laws.eids(parsed) == [f"sec_{n}" for n in range(1, 9)]
    assert own["quoted"] == 5
    assert quoted == {"paragraph": 10, "item": 12}


def test_the_words_of_a_real_article_are_whole():
    parsed = laws.read_real(EU)

    article = tree.sections(parsed.tree)[1]

    assert article.heading == "Definitions"
    assert len([child for child in article.children if child.kind is Kind.ITEM]) == 10


DIALECT = """<an:akomaNtoso xmlns:an="http://www.akomantoso.org/2.0"><an:act>
<an:meta><an:identification><an:FRBRExpression><an:FRBRlanguage language="est"/></an:FRBRExpression>
</an:identification></an:meta><an:preface><an:p><an:docTitle>Seadus</an:docTitle></an:p></an:preface>
<an:body><an:chapter id="c1"><an:num>1. peatükk</an:num><an:heading>Üld</an:heading>
<an:section id="p5"><an:num>§ 5<an:sup>1</an:sup>.</an:num><an:heading>Nimi</an:heading>
<an:paragraph id="x"><an:num>(1)</an:num><an:content><an:p>Üks <an:b>kord</an:b>.</an:p></an:content>
</an:paragraph></an:section></an:chapter></an:body></an:act></an:akomaNtoso>"""


def test_a_dialect_with_prefixes_and_raised_digits_is_read():
    parsed = importing.read("seadus.xml", DIALECT.encode())

    section = tree.sections(parsed.tree)[0]
    assert (section.eid, section.number) == ("sec_5-1", "§ 5¹")
    assert section.children[0].words == "Üks kord."
    assert (parsed.language, parsed.title) == ("et", "Seadus")


def test_the_sections_of_a_european_chapter_that_hold_articles_are_divisions():
    source = (
        "<akomaNtoso><act><body><chapter><num>I</num><section><num>Section 1</num><article>"
        "<num>Article 1</num><content><p>Words.</p></content></article></section></chapter></body>"
        "</act></akomaNtoso>"
    )

    parsed = importing.read("a.xml", source.encode())

    assert laws.eids(parsed) == ["art_1"]
    assert tree.counts(parsed.tree)[0]["division"] == 1


def test_annexes_are_schedules_and_other_documents_are_named_as_left_out():
    source = (
        "<akomaNtoso><documentCollection><components><component><doc name='memo'><mainBody>"
        "<p>Memo.</p></mainBody></doc></component><component><bill><body><article><num>1</num>"
        "<content><p>Words.</p></content></article></body></bill></component><component>"
        "<doc name='annex'><mainBody><paragraph><num>1.</num><content><p>Fee.</p></content>"
        "</paragraph></mainBody></doc></component></components></documentCollection></akomaNtoso>"
    )

    parsed = importing.read("a.xml", source.encode())

    assert laws.eids(parsed) == ["art_1", "sched_1__para_1"]
    assert [line.values["name"] for line in parsed.report.warnings if line.code == "left-out"] == [
        "memo"
    ]


def test_a_portion_of_a_code_is_read_with_its_notes_and_without_its_contents_page():
    source = (
        "<akomaNtoso><portion><meta/><coverPage><docTitle>A Code</docTitle></coverPage>"
        "<portionBody><chapter><num>CHAPTER 3—</num><heading>Trade</heading><intro><toc><tocItem>"
        "<span>301.</span></tocItem></toc></intro><section><num>SEC. 301 .</num><heading>Title."
        "<authorialNote><p>1990 Act.</p></authorialNote></heading><content><p>Words"
        "<authorialNote><p>125 STAT.</p></authorialNote>.</p></content></section></chapter>"
        "</portionBody></portion></akomaNtoso>"
    )

    parsed = importing.read("a.xml", source.encode())

    section = tree.sections(parsed.tree)[0]
    assert (section.eid, section.heading) == ("sec_301", "Title.")
    assert section.words == "[1990 Act.]\nWords [125 STAT.]."
    assert parsed.tree.nodes[0].number == "CHAPTER 3"
    assert parsed.title == "A Code"
    assert [line.values for line in parsed.report.warnings] == [{"times": 2}]
