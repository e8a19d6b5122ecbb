"""A new version of a law binds what begins later, and leaves alone what runs (R035)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons import clock, db
from commons.law import queries, services
from tests.initiatives.conftest import roads  # noqa: F401 - the road is a fixture of that room
from tests.initiatives.road import START

NEXT_DAY = (START + timedelta(days=10)).date()


@pytest.fixture
def stricter(tmp_path):
    """A folder with version 2.0 of generic-open, which asks for 60 signatures from NEXT_DAY on."""
    said = (services.SHIPPED / "generic-open-1.0.toml").read_text("utf-8")
    said = said.replace('version = "1.0"', 'version = "2.0"')
    said = said.replace("valid_from = 2020-01-01", f"valid_from = {NEXT_DAY.isoformat()}")
    said = said.replace('"threshold.count" = { value = 20', '"threshold.count" = { value = 60')
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "generic-open-2.0.toml").write_text(said, "utf-8")
    return folder


def test_a_running_initiative_keeps_its_threshold(roads, stricter):  # noqa: F811 - a fixture
    running = roads()
    running.to_collecting()

    with clock.travel(START + timedelta(days=12)), db.transaction():
        services.load_files([services.SHIPPED, stricter])

    with clock.travel(START + timedelta(days=12)), db.transaction():
        assert running.x.threshold == 20
        assert queries.by_key(running.x.rule_set_id).value("threshold.count") == 20
        assert queries.current("generic-open").value("threshold.count") == 60
