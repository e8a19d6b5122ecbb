"""The development provider's own pages and aids (contract.md)."""

from __future__ import annotations

import pytest

from commons import clock
from commons.identity import checkdigits
from commons.identity.devprovider import personas
from tests import people


def _address(client):
    return client.post("/sign-in", data={"provider": "dev"}).location


def test_the_form_has_one_field_and_no_password(client):
    page = client.get(_address(client))

    assert page.status_code == 200
    assert page.text.count("<input") == 1
    assert 'name="login_hint"' in page.text
    assert "password" not in page.text.replace("There is no password", "")


def test_a_name_that_nobody_bears_is_refused_beside_the_field(client):
    page = client.post(_address(client), data={"login_hint": "voter-10001"})

    assert page.status_code == 422
    assert "govuk-error-message" in page.text


def test_a_foreign_way_back_is_not_taken(client):
    address = _address(client).replace("sign-in%2Freturn", "elsewhere")

    page = client.get(address)

    assert page.status_code == 400


def test_faults_are_set_and_cleared(client):
    put = client.put("/dev/idp/faults", json={"fault": "slow", "times": 2})
    cleared = client.put("/dev/idp/faults", json={})
    unknown = client.put("/dev/idp/faults", json={"fault": "earthquake"})

    assert put.get_json() == {"fault": "slow", "times": 2}
    assert cleared.get_json() == {}
    assert unknown.status_code == 422


def test_a_fault_is_played_as_often_as_asked(client):
    client.put("/dev/idp/faults", json={"fault": "wrong-nonce", "times": 2})

    answers = [people.through_provider(client, "citizen-a").status_code for _ in range(3)]

    assert answers == [403, 403, 303]


@pytest.mark.parametrize("hint", [*personas.NAMED, "voter-1", "voter-10000"])
def test_every_persona_of_the_contract_is_there_with_sound_numbers(hint):
    person = personas.find(hint, clock.now())

    assert person is not None
    assert all(checkdigits.is_sound(kind, n) for kind, n in person.identifiers.items())


@pytest.mark.parametrize("hint", ["voter-0", "voter-10001", "voter-01", "nobody", ""])
def test_nobody_else_is_there(hint):
    assert personas.find(hint, clock.now()) is None


def test_no_two_personas_share_a_number():
    everybody = [personas.find(f"voter-{n}", clock.now()) for n in range(1, 10_001)]
    everybody += [personas.find(hint, clock.now()) for hint in personas.NAMED]

    for kind in ("th-pid", "ee-isikukood", "fi-hetu"):
        numbers = {person.identifiers[kind] for person in everybody}
        assert len(numbers) == len(everybody)
    assert len({person.subject for person in everybody}) == len(everybody)


def test_ages_are_true_to_the_day():
    now = clock.now()

    born = {age: personas.find(f"age-{age}", now).birth_date for age in (15, 16, 17, 18)}

    today = now.date()
    assert (born[16].year, born[18].year) == (today.year - 16, today.year - 18)
    assert (born[18].month, born[18].day) == (today.month, today.day)
    assert born[17] > born[18]
    assert (born[17] - born[18]).days in (1, 2)
