"""The vault as a process of its own: signing goes through it, and it believes no bare number."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import signatures
from commons import clock, config, db
from commons.config import BadSettings
from commons.errors import Refusal
from initiatives.states import State
from signatures import Act, _vaultwire
from tests import people
from tests.conftest import settings_for
from tests.initiatives.road import BROWSER, START, Road
from tests.signatures.card_desk import CardDesk
from tests.signatures.conftest import Desk
from tests.signatures.test_chains import three_sheets

PATIENCE = 15


@pytest.fixture
def vault(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A vault in its own process; this one has neither the master key nor a keyring any more."""
    own, path = config.current(), tmp_path / "v.sock"
    said = {
        **os.environ,
        "LEXPOPULI_MODE": "test",
        "LEXPOPULI_MASTER_KEY": "the vault's own master key, which nobody else has",
        "LEXPOPULI_KEYRING_DIR": str(tmp_path / "vault's keyring"),
        "LEXPOPULI_INSTANCE_DIR": str(own.instance_dir),
        "LEXPOPULI_BASE_URL": own.base_url,
        "LEXPOPULI_VAULT_SOCKET": str(path),
        "LEXPOPULI_TRUST_LIST_DIR": str(tmp_path / "trust"),
    }
    process = subprocess.Popen([sys.executable, "-m", "signatures.vault"], env=said)
    until = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    config.use(replace(own, vault_socket=path, master_key="", keyring_dir=tmp_path / "nothing"))
    yield path
    process.terminate()
    process.wait(PATIENCE)


