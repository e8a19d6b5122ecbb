"""After the package: a sample that anybody can draw again, links, receipts, outcomes, objections."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.identity.devprovider import personas
from signatures import _asking, _listing, _sampling, commands
from tests import people
from tests.people import attestation
from tests.signatures.conftest import CLOSES, OPENS

HINTS = [f"voter-{n}" for n in range(1, 8)]


@pytest.fixture(autouse=True)
def during(app, travel):
    travel(OPENS + timedelta(days=10))


def sent(desk, travel, sample=None) -> int:
    sheet = desk.open()
    for hint in HINTS:
        desk.sign(sheet, hint)
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet, sample=sample)
    return sheet


def examined(desk, tmp_path, sheet, refused=()):
    """The package, opened against a register in which `refused` are not entitled."""
    lines = ["national_id,kind,entitled"]
    for hint in HINTS:
        number = personas.find(hint, clock.now()).identifiers["th-pid"]
        lines.append(f"{number},th-pid,{'no' if hint in refused else 'yes'}")
    (tmp_path / "register.csv").write_text("\n".join(lines))
    with db.transaction():
        made = signatures.hand_over(sheet)
    (tmp_path / "kept.zip").write_bytes(made.path.read_bytes())
    made.path.unlink()
    register = signatures.read_register(tmp_path / "register.csv")
    return signatures.examine(tmp_path / "kept.zip", desk.private, register, travelled=True)


def recorded(desk, sheet, examination, revision=0):
    said = signatures.conclude(examination, desk.private, clock.now(), revision=revision)
    with db.transaction():
        return signatures.record_verification(sheet, said)


def lines(examination) -> bytes:
    return b"".join(outcome.line() + b"\n" for outcome in examination.outcomes)


def test_a_sample_counts_by_its_share_and_another_sample_is_refused(desk, travel, tmp_path):
    sheet = sent(desk, travel, sample=4)
    whole = examined(desk, tmp_path, sheet)
    other = signatures.conclude(whole, desk.private, clock.now())
    forged = json.loads(other)
    assert forged["result"]["sample"]["of"] == 7

    result = recorded(desk, sheet, whole)

    assert (result.examined, result.collected, result.verified) == (4, 7, 7)
    assert result.seed == _sampling.seed(whole.closing_root, whole.closing_size)


def ask(desk, sheet, hint):
    return desk.standing(sheet, hint)


def contest(desk, sheet, hint, words="I am entitled since May."):
    with db.transaction():
        number = signatures.write_objection(sheet, words)
    intent = desk.agreed(sheet, signatures.Act.ASK)
    said = attestation(hint, nonce=intent.nonce)
    with db.transaction():
        signatures.object_to(sheet, said, intent=intent.id, browser=desk.browser, objection=number)


def test_a_signer_learns_his_outcome_contests_it_and_a_new_result_changes_it(
    desk, travel, tmp_path
):
    sheet = sent(desk, travel)
    first = examined(desk, tmp_path, sheet, refused=("voter-3",))
    recorded(desk, sheet, first)
    assert ask(desk, sheet, "voter-3").outcome is None
    with pytest.raises(Refusal, match="other-package"), db.transaction():
        signatures.record_outcomes(sheet, lines(first)[:-200].rsplit(b"\n", 1)[0])
    with db.transaction():
        assert signatures.record_outcomes(sheet, lines(first)) == 7

    assert ask(desk, sheet, "voter-3").outcome == "not-entitled"
    assert ask(desk, sheet, "voter-1").outcome == "valid"
    assert ask(desk, sheet, "citizen-a").outcome is None
    contest(desk, sheet, "voter-3")
    assert ask(desk, sheet, "voter-3").has_objected
    with pytest.raises(Refusal, match="already-objected"):
        contest(desk, sheet, "voter-3")
    with pytest.raises(Refusal, match="nothing-to-contest"):
        contest(desk, sheet, "citizen-a")
    with pytest.raises(Refusal, match="words-missing"):
        contest(desk, sheet, "voter-2", words=" ")
    with db.transaction():
        (one,) = signatures.objections(sheet)
        assert b"entitled since" not in one.envelope

    with pytest.raises(Refusal, match="package-locked"):
        examined(desk, tmp_path, sheet)
    second = signatures.examine(*_again(desk, tmp_path, first), travelled=True)
    with pytest.raises(Refusal, match="already-verified"):
        recorded(desk, sheet, second, revision=2)
    revised = recorded(desk, sheet, second, revision=1)
    with db.transaction():
        signatures.record_outcomes(sheet, lines(second))

    assert (revised.verified, revised.revision) == (7, 1)
    assert ask(desk, sheet, "voter-3").outcome == "valid"


def _again(desk, tmp_path, first):
    text = (tmp_path / "register.csv").read_text().replace(",no", ",yes")
    (tmp_path / "register.csv").write_text(text)
    package = tmp_path / "kept.zip"
    return package, desk.private, signatures.read_register(tmp_path / "register.csv")


def test_a_link_opens_one_package_until_it_was_received(desk, travel):
    sheet = sent(desk, travel)
    verifier = people.actor("verifier")
    with db.transaction():
        digest = signatures.sheet(sheet).digest
        secret = signatures.make_link(sheet, agency_id=1)
    for wrong in ("", "x", secret[:-1], secret + "x"):
        with pytest.raises(Refusal, match="link-refused"), db.transaction():
            signatures.fetch(digest, wrong)
    with pytest.raises(Refusal, match="link-refused"), db.transaction():
        signatures.fetch("00" * 32, secret)
    with pytest.raises(Refusal, match="not-sent"), db.transaction():
        signatures.acknowledge_package(sheet, "00", actor=verifier)
    with db.transaction():
        package = signatures.fetch(digest, secret + ".")

    with pytest.raises(Refusal, match="other-package"), db.transaction():
        signatures.acknowledge_package(sheet, "00", actor=verifier)
    with db.transaction():
        signatures.acknowledge_package(sheet, package.digest, actor=verifier)

    with pytest.raises(Refusal, match="package-locked"), db.transaction():
        signatures.fetch(digest, secret)
    with pytest.raises(Refusal, match="already-received"), db.transaction():
        signatures.acknowledge_package(sheet, package.digest, actor=verifier)


def test_the_authority_lists_signers_and_opens_objections_off_the_server(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    examination = examined(desk, tmp_path, sheet, refused=("voter-1",))
    recorded(desk, sheet, examination)
    with db.transaction():
        signatures.record_outcomes(sheet, lines(examination))
    contest(desk, sheet, "voter-1", words="=I am entitled since May.")
    key = tmp_path / "authority.key"
    key.write_text(json.dumps(desk.private))
    with db.transaction():
        (tmp_path / "objections.jsonl").write_bytes(_asking.objections_file(sheet))
    (tmp_path / "outcomes.jsonl").write_bytes(lines(examination))
    runner, package = CliRunner(), str(tmp_path / "kept.zip")

    listed = runner.invoke(
        commands.signatures,
        [
            *("list", package, "--key", str(key), "--out", str(tmp_path / "who")),
            *("--format", "csv", "--format", "dvv-lines"),
        ],
    )
    opened = runner.invoke(
        commands.signatures,
        [
            *("open-objections", str(tmp_path / "objections.jsonl"), "--key", str(key)),
            *("--outcomes", str(tmp_path / "outcomes.jsonl"), "--out", str(tmp_path / "o.csv")),
        ],
    )

    assert listed.exit_code == 0, listed.output
    table = (tmp_path / "who" / "signers.csv").read_text("utf-8")
    assert personas.find("voter-2", clock.now()).identifiers["th-pid"] in table
    assert len(table.splitlines()) == 8
    assert all(
        line.count("|") == 4 for line in (tmp_path / "who" / "signers.txt").read_text().splitlines()
    )
    assert opened.exit_code == 0, opened.output
    said = (tmp_path / "o.csv").read_text("utf-8")
    assert "not-entitled" in said and "'=I am entitled" in said
    other, _public = signatures.new_key("Another")
    key.write_text(json.dumps(other))
    wrong = runner.invoke(
        commands.signatures,
        ["open-objections", str(tmp_path / "objections.jsonl"), "--key", str(key)],
    )
    assert wrong.exit_code == 1
    assert "cannot be opened" in wrong.output


def test_signers_are_printed_in_parts(desk, travel, tmp_path, monkeypatch):
    sheet = sent(desk, travel)
    examined(desk, tmp_path, sheet)
    monkeypatch.setattr(_listing, "ON_PART", 4)

    many = _listing.write(
        tmp_path / "kept.zip", desk.private, tmp_path / "who", formats={"pdf", "asic-e"}
    )

    made = sorted(path.name for path in (tmp_path / "who").iterdir())
    assert (many, made) == (7, ["signers-001.pdf", "signers-002.pdf"])
    assert (tmp_path / "who" / made[0]).read_bytes().startswith(b"%PDF")
    assert (tmp_path / "who" / made[0]).stat().st_mode & 0o077 == 0
