"""Sections are found again by their words first; number and heading decide in doubt."""

import time

from commons.texts import matching, tree
from commons.texts.matching import Change, State
from commons.texts.tree import Kind, Node
from tests.texts import laws


def section(number, words, heading=""):
    eid = f"sec_{number}"
    return Node(Kind.SECTION, f"Section {number}", heading, words, eid=eid, is_section=True)


APPEAL = "A person who receives an order may appeal to the Minister within fifteen days."
FEES = "The fees are set by the Minister and published before the first of January of each year."
BOARD = (
    "There is a Board of seven members, of whom three are appointed on proposal of the provinces."
)


def test_a_renumbered_section_is_moved_and_the_new_one_new():
    found = matching.match(
        [section(1, BOARD), section(2, APPEAL)],
        [section(1, BOARD), section(2, FEES), section(3, APPEAL)],
    )

    assert [(f.eid, f.state, f.to) for f in found.old] == [
        ("sec_1", State.SAME, "sec_1"),
        ("sec_2", State.MOVED, "sec_3"),
    ]
    assert found.new == ("sec_2",)
    assert found.state_of("sec_2") == "new"
    assert found.state_of("sec_3") == "matched"


def test_a_deleted_section_is_orphaned():
    found = matching.match([section(1, BOARD), section(2, APPEAL)], [section(1, BOARD)])

    fate = found.fate_of("sec_2")
    assert (fate.state, fate.to, fate.score) == (State.ORPHANED, None, 0)


def test_a_number_that_another_text_took_over_does_not_mislead():
    found = matching.match([section(5, APPEAL)], [section(5, FEES), section(6, APPEAL)])

    assert found.fate_of("sec_5").to == "sec_6"


def test_equal_words_are_told_apart_by_number_then_heading():
    same = "The Minister may make regulations."
    old = [section(3, same, "Fees"), section(4, same, "Forms")]
    new = [section(4, same, "Forms"), section(5, same, "Fees")]

    found = matching.match(old, new)

    assert found.fate_of("sec_4").to == "sec_4"
    assert found.fate_of("sec_3").to == "sec_5"


def test_changes_of_words_are_told_from_changes_of_print():
    cases = {
        Change.NONE: APPEAL,
        Change.TYPOGRAPHIC: APPEAL.replace("Minister", "minister ,").replace(" may", "\nmay"),
        Change.WORDS: APPEAL.replace("fifteen", "thirty"),
    }

    for change, words in cases.items():
        fate = matching.match([section(1, APPEAL)], [section(1, words)]).fate_of("sec_1")

        assert (fate.state, fate.change) == (State.SAME, change)
        assert (fate.score == 100) == (change is not Change.WORDS)


def test_thai_digits_are_a_matter_of_print():
    old, new = section(1, "ภายใน ๑๕ วันนับแต่วันที่ได้รับแจ้ง"), section(1, "ภายใน 15 วันนับแต่วันที่ได้รับแจ้ง")

    assert matching.match([old], [new]).fate_of("sec_1").change is Change.TYPOGRAPHIC


def test_the_two_versions_of_a_real_resolution_are_matched():
    old = laws.read_real("bills/hjres37-reported-in-house.md")
    new = laws.read_real("bills/hjres37-received-in-senate.md")

    found = matching.match(tree.sections(old.tree), tree.sections(new.tree))

    assert {fate.eid: (fate.to, fate.state.value) for fate in found.old} == {
        "sec_1": ("sec_1", "same"),
        "sec_2": ("sec_2", "same"),
        "sec_3": ("sec_3", "same"),
        "sec_4": ("sec_5", "moved"),
        "sec_5": ("sec_6", "moved"),
    }
    assert found.new == ("sec_4",)


def test_two_equal_versions_have_no_change():
    old = laws.read_real("bills/hr1037-engrossed.md")
    new = laws.read_real("bills/hr1037-received.md")

    found = matching.match(tree.sections(old.tree), tree.sections(new.tree))

    assert {(f.state, f.change, f.score) for f in found.old} == {(State.SAME, Change.NONE, 100)}
    assert len(found.old) == 5


def test_a_bill_of_155_sections_is_matched_soon():
    sections = tree.sections(laws.read_real("bills/hr264-155-sections.md").tree)
    changed = [
        Node(n.kind, n.number, n.heading, n.words.replace("shall", "must"), n.children, n.eid, True)
        for n in reversed(sections)
    ]
    begun = time.monotonic()

    found = matching.match(sections, changed)

    assert len(sections) == 155
    assert all(fate.state is State.SAME for fate in found.old)
    assert time.monotonic() - begun < 5
