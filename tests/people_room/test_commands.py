"""The first administrators are made on the machine; after that they appoint each other."""

from __future__ import annotations

from commons import db
from commons.access import Role
from commons.agencies import queries
from tests import people


def _run(app, *words):
    return app.test_cli_runner().invoke(args=["people", *words])


def test_the_first_two_administrators_are_made_on_the_machine(app):
    first, second, third = (people.actor(f"citizen-{x}").account_id for x in "abc")
    _run(app, "found", "coordination", "--kind", "authority", "--name-en", "C", "--oversight")
    _run(app, "found", "house", "--kind", "parliament", "--name-en", "House")

    one = _run(app, "first-administrator", str(first), "coordination")
    two = _run(app, "first-administrator", str(second), "house")
    three = _run(app, "first-administrator", str(third), "house")

    assert (one.exit_code, two.exit_code, three.exit_code) == (0, 0, 1)
    with db.transaction(writes=False):
        assert {role for _, role in queries.roles_of(second)} == {Role.ADMINISTRATOR}
        assert queries.roles_of(third) == frozenset()


def test_a_bad_address_is_refused_in_one_sentence(app):
    answer = _run(app, "found", "Not Good", "--kind", "ministry", "--name-en", "X")

    assert answer.exit_code == 1
    assert "Error" in answer.output
