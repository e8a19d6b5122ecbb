"""The roles on PostgreSQL: `python -m portal.roles` prints what their rights are, for psql to run.

Two roles beside the owner of the tables: the web's, which may do everything but touch the strong
room, and the strong room's, which may do nothing else. The room's tables move into a schema of their
own, which the web's role may not even enter. Run it again after each new version.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

import signatures
from portal import schema as schema

SCHEMA = "strongroom"
"""The schema of the strong room's tables; names are found in it by the database's search path."""
READ_BY_ROOM = ("ledger_leaf",)
"""What the room reads together with its own rows: the public leaves of the log."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def script(web: str, room: str) -> str:
    """The whole script, safe to run again; refuses (ValueError) names that are none."""
    for name in (web, room):
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"{name!r} is not a role's name")
    return "\n".join([*_founding(web, room), *_moving(web, room), *_rights(web, room)]) + "\n"


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


def _moving(web: str, room: str) -> Iterator[str]:
    """The room's tables into their own schema; the web's role may not enter it."""
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA};"
    yield f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC, {web}, {room};"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {room};"
    for name in sorted(signatures.room_tables()):
        yield f'ALTER TABLE IF EXISTS public."{name}" SET SCHEMA {SCHEMA};'
    yield (
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO public, "
        f"{SCHEMA}', current_database()); END $$;"
    )


def _rights(web: str, room: str) -> Iterator[str]:
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {web};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {web};"
    for what, rights in (("TABLES", "SELECT, INSERT, UPDATE, DELETE"), ("SEQUENCES", "USAGE")):
        yield f"REVOKE ALL ON ALL {what} IN SCHEMA {SCHEMA} FROM PUBLIC, {web}, {room};"
        yield f"GRANT {rights} ON ALL {what} IN SCHEMA {SCHEMA} TO {room};"
    for name in READ_BY_ROOM:
        yield f'GRANT SELECT ON public."{name}" TO {room};'
    yield "COMMIT;"


def back() -> str:
    """The script that takes the division back: every table in one schema again."""
    moved = (
        f'ALTER TABLE IF EXISTS {SCHEMA}."{name}" SET SCHEMA public;'
        for name in sorted(signatures.room_tables())
    )
    path = (
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', "
        "current_database()); END $$;"
    )
    return "\n".join(["BEGIN;", *moved, path, f"DROP SCHEMA IF EXISTS {SCHEMA};", "COMMIT;"]) + "\n"


def main() -> None:
    """Print the script for these two roles."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--web", default="lexpopuli", help="The role that web and worker sign in as."
    )
    asked.add_argument("--room", default="lexpopuli_room", help="The strong room's role.")
    asked.add_argument("--back", action="store_true", help="Take the division back.")
    said = asked.parse_args()
    sys.stdout.write(back() if said.back else script(said.web, said.room))


if __name__ == "__main__":
    main()
