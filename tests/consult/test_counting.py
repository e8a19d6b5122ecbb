"""What the house says it counts is what anybody counts again from its export (R027, R013)."""

from __future__ import annotations

import csv
import io

from commons.discussion.models import Stance
from consult.services import summarising
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, WHILE_OPEN, at, says

PUBLIC = "/hearings/1-clean-air-act"


def test_each_unit_is_defined_and_counted_again_from_the_export(app, client, travel):
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        says("citizen-a", hearing, "Too short.", stance=Stance.DISAGREE)
        says("citizen-a", hearing, "A register is good.", section="sec_4")
        says("citizen-b", hearing, section="sec_3", stance=Stance.AGREE)
        says("citizen-b", hearing, "I see it otherwise.", reply_to=1)
    with at(app, AFTER):
        hearing = making.find(number)
        making.answered(hearing, [1, 2])
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
    travel(AFTER)

    counts = client.get("/api/v1/hearings/1").json["counts"]
    table = client.get(f"{PUBLIC}/report.csv", buffered=True).text.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    spoken = [row for row in rows if row["words"] and not row["reply_to"]]
    schemas = client.get("/api/v1/openapi.json").json["components"]["schemas"]

    assert counts["respondents"] == len({row["author"] for row in rows}) == 2
    assert counts["comments"] == len(spoken) == 2
    assert counts["replies"] == len([row for row in rows if row["reply_to"]]) == 1
    assert counts["answers"] == len({row["themes"] for row in rows if row["answers"]}) == 1
    units = schemas["HearingCounts"]["properties"]
    assert all(units[unit]["description"] for unit in ("respondents", "comments", "answers"))


def test_a_hearing_leads_to_proposing_what_it_leaves_out(app, client, travel):
    making.ready(app)
    travel(WHILE_OPEN)

    page = client.get(PUBLIC).text

    assert 'href="/initiatives/new"' in page
    assert client.get("/initiatives").status_code == 200
