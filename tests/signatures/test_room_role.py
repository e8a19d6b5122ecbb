"""On PostgreSQL the web's role cannot read the strong room, nor the room's role the people."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import db
from portal import roles
from tests.signatures.conftest import CLOSES, OPENS

WEB, ROOM = "lexpopuli_test_web", "lexpopuli_test_room"
DENIED = (sa.exc.ProgrammingError, "permission denied|does not exist")


@pytest.fixture
def divided(postgres_app):
    """The installation under the two roles, as deploy/README.md founds them."""
    owner = db.database().engine
    with owner.connect() as line:
        line.connection.driver_connection.execute(roles.script(WEB, ROOM))
        line.commit()
    divided = db.Database(owner.url.render_as_string(hide_password=False))

    @sa.event.listens_for(divided.engine, "connect")
    def _as_web(line, _record):
        line.autocommit = True
        line.execute(f"SET SESSION AUTHORIZATION {WEB}")
        line.autocommit = False

    signatures.guard_rows(divided.engine, ROOM)
    db.bind(divided)
    yield
    divided.engine.dispose()
    with owner.connect() as line:
        line.connection.driver_connection.execute(roles.back())
        for role in (WEB, ROOM):
            line.exec_driver_sql(f"DROP OWNED BY {role}")
            line.exec_driver_sql(f"DROP ROLE {role}")
        line.commit()
    owner.dispose()


def test_the_room_works_under_its_own_role_and_nobody_else_sees_its_rows(divided, desk, travel):
    travel(OPENS + timedelta(days=1))
    sheet = desk.open()
    for hint in ("voter-1", "voter-2", "voter-3"):
        desk.sign(sheet, hint)
    desk.withdraw(sheet, "voter-3")
    assert desk.standing(sheet, "voter-1").has_signed
    desk.sequence()
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet)
        signatures.hand_over(sheet).path.unlink()
        assert signatures.audit(sheet) == []

    for table in sorted(signatures.room_tables()):
        with pytest.raises(DENIED[0], match=DENIED[1]), db.transaction() as session:
            session.execute(sa.text(f'SELECT * FROM "{table}"'))
        with (
            pytest.raises(DENIED[0], match="permission denied for schema"),
            db.transaction() as session,
        ):
            session.execute(sa.text(f'SELECT * FROM {roles.SCHEMA}."{table}"'))
    for table in ("account", "login_session", "record_private_fact"):
        with pytest.raises(DENIED[0], match=DENIED[1]), db.transaction() as session:
            session.execute(sa.text(f"SET LOCAL ROLE {ROOM}"))
            session.execute(sa.text(f'SELECT * FROM "{table}"'))

    with db.transaction():
        signatures.keep_until(sheet, CLOSES, rule="rule")
        assert [one.id for one in signatures.destroy_due()] == [sheet]
        assert signatures.keeping(sheet).envelopes == 3


def test_only_names_of_roles_become_a_script():
    with pytest.raises(ValueError, match="not a role"):
        roles.script("web; DROP TABLE signature", ROOM)
