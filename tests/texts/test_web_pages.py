"""A web page is read as headings, paragraphs, lists and rows; what is no text of it stays out."""

import json

import pytest
from click.testing import CliRunner

from commons.texts import importing, tree
from commons.texts.commands import texts
from tests.texts import laws

PAGE = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>
<nav>Home</nav><script>alert("Section 9. No law.")</script>
<h1>ร่างพระราชบัญญัติอากาศสะอาด</h1>
<h2>หมวด ๑<br>บททั่วไป</h2>
<p>มาตรา ๑ พระราชบัญญัตินี้
ให้ใช้บังคับทันที</p>
<p>มาตรา ๒ ในพระราชบัญญัตินี้</p>
<ol style="list-style-type: thai"><li>อากาศ</li><li value="5">ฝุ่น<ul><li>ละเอียด</li></ul></li></ol>
<h3>§ 5<sup>1</sup>. Tasud</h3>
<table><tr><th>Andur</th><td>50 eurot</td></tr></table>
<div hidden>secret</div><p>before <del>old</del><ins>new</ins> after <span style="display:none">no</span>.</p>
</body></html>"""


@pytest.mark.parametrize("name", ["law.html", "law.txt", "law"])
def test_a_web_page_is_read_whatever_its_name(name):
    parsed = importing.read(name, PAGE.encode())

    assert parsed.title == "ร่างพระราชบัญญัติอากาศสะอาด"
    assert laws.eids(parsed) == ["sec_1", "sec_2", "sec_5-1"]
    chapter = next(
        step.node for step in tree.walk(parsed.tree.nodes) if step.node.number == "หมวด ๑"
    )
    assert chapter.heading == "บททั่วไป"
    first, second, third = tree.sections(parsed.tree)
    assert tree.plain(first) == "พระราชบัญญัตินี้ ให้ใช้บังคับทันที"
    assert tree.plain(second).splitlines()[1:3] == ["๑. อากาศ", "๕. ฝุ่น"]
    assert third.heading == "Tasud"
    assert tree.plain(third).splitlines() == ["Andur | 50 eurot", "before new after ."]


def test_an_old_thai_page_is_read_in_the_encoding_it_names():
    page = (
        '<html><head><meta charset="windows-874"></head><body>' + "<b></b>" * 300
    ) + "<h1>ร่างกฎหมาย</h1><p>มาตรา ๑ ให้ใช้บังคับ</p></body></html>"

    parsed = importing.read("law.html", page.encode("cp874"))

    assert parsed.title == "ร่างกฎหมาย"
    assert laws.eids(parsed) == ["sec_1"]


def test_a_page_nested_without_end_is_read_or_refused_but_does_not_hold_the_house_up(tmp_path):
    file = tmp_path / "law.html"
    file.write_text(
        "<html><body>" + "<div>" * 50_000 + "<p>Section 1. A rule." + "<ol><li>a" * 5_000
    )

    result = CliRunner().invoke(texts, ["import", str(file)])

    assert result.exit_code in (0, 2)
    assert result.exit_code == 2 or json.loads(result.stdout)["sections"]
