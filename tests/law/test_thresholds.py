"""Shares of the people are rounded up and never under their floor."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.law.thresholds import share


@pytest.mark.parametrize(
    ("voters", "needed"),
    [(2021, 21), (421, 5), (300, 5), (151, 5), (4997, 50), (300_000, 3000)],
)
def test_one_per_cent_is_rounded_up_with_a_floor_of_five(voters, needed):
    assert share(voters, "1", floor=5) == needed


@given(st.integers(0, 10_000_000), st.decimals("0.01", "100", places=2))
def test_a_share_is_never_less_than_the_law_says(base, percent):
    needed = share(base, percent)

    assert Decimal(needed) * 100 >= base * percent
    assert Decimal(needed - 1) * 100 < base * percent
