"""The roles on PostgreSQL: `python -m portal.roles` prints what their rights are, for psql to run.

Two roles beside the owner of the tables: the web's, which may do everything but touch the strong
room, and the strong room's, which may do nothing else. Run it again after each new version.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

import signatures
from portal.schema import metadata

READ_BY_ROOM = ("ledger_leaf",)
"""What the room reads together with its own rows: the public leaves of the log."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def script(web: str, room: str) -> str:
    """The whole script, safe to run again; refuses (ValueError) names that are none."""
    for name in (web, room):
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} is not a role's name")
    return "\n".join([*_founding(web, room), *_rights(web, room)]) + "\n"


def _founding(web: str, room: str) -> Iterator[str]:
    yield "BEGIN;"
    for name, kind in ((room, "NOLOGIN"), (web, "LOGIN NOINHERIT")):
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
            f"THEN CREATE ROLE {name} {kind}; END IF; END $$;"
        )
    yield f"ALTER ROLE {web} NOINHERIT;"
    yield f"GRANT {room} TO {web};"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {web}, {room};"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {web}, {room};"
    yield f"GRANT USAGE ON SCHEMA public TO {web}, {room};"


def _rights(web: str, room: str) -> Iterator[str]:
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {web};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {web};"
    for name in sorted(signatures.room_tables()):
        yield f'REVOKE ALL ON "{name}" FROM {web};'
        yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{name}" TO {room};'
        if "id" in metadata.tables[name].c:
            yield (
                f"DO $$ DECLARE s text := pg_get_serial_sequence('\"{name}\"', 'id'); "
                "BEGIN IF s IS NOT NULL THEN "
                f"EXECUTE 'REVOKE ALL ON SEQUENCE ' || s || ' FROM {web}'; "
                f"EXECUTE 'GRANT USAGE ON SEQUENCE ' || s || ' TO {room}'; END IF; END $$;"
            )
    for name in READ_BY_ROOM:
        yield f'GRANT SELECT ON "{name}" TO {room};'
    yield "COMMIT;"


def main() -> None:
    """Print the script for these two roles."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--web", default="lexpopuli", help="The role that web and worker sign in as."
    )
    asked.add_argument("--room", default="lexpopuli_room", help="The strong room's role.")
    said = asked.parse_args()
    sys.stdout.write(script(said.web, said.room))


if __name__ == "__main__":
    main()
