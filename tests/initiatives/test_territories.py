"""Minima by State or district: every channel counts, small counts are not said, the table says all."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

import signatures
from commons import clock, db
from commons.law import maps
from commons.law.rulesets import RuleSet
from initiatives import rules, support
from initiatives.states import State
from signatures._eligibility import region_of_number
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_road import register

DAY = timedelta(days=1)
AT = START + 4 * DAY


def test_a_card_or_form_counts_in_the_state_whose_number_it_bears() -> None:
    rule = signatures.Eligibility(("ee-isikukood",), "Europe/Tallinn", regions=("EE", "FI"))
    by_district = signatures.Eligibility(("th-pid",), "Asia/Bangkok", regions=("TH-10",))

    assert region_of_number(rule, "ee-isikukood") == "EE"
    assert region_of_number(rule, "th-pid") is None
    assert region_of_number(by_district, "th-pid") is None


def test_a_map_is_the_shipped_one_or_rows_of_six() -> None:
    union = {tile.code: (tile.column, tile.row) for tile in maps.tiles(["EE", "PT", "CY"])}
    unknown = maps.tiles(f"XX-{n}" for n in range(8))

    assert union["EE"][1] < union["PT"][1] < union["CY"][1]
    assert (unknown[-1].column, unknown[-1].row) == (1, 1)


def shown(road: Road) -> dict[str, int | None]:
    """What everybody may know of each district."""
    found = support.shown_territories(road.x, road.rule_set, clock.now())
    return {one.code: one.shown for one in found.each} if found else {}


def test_districts_decide_with_the_whole_and_what_is_found_invalid_counts_nowhere(
    app: Flask, roads: Roads
) -> None:
    road = roads("generic-districts")
    road.to_collecting()
    rule_set: RuleSet = road.rule_set
    with clock.travel(AT + DAY):
        road.sign_many(11)
        with db.transaction():
            found = support.territories(road.x, rule_set)
            assert found is not None
            assert {one.code: one.count for one in found.each} == {
                "TH-10": 2,
                "TH-40": 3,
                "TH-50": 3,
                "TH-90": 3,
            }
            assert set(shown(road).values()) == {None}
            assert (road.x.territories_short, road.x.reached_at) == (3, None)
            path = road.x.path
        asked = browser(app)
        before = asked.get(f"{path}/territories").text
        assert "ขยับครั้งละไม่น้อยกว่า ๕" in before
        road.sign("voter-12")
        road.count()
        assert asked.get(f"{path}/territories").text == before
    with clock.travel(AT + 5 * DAY):
        for number in range(13, 24):
            road.sign(f"voter-{number}")
        road.count()
        with db.transaction():
            assert (road.x.territories_short, road.x.reached_at is None) == (0, False)
            path = road.x.path
            assert shown(road) == {"TH-10": 5, "TH-40": 6, "TH-50": 6, "TH-90": 6}
        page = browser(app).get(f"{path}/territories").text
        assert "กรุงเทพมหานคร" in page and "<svg" in page and "<table" in page
        road.send()
    with clock.travel(AT + 6 * DAY):
        road.advance()
        verify(road, register(23, without=3))
        with db.transaction():
            assert road.x.verified == 20
            assert road.x.territories_short == 0
            assert support.territories(road.x, rule_set).reached == 4  # type: ignore[union-attr]
    with clock.travel(AT + 9 * DAY), db.transaction():
        assert rules.state(road.x, clock.now()) is State.QUALIFIED


def verify(road: Road, said: str) -> None:
    """The authority's result with its outcomes, leaf by leaf."""
    with db.transaction():
        package = signatures.hand_over(road.x.sheet_id or 0)
    path = road.folder / "register.csv"
    path.write_text(said, encoding="utf-8")
    found = signatures.examine(
        package.path, road.private, signatures.read_register(path), travelled=True
    )
    with db.transaction():
        sheet = road.x.sheet_id or 0
        result = signatures.conclude(found, road.private, clock.now())
        signatures.record_verification(sheet, result)
        signatures.record_outcomes(sheet, b"".join(one.line() + b"\n" for one in found.outcomes))
    road.advance()
    with db.transaction():
        counted = signatures.verified_by_region(road.x.sheet_id or 0)
        assert counted is not None and sum(counted.values()) == 20
