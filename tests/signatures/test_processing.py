"""The record of processing says what the rule set says, and who is responsible changes with the phase."""

from __future__ import annotations

from datetime import timedelta

import signatures
from commons import db
from commons.law import queries as law
from commons.law import services as law_services
from tests.initiatives.road import START, Road


def test_the_record_of_processing_is_made_from_the_rule_set(client, tmp_path, travel):
    road = Road(tmp_path)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with db.transaction():
        law_services.load_files()
        versions = [(r.id, r.version) for r in law.all_versions()]
    for name, number in versions:
        page = client.get(f"/rules/{name}/{number}/data")
        assert page.status_code == 200, name
    page = client.get("/rules/fi-national/2020.1/data").text
    assert "6 months" in page and "Which risks there are" in page
    assert "/rules/generic-open/1.0/data" in client.get("/rules/generic-open/1.0").text
    road.to_collecting()
    travel(START + timedelta(days=5))
    with db.transaction():
        sheet = signatures.sheet(road.x.sheet_id or 0)

    before = client.get(f"/ledger/sheets/{sheet.digest}").text
    travel(sheet.grace_ends)
    with db.transaction():
        signatures.seal_sheet(sheet.id)
        signatures.send_to_authority(sheet.id)
    after = client.get(f"/ledger/sheets/{sheet.digest}").text

    said = [
        text.split("Responsible for the data now: ")[1].split("<")[0] for text in (before, after)
    ]
    assert said[0] != said[1]
