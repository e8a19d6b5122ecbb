"""A finished carry-over round is opened again, on record; only those concerned hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons import record
from commons.errors import Refusal
from consult.carryover import queries, reopening, services
from consult.carryover.models import Act
from tests import people
from tests.consult import making
from tests.consult.making import at
from tests.consult.test_carryover import DESK, LATER, PUBLIC, spoken_on

HOUR = timedelta(hours=1)


def test_a_finished_round_is_opened_again_and_tells_only_those_concerned(app, client, travel):
    number = spoken_on(app)
    with at(app, LATER):
        hearing, officer = making.find(number), people.actor("officer-1")
        with pytest.raises(Refusal, match="not-permitted"):
            reopening.reopen(officer, hearing, reason="Too early.")
        for eid, act in (("sec_3", Act.CONFIRM), ("sec_4", Act.CONFIRM), ("sec_5", Act.ORPHAN)):
            services.decide_section(officer, hearing, eid, act)
        first = services.settle(officer, hearing).told
    travel(LATER + HOUR)
    people.sign_in(client, "officer-1")

    silent = client.post(f"{DESK}/reopen", data={"reason": " "})
    opened = client.post(f"{DESK}/reopen", data={"reason": "Section 5 lives on in section 2."})
    client.post(f"{DESK}/comments/2", data={"act": "reassign", "to": "sec_2"})
    settled = client.post(f"{DESK}/settle")

    assert (silent.status_code, opened.status_code, settled.status_code) == (422, 303, 303)
    public = client.get(f"{PUBLIC}/carry-over/2").text
    assert "Section 5 lives on in section 2." in public and "Finished on" in public
    with at(app, LATER):
        hearing = making.find(number)
        done = queries.settled(hearing, 2)
        kinds = [entry.kind for entry in record.history(hearing.path, limit=50)]
        assert (first, done.told if done else 0) == (2, 1)
        assert kinds.count("hearing:carry-over:reopened") == 1
        assert kinds.count("hearing:carry-over:settled") == 2
