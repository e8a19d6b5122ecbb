"""Public figures by district move in steps that tell of no one person, and are exact at the end."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import signatures
from commons import db
from signatures import Eligibility, Pace, _steps
from signatures._steps import Steps
from tests.signatures.conftest import CLOSES, OPENS

STEP = 5
BATCHES = st.lists(
    st.dictionaries(st.sampled_from(["A", "B", "C", ""]), st.integers(-3, 9), max_size=4),
    max_size=30,
)
"""How much each district, and what counts in none, changes from one release to the next."""


def walked(batches: list[dict[str, int]], step: int = STEP) -> list[tuple[Steps, dict[str, int]]]:
    """The public figures and the exact ones after each release."""
    exact: dict[str, int] = {}
    net, steps, found = 0, Steps(), []
    for batch in batches:
        for code, many in batch.items():
            exact[code] = exact.get(code, 0) + many
        net += sum(batch.values())
        counted = {code: many for code, many in exact.items() if code}
        steps = _steps.after(steps, net, counted, step)
        found.append((steps, counted))
    return found


@given(BATCHES)
def test_no_figure_moves_by_less_than_a_step_nor_before_the_whole_has(batches):
    before, net, whole = Steps(), 0, 0
    for (steps, counted), batch in zip(walked(batches), batches, strict=True):
        net += sum(batch.values())
        for code in {*steps.figures, *before.figures}:
            change = steps.figures.get(code, 0) - before.figures.get(code, 0)
            assert change == 0 or abs(change) >= STEP
            assert change == 0 or abs(net - whole) >= STEP
            assert change == 0 or steps.figures[code] == counted.get(code, 0)
        if steps != before:
            whole = net
        before = steps


def test_one_signer_a_day_is_seen_in_no_district():
    days = [{"A": 1} if day % 4 == 0 else {"B": 1} for day in range(40)]

    seen = [steps for steps, _exact in walked(days)]

    moves = [n for n in range(1, 40) if seen[n] != seen[n - 1]]
    assert moves and min(b - a for a, b in pairwise(moves)) >= STEP
    assert dict(seen[-1].figures) == {"A": 10, "B": 30}


def test_one_who_signs_and_withdraws_again_and_again_makes_no_step():
    busy = [{"A": 1}, {"A": -1}] * 50

    assert not any(steps.figures for steps, _exact in walked(busy))


@pytest.mark.parametrize(("batch", "step"), [(1, 5), (4, 5), (5, 5), (20, 20)])
def test_a_step_is_a_batch_and_never_a_small_cell(batch, step):
    assert _steps.least(batch) == step


def test_what_is_stored_is_read_again():
    said = Steps(7, {"B": 2, "A": 5})

    assert _steps.read(said.facts()) == said
    assert _steps.read(None) == Steps()


@pytest.mark.parametrize("batch", [1, 3, 6])
def test_a_sheet_shows_districts_in_steps_and_exactly_once_it_is_sealed(app, desk, travel, batch):
    travel(OPENS + timedelta(days=10))
    rule = Eligibility(("th-pid",), "Asia/Bangkok", min_age=18, regions=("FI", "TH"))
    step = max(batch, 5)
    sheet = desk.open(eligibility=rule, pace=Pace(batch, timedelta(days=1)))
    shown, exact = [], []
    for number in range(1, 15):
        travel(OPENS + timedelta(days=10 + number))
        desk.sign(sheet, f"voter-{number}")
        desk.sequence()
        with db.transaction():
            tally = signatures.tally(sheet)
        shown.append(dict(tally.by_region_shown))
        exact.append(dict(tally.by_region))
        assert tally.region_step == step
    travel(CLOSES + timedelta(days=1))
    sealed = desk.seal(sheet)
    with db.transaction():
        report = signatures.integrity(sheet)

    assert len({str(one) for one in exact}) == 14
    assert len({str(one) for one in shown}) == 1 + 14 // step
    assert all(many >= step for one in shown for many in one.values())
    assert sealed.by_region_shown == sealed.by_region == exact[-1]
    assert sealed.region_step == 1
    assert sum(many or 0 for many in report.by_region.values()) == 14
