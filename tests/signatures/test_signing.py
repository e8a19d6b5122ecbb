"""One person, one signature, for the text that was shown, and nobody else's business."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import clock, config, db
from commons.errors import Refusal
from commons.ledger import keys, statements
from signatures import Act, Eligibility, SigningRefused
from signatures._sheets import RefusalRow, Sheet, Signature, SigningIntent
from tests.people import attestation
from tests.signatures.conftest import CLOSES, OPENS

DURING = OPENS + timedelta(days=10, hours=5)


@pytest.fixture(autouse=True)
def during(app, travel):
    travel(DURING)


def test_a_citizen_signs_and_is_counted(desk):
    sheet = desk.open()

    promise = desk.sign(sheet, "citizen-a")
    moved = desk.sequence()

    assert " " in promise.spoken_name
    assert moved == {sheet}
    assert desk.net(sheet) == 1


def test_nobody_signs_twice(desk):
    sheet = desk.open()
    desk.sign(sheet, "citizen-a")

    with pytest.raises(SigningRefused, match="already-signed"):
        desk.sign(sheet, "citizen-a")

    desk.sequence()
    assert desk.net(sheet) == 1


@pytest.mark.parametrize(
    ("hint", "code"),
    [
        ("age-17", "too-young"),
        ("non-resident", "not-resident"),
        ("non-citizen", "not-citizen"),
    ],
)
def test_whoever_may_not_sign_is_refused_by_name_and_in_writing(desk, hint, code):
    sheet = desk.open()

    with pytest.raises(SigningRefused, match=code) as refused:
        desk.sign(sheet, hint)

    said = statements.read(
        refused.value.notice, heading="Lex Populi refusal v1", public=keys.public_key()
    )
    assert said["code"] == code
    assert refused.value.appeal_to == "appeals@example.org"
    with db.transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Signature)) == 0
        assert session.scalars(sa.select(RefusalRow.code)).all() == [code]


def test_the_eighteenth_birthday_is_enough(desk):
    sheet = desk.open()

    desk.sign(sheet, "age-18")

    desk.sequence()
    assert desk.net(sheet) == 1


def test_a_low_assurance_is_refused(desk):
    sheet = desk.open()

    with pytest.raises(SigningRefused, match="assurance-too-low"):
        desk.sign(sheet, "citizen-a", fault="low-acr")


@pytest.mark.parametrize(
    "fault", ["wrong-nonce", "wrong-iss", "wrong-aud", "alg-none", "hs256", "expired", "bad-id"]
)
def test_a_false_token_signs_nothing(desk, fault):
    sheet = desk.open()

    with pytest.raises(Refusal):
        desk.sign(sheet, "citizen-a", fault=fault)

    with db.transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Signature)) == 0


def test_an_old_sign_in_is_refused(desk):
    sheet = desk.open()

    with pytest.raises(Refusal, match="sign-in-stale"):
        desk.sign(sheet, "citizen-a", fault="stale-auth")


def test_a_sign_in_token_is_never_a_signature(desk):
    sheet = desk.open()

    with pytest.raises(Refusal, match="identity-refused"):
        desk.sign(sheet, "citizen-a", client="sign_in")


def test_a_consent_is_used_once_even_when_it_was_refused(desk):
    sheet = desk.open()
    intent = desk.agreed(sheet)
    said = attestation("age-17", nonce=intent.nonce)
    with pytest.raises(SigningRefused, match="too-young"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)

    adult = attestation("citizen-a", nonce=intent.nonce)

    with pytest.raises(SigningRefused, match="intent-spent"), db.transaction():
        signatures.sign(sheet, adult, intent=intent.id, browser=desk.browser)
    with db.transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SigningIntent)) == 0


def test_a_consent_of_another_browser_sheet_or_act_is_refused(desk):
    sheet, other = desk.open(), desk.open(title="Another")
    intent = desk.agreed(sheet)
    said = attestation("citizen-a", nonce=intent.nonce)
    with pytest.raises(SigningRefused, match="intent-spent"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser="a thief's browser")

    intent = desk.agreed(sheet)
    said = attestation("citizen-a", nonce=intent.nonce)
    with pytest.raises(SigningRefused, match="intent-spent"), db.transaction():
        signatures.sign(other, said, intent=intent.id, browser=desk.browser)

    intent = desk.agreed(sheet, Act.ASK)
    said = attestation("citizen-a", nonce=intent.nonce)
    with pytest.raises(SigningRefused, match="intent-spent"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)


def test_a_token_for_another_text_does_not_sign_this_one(desk):
    sheet, other = desk.open(), desk.open(title="Another")
    elsewhere = desk.agreed(other)
    intent = desk.agreed(sheet)

    said = attestation("citizen-a", nonce=elsewhere.nonce)

    with pytest.raises(SigningRefused, match="other-text"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)


def test_a_consent_before_the_end_finishes_within_the_grace(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=15))
    travel(CLOSES - timedelta(seconds=1))
    intent = desk.agreed(sheet)
    travel(CLOSES + timedelta(minutes=1))

    said = attestation("citizen-a", nonce=intent.nonce)
    with db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)

    with pytest.raises(Refusal, match="sheet-closed"):
        desk.agreed(sheet)


def test_after_the_grace_nothing_enters(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=15))
    travel(CLOSES - timedelta(seconds=1))
    intent = desk.agreed(sheet)
    travel(CLOSES + timedelta(minutes=15))

    said = attestation("citizen-a", nonce=intent.nonce)

    with pytest.raises(SigningRefused, match="sheet-closed"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)


def test_before_it_opens_nobody_consents(desk, travel):
    sheet = desk.open()
    travel(OPENS - timedelta(seconds=1))

    with pytest.raises(Refusal, match="sheet-not-open"):
        desk.agreed(sheet)


def test_an_early_end_lets_earlier_consents_finish_and_no_later_ones(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=15))
    intent = desk.agreed(sheet)
    travel(DURING + timedelta(seconds=5))
    with db.transaction():
        signatures.end(sheet)

    travel(DURING + timedelta(seconds=6))
    said = attestation("citizen-a", nonce=intent.nonce)
    with db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)

    with pytest.raises(Refusal, match="sheet-closed"):
        desk.agreed(sheet)


def test_a_rollback_leaves_no_signature(desk):
    sheet = desk.open()
    intent = desk.agreed(sheet)
    said = attestation("citizen-a", nonce=intent.nonce)

    with pytest.raises(ZeroDivisionError), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)
        raise ZeroDivisionError

    with db.transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Signature)) == 0


def test_the_same_manifest_is_the_same_sheet(desk):
    assert desk.open() == desk.open()


def test_the_sheet_digest_is_the_hash_of_the_download(desk):
    sheet = desk.open()

    with db.transaction():
        raw = signatures.manifest(sheet)
        view = signatures.sheet(sheet)

    assert hashlib.sha256(raw).hexdigest() == view.digest
    assert clock.now() == DURING


def test_an_initiator_is_confirmed_once_and_named_with_consent(desk):
    roll = desk.open(kind=signatures.Kind.INITIATORS, authority=None)

    confirmed = desk.confirm(roll, "initiator-1")

    assert confirmed.state == "TH"
    assert " " in confirmed.name
    with pytest.raises(SigningRefused, match="already-signed"):
        desk.confirm(roll, "initiator-1")


def test_a_roll_is_not_signed_and_a_sheet_confirms_no_initiator(desk):
    sheet, roll = desk.open(), desk.open(kind=signatures.Kind.INITIATORS)

    with pytest.raises(SigningRefused, match="other-kind-of-sheet"):
        desk.sign(roll, "initiator-1")
    with pytest.raises(SigningRefused, match="other-kind-of-sheet"):
        desk.confirm(sheet, "initiator-1")


def test_two_sheets_share_no_key_of_a_person(desk):
    sheets = [desk.open(), desk.open(title="Another"), desk.open(title="A third")]
    for sheet in sheets:
        for voter in range(1, 6):
            desk.sign(sheet, f"voter-{voter}")

    with db.transaction() as session:
        found = session.scalars(sa.select(Signature.person_key)).all()

    assert len(found) == len(set(found)) == 15


def test_the_wrong_master_key_opens_nothing(desk, monkeypatch):
    sheet = desk.open()
    other = replace(config.current(), master_key="another master key of quite some length")
    monkeypatch.setattr(config._InUse, "settings", other)

    with pytest.raises(SigningRefused, match="keyring-unsafe"):
        desk.sign(sheet, "citizen-a")


def test_one_lost_copy_of_the_keyring_is_survived(desk, tmp_path):
    sheet = desk.open()
    for file in (tmp_path / "keyring" / "first").iterdir():
        file.unlink()

    desk.sign(sheet, "citizen-a")

    with db.transaction() as session:
        assert session.scalars(sa.select(Sheet)).one().id == sheet


def test_a_second_window_takes_only_persons_who_did_not_stand_on_the_first(desk, travel):
    first = desk.open()
    desk.sign(first, "voter-1")
    desk.sign(first, "voter-2")
    desk.withdraw(first, "voter-2")
    with db.transaction():
        digest = signatures.sheet(first).digest
    with pytest.raises(Refusal, match="bad-manifest"):
        desk.open(continues=digest, closes_at=CLOSES + timedelta(days=90))
    travel(CLOSES)
    desk.seal(first)
    second = desk.open(continues=digest, closes_at=CLOSES + timedelta(days=90))

    with pytest.raises(SigningRefused, match="already-signed"):
        desk.sign(second, "voter-1")
    desk.sign(second, "voter-2")
    desk.sign(second, "voter-3")

    desk.sequence()
    assert desk.net(second) == 2
    with db.transaction() as session:
        keys_of = session.scalars(sa.select(Signature.person_key)).all()
    assert len(set(keys_of)) == len(keys_of)


def test_a_keyring_that_cannot_be_read_opens_no_sheet(desk, tmp_path):
    manifest = desk.manifest()
    for place in ("first", "second"):
        (tmp_path / "keyring" / place).mkdir(parents=True)
        (tmp_path / "keyring" / place / f"{manifest.digest}.key").write_text("not a key")

    with pytest.raises(Refusal, match="keyring-unsafe"):
        desk.open()


def test_a_sheet_that_cannot_work_is_not_opened(desk):
    for fault in (
        {"closes_at": OPENS},
        {"fields": ("shoe_size",)},
        {"authority": None},
        {"notices": {}},
        {"eligibility": Eligibility(identifier_kinds=(), zone="Asia/Bangkok")},
    ):
        with pytest.raises(Refusal, match="bad-manifest"):
            desk.open(**fault)
