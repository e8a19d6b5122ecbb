"""The room's own pages: receipts for everybody, the verification desk for the authority alone."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

import signatures
from commons import clock, db
from commons.access import Permission
from signatures import commands
from tests import people
from tests.signatures.conftest import CLOSES, OPENS

DURING = OPENS + timedelta(days=10)


@pytest.fixture(autouse=True)
def during(client, travel):
    travel(DURING)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def verifier(client, desk):
    """The verifier signed in, and his agency's key confirmed."""
    actor = people.sign_in(client, "verifier")
    agency_id = min(actor.agencies_with(Permission.VERIFICATION_DECIDE))
    public = {name: value for name, value in desk.private.items() if "private" not in name}
    with db.transaction():
        view = signatures.register_authority(agency_id, public)
        word = signatures.open_test(desk.private, view.test_envelope)
        signatures.confirm_authority(view.fingerprint, word)
        signatures.second_authority(view.fingerprint, view.fingerprint)
    return client


def sent(desk, travel) -> int:
    sheet = desk.open()
    for voter in (1, 2, 3):
        desk.sign(sheet, f"voter-{voter}")
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet)
    return sheet


def test_a_receipt_is_checked_by_anybody_and_only_posted(client, desk):
    sheet = desk.open()
    promise = desk.sign(sheet, "citizen-a")
    desk.sequence()

    page = client.post("/receipts", data={"receipt": promise.receipt})

    assert page.status_code == 200
    assert "The signature is in the public count" in page.text
    assert promise.spoken_name not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/receipts", query_string={"receipt": promise.receipt}).status_code == 200


def test_a_false_receipt_is_told(client, desk):
    assert "This is not a receipt" in client.post("/receipts", data={"receipt": "hello"}).text
    assert client.post("/receipts", data={"receipt": ""}).status_code == 422


def test_the_verifier_fetches_a_package_and_brings_the_result(verifier, desk, travel, tmp_path):
    sheet = sent(desk, travel)
    people.sign_in(verifier, "verifier")
    assert "Clean air" in verifier.get("/desk/verification").text
    got = verifier.post(f"/desk/verification/sheets/{sheet}/package")
    assert got.status_code == 200
    (tmp_path / "package.zip").write_bytes(got.data)
    (tmp_path / "register.csv").write_text("national_id\n")
    examination = signatures.examine(
        tmp_path / "package.zip",
        desk.private,
        signatures.read_register(tmp_path / "register.csv"),
        travelled=True,
    )
    result = signatures.conclude(examination, desk.private, clock.now())

    wrong = verifier.post(
        f"/desk/verification/sheets/{sheet}/result", data={"result": (io.BytesIO(b"{}"), "r.json")}
    )
    right = verifier.post(
        f"/desk/verification/sheets/{sheet}/result",
        data={"result": (io.BytesIO(result), "r.json")},
    )

    assert (wrong.status_code, right.status_code) == (422, 303)
    page = verifier.get(f"/desk/verification/sheets/{sheet}")
    assert "the package is locked" in page.text and "<code>other</code>" in page.text
    assert verifier.post(f"/desk/verification/sheets/{sheet}/package").status_code == 423


def test_a_sheet_of_another_authority_does_not_exist_here(verifier, desk, travel):
    other = signatures.new_key("Another authority")[1]
    key = signatures.AuthorityKey(other["name"], other["encryption"], other["signing"])
    mine = desk.public
    desk.public = key
    sheet = sent(desk, travel)
    desk.public = mine
    people.sign_in(verifier, "verifier")

    assert verifier.get(f"/desk/verification/sheets/{sheet}").status_code == 404
    assert verifier.post(f"/desk/verification/sheets/{sheet}/package").status_code == 404


@pytest.mark.parametrize("hint", ["officer-1", "citizen-a", "clerk", "auditor"])
def test_nobody_else_enters_the_verification_desk(client, desk, hint):
    people.sign_in(client, hint)

    assert client.get("/desk/verification").status_code == 403
    assert client.post("/desk/verification/sheets/1/package").status_code == 403


