"""The demonstration fills itself once, through the services, with every state of both jobs."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, config, db
from commons.agencies import queries as agencies
from commons.config import Mode
from commons.errors import Refusal
from commons.search import services as search
from consult.queries import hearings
from consult.states import State as HearingState
from initiatives import queries as initiatives
from initiatives.states import State
from portal.demo import seed
from tests.conftest import SMALL

NOT_REACHED_BY_ANY_CLOCK = {HearingState.APPROVED}


def count(table: str, more: str = "") -> int:
    return db.session().scalar(sa.text(f"SELECT count(*) FROM {table} {more}"))


def test_a_small_demonstration_shows_every_state_and_is_filled_once(demonstration):
    again = seed.seed(share=SMALL)

    assert not again
    with db.transaction(writes=False):
        now = clock.now()
        heard = {state for state, many in hearings.counts_by_state(now).items() if many}
        carried = {
            state
            for state in State
            if initiatives.listing(initiatives.Filters(states=(state,))).total
        }
        assert len(agencies.all_bodies()) >= 12
        assert heard >= set(HearingState) - {HearingState.DRAFT} - NOT_REACHED_BY_ANY_CLOCK
        assert count("hearing", "WHERE stage = 'draft'") == 2
        assert count("hearing_date_change") == 1
        assert count("hearing", "WHERE shorten_ground IS NOT NULL") == 1
        assert count("initiative", "WHERE stage = 'draft'") == 1
        assert carried >= set(State) - {State.DRAFT}


def test_what_an_interrupted_filling_left_is_cleared_away(sqlite_app, monkeypatch):
    monkeypatch.setattr(seed.initiatives, "stories", lambda *_, **__: [_broken()])
    with pytest.raises(RuntimeError):
        seed.seed(share=SMALL)
    monkeypatch.undo()

    done = seed.seed(share=SMALL)

    with db.transaction(writes=False):
        assert done
        assert count("hearing") == 14
        assert seed.is_filled()


def test_production_is_never_filled(sqlite_app, monkeypatch):
    monkeypatch.setattr(config, "current", lambda: SimpleNamespace(mode=Mode.PRODUCTION))

    with pytest.raises(Refusal) as refused:
        seed.seed(share=SMALL)

    assert refused.value.code == "not-permitted"


def _broken():
    yield clock.now() - timedelta(days=300)
    search.put(
        "initiative",
        "1",
        address="/initiatives/1",
        language="en",
        title="Half told",
        words="Nobody reads it.",
        moment=clock.now(),
    )
    db.session().flush()
    yield clock.now() - timedelta(days=200)
    raise RuntimeError("the power failed")


@pytest.mark.slow
def test_the_whole_demonstration_is_large(sqlite_app):
    seed.seed()

    with db.transaction(writes=False):
        assert count("hearing") == 14
        assert count("initiative") == 33
        assert count("discussion_comment") >= 2000
        assert signatures_in_all() >= 3000


def signatures_in_all() -> int:
    found = initiatives.listing(initiatives.Filters(), size=100).items
    return sum(signatures.tally(one.sheet_id).released for one in found if one.sheet_id)
