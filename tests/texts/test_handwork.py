"""A section tree is edited by hand: split, merged, moved, renumbered; eIds follow, nothing is lost."""

from __future__ import annotations

import pytest

from commons.errors import Refusal
from commons.texts import handwork, importing, tree, writing
from commons.texts.tree import Tree
from tests.texts import laws

ENGLISH = """# Act

## CHAPTER 1. General

Section 1. Name. This Act is called so.

Section 2. A permit is needed by whoever
(1) burns, or
(2) digs.
The Minister decides.

## CHAPTER 2. Permits

Section 3. A permit is given within 15 days.

Section 4. It ends after a year.
"""


def read(text: str = ENGLISH) -> Tree:
    """A text with two chapters."""
    return importing.read("a.md", text.encode()).tree


def eids(found: Tree) -> list[str]:
    """Its sections by name."""
    return [node.eid for node in tree.sections(found)]


def test_a_section_is_split_at_a_line_and_merged_again() -> None:
    before = read()

    apart = handwork.split(before, "sec_2", line=4, number="Section 2A")
    again = handwork.merge(apart, "sec_2")

    assert eids(apart) == ["sec_1", "sec_2", "sec_2A", "sec_3", "sec_4"]
    assert tree.plain(handwork.find(apart, "sec_2A")) == "The Minister decides."
    assert again == before


def test_a_section_moves_through_its_neighbours_and_chapters() -> None:
    up = handwork.raise_(read(), "sec_3")
    out = handwork.raise_(read(), "sec_1")
    down = handwork.lower(read(), "sec_1")

    assert eids(up) == ["sec_1", "sec_2", "sec_3", "sec_4"]
    assert [len(node.children) for node in out.nodes if node.children][:1] == [1]
    assert eids(down) == ["sec_2", "sec_1", "sec_3", "sec_4"]


def test_sections_are_inserted_deleted_changed_and_counted_on() -> None:
    more = handwork.insert(read(), "sec_2", number="Section 3", heading="", words="New words.")
    counted = handwork.renumber(more, "sec_2")
    fewer = handwork.delete(counted, "sec_1")
    said = handwork.change(fewer, "sec_5", number="Section 5", heading="End", words="It ends.")

    assert eids(more)[2:4] == ["sec_3", "sec_3~2"]
    assert eids(counted) == ["sec_1", "sec_2", "sec_3", "sec_4", "sec_5"]
    assert eids(fewer) == ["sec_2", "sec_3", "sec_4", "sec_5"]
    assert handwork.find(said, "sec_5").label == "Section 5 End"
    assert tree.plain(handwork.find(said, "sec_5")) == "It ends."


def test_thai_numbers_are_counted_on_in_thai_digits() -> None:
    thai = read("# ร่างพระราชบัญญัติ\n\nมาตรา ๑ ก\n\nมาตรา ๕ ข\n\nมาตรา ๗ ค\n")

    counted = handwork.renumber(thai, "sec_1")

    assert [node.number for node in tree.sections(counted)] == ["มาตรา ๑", "มาตรา ๒", "มาตรา ๓"]


@pytest.mark.parametrize(
    "path", sorted(p for p in laws.DATA.glob("*/*") if p.is_file()), ids=lambda path: path.name
)
def test_the_lines_of_every_section_are_read_as_they_were(path: object) -> None:
    parsed = importing.read(path.name, path.read_bytes())
    own = [n for n in tree.sections(parsed.tree) if n.kind in tree.BASIC][:60]

    for node in own:
        again = writing.with_words(node, writing.as_lines(node))
        assert writing.as_lines(again) == writing.as_lines(node)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda t: handwork.split(t, "sec_2", line=1, number=""), "bad-split"),
        (lambda t: handwork.split(t, "sec_2", line=99, number=""), "bad-split"),
        (lambda t: handwork.merge(t, "sec_2"), "no-neighbour"),
        (lambda t: handwork.delete(t, "sec_9"), "section-not-found"),
        (lambda t: handwork.lower(handwork.delete(t, "chp_1"), "chp_2"), "no-neighbour"),
        (lambda t: handwork.delete(handwork.delete(t, "chp_1"), "chp_2"), "last-section"),
    ],
)
def test_what_cannot_be_done_is_refused(act: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        act(read())

    assert refused.value.code == code
