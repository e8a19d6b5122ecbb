"""What is stored does not show who signed: dumps, logs and two sheets laid side by side."""

from __future__ import annotations

import hashlib
import hmac
import logging
import sqlite3
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, config, db
from commons.errors import Refusal
from commons.identity.devprovider import personas
from tests.signatures.conftest import OPENS

DURING = OPENS + timedelta(days=10)
HINTS = ("citizen-a", "citizen-b", "voter-17", "age-17", "initiator-3")


def dumped() -> bytes:
    """Every word in the database, as a backup would hold it."""
    url = sa.make_url(config.current().database_url)
    if url.get_backend_name() == "sqlite":
        with sqlite3.connect(url.database) as connection:
            text = "\n".join(connection.iterdump()).encode()
        return text + Path(url.database).read_bytes()
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", "--inserts", plain], capture_output=True, check=True).stdout


def secrets_of(hint: str) -> list[str]:
    person = personas.find(hint, clock.now())
    name = f"{person.given_name} {person.family_name}"
    return [name, person.family_name, person.subject, *person.identifiers.values()]


def test_a_dump_of_the_database_and_the_logs_hold_nobody(desk, travel, app, caplog, capfd):
    travel(DURING)
    caplog.set_level(logging.DEBUG)
    sheet = desk.open()
    roll = desk.open(kind=signatures.Kind.INITIATORS, authority=None)
    receipts = []
    for hint in HINTS:
        try:
            receipts.append(desk.sign(sheet, hint).receipt)
        except Refusal as refusal:
            receipts.append(refusal.notice)
    desk.withdraw(sheet, "citizen-b")
    desk.confirm(roll, "initiator-3")
    with pytest.raises(Refusal):
        desk.sign(sheet, "citizen-a")
    desk.agreed(sheet)
    desk.sequence()

    with db.transaction():
        assert signatures.tally(sheet).net == 3
    said = dumped() + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    said += "".join(receipts).encode()
    home = config.current().instance_dir
    for file in [*home.rglob("*.key"), *home.rglob("heads.jsonl")]:
        said += file.read_bytes()

    for hint in HINTS:
        for secret in secrets_of(hint):
            assert secret.encode() not in said, f"{hint}: {secret}"
            assert secret.encode().hex().encode() not in said


def test_two_sheets_laid_side_by_side_share_no_value(app, travel, desk):
    travel(DURING)
    sheets = [desk.open(), desk.open(title="Another")]
    for sheet in sheets:
        for hint in ("citizen-a", "citizen-b", "voter-17"):
            desk.sign(sheet, hint)
        desk.withdraw(sheet, "citizen-a")
    desk.sequence()

    with db.transaction() as session:
        rows = session.execute(sa.text("SELECT * FROM signature")).mappings().all()
        ends = session.execute(sa.text("SELECT * FROM signature_withdrawal")).mappings().all()

    telling = ("person_key", "envelope", "envelope_digest", "leaf", "mac")
    for name in telling:
        assert len({bytes(row[name]) for row in rows}) == 6
    assert len({bytes(row["leaf"]) for row in ends}) == 2


def test_with_the_database_alone_no_identifier_can_be_tried_out(app, travel, desk):
    travel(DURING)
    sheet = desk.open()
    desk.sign(sheet, "voter-17")
    number = personas.find("voter-17", clock.now()).identifiers["th-pid"]

    with db.transaction() as session:
        digest = signatures.sheet(sheet).digest
        stored = {
            bytes(key) for key in session.scalars(sa.text("SELECT person_key FROM signature"))
        }

    said = f"th-pid\x1f{number}".encode()
    for secret in (
        b"",
        digest.encode(),
        bytes.fromhex(digest),
        config.current().secret_key.encode(),
    ):
        for tried in (
            hashlib.sha256(secret + said).digest(),
            hmac.new(secret, said, hashlib.sha256).digest(),
            hmac.new(secret, number.encode(), hashlib.sha256).digest(),
        ):
            assert tried not in stored


def test_no_foreign_key_leaves_the_room_and_no_column_names_an_account(app):
    own = {
        table.name: table
        for table in db.Base.metadata.tables.values()
        if table.name.startswith(("sheet", "signature", "signing_", "verifying_"))
    }

    for table in own.values():
        for key in table.foreign_keys:
            assert key.column.table.name in own
        assert not [column.name for column in table.columns if "account" in column.name]


def test_classes_that_hold_a_person_do_not_print_him(app, travel, desk):
    travel(DURING)
    sheet = desk.open()

    promise = desk.sign(sheet, "citizen-a")

    shown = repr(promise)
    assert promise.spoken_name not in shown and "secret" not in shown
    assert promise.undo not in shown
