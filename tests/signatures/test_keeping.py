"""Keeping and destroying: on schedule, put off by two persons, and for good, whatever a backup holds."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, config, db, record
from commons.errors import Refusal
from commons.identity.devprovider import personas
from commons.ledger import sequencing
from signatures import HoldGround, _graves, _keyring, _shredding
from signatures._sheets import Signature
from tests import people
from tests.signatures.conftest import CLOSES, OPENS
from tests.signatures.test_secrecy import dumped

DURING = OPENS + timedelta(days=10)
HINTS = ("voter-1", "voter-2", "voter-3")
RULE = "th-initiative-bill@2021.1 retention.statements"


@pytest.fixture
def sealed(app, desk, travel) -> int:
    """Three signatures on a sealed sheet."""
    return _sealed(desk, travel)


def _sealed(desk, travel) -> int:
    travel(DURING)
    sheet = desk.open()
    for hint in HINTS:
        desk.sign(sheet, hint)
    travel(CLOSES)
    desk.seal(sheet)
    return sheet


def keep(sheet: int, until) -> None:
    with db.transaction():
        signatures.keep_until(sheet, until, rule=RULE)


def destroyed() -> list[int]:
    with db.transaction():
        return [one.id for one in signatures.destroy_due()]


def test_the_secret_goes_when_the_rule_says_and_not_before(sealed, desk, travel, tmp_path):
    with db.transaction() as session:
        kept = set(session.scalars(sa.select(Signature.person_key)))
    keep(sealed, CLOSES + timedelta(days=28))
    keep(sealed, CLOSES + timedelta(days=40))
    keep(sealed, CLOSES + timedelta(days=3))  # the latest word stands
    travel(CLOSES + timedelta(days=40) - timedelta(seconds=1))
    assert destroyed() == []

    travel(CLOSES + timedelta(days=40))
    with db.transaction():
        assert [one.id for one in signatures.due()] == [sealed]
    assert destroyed() == [sealed]

    assert destroyed() == []
    assert list((tmp_path / "keyring").rglob("*.key")) == []
    assert desk.net(sealed) == 3
    with db.transaction() as session:
        rows = session.execute(sa.select(Signature.__table__)).mappings().all()
        said = signatures.keeping(sealed)
        digest = signatures.sheet(sealed).digest
        entry = record.history("/ledger/sheets/" + digest, kinds={"sheet:keys:destroyed"})[0]
    assert not kept & {bytes(row["person_key"]) for row in rows}
    assert {bytes(row[name]) for row in rows for name in ("envelope", "mac")} == {b""}
    assert all(row["day"] and row["channel"] and row["level"] for row in rows)
    assert (said.envelopes, said.ground, said.destroyed_at) == (3, RULE, clock.now())
    assert entry.facts == {"by": "schedule", "envelopes": 3, "ground": RULE, "sheet": digest}
    assert json.loads(_graves.path().read_text())["sheet"] == digest
    assert not any(bytes(key) in dumped() or key.hex().encode() in dumped() for key in kept)


def test_two_persons_put_destruction_off_and_the_hold_ends_by_itself(sealed, travel):
    keep(sealed, CLOSES + timedelta(days=28))
    ends = CLOSES + timedelta(days=60)
    verifier, auditor = people.actor("verifier"), people.actor("auditor")
    wish = {"ground": HoldGround.COURT_CASE, "reason": "Case 12/2569", "until": ends}
    with pytest.raises(Refusal, match="not-permitted"), db.transaction():
        signatures.ask_hold(sealed, people.actor("officer-1"), **wish)
    for until in (clock.now(), clock.now() + timedelta(days=400)):
        with pytest.raises(Refusal, match="bad-hold-end"), db.transaction():
            signatures.ask_hold(sealed, verifier, **{**wish, "until": until})
    with db.transaction():
        hold = signatures.ask_hold(sealed, verifier, **wish).id
    with pytest.raises(Refusal, match="two-persons-needed"), db.transaction():
        signatures.agree_to_hold(hold, verifier)
    with db.transaction():
        assert signatures.keeping(sealed).held_until is None  # one officer alone: it waits
        signatures.agree_to_hold(hold, auditor)
    with pytest.raises(Refusal, match="already-confirmed"), db.transaction():
        signatures.agree_to_hold(hold, auditor)

    travel(CLOSES + timedelta(days=50))
    assert destroyed() == []
    with db.transaction():
        said = signatures.keeping(sealed)
        kinds = {e.kind for e in record.history(_address(sealed), limit=50)}
    assert said.held_until == ends and [one.reason for one in said.holds] == ["Case 12/2569"]
    assert {"sheet:hold:asked", "sheet:hold:set"} <= kinds
    with pytest.raises(Refusal, match="sheet-held"), db.transaction():
        signatures.shred(sealed, ground="by hand")

    travel(ends)
    assert destroyed() == [sealed]
    with pytest.raises(Refusal, match="sheet-shredded"), db.transaction():
        signatures.ask_hold(sealed, verifier, **{**wish, "until": ends + timedelta(days=9)})


def _address(sheet: int) -> str:
    return "/ledger/sheets/" + signatures.sheet(sheet).digest


def test_a_practice_sheet_is_forgotten_a_week_after_its_end(sqlite_app, desk, travel):
    travel(DURING)
    sheet = desk.open(practice=True)
    real = desk.open(title="Another")
    desk.sign(sheet, "voter-1")

    travel(CLOSES + timedelta(days=7))

    assert destroyed() == [sheet]
    with db.transaction():
        assert signatures.keeping(real).until is None
        assert signatures.keeping(sheet).ground == "practice"


def found(database: Path, keyring: Path, digest: str) -> int:
    """How many seeded voters an attacker finds in a copy of the database, with MASTER_KEY known."""
    with closing(sqlite3.connect(database)) as copy:
        keys = {bytes(key) for (key,) in copy.execute("SELECT person_key FROM signature")}
    secrets = [b"", digest.encode(), config.current().master_key.encode(), bytes.fromhex(digest)]
    for file in keyring.rglob("*.key"):
        wrapped = bytes.fromhex(json.loads(file.read_bytes())["wrapped"])
        secrets.append(_keyring._wrapping().decrypt(wrapped[:12], wrapped[12:], digest.encode()))
    secrets += [file.read_bytes() for file in keyring.rglob("*.destroyed")]
    hits: set[int] = set()
    for number in range(1, 60):
        person = personas.find(f"voter-{number}", clock.now()).identifiers["th-pid"]
        said = f"th-pid\x1f{person}".encode()
        for secret in secrets:
            tried = {
                hmac.new(secret, said, hashlib.sha256).digest(),
                signatures._sheetkeys.SheetKeys(digest, secret).person_key("th-pid", person),
            }
            hits |= {number} if tried & keys else set()
    return len(hits)


def test_an_old_backup_with_the_master_key_names_nobody_after_destruction(
    sqlite_app, desk, travel, tmp_path
):
    sheet = _sealed(desk, travel)
    with db.transaction():
        digest = signatures.sheet(sheet).digest
        sequencing.sequence()
    url = sa.make_url(config.current().database_url)
    backup, old_keys = tmp_path / "backup.db", tmp_path / "old-keyring"
    live, copy = sqlite3.connect(url.database), sqlite3.connect(backup)
    with closing(live), closing(copy):
        live.backup(copy)
    shutil.copytree(tmp_path / "keyring", old_keys)
    assert found(backup, tmp_path / "keyring", digest) == 3  # the attack works while keys are there

    travel(CLOSES + timedelta(days=1))
    with db.transaction():
        signatures.shred(sheet, ground=RULE)
        sequencing.sequence()

    assert found(backup, tmp_path / "keyring", digest) == 0
    _put_back(url.database, backup, tmp_path / "keyring", old_keys)
    assert found(Path(url.database), tmp_path / "keyring", digest) == 3
    with db.transaction():
        assert signatures.shred_at_start() == 1
    db.database().engine.dispose()
    assert found(Path(url.database), tmp_path / "keyring", digest) == 0
    with db.transaction():
        assert signatures.keeping(sheet).envelopes == 3
        assert signatures.shred_at_start() == 0
        with pytest.raises(Refusal, match="sheet-shredded"):
            signatures.audit(sheet)
        with pytest.raises(Refusal, match="ledger-behind"):
            sequencing.sequence()


def _put_back(live: str, backup: Path, keyring: Path, old_keys: Path) -> None:
    """Restore database and keyring as they were before, graves forgotten."""
    db.database().engine.dispose()
    for suffix in ("-wal", "-shm"):
        Path(live + suffix).unlink(missing_ok=True)
    shutil.copy(backup, live)
    shutil.rmtree(keyring)
    shutil.copytree(old_keys, keyring)


def test_a_torn_line_in_the_list_of_the_destroyed_says_nothing(sqlite_app, desk, travel):
    sheet = _sealed(desk, travel)
    with db.transaction():
        signatures.shred(sheet, ground=RULE)
    with _graves.path().open("a") as out:
        out.write('{"sheet": "half a li')

    with db.transaction():
        assert _shredding.shred_again() == 0
        assert len(_graves.known()) == 1


def test_both_copies_of_the_keyring_must_open_before_a_sheet_does(
    sqlite_app, desk, travel, tmp_path
):
    travel(DURING)
    digest = desk.manifest().digest
    second = tmp_path / "keyring" / "second"
    second.mkdir(parents=True)
    (second / f"{digest}.key").write_bytes(b"not a key")

    with pytest.raises(Refusal, match="keyring-unsafe"):
        desk.open()

    with db.transaction():
        assert signatures.by_digest(digest) is None


def test_a_hold_is_asked_and_agreed_at_the_desk(client, desk, travel):
    sheet = _sealed(desk, travel)
    keep(sheet, CLOSES + timedelta(days=28))
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    address = f"/desk/keeping/{sheet}"
    last = (CLOSES + timedelta(days=90)).date()
    said = {"ground": "court-case", "reason": "Case 12", "last_day-day": last.day}
    said |= {"last_day-month": last.month, "last_day-year": last.year}
    people.sign_in(client, "officer-1")
    assert client.get(address).status_code == 403
    people.sign_in(client, "verifier")
    assert "Clean air" in client.get("/desk/keeping").text
    assert client.post(address, data={}).status_code == 422
    past = client.post(address, data={**said, "last_day-year": last.year - 3})
    assert past.status_code == 422 and "Case 12" in past.text

    assert client.post(address, data=said).status_code == 303
    assert client.post(f"{address}/holds/1").status_code == 409
    assert "An auditor must agree." in client.get(address).text
    people.sign_in(client, "auditor")
    assert client.post(f"{address}/holds/99").status_code == 404
    assert client.post(f"{address}/holds/1").status_code == 303

    with db.transaction():
        public = client.get(_address(sheet)).text
    assert "Two persons have put off the destruction" in public
    assert "Case 12" not in public


def test_the_command_destroys_nothing_unless_really_told(sqlite_app, desk, travel):
    sheet = _sealed(desk, travel)
    keep(sheet, CLOSES + timedelta(days=28))
    travel(CLOSES + timedelta(days=30))
    run = sqlite_app.test_cli_runner()

    for words in (["keeping", "due"], ["keeping", "destroy"]):
        said = run.invoke(args=words).output
        assert "1 due" in said and RULE in said
    with db.transaction():
        assert signatures.keeping(sheet).destroyed_at is None
    assert "They are destroyed." in run.invoke(args=["keeping", "destroy", "--really"]).output

    with db.transaction():
        assert signatures.keeping(sheet).envelopes == 3


def test_a_backup_opens_under_no_other_master_key(sqlite_app, desk, travel):
    travel(DURING)
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    right = config.current()

    config.use(replace(right, master_key="another master key, just as long as that"))

    with pytest.raises(Refusal, match="keyring-unsafe"), db.transaction():
        signatures.audit(sheet)
    config.use(right)
    with db.transaction():
        assert signatures.audit(sheet) == []
