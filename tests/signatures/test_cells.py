"""Small cells stay hidden, also from whoever subtracts what is said from the whole."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures._cells import SMALLEST_CELL, merged, shown

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), max_size=6)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, {}),
        ({"eid": 3}, {"eid": 3}),
        ({"eid": 3, "paper": 0}, {"eid": 3, "paper": 0}),
        ({"eid": 20, "paper": 4}, {"eid": None, "paper": None}),
        ({"container": 7, "eid": 20, "paper": 4}, {"container": None, "eid": 20, "paper": None}),
        ({"container": 2, "eid": 20, "paper": 4}, {"container": None, "eid": 20, "paper": None}),
        ({"eid": 20, "paper": 5}, {"eid": 20, "paper": 5}),
    ],
)
def test_a_count_is_said_where_it_is_large_and_cannot_be_subtracted(counts, said):
    assert shown(counts) == said


@given(COUNTS)
def test_the_whole_less_what_is_said_never_tells_a_small_count(counts):
    hidden = [counts[name] for name, said in shown(counts).items() if said is None]

    assert len(hidden) != 1
    if len([many for many in counts.values() if many]) > 1:
        assert all(said is None or not 0 < said < SMALLEST_CELL for said in shown(counts).values())


@pytest.mark.parametrize(("names", "most"), [("ab", 40), ("abc", 24), ("abcd", 13)])
def test_whoever_knows_the_rule_and_the_whole_learns_no_small_count(names, most):
    """Every table that would look the same is tried: a small count that all of them share is told."""
    looks_like = defaultdict(list)
    for many in product(range(most + 1), repeat=len(names)):
        if sum(many) <= most:
            said = shown(dict(zip(names, many, strict=True)))
            looks_like[sum(many), tuple(said.values())].append(many)

    for (whole, said), tables in looks_like.items():
        each_is_one = whole == sum(many > 0 for many in tables[0])
        for place, one in enumerate(said):
            possible = {table[place] for table in tables}
            told = one is None and len(possible) == 1 and 0 < min(possible) < SMALLEST_CELL
            assert not told or each_is_one, (whole, said)


def test_where_each_has_one_not_even_the_empty_ones_are_told():
    assert shown({"a": 1, "b": 1, "c": 0, "d": 0}) == dict.fromkeys("abcd")


@given(COUNTS)
def test_reasons_that_few_share_are_told_together(counts):
    told = merged(counts)

    assert sum(told.values()) == sum(counts.values())
    assert all(many >= SMALLEST_CELL for name, many in told.items() if name != "other")
