"""The sample of a verification: drawn by the closing head, counted by its share."""

from __future__ import annotations

import pytest

from signatures import _sampling

ROOT = "ab" * 32


def test_the_sample_follows_from_the_closing_head_alone():
    leaves = [f"{n:064x}" for n in range(100)]
    seed = _sampling.seed(ROOT, 100)

    drawn = _sampling.choose(leaves, seed, 10)

    assert len(drawn) == 10
    assert drawn == _sampling.choose(reversed(leaves), seed, 10)
    assert drawn != _sampling.choose(leaves, _sampling.seed(ROOT, 101), 10)
    assert _sampling.choose(leaves, seed, 1000) == frozenset(leaves)


@pytest.mark.parametrize(
    ("of", "examined", "valid", "counted"), [(1000, 10, 9, 900), (7, 3, 2, 4), (0, 0, 0, 0)]
)
def test_a_share_of_the_sample_is_rounded_down(of, examined, valid, counted):
    assert _sampling.estimate(of, examined, valid) == counted
