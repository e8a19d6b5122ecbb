"""With witnesses outside the house, opening, threshold and closing count only on cosigned heads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commons import clock, config, db
from commons.errors import Refusal
from commons.ledger import notes, sequencing, trees, witnesses
from initiatives import rules
from initiatives.states import State
from tests.conftest import settings_for
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START

DAY = timedelta(days=1)


def one_witness(folder: Path) -> Ed25519PrivateKey:
    """A single witness, whom this installation knows from now on."""
    key, place = Ed25519PrivateKey.generate(), folder / "witnesses"
    place.mkdir()
    public = notes.verifier_key("press", key.public_key().public_bytes_raw())
    (place / witnesses.FILE).write_text(f'[[witness]]\nkey = "{public}"\n')
    config.use(settings_for(folder, config.current().database_url, witness_dir=place))
    return key


def cosign(key: Ed25519PrivateKey) -> None:
    """Take what waits into the log and let the witness cosign its head."""
    with db.transaction():
        sequencing.sequence()
    with db.transaction():
        main = trees.find(trees.MAIN)
        head = trees.head(main) if main else None
        assert head is not None
        line = notes.cosign(head.note, name="press", key=key, at=datetime.now(UTC))
        witnesses.accept(head.note + line.text())


def test_each_step_waits_for_the_witness(roads: Roads, tmp_path: Path) -> None:
    key, road = one_witness(tmp_path), roads()
    road.to_collecting()

    with clock.travel(START + 5 * DAY):
        with pytest.raises(Refusal, match="waits-for-witness"):
            road.sign("voter-1")
        cosign(key)
        road.sign_many(20)
        with db.transaction():
            assert road.x.reached_at is None
            closes_at = road.x.closes_at
        cosign(key)
        road.advance()
        with db.transaction():
            assert road.x.reached_at is not None
    assert closes_at is not None

    with clock.travel(closes_at + timedelta(minutes=15)):
        road.advance()
        with db.transaction():
            assert rules.state(road.x, clock.now()) is State.COUNTING
            assert road.x.sealed_at is None
        cosign(key)
        road.advance()
        with db.transaction():
            assert road.x.sealed_at is not None
