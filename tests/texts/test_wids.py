"""A provision keeps one name through all versions, and takes it along in every file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from commons import db
from commons.access import ANONYMOUS
from commons.errors import Refusal
from commons.texts import export, importing, queries, services, translations
from commons.texts.tree import Tree, walk
from tests.texts.test_export import IMPRINT

FIRST = """# Clean Air Act
## Section 1 Purpose
This Act keeps the air clean for everybody who breathes it.
## Section 2 Burning
Nobody burns waste in the open between January and April.
(1) The ban holds in every province.
(2) The governor may grant an exception in writing.
## Section 3 Permits
A permit is decided within fifteen days of the application.
"""
SECOND = """# Clean Air Act
## Section 1 Purpose
This Act keeps the air clean for everybody who breathes it.
## Section 2 Register
The Department keeps a public register of every source of smoke above one tonne a year.
## Section 3 Burning
Nobody burns waste in the open between January and April.
(1) The ban holds in every province.
(2) The governor may grant an exception in writing and for one day.
"""


def published(text: object, words: bytes) -> Tree:
    version = services.stage(text, importing.read("law.md", words))  # type: ignore[arg-type]
    services.publish(version)
    return queries.whole(version.id)


def names(tree: Tree) -> dict[str, str]:
    return {step.node.eid: step.node.wid for step in walk(tree.nodes)}


def test_a_renumbered_section_keeps_its_name_and_no_other_ever_gets_it(app: Flask) -> None:
    with db.transaction():
        text = services.create("Clean Air Act", "en")
        first, second = (names(published(text, words.encode())) for words in (FIRST, SECOND))
        third = names(published(text, FIRST.encode()))

        assert first == {eid: eid for eid in first}
        assert (second["sec_1"], second["sec_3"]) == ("sec_1", "sec_2")
        assert second["sec_2"] == "sec_2~2", "another section bore this name"
        below = [eid for eid in second if eid.startswith("sec_3__")]
        assert below and all(second[eid] == eid.replace("sec_3", "sec_2") for eid in below)
        assert third["sec_2"] == "sec_2"
        assert len(set(second.values())) == len(second)


def test_what_is_exported_imported_and_exported_again_is_the_same(app: Flask) -> None:
    with db.transaction():
        text = services.create("Clean Air Act", "en")
        published(text, FIRST.encode())
        file = export.akoma_ntoso(published(text, SECOND.encode()), IMPRINT)
        again = published(services.create("Copy", "en"), file)

        assert b'eId="sec_3" wId="sec_2"' in file
        assert export.akoma_ntoso(again, IMPRINT) == file


THAI = """# ร่างพระราชบัญญัติอากาศสะอาด
## มาตรา 1 ความมุ่งหมาย
พระราชบัญญัตินี้รักษาอากาศให้สะอาดสำหรับทุกคน
## มาตรา 2 การเผา
ห้ามเผาขยะในที่โล่งตั้งแต่เดือนมกราคมถึงเดือนเมษายน
## มาตรา 3 ใบอนุญาต
ให้พิจารณาใบอนุญาตภายในสิบห้าวัน
"""


def test_a_translation_goes_along_to_be_looked_over(app: Flask) -> None:
    writer, second = (replace(ANONYMOUS, account_id=number) for number in (1, 2))
    with db.transaction():
        text = services.create("Clean Air Act", "en")
        published(text, FIRST.encode())
        row = translations.stage(
            writer, queries.latest(text.id), importing.read("law.md", THAI.encode())
        )
        translations.publish(second, row)
        published(text, SECOND.encode())
        newest = queries.latest(text.id)
        (carried,) = translations.waiting(newest.id)

        assert translations.published(newest.id) == {}
        assert carried.report["carried_from"] == 1
        assert carried.report["changed"] == ["sec_3"]
        assert carried.report["missing"] == ["sec_2"]
        assert "ห้ามเผา" in str([carried.nodes[e] for e in carried.nodes if "sec_3" in e])
        assert carried.nodes["sec_3"]["number"] == "", "the new number is the official one"
        with pytest.raises(Refusal):
            translations.publish(writer, carried)
        translations.publish(second, carried)