def asked(path: Path, **said: object) -> dict[str, object]:
    """What the vault answers to one line, as an attacker in the web process would ask it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(str(path))
        line.sendall(json.dumps(said).encode() + b"\n")
        return dict(json.loads(line.makefile().readline()))


def test_an_initiative_is_signed_sealed_and_verified_through_the_vault(
    vault: Path, tmp_path: Path
) -> None:
    road = Road(tmp_path)
    road.to_collecting()

    with clock.travel(START + timedelta(days=5)):
        road.sign_many(20)
        with pytest.raises(Refusal, match="already-signed"):
            road.sign("voter-1")
        with db.transaction():
            closes_at = road.x.closes_at
            assert signatures.tally(road.x.sheet_id or 0).net == 20
    assert closes_at is not None
    with clock.travel(closes_at + timedelta(minutes=15)):
        road.advance()
        with db.transaction():
            assert road.x.stage is State.COUNTING
            assert road.x.sealed_at is not None
            assert signatures.audit(road.x.sheet_id or 0) == []

    assert not (tmp_path / "nothing").exists()
    counts = signatures.vault_counts()
    assert counts["person"] >= 21 and "paper-person" not in counts


def test_the_vault_answers_neither_a_bare_number_nor_a_false_token(
    vault: Path, tmp_path: Path
) -> None:
    road = Road(tmp_path)
    road.to_collecting()
    with clock.travel(START + timedelta(days=5)), db.transaction():
        digest = road.x.sheet_digest
        intent = signatures.consent(
            road.x.sheet_id or 0, act=Act.SIGN, language="en", browser=BROWSER
        )
    good = people.attestation("voter-1", nonce=intent.nonce)
    spoiled = people.attestation("voter-1", nonce=intent.nonce, fault="hs256")
    about = {"call": "person", "sheet": digest, "kinds": ["th-pid"], "provider": "dev"}
    now = datetime.now(UTC)

    def person(token: str, *, nonce: str = good.nonce, at: datetime = now) -> dict[str, object]:
        return asked(vault, **about, token=token, nonce=nonce, requested_at=at.isoformat())

    assert "value" in person(good.token)
    assert "refused" in person(spoiled.token)
    assert "refused" in person(good.token, nonce="another")
    assert person(good.token, at=now - timedelta(hours=3)) == {"refused": "sign-in-stale"}
    number = {"call": "derive", "sheet": digest, "said": b"th-pid\x1f1".hex()}
    assert asked(vault, **number, purpose="person") == {"refused": "not-permitted"}
    assert asked(vault, **number, purpose="outer") == {"refused": "not-permitted"}
    assert asked(vault, call="read", sheet=digest) == {"refused": "not-understood"}
    assert asked(vault, call="person") == {"refused": "not-understood"}


def test_without_the_vault_nothing_is_half_signed(app: Flask, tmp_path: Path) -> None:
    road = Road(tmp_path)
    road.to_collecting()
    config.use(replace(config.current(), vault_socket=tmp_path / "nobody"))

    with (
        clock.travel(START + timedelta(days=5)),
        pytest.raises(signatures.SigningRefused, match="vault-down"),
    ):
        road.sign("voter-1")

    config.use(replace(config.current(), vault_socket=None))
    with db.transaction():
        assert signatures.tally(road.x.sheet_id or 0).net == 0


def test_what_was_destroyed_stays_destroyed_behind_the_socket(vault: Path, tmp_path: Path) -> None:
    asked(vault, call="make", sheet="ab" * 32)

    before = asked(vault, call="derive", sheet="ab" * 32, purpose="mark", said="00")
    asked(vault, call="destroy", sheet="ab" * 32)

    assert "value" in before
    assert asked(vault, call="make", sheet="ab" * 32) == {"refused": "sheet-shredded"}
    assert asked(vault, call="open", sheet="ab" * 32) == {"refused": "sheet-shredded"}
    assert asked(vault, call="exists", sheet="ab" * 32) == {"value": b"0".hex()}


def test_in_production_the_master_key_is_the_vaults_alone(tmp_path: Path) -> None:
    providers = tmp_path / "providers.toml"
    providers.write_text("")
    said = {
        "mode": "production",
        "base_url": "https://lex.example.org",
        "mail_url": "smtp://mail.example.org",
        "oidc_providers": providers,
        "vault_socket": tmp_path / "v.sock",
    }

    with pytest.raises(BadSettings, match="MASTER_KEY belongs to the vault alone"):
        settings_for(tmp_path, "sqlite://", **said)

    assert settings_for(tmp_path, "sqlite://", **said, master_key="").master_key == ""


def test_the_vault_does_not_open_without_a_strong_master_key(tmp_path: Path) -> None:
    said = {**os.environ, "LEXPOPULI_MODE": "test", "LEXPOPULI_VAULT_SOCKET": str(tmp_path / "v")}

    done = subprocess.run(
        [sys.executable, "-m", "signatures.vault"], env=said, capture_output=True, check=False
    )

    assert done.returncode == 2 and b"MASTER_KEY" in done.stderr


def test_the_vault_checks_a_cards_signature_itself_and_believes_no_number(
    vault: Path, desk: Desk, tmp_path: Path
) -> None:
    here = CardDesk(desk, tmp_path)
    sheet = here.open()
    with db.transaction():
        digest = signatures.sheet(sheet).digest

    here.sign(sheet, "voter-1")
    with pytest.raises(Refusal, match="already-signed"):
        here.desk.sign(sheet, "voter-1")
    forged = {
        "certificate": here.cards.card("voter-2").der.hex(),
        "between": [here.cards.issuing.der.hex()],
        "method": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "signed_info": b"nothing".hex(),
        "signature": (b"\1" * 64).hex(),
    }
    head = "Lex Populi declaration v1\n\nTitle\nI declare my support.\n\n"
    said = f"{head}sheet: {digest}\nrule set: ee-riigikogu@2014.1".encode().hex()
    answer = asked(vault, call="container", sheet=digest, declaration=said, **forged)

    assert answer == {"refused": "container-signature-false"}
    assert signatures.vault_counts()["container"] == 1
    for spoiled in ("zz", b"no archive".hex(), _vaultwire.packed(b"no manifest")):
        bad = {**forged, "declaration": said, "before": [spoiled]}
        assert "value" not in asked(vault, call="container", sheet="ab" * 32, **bad)


def test_the_vault_follows_the_chain_of_sheets_back_to_the_first(
    vault: Path, desk: Desk, travel: Any, tmp_path: Path
) -> None:
    here = CardDesk(desk, tmp_path)
    level = signatures.Level.STATEMENT

    last = three_sheets(here, travel, "card", level=level)
    with pytest.raises(Refusal, match="already-signed"):
        here.sign(last, "voter-1", at=clock.now(), form="B")
    here.sign(last, "voter-3", at=clock.now(), form="B")