def test_a_key_is_registered_and_proves_itself_at_the_desk(client, tmp_path):
    people.sign_in(client, "verifier")
    private, public = signatures.new_key("The House")
    bad = client.post("/desk/verification/keys", data={"public": "nonsense"})
    good = client.post("/desk/verification/keys", data={"public": json.dumps(public)})
    assert (bad.status_code, good.status_code) == (422, 303)
    with db.transaction():
        agency_id = min(people.actor("verifier").agencies_with(Permission.VERIFICATION_DECIDE))
        fingerprint = signatures.authorities(frozenset({agency_id}))[0].fingerprint
    envelope = client.get(f"/desk/verification/keys/{fingerprint}/test-envelope").data
    word = signatures.open_test(private, envelope)

    wrong = client.post(f"/desk/verification/keys/{fingerprint}", data={"word": "guess"})
    right = client.post(f"/desk/verification/keys/{fingerprint}", data={"word": word})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "The House" in client.get(f"/ledger/authorities/{fingerprint}").text


def test_a_sheet_has_its_public_page_and_its_manifest_hashes_to_its_digest(client, desk):
    sheet = desk.open()
    desk.sign(sheet, "citizen-a")
    desk.sequence()
    with db.transaction():
        digest = signatures.sheet(sheet).digest

    page = client.get(f"/ledger/sheets/{digest}")
    raw = client.get(f"/ledger/sheets/{digest}/manifest.json").data

    assert page.status_code == 200 and digest in page.text
    assert hashlib.sha256(raw).hexdigest() == digest
    assert client.get("/ledger/sheets/" + "0" * 64).status_code == 404


def test_the_sheets_leaves_are_public_and_verify(client, desk):
    sheet = desk.open()
    desk.sign(sheet, "citizen-a")
    desk.sign(sheet, "citizen-b")
    desk.withdraw(sheet, "citizen-b")
    desk.sequence()
    with db.transaction():
        digest = signatures.sheet(sheet).digest

    said = client.get(f"/api/v1/ledger/entries?tree=sheets/{digest}").json

    kinds = sorted(item["entry"]["kind"] for item in said["items"])
    assert kinds == ["signature", "signature", "withdrawal"]


def test_two_persons_admit_a_key_and_its_escrow_is_public(client, desk):
    private, public = signatures.new_key("House", escrow="ab" * 32)
    people.sign_in(client, "verifier")
    client.post("/desk/verification/keys", data={"public": json.dumps(public)})
    with db.transaction():
        view = signatures.all_authorities()[0]
        word = signatures.open_test(private, view.test_envelope)
    client.post(f"/desk/verification/keys/{view.fingerprint}", data={"word": word})
    address = f"/desk/keeping/keys/{view.fingerprint}"
    said = {"compared": view.fingerprint}
    assert client.post(address, data=said).status_code == 409  # the same person
    people.sign_in(client, "auditor")
    assert "A key that waits" in client.get("/desk/keeping").text
    assert client.post(address, data={}).status_code == 422
    assert client.post(address, data={"compared": "12" * 32}).status_code == 422

    assert client.post(address, data=said).status_code == 303

    with db.transaction():
        assert signatures.authority_of(view.agency_id).fingerprint == view.fingerprint
    assert client.post(address, data=said).status_code == 404
    assert "House" in client.get("/ledger/authorities").text
    assert "ab" * 8 in client.get(f"/ledger/authorities/{view.fingerprint}").text


def test_a_lost_key_comes_back_from_its_escrow(tmp_path):
    run = CliRunner()
    for name, more in (
        ("holder", []),
        ("house", ["--escrow", str(tmp_path / "holder.public.json")]),
    ):
        words = ["keygen", "--name", name, "--out", str(tmp_path / name), *more]
        assert run.invoke(commands.signatures, words).exit_code == 0
    before = (tmp_path / "house.key").read_bytes()
    sealed = tmp_path / "house.escrow"
    assert b"private" not in sealed.read_bytes()

    wrong = ["recover", str(sealed), "--key", str(tmp_path / "house.key"), "--out", "x"]
    assert run.invoke(commands.signatures, wrong).exit_code != 0
    words = ["recover", str(sealed), "--key", str(tmp_path / "holder.key")]
    back = run.invoke(commands.signatures, [*words, "--out", str(tmp_path / "back.key")])

    assert back.exit_code == 0, back.output
    assert json.loads((tmp_path / "back.key").read_bytes()) == json.loads(before)
