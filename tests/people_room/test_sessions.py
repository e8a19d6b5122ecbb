"""A session lives as long as it is used, and dies at once when it is ended."""

from __future__ import annotations

from datetime import timedelta

from commons import clock, db
from commons.access import Assurance
from commons.accounts import queries, sessions
from tests import people


def _session_key(app, hint, *, is_staff):
    account_id = people.actor(hint).account_id
    with db.transaction():
        account = queries.by_id(account_id)
        return sessions.begin(
            account, assurance=Assurance.HIGH, second_factor=is_staff, is_staff=is_staff
        )


def _is_live(key):
    with db.transaction(writes=False):
        return sessions.find(key) is not None


def test_a_citizens_session_ends_after_thirty_idle_minutes(app):
    key = _session_key(app, "citizen-a", is_staff=False)
    begun = clock.now()

    with clock.travel(begun + timedelta(minutes=29)):
        before = _is_live(key)
    with clock.travel(begun + timedelta(minutes=31)):
        after = _is_live(key)

    assert (before, after) == (True, False)


def test_an_officials_session_ends_after_fifteen_idle_minutes(app):
    key = _session_key(app, "admin-1", is_staff=True)

    with clock.travel(clock.now() + timedelta(minutes=16)):
        live = _is_live(key)

    assert not live


def test_no_use_carries_a_session_beyond_its_longest_time(app):
    key = _session_key(app, "citizen-a", is_staff=False)
    begun = clock.now()

    with clock.travel(begun + timedelta(hours=11, minutes=59)), db.transaction():
        sessions.touch(1)
    with clock.travel(begun + timedelta(hours=12, minutes=1)):
        live = _is_live(key)

    assert not live


def test_the_key_of_a_session_is_not_stored(app):
    key = _session_key(app, "citizen-a", is_staff=False)

    with db.transaction(writes=False):
        held = queries.sessions_of(1)[0]

    assert len(key) >= 43
    assert key not in (held.key_hash, held.network)


def test_an_actor_is_made_with_account_agency_and_membership(app):
    officer = people.actor("officer-1")

    assert officer.is_authenticated
    assert len(officer.roles) == 1


def test_roles_need_a_second_factor(app):
    account_id = people.actor("admin-1").account_id

    with db.transaction(writes=False):
        account = queries.by_id(account_id)
        weak = people.actors.of(account, assurance=Assurance.LOW, second_factor=False)

    assert weak.roles == frozenset()


def test_staying_begins_the_idle_time_anew_and_the_page_says_how_long_is_left(client, travel):
    people.sign_in(client, "citizen-a")
    begun = clock.now()

    travel(begun + timedelta(minutes=29))
    page = client.get("/help").text
    visitor = client.application.test_client().get("/help").text
    travel(begun + timedelta(minutes=58))
    stayed = client.post("/me/stay", headers={"Accept": "application/json"})
    travel(begun + timedelta(minutes=87))
    plain = client.post("/me/stay")
    travel(begun + timedelta(minutes=118))
    over = client.post("/me/stay", headers={"Accept": "application/json"})

    assert 'data-rest="1800"' in page and "data-rest" not in visitor
    assert stayed.get_json() == {"seconds": 1800}
    assert plain.status_code == 303
    assert over.status_code in (303, 401)
