"""A text's references to its own sections and its defined words are found; other laws are left alone."""

from __future__ import annotations

import pytest

from commons.texts import apparatus, definitions, importing, references, render, tree
from tests.texts import laws

THAI = """# ร่างพระราชบัญญัติ

มาตรา ๓ ในพระราชบัญญัตินี้
“ฝุ่นละออง” หมายความว่า อนุภาคในอากาศ
“ผู้อนุญาต” หมายความว่า อธิบดี

มาตรา ๕ ผู้ใดปล่อยฝุ่นละอองต้องได้รับใบอนุญาต

มาตรา ๕/๑ ผู้อนุญาตออกใบอนุญาต

มาตรา ๖ ผู้ฝ่าฝืน%s ต้องระวางโทษ
"""


@pytest.mark.parametrize(
    ("words", "eids"),
    [
        ("มาตรา ๕ วรรคสอง", ["sec_5"]),
        ("มาตรา ๕/๑", ["sec_5-1"]),
        ("มาตรา ๓ หรือมาตรา ๕", ["sec_3", "sec_5"]),
        ("มาตรา ๕ แห่งพระราชบัญญัตินี้", ["sec_5"]),
        ("มาตรา ๕ แห่งพระราชบัญญัติโรงงาน พ.ศ. ๒๕๓๕", []),
        ("มาตรา ๓ และมาตรา ๕ แห่งประมวลกฎหมายอาญา", []),
        ("มาตรา ๕๐", []),
    ],
)
def test_thai_references(words: str, eids: list[str]) -> None:
    known = references.index(importing.read("a.md", (THAI % words).encode()).tree)

    assert [r.eid for r in references.find(words, known, "th")] == eids


@pytest.mark.parametrize(
    ("words", "language", "eids"),
    [
        ("as set out in Section 2(1)(a) and section 3", "en", ["sec_2", "sec_3"]),
        ("Section 2 of the Controlled Substances Act", "en", []),
        ("sections 2 and 3 of the Road Act", "en", []),
        ("section 3 of this Act", "en", ["sec_3"]),
        ("Article 2", "en", []),
        ("tämän lain 2 §:n 1 momentissa", "fi", ["sec_2"]),
        ("hallintolain 2 §:n mukaan", "fi", []),
        ("2 §:ssä säädetään", "fi", ["sec_2"]),
        ("käesoleva seaduse § 2 lõikes 2", "et", ["sec_2"]),
        ("karistusseadustiku § 2 järgi", "et", []),
        ("§ 3 lõige 2", "et", ["sec_3"]),
    ],
)
def test_references_of_other_languages(words: str, language: str, eids: list[str]) -> None:
    text = "# Act\n\nSection 1. A.\n\nSection 2. B.\n\nSection 3. C.\n"
    known = references.index(importing.read("a.md", text.encode()).tree)

    assert [r.eid for r in references.find(words, known, language)] == eids


def test_defined_words_are_links_at_their_first_use_in_each_section() -> None:
    parsed = importing.read("a.md", (THAI % "มาตรา ๕").encode())

    found = definitions.find(parsed.tree)
    page = str(render.whole(parsed.tree))

    assert [(d.term, d.eid) for d in found] == [("ฝุ่นละออง", "sec_3"), ("ผู้อนุญาต", "sec_3")]
    assert page.count('href="#sec_3"') == 2
    assert page.count('href="#sec_5"') == 1
    used = apparatus.used_in(tree.sections(parsed.tree)[1], apparatus.of_tree(parsed.tree))
    assert [d.term for d in used] == ["ฝุ่นละออง"]


def test_hostile_words_stay_words_and_quotations_bear_no_links() -> None:
    text = "# Act\n\nSection 1. “<b>x</b>” means y.\n\nSection 2. <b>x</b> under section 1 & 3.\n"
    page = str(render.whole(importing.read("a.txt", text.encode()).tree))
    thai = importing.read("a.md", laws.THAI.encode()).tree

    assert "<b>" not in page
    assert "&amp; 3" in page
    assert "<blockquote" in str(render.whole(thai))


def test_real_texts_point_at_themselves() -> None:
    path = laws.DATA / "thai" / "administrative_procedure_act.txt"
    if not path.exists():
        pytest.skip("the real texts are not here (LEXPOPULI_TEST_DATA)")
    parsed = importing.read(path.name, path.read_bytes())
    known = references.index(parsed.tree)
    found = [
        r
        for step in tree.walk(parsed.tree.nodes)
        for r in references.find(step.node.words, known, "th")
    ]

    assert len(found) == 5
    assert len(definitions.find(parsed.tree)) == 7
