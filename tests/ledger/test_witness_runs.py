"""A witness believes a key from elsewhere, and no two of its runs can cosign two histories."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commons import db, record
from commons.ledger import commands, sequencing, sources

AT = "http://localhost"


def grow() -> None:
    with db.transaction():
        record.note("test:thing:done", "/rules", facts={"n": 1})
    with db.transaction():
        sequencing.sequence()


@pytest.fixture
def log(client, monkeypatch):
    """The log's public addresses, without a network."""
    monkeypatch.setattr(
        sources.Portal, "_get", lambda _self, at: client.get(at.removeprefix(AT)).json
    )
    grow()
    return client.get("/api/v1/ledger/head").json


@pytest.fixture
def run(log, tmp_path):
    files = ["--state", str(tmp_path / "state"), "--key", str(tmp_path / "key"), "--keep"]

    def run(*more: str) -> Result:
        return CliRunner().invoke(commands.ledger, ["witness", AT, *files, *more])

    return run


def kept(tmp_path) -> dict[str, Any]:
    return json.loads((tmp_path / "state").read_text())


def test_the_first_run_without_a_key_says_whom_it_trusts_and_no_later_run_does(log, run, tmp_path):
    first, second = run(), run()

    assert first.exit_code == second.exit_code == 0
    assert "trusts the key that the server itself names" in first.output
    assert log["public_key"] in first.output
    assert "trusts the key" not in second.output
    assert kept(tmp_path)["operator_key"] == log["public_key"]


def test_a_key_from_elsewhere_is_believed_and_not_the_servers(log, run, tmp_path):
    foreign = run("--operator-key", "00" * 32)
    assert foreign.exit_code == 1 and not (tmp_path / "state").exists()

    right = run("--operator-key", log["public_key"].upper())

    assert right.exit_code == 0 and "trusts the key" not in right.output
    assert kept(tmp_path)["operator_key"] == log["public_key"]


@pytest.mark.parametrize("said", ["", "abc", "zz" * 32, "00" * 33])
def test_what_is_no_key_is_refused_before_anything_is_cosigned(run, tmp_path, said):
    done = run("--operator-key", said)

    assert done.exit_code == 1 and "64 hexadecimal digits" in done.output
    assert not (tmp_path / "state").exists()


def test_another_key_than_that_of_the_last_run_is_refused(run, tmp_path):
    run()
    before = (tmp_path / "state").read_text()

    done = run("--operator-key", "11" * 32)

    assert done.exit_code == 1 and "another operator key" in done.output
    assert (tmp_path / "state").read_text() == before


def test_of_two_runs_at_once_only_one_cosigns(log, run, tmp_path, monkeypatch):
    run()
    asked, go_on = threading.Event(), threading.Event()
    head = sources.Portal.head

    def slow(self: sources.Portal, tree: str) -> dict[str, Any]:
        asked.set()
        go_on.wait(20)
        return head(self, tree)

    monkeypatch.setattr(sources.Portal, "head", slow)
    grow()
    command = commands.witness.callback
    assert command is not None
    about = {"name": "witness", "operator_key": None, "bring": False}
    files = {"state": tmp_path / "state", "key": tmp_path / "key"}
    with ThreadPoolExecutor(1) as elsewhere:
        first = elsewhere.submit(command, AT, **files, **about)
        assert asked.wait(20)
        second = run()
        go_on.set()
        first.result()

    assert second.exit_code == 1 and "another run holds state" in second.output
    assert kept(tmp_path)["size"] == 2
    assert run().exit_code == 0


@pytest.mark.parametrize("spoiled", ["", "{", "[]", '{"size": 1}', '{"size": 1, "root": "zz"}'])
def test_a_state_that_cannot_be_read_is_never_begun_anew(run, tmp_path, spoiled):
    (tmp_path / "state").write_text(spoiled)

    done = run()

    assert done.exit_code == 1 and "cannot be read" in done.output
    assert (tmp_path / "state").read_text() == spoiled
