"""What is taken away as DOCX or PDF is the same text when it is brought back."""

import pytest

from commons import documents
from commons.texts import importing, paper, tree
from tests.texts import laws


@pytest.mark.parametrize("law", [laws.THAI, laws.ENGLISH, laws.FINNISH, laws.ESTONIAN])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_text_on_paper_is_read_back_as_it_was(law, kind):
    if kind == "pdf" and documents.weasyprint is None:
        pytest.skip("Pango is absent, so that no PDF can be made")
    before = laws.read(law)
    document = documents.Document(before.title, before.language, paper.blocks(before.tree))

    after = importing.read("draft", getattr(documents, kind)(document))

    assert after.title == before.title
    assert laws.eids(after) == laws.eids(before)
    assert [tree.plain(node) for node in tree.sections(after.tree)] == [
        tree.plain(node) for node in tree.sections(before.tree)
    ]
