"""Witnesses that are none: one key twice, false lines, words of the database, names that nobody knows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commons import config, db, record
from commons.ledger import commands, keys, notes, sequencing, trees, witnesses
from commons.ledger.models import Head
from tests.conftest import settings_for

NOW = datetime(2026, 10, 1, tzinfo=UTC)
SUBJECT = "/ledger/sheets/aa"


@pytest.fixture
def three(sqlite_app):
    """A log of three lines under one head."""
    with db.transaction():
        for number in range(3):
            record.note("sheet:sheet:opened", SUBJECT, facts={"n": number})
    with db.transaction():
        sequencing.sequence()


@pytest.fixture
def known(three, tmp_path):
    """Two witnesses, both of whom are needed."""
    made = {name: Ed25519PrivateKey.generate() for name in ("university", "press")}
    trust(tmp_path, {name: key.public_key().public_bytes_raw() for name, key in made.items()})
    return made


def trust(tmp_path: Path, publics: dict[str, bytes], quorum: int = 2) -> None:
    """Let the installation trust these witnesses from now on."""
    folder = tmp_path / f"witnesses-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    lines = [f"quorum = {quorum}"]
    for name, public in publics.items():
        lines += ["[[witness]]", f'key = "{notes.verifier_key(name, public)}"']
    (folder / witnesses.FILE).write_text("\n".join(lines) + "\n")
    config.use(settings_for(tmp_path, config.current().database_url, witness_dir=folder))


def newest() -> str:
    with db.transaction():
        return trees.head(trees.tree(trees.MAIN)).note


def bring(text: str) -> list[str]:
    with db.transaction():
        return witnesses.accept(text)


def is_settled() -> bool:
    with db.transaction():
        return witnesses.is_settled("sheet:sheet:opened", SUBJECT)


def line(name: str, key: Ed25519PrivateKey, at: datetime = NOW) -> str:
    return notes.cosign(newest(), name=name, key=key, at=at).text()


def test_one_key_under_two_names_is_one_witness(sqlite_app, tmp_path):
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    trust(tmp_path, {"university": public, "press": public})

    with pytest.raises(ValueError, match="one key"):
        witnesses.policy()


def test_a_false_line_before_the_true_one_does_not_take_its_place(known):
    true = line("press", known["press"])
    said = notes.parse(newest() + true)[1][-1]
    false = notes.SignatureLine("press", said.key_hash, b"\xff" * 72).text()

    assert bring(newest() + false + true) == ["press"]

    with db.transaction():
        head = trees.head(trees.tree(trees.MAIN))
        shown = witnesses.note_of(head, witnesses.under([head])[head.id])
    public = known["press"].public_key().public_bytes_raw()
    assert notes.is_cosigned(shown, name="press", public=public) and false not in shown


def test_a_cosignature_of_no_time_that_a_calendar_has_is_not_one(known):
    checkpoint, _lines = notes.parse(newest())
    moment = 2**63
    signature = known["press"].sign(f"cosignature/v1\ntime {moment}\n{checkpoint.body()}".encode())
    public = known["press"].public_key().public_bytes_raw()
    hashed = notes.key_hash("press", public, notes.COSIGNATURE)
    said = notes.SignatureLine("press", hashed, moment.to_bytes(8, "big") + signature)

    with pytest.raises(witnesses.Refusal, match="witness-unknown"):
        bring(newest() + said.text())


def test_a_witness_who_is_trusted_no_more_counts_no_more(known, tmp_path):
    publics = {name: key.public_key().public_bytes_raw() for name, key in known.items()}
    fresh = Ed25519PrivateKey.generate()
    bring(newest() + line("university", known["university"]))
    trust(tmp_path, {"press": publics["press"], "court": fresh.public_key().public_bytes_raw()})

    bring(newest() + line("press", known["press"]))
    assert not is_settled()

    bring(newest() + line("court", fresh))
    assert is_settled()


def test_a_head_that_the_database_alone_calls_cosigned_is_not(known):
    with db.transaction() as session:
        session.execute(sa.update(Head).values(cosigned_at=NOW))

    assert not is_settled()


def test_cosignatures_of_a_smaller_head_do_not_carry_a_larger_one(known):
    both = "".join(line(name, key) for name, key in known.items())
    bring(newest() + both)
    assert is_settled()
    old = newest()
    with db.transaction():
        record.note("sheet:sheet:sealed", SUBJECT)
    with db.transaction():
        sequencing.sequence()
    with db.transaction() as session:
        session.execute(sa.update(Head).where(Head.size == 4).values(note=old, cosigned_at=NOW))
        rows = sa.text("UPDATE ledger_cosignature SET head_id = (SELECT max(id) FROM ledger_head)")
        session.execute(rows)

    with db.transaction():
        assert not witnesses.is_settled("sheet:sheet:sealed", SUBJECT)


def proof(tmp_path: Path, made: dict[str, Ed25519PrivateKey], name: str) -> Path:
    """A proof of the first line, as an operator would make it who invents a witness."""
    with db.transaction():
        main = trees.tree(trees.MAIN)
        head, leaf = trees.head(main), trees.leaves(main)[0]
        path = trees.inclusion(main, index=0, size=head.size)
    key = made[name]
    said = {
        "format": "lex-populi-proof-1",
        "leaf": leaf.data,
        "index": 0,
        "path": [step.hex() for step in path],
        "head": head.note + line(name, key),
        "operator_key": keys.public_key().hex(),
        "witnesses": {name: notes.verifier_key(name, key.public_key().public_bytes_raw())},
    }
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(said))
    return file


def test_a_witness_in_whom_nobody_but_the_proof_believes_is_called_so(known, tmp_path):
    file = proof(tmp_path, {"red-cross": Ed25519PrivateKey.generate()}, "red-cross")

    done = CliRunner().invoke(commands.ledger, ["verify-proof", str(file)])

    assert done.exit_code == 0
    assert "cosigned by red-cross, by a key that only the proof names" in done.output
    assert "operator key, as the proof says" in done.output


def test_a_known_witness_is_believed_by_the_key_one_knows_and_no_other(known, tmp_path):
    public = known["press"].public_key().public_bytes_raw()
    own = ["--witness-key", notes.verifier_key("press", public)]
    forged = proof(tmp_path, {"press": Ed25519PrivateKey.generate()}, "press")
    bad = CliRunner().invoke(commands.ledger, ["verify-proof", str(forged), *own])
    good = CliRunner().invoke(
        commands.ledger, ["verify-proof", str(proof(tmp_path, known, "press")), *own]
    )

    assert bad.exit_code == 1 and "press has not cosigned" in bad.output
    assert good.exit_code == 0 and "cosigned by press\n" in good.output
