"""Bodies and their members: who appoints whom, and what needs two administrators and a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Role
from commons.accounts.models import SecurityEvent
from commons.agencies import queries, services
from commons.agencies.models import Appointment, Kind
from commons.errors import Refusal
from commons.identity import rehearsal
from tests import people


def _roles(account_id):
    with db.transaction(writes=False):
        return {role for _, role in queries.roles_of(account_id)}


def test_the_tree_of_bodies_is_public(client):
    people.agency("pollution-control")
    people.agency("committee-on-environment")

    page = client.get("/agencies?lang=en")

    assert page.status_code == 200
    assert "Department of Pollution Control" in page.text
    assert "/committees/committee-on-environment" in page.text


def test_a_committee_has_its_own_address(client):
    people.agency("committee-on-environment")

    as_agency = client.get("/agencies/committee-on-environment")
    as_committee = client.get("/committees/committee-on-environment")
    no_committee = client.get("/committees/parliament")

    assert as_agency.location == "/committees/committee-on-environment"
    assert as_committee.status_code == 200
    assert no_committee.status_code == 404


def test_an_administrator_gives_an_ordinary_role_at_once(client):
    people.sign_in(client, "admin-1")
    people.agency("pollution-control")
    citizen = people.actor("citizen-a")

    answer = client.post(
        "/desk/members/pollution-control",
        data={"account": str(citizen.account_id), "role": "officer"},
    )

    assert answer.status_code == 303
    assert _roles(citizen.account_id) == {Role.OFFICER}


def test_a_weighty_role_takes_two_administrators_and_a_day(client, app):
    people.sign_in(client, "admin-1")
    second = app.test_client()
    people.sign_in(second, "admin-2")
    people.agency("parliament")
    citizen = people.actor("citizen-a")

    client.post(
        "/desk/members/parliament", data={"account": str(citizen.account_id), "role": "clerk"}
    )
    by_the_same = client.post("/desk/members/appointments/1/confirm")
    by_another = second.post("/desk/members/appointments/1/confirm")
    with db.transaction():
        services.settle_due()
    at_once = _roles(citizen.account_id)
    with clock.travel(clock.now() + timedelta(days=1, seconds=1)), db.transaction():
        services.settle_due()

    assert (by_the_same.status_code, by_another.status_code) == (409, 303)
    assert at_once == set()
    assert _roles(citizen.account_id) == {Role.CLERK}


def test_an_appointment_is_on_public_record_without_the_person(client):
    people.sign_in(client, "admin-1")
    people.agency("parliament")
    citizen = people.actor("citizen-a")

    client.post(
        "/desk/members/parliament", data={"account": str(citizen.account_id), "role": "clerk"}
    )

    with db.transaction(writes=False):
        entry = record.history("/agencies/parliament")[0]
    assert entry.kind == "agencies:role:proposed"
    assert entry.facts == {"role": "clerk"}
    assert entry.commitment


def test_two_administrators_of_one_agency_are_not_enough(app):
    with db.transaction():
        first = rehearsal.account("admin-1")
        colleague = rehearsal.account("citizen-b")
        services.install(colleague, rehearsal.body("office-of-law-reform"), Role.ADMINISTRATOR)
        nominee = rehearsal.account("citizen-a")
        one = people.actor("admin-1")
        other = people.actors.of(colleague, assurance=one.assurance, second_factor=True)
        proposal = services.propose(nominee, rehearsal.body("parliament"), Role.CLERK, actor=one)

        with pytest.raises(Refusal) as refusal:
            services.second(proposal, actor=other)

    assert first.id == one.account_id
    assert refusal.value.code == "two-persons-needed"


def test_nobody_appoints_himself(client):
    me = people.sign_in(client, "admin-1")

    answer = client.post(
        "/desk/members/office-of-law-reform",
        data={"account": str(me.account_id), "role": "officer"},
    )

    assert answer.status_code == 422
    assert _roles(me.account_id) == {Role.ADMINISTRATOR}


def test_an_administrator_holds_no_other_role(app):
    with db.transaction():
        officer = rehearsal.account("officer-1")

        with pytest.raises(Refusal) as refusal:
            services.install(officer, rehearsal.body("parliament"), Role.ADMINISTRATOR)

    assert refusal.value.code == "roles-exclude-each-other"


def test_an_administrator_sees_only_his_own_house(client):
    people.sign_in(client, "admin-2")
    people.agency("pollution-control")
    people.agency("committee-on-environment")

    foreign = client.get("/desk/members/pollution-control")
    own = client.get("/desk/members/committee-on-environment")

    assert (foreign.status_code, own.status_code) == (404, 200)


def test_a_body_is_set_up_where_its_kind_may_stand(client):
    people.sign_in(client, "admin-1")
    people.agency("ministry-of-transport")

    wrong = client.post(
        "/desk/members",
        data={
            "slug": "roads",
            "name_en": "Roads",
            "kind": "committee",
            "parent": "ministry-of-transport",
        },
    )
    right = client.post(
        "/desk/members",
        data={
            "slug": "roads",
            "name_en": "Roads",
            "kind": "department",
            "parent": "ministry-of-transport",
        },
    )

    assert (wrong.status_code, right.status_code) == (422, 303)
    with db.transaction(writes=False):
        assert queries.by_slug("roads").kind is Kind.DEPARTMENT


def test_dismissed_members_lose_their_role_at_once(client, app):
    people.sign_in(client, "admin-1")
    officer_browser = app.test_client()
    officer = people.sign_in(officer_browser, "officer-1")
    with db.transaction(writes=False):
        number = queries.members(queries.by_slug("pollution-control").id)[0].id

    client.post(f"/desk/members/pollution-control/{number}/end")

    assert officer_browser.get("/desk").status_code == 403
    assert _roles(officer.account_id) == set()


def test_administrators_acts_are_on_file_for_the_auditor(client, app):
    people.sign_in(client, "admin-1")
    client.post(
        "/desk/members",
        data={"slug": "roads", "name_en": "Roads", "kind": "ministry", "parent": ""},
    )
    auditor = app.test_client()
    people.sign_in(auditor, "auditor")

    page = auditor.get("/desk/security?lang=en")
    refused = client.get("/desk/security")

    assert page.status_code == 200
    assert "agency=roads" in page.text
    assert refused.status_code == 403
    with db.transaction(writes=False) as own:
        kinds = own.scalars(sa.select(SecurityEvent.kind)).all()
    assert "access-refused" in kinds


def test_a_turned_down_proposal_never_stands(client, app):
    people.sign_in(client, "admin-1")
    people.agency("parliament")
    citizen = people.actor("citizen-a")
    client.post(
        "/desk/members/parliament", data={"account": str(citizen.account_id), "role": "clerk"}
    )

    client.post("/desk/members/appointments/1/turn-down")

    with clock.travel(clock.now() + timedelta(days=3)), db.transaction() as own:
        settled = services.settle_due()
        refused = own.get(Appointment, 1).refused
    assert (settled, refused) == (0, True)


def test_an_administrator_signs_a_member_out_everywhere(client, app):
    people.sign_in(client, "admin-1")
    officer_browser = app.test_client()
    people.sign_in(officer_browser, "officer-1")
    with db.transaction(writes=False):
        number = queries.members(queries.by_slug("pollution-control").id)[0].id

    before = officer_browser.get("/desk").status_code
    client.post(f"/desk/members/pollution-control/{number}/sign-out")
    after = officer_browser.get("/desk").status_code

    assert (before, after) == (200, 303)


def test_the_same_weighty_role_is_proposed_once(client):
    people.sign_in(client, "admin-1")
    people.agency("parliament")
    wanted = {"account": str(people.actor("citizen-a").account_id), "role": "clerk"}

    first = client.post("/desk/members/parliament", data=wanted)
    again = client.post("/desk/members/parliament", data=wanted)

    assert (first.status_code, again.status_code) == (303, 422)
