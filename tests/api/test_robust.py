"""What machines may send without making the house stumble."""

from __future__ import annotations

import pytest

from commons import db
from commons.law import services as law

HOSTILE = (
    "/api/v1/hearings?agency=%00",
    "/api/v1/hearings?q=%00%F0%9F",
    "/api/v1/hearings?q=%25_%27%22%5C",
    "/api/v1/hearings/%00",
    "/api/v1/hearings/999999999999999",
    "/api/v1/hearings/9999999999999999999999",
    "/api/v1/hearings/1%27--",
    "/api/v1/hearings?since=9999-12-31&until=0001-01-01",
    "/api/v1/hearings?after=WyIyMDI2LTEwLTAxVDA5OjAwOjAwKzA3OjAwIiwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwXQ",
    "/api/v1/initiatives?agency=%00&rule_set=%00",
    "/api/v1/initiatives?committee=%00",
    "/api/v1/initiatives?after=WzEwMDAwMDAwMDAwMDAwMDAwMDAwMCwgMV0",
    "/api/v1/initiatives?after=WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTkiLCAxXQ",
    "/api/v1/initiatives/%00/counts",
    "/api/v1/rules/%00",
    "/api/v1/rules/th-hearing/%00",
    "/rules/%00",
    "/feeds/hearings.atom?lang=%00",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_nothing_that_is_sent_is_a_fault(client, address):
    with db.transaction():
        law.load_files()

    answer = client.get(address)

    assert answer.status_code in (200, 400, 404)
