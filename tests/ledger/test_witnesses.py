"""Witnesses outside the house: their cosignatures are collected, shown, and waited for."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commons import config, db, record
from commons.ledger import commands, notes, sequencing, sources, witnesses
from tests.conftest import settings_for

NOW = datetime(2026, 10, 1, tzinfo=UTC)
SUBJECT = "/ledger/sheets/aa"


@pytest.fixture
def keys(app, tmp_path):
    """Two witnesses, both of whom are needed."""
    made = {name: Ed25519PrivateKey.generate() for name in ("university", "press")}
    folder = tmp_path / "witnesses"
    folder.mkdir()
    lines = ["quorum = 2"]
    for name, key in made.items():
        public = key.public_key().public_bytes_raw()
        lines += ["[[witness]]", f'key = "{notes.verifier_key(name, public)}"', 'about = "Known"']
    (folder / witnesses.FILE).write_text("\n".join(lines) + "\n")
    own = config.current()
    config.use(settings_for(tmp_path, own.database_url, witness_dir=folder))
    return made


@pytest.fixture
def head(client, keys):
    with db.transaction():
        record.note("sheet:sheet:opened", SUBJECT, facts={"n": 1})
    with db.transaction():
        sequencing.sequence()
    return client.get("/api/v1/ledger/head").json["note"]


def cosigned(note, keys, *names):
    return note + "".join(notes.cosign(note, name=n, key=keys[n], at=NOW).text() for n in names)


def bring(client, note):
    address = "/api/v1/ledger/cosignatures"
    return client.post(address, data=note.encode(), content_type="text/plain")


def test_a_head_counts_once_its_quorum_has_cosigned(client, head, keys):
    with db.transaction(writes=False):
        assert not witnesses.is_settled("sheet:sheet:opened", SUBJECT)

    first = bring(client, cosigned(head, keys, "university"))
    with db.transaction(writes=False):
        assert not witnesses.is_settled("sheet:sheet:opened", SUBJECT)
    second = bring(client, cosigned(head, keys, "press"))

    assert (first.status_code, second.status_code) == (200, 200)
    with db.transaction(writes=False):
        assert witnesses.is_settled("sheet:sheet:opened", SUBJECT)
        assert not witnesses.is_settled("sheet:sheet:sealed", SUBJECT)
    said = client.get("/api/v1/ledger/head").json
    assert said["witnesses"] == ["press", "university"]
    assert notes.is_cosigned(
        said["note"], name="press", public=keys["press"].public_key().public_bytes_raw()
    )
    page = client.get("/ledger?lang=en").text
    assert "Independent witnesses" in page and "no independent witness" not in page


def test_what_came_after_the_cosigned_head_waits(client, head, keys):
    bring(client, cosigned(head, keys, "university", "press"))
    with db.transaction():
        record.note("sheet:sheet:sealed", SUBJECT, facts={"n": 2})
    with db.transaction():
        sequencing.sequence()

    with db.transaction(writes=False):
        assert witnesses.is_settled("sheet:sheet:opened", SUBJECT)
        assert not witnesses.is_settled("sheet:sheet:sealed", SUBJECT)


def test_sending_twice_changes_nothing(client, head, keys):
    for _time in range(2):
        assert bring(client, cosigned(head, keys, "press")).json == {"witnesses": ["press"]}

    assert client.get("/api/v1/ledger/head").json["note"].count("press") == 1


@pytest.mark.parametrize("fault", ["nobody", "stranger", "false", "other-head", "no-note", "long"])
def test_what_no_witness_has_said_is_refused_and_leaves_nothing(client, head, keys, fault):
    stranger = {"university": Ed25519PrivateKey.generate(), "x": Ed25519PrivateKey.generate()}
    sent = {
        "nobody": head,
        "stranger": cosigned(head, stranger, "x"),
        "false": cosigned(head, stranger, "university"),
        "other-head": cosigned(head, keys, "press").replace("\n1\n", "\n2\n"),
        "no-note": "hello",
        "long": head + "x" * 30_000,
    }[fault]

    answer = bring(client, sent)

    assert answer.status_code == (403 if fault in ("nobody", "stranger", "false") else 422)
    assert client.get("/api/v1/ledger/head").json["witnesses"] == []


def test_without_witnesses_the_operators_word_is_enough(client, app):
    with db.transaction():
        record.note("sheet:sheet:opened", SUBJECT)

    with db.transaction(writes=False):
        assert witnesses.is_settled("sheet:sheet:opened", SUBJECT)
    assert witnesses.policy().witnesses == ()


@pytest.mark.parametrize(
    "said",
    [
        'quorum = 2\n[[witness]]\nkey = "a+00000000+AAAA"\n',
        'quorum = 1\n[[witness]]\nkey = "nonsense"\n',
    ],
)
def test_a_policy_with_a_malformed_key_is_not_believed(sqlite_app, tmp_path, said):
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / witnesses.FILE).write_text(said)
    config.use(settings_for(tmp_path, config.current().database_url, witness_dir=folder))

    with pytest.raises(ValueError, match="key"):
        witnesses.policy()


def test_the_witness_command_brings_what_it_has_cosigned(client, head, keys, tmp_path, monkeypatch):
    key = tmp_path / "press.key"
    key.write_text(keys["press"].private_bytes_raw().hex())
    monkeypatch.setattr(
        sources.Portal, "_get", lambda _self, at: client.get(at.removeprefix("http://x")).json
    )
    monkeypatch.setattr(
        sources.Portal, "bring", lambda _self, note: bring(client, note).json["witnesses"]
    )

    files = ["--state", str(tmp_path / "state"), "--key", str(key), "--name", "press"]
    done = CliRunner().invoke(commands.ledger, ["witness", "http://x", *files])

    assert done.exit_code == 0 and "the log now shows press" in done.output
    assert client.get("/api/v1/ledger/head").json["witnesses"] == ["press"]


def test_a_proof_is_taken_home_and_checked_without_anybody(client, head, keys, tmp_path):
    bring(client, cosigned(head, keys, "university", "press"))
    said = client.get("/ledger/entries/0/proof.json")
    file = tmp_path / "proof.json"

    def run(facts, *more):
        file.write_text(json.dumps(facts))
        return CliRunner().invoke(commands.ledger, ["verify-proof", str(file), *more])

    good = run(said.json)
    altered = run({**said.json, "leaf": said.json["leaf"].replace("opened", "closed")})
    foreign = run(said.json, "--operator-key", "00" * 32)
    nonsense = run({"format": "other"})

    assert good.exit_code == 0 and "cosigned by press" in good.output and "proved" in good.output
    assert altered.exit_code == 1 and "NOT proved" in altered.output
    assert foreign.exit_code == 1
    assert nonsense.exit_code == 1 and "not a proof" in nonsense.output


def test_each_thing_leads_to_its_lines(client, app):
    with db.transaction():
        record.note("hearing:comment:accepted", "/hearings/1-x", facts={"number": 7})
        record.note("hearing:comment:accepted", "/hearings/1-x", facts={"number": 8})
    waiting = client.get("/ledger/about?subject=/hearings/1-x&of=comment/7&lang=en")
    with db.transaction():
        sequencing.sequence()

    assert "waits to be sequenced" in waiting.text
    one = client.get("/ledger/about?subject=/hearings/1-x&of=comment/8")
    assert one.headers["Location"].endswith("/ledger/entries/1")
    assert client.get("/ledger/about?subject=/hearings/1-x").text.count("/ledger/entries/") == 2
    assert 'href="//evil' not in client.get("/ledger/about?subject=//evil").text
    assert "root" in client.get("/ledger/feed.atom").text
