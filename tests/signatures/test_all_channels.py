"""Every channel at once: under the room's own role, and in an old backup after destruction."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

import signatures
from commons import clock, config, db
from commons.identity.devprovider import personas
from signatures import Channel, Eligibility, _keyring, byemail
from signatures._sheetkeys import Purpose, SheetKeys
from tests.signatures.card_desk import CardDesk
from tests.signatures.conftest import CLOSES
from tests.signatures.test_paper import DURING, Office, row, rows
from tests.signatures.test_room_role import divided  # noqa: F401  # a fixture

KINDS = ("th-pid", "ee-isikukood")
ADDRESSES = ("suzie@example.org", "sam@example.org")
ALL = (Channel.EID, Channel.CONTAINER, Channel.PAPER, Channel.EMAIL)


def signed_in_every_way(desk, travel, tmp_path) -> Office:
    """Two by eID, one by card, six on paper, two more keyed by one registrar only, two by e-mail."""
    travel(DURING)
    cards = CardDesk(desk, tmp_path)
    office = Office(
        desk,
        channels=ALL,
        rule_set="ee-riigikogu@2014.1",
        eligibility=Eligibility(KINDS, "Asia/Bangkok", min_age=16),
    )
    for hint in ("voter-1", "voter-2"):
        desk.sign(office.sheet, hint)
    cards.sign(office.sheet, "voter-3", at=clock.now(), form="B")
    whole, half = office.forms(2)
    office.both(office.receive({whole: 6}), whole, rows(11, 6))
    office.key(
        office.receive({half: 2}), half, [row(1, "voter-21"), row(2, "voter-22")], office.first
    )
    with db.transaction():
        asked = [byemail.ask(office.sheet, address) for address in ADDRESSES]
        byemail.confirm(asked[0].secret)
    return office


def blobs(database: Path) -> set[bytes]:
    """Every value in a copy of the database, as bytes."""
    found: set[bytes] = set()
    with closing(sqlite3.connect(database)) as copy:
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type='table'")]  # fmt: skip
        for table in tables:
            for line in copy.execute(f'SELECT * FROM "{table}"'):
                found |= {v if isinstance(v, bytes) else str(v).encode() for v in line}
    return found


def hits(database: Path, keyring: Path, digest: str) -> int:
    """How many seeded persons and addresses an attacker finds, with MASTER_KEY known."""
    secrets = [b"", digest.encode(), config.current().master_key.encode(), bytes.fromhex(digest)]
    for file in keyring.rglob("*.key"):
        wrapped = bytes.fromhex(json.loads(file.read_bytes())["wrapped"])
        secrets.append(_keyring._wrapping().decrypt(wrapped[:12], wrapped[12:], file.stem.encode()))
    secrets += [file.read_bytes() for file in keyring.rglob("*.destroyed")]
    there, found = blobs(database), 0
    people = [personas.find(f"voter-{number}", clock.now()) for number in range(1, 60)]
    for keys in (SheetKeys(digest, secret) for secret in set(secrets)):
        found += sum(
            keys.person_key(kind, who.identifiers[kind]) in there
            for who in people
            for kind in KINDS
        )
        found += sum(keys.derive(Purpose.EMAIL, one.encode()) in there for one in ADDRESSES)
    names = [who.identifiers[kind].encode() for who in people for kind in KINDS]
    return found + sum(any(name in value for value in there) for name in names)


def test_an_old_backup_of_every_channel_names_nobody_after_destruction(
    sqlite_app, desk, travel, tmp_path
):
    office = signed_in_every_way(desk, travel, tmp_path)
    travel(CLOSES + timedelta(days=60))
    desk.seal(office.sheet)
    with db.transaction():
        digest = signatures.sheet(office.sheet).digest
    live = Path(str(sa.make_url(config.current().database_url).database))
    backup, keyring = tmp_path / "backup.db", tmp_path / "keyring"
    with closing(sqlite3.connect(live)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
    shutil.copytree(keyring, tmp_path / "old-keyring")
    assert hits(backup, tmp_path / "old-keyring", digest) == 2 * len(KINDS) + 1 + 6 + 2

    with db.transaction():
        signatures.shred(office.sheet, ground="rule")
    db.database().engine.dispose()

    assert hits(backup, keyring, digest) == 0
    assert hits(live, keyring, digest) == 0
    assert hits(live, tmp_path / "old-keyring", digest) == 0


def test_paper_containers_and_email_work_under_the_rooms_own_role(
    divided,  # noqa: F811
    desk,
    travel,
    tmp_path,
):
    office = signed_in_every_way(desk, travel, tmp_path)
    assert office.tally().by_channel == {"eid": 2, "container": 1, "paper": 6}
    travel(CLOSES + timedelta(days=60))
    desk.seal(office.sheet)
    with db.transaction():
        signatures.send_to_authority(office.sheet)
        signatures.hand_over(office.sheet).path.unlink()
        assert signatures.audit(office.sheet) == []
        assert byemail.count(office.sheet) == 1
        byemail.note_counts()
        signatures.shred(office.sheet, ground="rule")
    assert "sheet_email_support" in signatures.room_tables()
