"""The public log as people, machines and doubters meet it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from commons import clock, db, record
from commons.ledger import commands, merkle, notes, sequencing, sources
from commons.ledger.models import Entry
from portal import integrity


@pytest.fixture
def written(app):
    for many in (3, 4):
        with db.transaction():
            for number in range(many):
                record.note("test:thing:done", "/rules", facts={"n": number}, private={"x": 1})
        with db.transaction():
            sequencing.sequence()


@pytest.fixture
def saved(client, written, tmp_path, monkeypatch):
    """The log, saved from its public addresses."""

    def get(self, address):
        answer = client.get(address.removeprefix("http://localhost"))
        if answer.status_code != 200:
            raise sources.Unreadable(address)
        return answer.json

    monkeypatch.setattr(sources.Portal, "_get", get)
    folder = tmp_path / "saved"
    sources.Folder(folder).save("main", sources.Portal("http://localhost"))
    return folder


def verify(folder, *more):
    return CliRunner().invoke(commands.ledger, ["verify", str(folder), *more])


def test_the_page_shows_heads_entries_and_how_to_check(client, written):
    page = client.get("/ledger?lang=en").text

    assert "flask ledger verify" in page
    assert "/ledger/entries/6" in page
    assert "no independent witness" in page


def test_each_entry_has_a_page_with_its_proof(client, written):
    assert client.get("/ledger/entries/0").status_code == 200
    assert client.get("/ledger/entries/7").status_code == 404
    assert "RFC 9162" in client.get("/ledger/entries/6?lang=en").text


def test_the_empty_log_has_its_page(client, app):
    assert client.get("/ledger").status_code == 200
    assert client.get("/api/v1/ledger/head").status_code == 404


def test_the_head_is_a_note_that_anybody_verifies(client, written):
    head = client.get("/api/v1/ledger/head").json

    said = notes.verify(head["note"], public=bytes.fromhex(head["public_key"]))

    assert (said.size, said.root.hex()) == (head["size"], head["root"]) == (7, said.root.hex())


def test_a_proof_of_the_api_verifies(client, written):
    entries = client.get("/api/v1/ledger/entries").json
    for item in entries["items"]:
        said = client.get(f"/api/v1/ledger/proof/inclusion?leaf={item['hash']}").json
        assert merkle.includes(
            leaf=merkle.leaf_hash(item["data"].encode()),
            index=said["index"],
            size=said["size"],
            path=[bytes.fromhex(step) for step in said["path"]],
            root=bytes.fromhex(said["root"]),
        )
    said = client.get("/api/v1/ledger/proof/consistency?first=3&second=7").json
    assert merkle.extends(
        first=3,
        second=7,
        first_root=bytes.fromhex(said["first_root"]),
        second_root=bytes.fromhex(said["second_root"]),
        path=[bytes.fromhex(step) for step in said["path"]],
    )


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("proof/inclusion?index=7", 404),
        ("proof/inclusion?index=1&size=99", 404),
        ("proof/inclusion", 404),
        ("proof/inclusion?leaf=zz", 400),
        ("proof/consistency?first=0&second=3", 400),
        ("proof/consistency?first=4&second=3", 404),
        ("proof/consistency?first=3", 400),
        ("head?tree=none", 404),
        ("entries?page_size=0", 400),
    ],
)
def test_what_is_not_there_is_refused(client, written, asked, status):
    assert client.get("/api/v1/ledger/" + asked).status_code == status


def test_following_next_yields_every_entry_once(client, written):
    address, found = "/api/v1/ledger/entries?page_size=3", []
    while address:
        page = client.get(address).json
        found += [item["index"] for item in page["items"]]
        address = page["next"] and page["next"].removeprefix("http://localhost")

    assert found == list(range(7)) and page["total"] == 7


def test_the_checker_finds_a_sound_log_in_order(saved):
    done = verify(saved)

    assert done.exit_code == 0, done.output
    assert "7 entries" in done.output and "in order" in done.output


@pytest.mark.parametrize("act", ["alter", "remove", "swap", "foreign-key"])
def test_the_checker_finds_every_damage(saved, act):
    file = saved / "main.leaves.jsonl"
    lines = file.read_text().splitlines()
    if act == "alter":
        lines[2] = json.dumps(json.loads(lines[2]).replace('"n":2', '"n":9'))
    elif act == "remove":
        lines = lines[:-1]
    elif act == "swap":
        lines[0], lines[1] = lines[1], lines[0]
    file.write_text("\n".join(lines) + "\n")

    done = verify(saved, *(["--operator-key", "00" * 32] if act == "foreign-key" else []))

    assert done.exit_code == 1 and "FAULT" in done.output


def test_the_checker_takes_heads_that_were_kept(saved, tmp_path):
    assert verify(saved, "--heads", str(tmp_path / "heads" / "heads.jsonl")).exit_code == 0


def test_a_witness_cosigns_a_log_that_grew_and_no_other(saved, tmp_path):
    files = ["--state", str(tmp_path / "state"), "--key", str(tmp_path / "key")]
    run = CliRunner().invoke
    first = run(commands.ledger, ["witness", "http://localhost", *files])
    assert first.exit_code == 0, first.output
    with db.transaction():
        record.note("test:thing:done", "/rules")
    with db.transaction():
        sequencing.sequence()

    second = run(commands.ledger, ["witness", "http://localhost", *files])

    assert second.exit_code == 0, second.output
    state = json.loads((tmp_path / "state").read_text())
    assert state["size"] == 8
    (tmp_path / "state").write_text(json.dumps({**state, "size": 4}))
    assert run(commands.ledger, ["witness", "http://localhost", *files]).exit_code == 1


def test_readyz_names_a_log_that_is_behind_its_head(client, written, tmp_path):
    assert client.get("/readyz").json["ledger"] == "ok"
    heads = tmp_path / "heads" / "heads.jsonl"
    last = json.loads(heads.read_text().splitlines()[-1])["note"]
    forged = last.replace("\n7\n", "\n9\n")
    heads.write_text(json.dumps({"note": forged}) + "\n")

    answer = client.get("/readyz")

    assert answer.status_code == 503 and answer.json["ledger"] == "ledger-behind"


def test_every_signed_head_is_listed_and_paged(client, written):
    address, found = "/api/v1/ledger/heads?page_size=1", []
    while address:
        page = client.get(address).json
        found += [item["size"] for item in page["items"]]
        address = page["next"] and page["next"].removeprefix("http://localhost")

    assert found == [3, 7] and page["total"] == 2


def test_the_houses_own_check_is_on_record_and_tells_of_damage(client, written, travel):
    with db.transaction():
        assert integrity.check() == []
    assert "found its books in order" in client.get("/ledger?lang=en").text
    assert client.get("/readyz").json["ledger"] == "ok"
    with db.transaction() as session:
        session.execute(sa.update(Entry).where(Entry.id == 2).values(kind="test:thing:undone"))

    with db.transaction():
        assert integrity.check() == ["main: entry 2 differs from leaf 1"]

    assert "found 1 fault" in client.get("/ledger?lang=en").text
    assert client.get("/readyz").status_code == 503


def test_the_check_runs_once_a_day_of_the_machine(app, travel):
    now = clock.machine_now()
    for hours, wanted in ((-60, 0), (-12, 1), (11, 1), (13, 2), (60, 2)):
        travel(now + timedelta(hours=hours))
        with db.transaction() as session:
            integrity.audit()
            many = sa.select(sa.func.count()).select_from(Entry)
            assert session.scalar(many.where(Entry.kind == integrity.KIND)) == wanted
