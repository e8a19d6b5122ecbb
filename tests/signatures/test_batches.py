"""A package in batches: the whole made once, each batch from its own rows, the list of them public."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

import signatures
from commons import db, record
from commons.errors import Refusal
from commons.ledger import canonical
from signatures import (
    _batches,
    _links,
    _making,
    _opening,
    _package,
    _plans,
    _shredding,
    _vault,
    commands,
)
from signatures._package import BadPackage
from signatures._papers import Handover
from signatures._sheets import Signature
from tests import people
from tests.signatures.conftest import CLOSES, OPENS

HINTS = [f"voter-{n}" for n in range(1, 8)]


@pytest.fixture(autouse=True)
def during(app, travel, monkeypatch):
    monkeypatch.setattr(_plans, "ROWS", 3)
    travel(OPENS + timedelta(days=10))


def sent(desk, travel, hints=HINTS, title="Clean air") -> int:
    """A sealed sheet of so many, of whom the last has withdrawn, on its way to the authority."""
    sheet = desk.open(title=title)
    for hint in hints:
        desk.sign(sheet, hint)
    desk.withdraw(sheet, hints[-1])
    travel(CLOSES)
    desk.seal(sheet)
    with db.transaction():
        signatures.send_to_authority(sheet)
    return sheet


def whole(sheet: int, path: Path) -> Path:
    with db.transaction():
        made = signatures.hand_over(sheet)
    return made.path.replace(path)


def link(sheet: int) -> tuple[str, str]:
    with db.transaction():
        secret = signatures.make_link(sheet, agency_id=people.agency().id)
        return signatures.sheet(sheet).digest, secret


def fetched(sheet: int, folder: Path, numbers: Any) -> list[Path]:
    """These batches, by a link, each in a transaction of its own."""
    digest, secret = link(sheet)
    paths = []
    for number in numbers:
        with db.transaction():
            made = signatures.fetch_batch(digest, secret, number)
        paths.append(made.path.replace(folder / f"{number}.zip"))
    return paths


@dataclass
class Counted:
    """What one stretch of work cost: statements, rows of signatures that were read, envelopes opened."""

    statements: list[str] = field(default_factory=list)
    rows: int = 0
    opened: int = 0


@contextmanager
def counting(monkeypatch) -> Iterator[Counted]:
    cost, engine = Counted(), db.database().engine
    unwrap = _vault.SheetKeys.unwrap

    def opening(self, *said, **named):
        cost.opened += 1
        return unwrap(self, *said, **named)

    def stated(_conn, _cursor, statement, *_rest):
        cost.statements.append(statement)

    def loaded(*_said):
        cost.rows += 1

    with monkeypatch.context() as patch:
        patch.setattr(_vault.SheetKeys, "unwrap", opening)
        sa.event.listen(engine, "before_cursor_execute", stated)
        sa.event.listen(Signature, "load", loaded)
        try:
            yield cost
        finally:
            sa.event.remove(engine, "before_cursor_execute", stated)
            sa.event.remove(Signature, "load", loaded)


def test_a_package_travels_in_batches_and_is_the_same_again(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    package = whole(sheet, tmp_path / "whole.zip")
    parts = fetched(sheet, tmp_path, range(4))

    digest, published = _batches.join([parts[2], parts[0], parts[3], parts[1]], tmp_path / "again")

    assert (tmp_path / "again").read_bytes() == package.read_bytes()
    assert digest == hashlib.sha256(package.read_bytes()).hexdigest()
    for wrong, why in (
        (parts[:3], "batch 3 of 3 is missing"),
        (parts[1:], "batch 0"),
        ([*parts[:3], package], "no batch"),
    ):
        with pytest.raises(BadPackage, match=why):
            _batches.join(wrong, tmp_path / "wrong.zip")
    said = CliRunner().invoke(
        commands.signatures, ["join", *map(str, parts), "--out", str(tmp_path / "third.zip")]
    )
    assert said.exit_code == 0, said.output
    assert digest in said.output and published in said.output


def test_a_batch_costs_its_own_rows_whatever_the_size_of_the_sheet(
    desk, travel, tmp_path, monkeypatch
):
    small = sent(desk, travel, HINTS[:3])
    travel(OPENS + timedelta(days=10))
    large = sent(desk, travel, [f"voter-{n}" for n in range(1, 21)], "Noise")
    seen = {}
    for name, sheet, number in (("small", small, 1), ("large", large, 1), ("last", large, 6)):
        digest, secret = link(sheet)
        for warm in (0, number):
            with db.transaction():
                signatures.fetch_batch(digest, secret, warm).path.unlink()
        with counting(monkeypatch) as cost, db.transaction():
            signatures.fetch_batch(digest, secret, number).path.unlink()
        seen[name] = cost

    assert [seen[name].opened for name in seen] == [seen[name].rows for name in seen]
    assert seen["small"].rows <= 3 and seen["large"].rows <= 3 and seen["last"].rows <= 3
    many = {name: len(cost.statements) for name, cost in seen.items()}
    assert many["small"] == many["large"] == many["last"], many


def test_the_whole_is_made_once_for_all_its_batches(desk, travel, tmp_path, monkeypatch):
    sheet = sent(desk, travel)
    made = []
    real = _making.whole
    monkeypatch.setattr(_making, "whole", lambda *said: made.append(said) or real(*said))

    parts = fetched(sheet, tmp_path, (2, 0, 1, 3))
    with counting(monkeypatch) as cost:
        fetched(sheet, tmp_path, (0,))

    assert len(made) == 1
    assert (cost.opened, cost.rows) == (0, 0)
    _batches.join(parts, tmp_path / "again.zip")


def test_the_list_of_the_batches_is_published_before_the_first_is_fetched(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    parts = fetched(sheet, tmp_path, (1, 0))

    with db.transaction():
        entries = list(reversed(record.history(_opening.address(signatures.sheet(sheet).digest))))
    kinds = [entry.kind for entry in entries if entry.kind.startswith("sheet:package")]
    (cut,) = [entry.facts for entry in entries if entry.kind == "sheet:package:cut"]
    label = json.loads(zipfile.ZipFile(parts[1]).read("batch.json"))
    first = json.loads(zipfile.ZipFile(parts[0]).read("batch.json"))

    assert kinds == [
        "sheet:package:link-made",
        "sheet:package:cut",
        "sheet:package:handed-over",
        "sheet:package:handed-over",
    ]
    assert cut["list"] == hashlib.sha256(canonical.encode(label)).hexdigest()
    assert (cut["batches"], label["batches"][0]) == (3, first["sha256"])
    assert {entry.facts.get("batch") for entry in entries if "handed" in entry.kind} == {0, 1}


def test_a_batch_that_was_altered_on_the_way_is_found_out(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    parts = fetched(sheet, tmp_path, range(4))
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(parts[1]) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(b'"day"', b'"dax"') if "signatures" in name else body)

    with pytest.raises(BadPackage, match="batch 1 was altered"):
        _batches.join([parts[0], other, *parts[2:]], tmp_path / "wrong.zip")

    label = json.loads(zipfile.ZipFile(parts[1]).read("batch.json"))
    with zipfile.ZipFile(parts[1]) as old, zipfile.ZipFile(other, "w") as new:
        files = {}
        for name in old.namelist()[:-1]:
            body = old.read(name) + (b"{}\n" if "signatures" in name else b"")
            files[name] = hashlib.sha256(body).hexdigest()
            new.writestr(name, body)
        new.writestr("batch.json", canonical.encode({**label, "sha256": _plans.digest_of(files)}))
    with pytest.raises(BadPackage, match="batch 1 is not the one that batch 0 names"):
        _batches.join([parts[0], other, *parts[2:]], tmp_path / "wrong.zip")


def test_a_changed_row_spoils_its_own_batch_and_no_other(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    fetched(sheet, tmp_path, (0,))
    digest, secret = link(sheet)
    with db.transaction() as session:
        line = sa.select(Signature.id).where(Signature.sheet_id == sheet).limit(1)
        changed = session.scalar(line)
        session.execute(sa.update(Signature).where(Signature.id == changed).values(origin="none"))

    spoiled = []
    for number in range(4):
        try:
            with db.transaction():
                signatures.fetch_batch(digest, secret, number).path.unlink()
        except Refusal as refusal:
            assert refusal.code == "sheet-damaged"
            spoiled.append(number)

    assert len(spoiled) == 1 and spoiled[0] > 0


def test_nothing_is_cut_without_a_link_nor_after_the_receipt(desk, travel, tmp_path, client):
    sheet = sent(desk, travel)
    digest, secret = link(sheet)
    address = f"/packages/{digest}/batches"

    got = client.get(f"{address}/0?token={secret}")

    assert (got.status_code, got.headers["Cache-Control"]) == (200, "no-store")
    assert got.headers["Digest-SHA256"] == hashlib.sha256(got.data).hexdigest()
    for bad, status in (
        (f"{address}/0", 403),
        (f"{address}/0?token={secret[:-1]}", 403),
        (f"{address}/4?token={secret}", 404),
        (f"{address}/-1?token={secret}", 404),
        (f"{address}/x?token={secret}", 404),
        (f"{address}/99999999999999999999?token={secret}", 404),
        (f"/packages/{'0' * 64}/batches/0?token={secret}", 403),
    ):
        assert client.get(bad).status_code == status, bad
    package = whole(sheet, tmp_path / "whole.zip")
    with db.transaction():
        received = _package.file_digest(package)
        _links.acknowledge_package(sheet, received, actor=people.actor("verifier"))
    assert client.get(f"{address}/1?token={secret}").status_code == 423


def test_destruction_forgets_the_plan_and_a_restored_one_goes_again(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    fetched(sheet, tmp_path, (1,))
    digest, secret = link(sheet)

    def plan() -> Any:
        with db.transaction() as session:
            return session.scalar(sa.select(Handover.plan).where(Handover.sheet_id == sheet))

    before = plan()
    with db.transaction():
        signatures.shred(sheet, ground="retention")
    assert before is not None and plan() is None
    with db.transaction() as session:
        session.execute(sa.update(Handover).values(plan=before))
    with db.transaction():
        _shredding.shred_again()

    assert plan() is None
    for number in range(4):
        with pytest.raises(Refusal, match="sheet-shredded"), db.transaction():
            signatures.fetch_batch(digest, secret, number)


def test_what_is_kept_of_the_plan_names_no_person_and_opens_nothing(desk, travel, tmp_path):
    sheet = sent(desk, travel)
    parts = fetched(sheet, tmp_path, range(4))
    with db.transaction() as session:
        kept = json.dumps(session.scalars(sa.select(Handover.plan)).one())

    secrets = {
        row[name]
        for path in parts[1:]
        for line in zipfile.ZipFile(path).read("signatures.jsonl").splitlines()
        for row in [json.loads(line)]
        for name in ("person_key", "salt", "envelope", "envelope_digest")
        if row[name]
    }

    assert len(secrets) == 4 * len(HINTS) - 1
    assert [one for one in secrets if one in kept] == []


def test_scans_travel_in_batches_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(_plans, "SCANS_IN_ONE", 2)
    planner, path = _plans.Planner(), tmp_path / "whole.zip"
    bodies = {f"scans/{n:06}-01": bytes([n]) * 50 for n in range(1, 6)}
    lines = {
        name: [(n, b"%s %d\n" % (name.encode(), n)) for n in range(4)] for name in _plans.ROW_PARTS
    }
    with path.open("wb") as file:
        writer = _package.Writer(file)
        writer.part("manifest.json", [b"{}"])
        for name in _plans.ROW_PARTS:
            writer.part(name, planner.lines(name, lines[name]))
        for name, body in bodies.items():
            writer.part(name, [planner.scan(name, body)])
        cover = writer.close({"sheet": "s"})
    plan = planner.plan(cover, manifest=b"{}", package=_package.file_digest(path))

    def parts(number: int) -> Iterator[tuple[str, Any]]:
        if number == 0:
            yield from (("manifest.json", [b"{}"]), ("package.json", [canonical.encode(cover)]))
        elif number <= plan.row_batches:
            for name in _plans.ROW_PARTS:
                yield name, [line for at, line in lines[name] if at in plan.positions(number)]
        else:
            yield from ((n, [b]) for n, b in list(bodies.items())[plan.scans_of(number)])

    made = [_batches.write(plan.label_of(n), parts(n)) for n in range(plan.of + 1)]

    assert (plan.row_batches, plan.of) == (2, 5)
    _batches.join(made, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == path.read_bytes()
    for one in made:
        one.unlink()


def test_batches_of_the_first_form_are_still_put_together(desk, travel, tmp_path):
    package = whole(sent(desk, travel), tmp_path / "whole.zip")
    facts = SimpleNamespace(package=_package.file_digest(package), sheet="s")
    with zipfile.ZipFile(package) as held:
        order, rows = held.namelist(), held.read("signatures.jsonl").splitlines(keepends=True)
        for number, some in ((0, []), (1, rows[:4]), (2, rows[4:])):
            said = {"number": number, "of": 2, "v": 1, "rows": len(some), **vars(facts)}
            with zipfile.ZipFile(tmp_path / f"old-{number}.zip", "w") as out:
                if number:
                    out.writestr("signatures.jsonl", b"".join(some))
                    said["sha256"] = hashlib.sha256(b"".join(some)).hexdigest()
                else:
                    for name in order:
                        if name != "signatures.jsonl":
                            out.writestr(name, held.read(name))
                    said |= {"order": order, "sha256": "of no matter"}
                out.writestr("batch.json", canonical.encode(said))

    _batches.join([tmp_path / f"old-{n}.zip" for n in range(3)], tmp_path / "again.zip")

    assert (tmp_path / "again.zip").read_bytes() == package.read_bytes()
