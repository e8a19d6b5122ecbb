"""What is exported as Akoma Ntoso is read again as the same text."""

from datetime import date

import pytest
from lxml import etree

from commons.texts import export, importing, markdown, tree
from commons.texts.export import Imprint
from tests.texts import laws

IMPRINT = Imprint("th", "12", "Pollution Control", date(2026, 9, 1), date(2026, 10, 1))
REAL = [
    "akn/eu_COM(2013)0619_EN-8.xml",
    "akn/uk_pga-2014-27-enacted-data.xml",
    "bills/hr264-155-sections.md",
    "bills/hjres37-reported-in-house.md",
    "bills/hjres37-received-in-senate.md",
    "bills/hr1037-engrossed.md",
    "bills/hr1037-received.md",
    "thai/administrative_procedure_act.txt",
]


def again(parsed):
    return importing.read("law.xml", export.akoma_ntoso(parsed.tree, IMPRINT))


@pytest.mark.parametrize("law", ["THAI", "ESTONIAN", "FINNISH", "ENGLISH"])
def test_a_law_that_is_exported_and_imported_is_the_same_law(law):
    parsed = laws.read(getattr(laws, law))

    assert again(parsed).tree == parsed.tree


@pytest.mark.parametrize("name", REAL)
def test_a_real_law_that_is_exported_and_imported_is_the_same_law(name):
    parsed = laws.read_real(name)

    assert again(parsed).tree == parsed.tree


def test_the_export_says_what_it_is():
    root = etree.fromstring(export.akoma_ntoso(laws.read(laws.THAI).tree, IMPRINT))

    said = {etree.QName(e).localname: dict(e.attrib) for e in root.iter() if "FRBR" in str(e.tag)}
    assert said["FRBRcountry"] == {"value": "th"}
    assert said["FRBRlanguage"] == {"language": "tha"}
    assert said["FRBRuri"]["value"].startswith("/akn/th/bill/2026-09-01/12")


@pytest.mark.parametrize("law", ["THAI", "ESTONIAN", "FINNISH", "ENGLISH", *REAL])
def test_a_law_written_as_markdown_keeps_its_sections(law):
    parsed = laws.read_real(law) if "/" in law else laws.read(getattr(laws, law))

    read = importing.read("law.md", markdown.markdown(parsed.tree).encode())

    before, after = tree.sections(parsed.tree), tree.sections(read.tree)
    assert [n.eid for n in after] == [n.eid for n in before]
    assert [n.heading for n in after] == [n.heading.rstrip(".") for n in before]
