"""From the sealed sheet to the authority's signed result, and the lies that are refused on the way."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from joserfc.jwk import ECKey

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.identity.devprovider import personas
from commons.ledger import keys, merkle, sequencing, statements, trees
from signatures import _package, _results, commands
from signatures._package import BadPackage
from signatures._papers import AuthorityRow
from signatures._sheets import Signature
from tests.signatures.conftest import CLOSES, OPENS

DURING = OPENS + timedelta(days=10)
HINTS = [f"voter-{n}" for n in range(1, 8)]


@pytest.fixture(autouse=True)
def during(app, travel):
    travel(DURING)


@pytest.fixture
def sealed(desk, travel) -> int:
    """Seven signatures, one withdrawn, sealed and sent."""
    sheet = desk.open()
    for hint in HINTS:
        desk.sign(sheet, hint)
    desk.withdraw(sheet, "voter-7")
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet)
    return sheet


@pytest.fixture
def package(sealed):
    with db.transaction():
        made = signatures.hand_over(sealed)
    yield made
    made.path.unlink(missing_ok=True)


@pytest.fixture
def register(tmp_path) -> Path:
    """Everybody but voter-3, and voter-4 who is not entitled."""
    lines = ["national_id,kind,entitled"]
    for hint in HINTS:
        number = personas.find(hint, clock.now()).identifiers["th-pid"]
        if hint != "voter-3":
            lines.append(f"{number},th-pid,{'no' if hint == 'voter-4' else 'yes'}")
    path = tmp_path / "register.csv"
    path.write_text("\n".join(lines))
    return path


def examined(desk, package, register):
    return signatures.examine(
        package.path, desk.private, signatures.read_register(register), travelled=True
    )


def test_the_authority_finds_who_counts_and_why_not(desk, package, register):
    examination = examined(desk, package, register)

    assert examination.counts == {"not-entitled": 1, "not-in-register": 1, "valid": 4}
    assert examination.package == package.digest


def test_the_signed_result_is_recorded_once(desk, sealed, package, register):
    said = signatures.conclude(examined(desk, package, register), desk.private, clock.now())

    with db.transaction():
        result = signatures.record_verification(sealed, said)

    assert (result.collected, result.verified, result.missing) == (6, 4, 6)
    assert result.reasons == {"other": 2}  # too few of each to say
    with db.transaction():
        assert signatures.verification(sealed) == result
    with pytest.raises(Refusal, match="already-verified"), db.transaction():
        signatures.record_verification(sealed, said)


def test_the_package_is_the_same_each_time_and_locked_after_the_result(
    desk, sealed, package, register
):
    with db.transaction():
        again = signatures.hand_over(sealed)
    assert again.digest == package.digest
    again.path.unlink()
    said = signatures.conclude(examined(desk, package, register), desk.private, clock.now())
    with db.transaction():
        signatures.record_verification(sealed, said)

    with pytest.raises(Refusal, match="package-locked"), db.transaction():
        signatures.hand_over(sealed)


def test_a_result_under_another_key_is_refused(desk, sealed, package, register):
    examination = examined(desk, package, register)
    forger, _public = signatures.new_key("A forger")

    said = signatures.conclude(examination, forger, clock.now())

    with pytest.raises(Refusal, match="bad-result"), db.transaction():
        signatures.record_verification(sealed, said)


@pytest.mark.parametrize("change", ["package", "sheet", "closing_root", "counts"])
def test_a_result_for_something_else_is_refused(desk, sealed, package, register, change):
    examination = examined(desk, package, register)
    if change == "counts":
        other = replace(examination, outcomes=examination.outcomes[1:])
    else:
        other = replace(examination, **{change: "00" * 32})

    said = signatures.conclude(other, desk.private, clock.now())

    with pytest.raises(Refusal, match="other-package"), db.transaction():
        signatures.record_verification(sealed, said)


@pytest.mark.parametrize(
    "said", [b"", b"{}", b"[]", b'{"result":{},"signature":"zz"}', b"[" * 9000]
)
def test_nonsense_is_not_a_result(sealed, package, said):
    with pytest.raises(Refusal, match="bad-result"), db.transaction():
        signatures.record_verification(sealed, said)


def test_another_authority_cannot_open_the_package(package, register):
    other, _public = signatures.new_key("Another authority")

    with pytest.raises(BadPackage, match="another authority"):
        signatures.examine(package.path, other, signatures.read_register(register))


def test_a_wrong_private_key_reads_no_envelope(desk, package, register):
    other, _public = signatures.new_key("Another authority")
    mixed = {**desk.private, "private_encryption": other["private_encryption"]}

    found = signatures.examine(
        package.path, mixed, signatures.read_register(register), travelled=True
    )

    assert found.counts == {"envelope-unreadable": 6}


def test_an_altered_package_is_refused(desk, package, register, tmp_path):
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(package.path) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"position":0', b'"position":1'))

    with pytest.raises(BadPackage, match="altered"):
        signatures.examine(forged, desk.private, signatures.read_register(register))


def test_a_package_that_hides_a_leaf_is_refused(desk, package, register, tmp_path):
    forged = tmp_path / "forged.zip"
    reader = _package.Reader(package.path)
    with forged.open("wb") as file:
        writer = _package.Writer(file)
        for name in _package.FILES:
            lines = [line + b"\n" for line in reader.lines(name)]
            if name == _package.MANIFEST:
                lines = [reader.manifest()]
            writer.part(name, lines[1:] if name == _package.SIGNATURES else lines)
        writer.close({k: v for k, v in reader.cover.items() if k not in ("files", "v")})

    with pytest.raises(BadPackage, match=r"not in the package|not there"):
        signatures.examine(forged, desk.private, signatures.read_register(register))


def test_without_the_demonstrations_clock_foreign_times_do_not_count(desk, package, register):
    found = signatures.examine(package.path, desk.private, signatures.read_register(register))

    assert found.counts == {"out-of-time": 6}


def test_a_withdrawn_signature_takes_no_envelope_along(package):
    with zipfile.ZipFile(package.path) as zipped:
        rows = [json.loads(row) for row in zipped.read("signatures.jsonl").splitlines()]

    assert sum(row["envelope"] is None for row in rows) == 1
    assert len(rows) == 7


def test_a_changed_row_changes_the_package_and_is_not_handed_over(sealed, package):
    with db.transaction() as session:
        session.execute(sa.update(Signature).where(Signature.id == 1).values(origin="none"))

    with pytest.raises(Refusal, match="sheet-damaged"), db.transaction():
        signatures.hand_over(sealed)


def test_only_a_sent_sheet_is_handed_over(desk, travel):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    with pytest.raises(Refusal, match="not-sealed"), db.transaction():
        signatures.hand_over(sheet)
    travel(CLOSES)
    desk.seal(sheet)

    with pytest.raises(Refusal, match="not-sent"), db.transaction():
        signatures.hand_over(sheet)


def test_the_certificate_names_nobody_and_is_signed(sealed):
    with db.transaction():
        certificate = signatures.certify(sealed)

    said = statements.read(
        certificate.signed, heading="Lex Populi certificate v1", public=keys.public_key()
    )
    assert (said["signatures"], said["withdrawn"], said["net"]) == ("7", "1", "6")


def test_destruction_leaves_the_count_and_a_certificate(desk, sealed, tmp_path):
    with db.transaction():
        assert signatures.shred(sealed, ground="retention") == 7

    assert desk.net(sealed) == 6
    with pytest.raises(Refusal, match="sheet-shredded"), db.transaction():
        signatures.hand_over(sealed)
    assert list((tmp_path / "keyring").rglob("*.key")) == []
    with db.transaction() as session:
        assert set(session.scalars(sa.select(Signature.envelope))) == {b""}
        sequencing.sequence()
        assert any("sheet:keys:destroyed" in leaf.data for leaf in trees.leaves(trees.tree("main")))


def test_keys_that_a_backup_brought_back_are_destroyed_again(sealed, tmp_path):
    file = next((tmp_path / "keyring" / "first").glob("*.key"))
    kept = file.read_bytes()
    with db.transaction():
        signatures.shred(sealed, ground="retention")
    file.write_bytes(kept)

    with db.transaction():
        assert signatures._shredding.shred_again() == 1

    assert not file.exists()


def test_the_tools_work_on_the_authoritys_own_computer(desk, sealed, package, register, tmp_path):
    key = tmp_path / "own.key"
    key.write_text(json.dumps(desk.private))
    run = CliRunner()
    opened = run.invoke(
        commands.signatures,
        ["open", str(package.path), "--key", str(key), "--register", str(register)]
        + ["--out", str(tmp_path / "out"), "--travelled-clock"],
    )
    assert opened.exit_code == 0, opened.output
    result = tmp_path / "result.json"

    signed = run.invoke(
        commands.signatures,
        ["certify", str(tmp_path / "out"), "--key", str(key), "--out", str(result)],
    )

    assert signed.exit_code == 0, signed.output
    with db.transaction():
        assert signatures.record_verification(sealed, result.read_bytes()).verified == 4


def test_keygen_writes_a_private_key_that_only_its_owner_reads(tmp_path):
    made = CliRunner().invoke(
        commands.signatures, ["keygen", "--name", "House", "--out", str(tmp_path / "house")]
    )

    assert made.exit_code == 0, made.output
    assert (tmp_path / "house.key").stat().st_mode & 0o077 == 0
    again = CliRunner().invoke(
        commands.signatures, ["keygen", "--name", "House", "--out", str(tmp_path / "house")]
    )
    assert again.exit_code != 0


def test_an_authority_proves_its_key_by_a_test_envelope(app):
    private, public = signatures.new_key("House")
    with db.transaction():
        view = signatures.register_authority(1, public)
        assert signatures.authority_of(1) is None
        with pytest.raises(Refusal, match="wrong-word"):
            signatures.confirm_authority(view.fingerprint, "guess")

        signatures.confirm_authority(
            view.fingerprint, signatures.open_test(private, view.test_envelope)
        )
        assert signatures.authority_of(1) is None
        with pytest.raises(Refusal, match="wrong-fingerprint"):
            signatures.second_authority(view.fingerprint, "ab" * 32)
        shown = f" {view.fingerprint[:32].upper()} {view.fingerprint[32:]} "

        signatures.second_authority(view.fingerprint, shown)

        assert signatures.authority_of(1).fingerprint == view.fingerprint


def test_a_private_key_is_never_taken(app):
    private, _public = signatures.new_key("House")

    with pytest.raises(Refusal, match="bad-key"), db.transaction():
        signatures.register_authority(1, private)


def test_the_outcomes_root_commits_to_each_outcome(desk, package, register):
    examination = examined(desk, package, register)
    said = signatures.conclude(examination, desk.private, clock.now())

    result, _signature = _results.read(said, signing_key=desk.public.signing)

    hashes = [merkle.leaf_hash(o.line()) for o in examination.outcomes]
    assert result.outcomes_root == merkle.root_of(hashes).hex()


def test_an_authoritys_key_slipped_into_the_database_is_passed_over(app):
    private, public = signatures.new_key("House")
    thief = signatures.new_key("House")[1]
    with db.transaction() as session:
        view = signatures.register_authority(1, public)
        word = signatures.open_test(private, view.test_envelope)
        signatures.confirm_authority(view.fingerprint, word)
        signatures.second_authority(view.fingerprint, view.fingerprint)
        forged = signatures.register_authority(1, thief)
        session.execute(
            sa.update(AuthorityRow).values(confirmed_at=clock.now(), seconded_at=clock.now())
        )

        assert forged.fingerprint != view.fingerprint
        assert signatures.authority_of(1).fingerprint == view.fingerprint


def test_a_key_that_the_provider_does_not_publish_proves_nothing(desk, package, register):
    own = _package.Reader(package.path).cover["issuers"][0]["jwk"]
    stranger = ECKey.generate_key("P-256", {"kid": own["kid"]}).as_dict(private=False)
    for keys_said, counts in (
        ([own], {"not-entitled": 1, "not-in-register": 1, "valid": 4}),
        ([stranger], {"issuer-unknown": 6}),
        ([], {"issuer-unknown": 6}),
    ):
        found = signatures.examine(
            package.path,
            desk.private,
            signatures.read_register(register),
            issuer_keys=keys_said,
            travelled=True,
        )

        assert found.counts == counts
