"""An operator who deceives a checker: lines under no head, two histories, another house."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commons import db, record
from commons.ledger import commands, keys, merkle, notes, sequencing, sources, trees

NOW = datetime(2026, 10, 1, tzinfo=UTC)
SUBJECT = "/ledger/sheets/aa"


@pytest.fixture
def three(sqlite_app):
    """A log of three lines, the last two under a head of their own."""
    for many in (1, 2):
        with db.transaction():
            for number in range(many):
                record.note("sheet:sheet:opened", SUBJECT, facts={"n": number})
        with db.transaction():
            sequencing.sequence()


@pytest.fixture
def saved(three, tmp_path) -> Path:
    """The log as its operator hands it out."""
    folder = tmp_path / "saved"
    folder.mkdir()
    with db.transaction():
        main = trees.tree(trees.MAIN)
        heads, leaves = trees.heads(main), trees.leaves(main)
        newest = heads[-1]
        said = {
            "size": newest.size,
            "root": newest.root.hex(),
            "note": newest.note,
            "public_key": keys.public_key().hex(),
        }
        write(folder, "notes", [head.note for head in heads])
        write(folder, "leaves", [leaf.data for leaf in leaves])
    (folder / "main.head.json").write_text(json.dumps(said))
    return folder


def write(folder: Path, what: str, lines: list[str]) -> None:
    said = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / f"main.{what}.jsonl").write_text(said)


def verify(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(commands.ledger, ["verify", str(folder), *more])


def test_a_log_without_one_signed_head_is_not_in_order(saved):
    file = saved / "main.head.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "note": "nothing\n"}))
    write(saved, "notes", [])

    done = verify(saved)

    assert done.exit_code == 1 and "not signed" in done.output


def test_a_line_that_stands_under_no_signed_head_is_not_counted(saved):
    with db.transaction():
        main = trees.tree(trees.MAIN)
        first = trees.heads(main)[0]
        leaves = [leaf.data for leaf in trees.leaves(main)]
    root = merkle.root_of(merkle.leaf_hash(data.encode()) for data in leaves)
    file = saved / "main.head.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "root": root.hex()}))
    write(saved, "notes", [first.note])

    def told(**changed: object) -> Result:
        file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))
        return verify(saved)

    false = told(note=first.note)
    honest = told(note=first.note, size=1, root=first.root.hex())

    assert false.exit_code == 1 and "its signed text" in false.output
    assert honest.exit_code == 0 and "1 entries" in honest.output


def test_two_kept_heads_of_one_size_convict_the_operator(saved, tmp_path):
    with db.transaction():
        main = trees.tree(trees.MAIN)
        true = trees.heads(main)[-1].note
        other = notes.Checkpoint(trees.origin(main), 3, bytes(32), NOW)
    false = notes.signed(
        other, public=keys.public_key(), signature=keys.sign(other.body().encode())
    )
    kept = tmp_path / "kept.jsonl"
    kept.write_text("".join(json.dumps({"note": note}) + "\n" for note in (false, true)))

    done = verify(saved, "--heads", str(kept))

    assert done.exit_code == 1 and "two roots" in done.output


def test_a_released_count_is_said_once(saved):
    with db.transaction():
        for many in (7, 8):
            facts = {"sheet": "aa", "size": 1, "signatures": many, "withdrawals": 0, "root": "00"}
            record.note("sheet:count:released", SUBJECT, facts=facts)
    with db.transaction():
        sequencing.sequence()
        main = trees.tree(trees.MAIN)
        newest = trees.head(main)
        head = {"size": newest.size, "root": newest.root.hex(), "note": newest.note}
        write(saved, "notes", [one.note for one in trees.heads(main)])
        write(saved, "leaves", [leaf.data for leaf in trees.leaves(main)])
    file = saved / "main.head.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **head}))

    done = verify(saved)

    assert done.exit_code == 1 and "was said twice" in done.output


def test_a_list_never_leads_a_checker_to_another_house(monkeypatch):
    asked = []

    def get(_self, address):
        asked.append(address)
        onward = (
            "http://elsewhere.example/api/v1/ledger/entries?after=x" if len(asked) == 1 else None
        )
        return {"items": [{"data": "{}"}], "next": onward}

    monkeypatch.setattr(sources.Portal, "_get", get)

    assert len(list(sources.Portal("https://lex.example").leaves("main"))) == 2
    assert all(address.startswith("https://lex.example/api/v1/ledger/") for address in asked)
    assert asked[1].endswith("/entries?after=x")
