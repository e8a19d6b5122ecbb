"""Signatures on paper: numbered forms, two registrars apart, one person one signature, no oracle."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from PIL import Image

import signatures
from commons import clock, db, record
from commons.errors import Refusal
from commons.identity.devprovider import personas
from signatures import Channel, paper
from signatures._manifest import PaperRule
from signatures._papercommands import open_scans
from signatures._paperwords import form_number, serial_of
from signatures.paper import BatchKind, FormHolder, FormPurpose, KeyedRow, RowFault, Stage
from tests import people
from tests.signatures.conftest import CLOSES, OPENS

DURING = OPENS + timedelta(days=10)
FIELDS = ("given_name", "family_name", "national_id")


class Office:
    """The registrar's office: forms go out, come back, and are keyed."""

    def __init__(self, desk, **changed):
        rule = PaperRule(fields=FIELDS, delivery=timedelta(days=3), recheck=4)
        said = {"channels": (Channel.EID, Channel.PAPER), "paper": rule, **changed}
        self.desk, self.sheet = desk, desk.open(**said)
        self.first, self.second = people.actor("registrar-1"), people.actor("registrar-2")
        self.third = replace(self.second, account_id=9_003)

    def forms(self, many, purpose=FormPurpose.SUPPORT):
        with db.transaction():
            run = paper.print_forms(
                self.sheet, many, holder=FormHolder.OFFICE, purpose=purpose, actor=self.first
            )
        return run.numbers

    def receive(self, forms, kind=BatchKind.DELIVERED):
        with db.transaction():
            return paper.receive_batch(self.sheet, forms, actor=self.first, kind=kind)

    def key(self, batch, number, rows, actor):
        with db.transaction():
            return paper.key_batch(batch.id, number, rows, actor=actor)

    def both(self, batch, number, rows):
        self.key(batch, number, rows, self.first)
        return self.key(batch, number, rows, self.second)

    def counts(self):
        with db.transaction():
            return paper.paper_counts(self.sheet)

    def tally(self):
        self.desk.sequence()
        with db.transaction():
            return signatures.tally(self.sheet)


def row(number, hint, **changed):
    person = personas.find(hint, clock.now())
    fields = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "national_id": person.identifiers["th-pid"],
        **changed,
    }
    return KeyedRow(number, fields)


def rows(first, many, start=1):
    return [row(start + n, f"voter-{first + n}") for n in range(many)]


@pytest.fixture
def office(app, desk, travel):
    travel(DURING)
    return Office(desk)


def refused(act, *args, **named):
    with pytest.raises(Refusal) as caught:
        act(*args, **named)
    return caught.value.code


def test_a_form_number_proves_itself():
    assert serial_of(form_number(123)) == 123
    assert form_number(123) == "000123-20"
    for bad in ("000123-21", "000132-20", "123", "", "=1+1", "٠٠٠١٢٣-20", "000000-98", "-"):
        assert serial_of(bad) is None


def test_a_batch_of_twenty_with_one_who_signed_online_gives_nineteen(office):
    office.desk.sign(office.sheet, "voter-5")
    one, two = office.forms(2)
    batch = office.receive({one: 10, two: 10})
    for number, first in ((one, 1), (two, 11)):
        office.key(batch, number, rows(first, 10), office.first)
    assert office.tally().by_channel == {"eid": 1}

    for number, first in ((one, 1), (two, 11)):
        after = office.key(batch, number, rows(first, 10), office.second)

    assert (after.rows, after.stage, after.differing) == (20, Stage.ENTERED, ())
    assert office.tally().by_channel == {"eid": 1, "paper": 19}
    counts = office.counts()
    assert (counts.rows_received, counts.rows_entered, counts.doubles) == (20, 19, 1)
    assert refused(office.desk.sign, office.sheet, "voter-12") == "already-signed"
    with db.transaction():
        told = list(record.history(f"/ledger/sheets/{sheet_of(office).digest}", limit=50))
        said = " ".join(str(e.facts) for e in told)
    assert "voter" not in said and "'rows': 20" in said


def sheet_of(office):
    return signatures.sheet(office.sheet)


def test_rows_that_differ_are_keyed_again_and_then_settled_by_a_third_person(office):
    (number,) = office.forms(1)
    batch = office.receive({number: 6})
    read = rows(1, 6)
    office.key(batch, number, read, office.first)
    wrong = [*read[:4], row(5, "voter-50"), row(6, "voter-6", given_name="Somebody")]
    after = office.key(batch, number, wrong, office.second)
    assert after.stage is Stage.AGAIN
    assert [(f.number, f.rows) for f in after.differing] == [(number, (5, 6))]
    assert refused(office.key, batch, number, read, office.first) == "rows-beyond"
    assert refused(office.key, batch, number, read[4:], office.third) == "keyed-by-two"

    office.key(batch, number, read[4:], office.first)
    after = office.key(batch, number, [read[4], wrong[5]], office.second)
    assert (after.stage, after.differing[0].rows) == (Stage.THIRD, (6,))
    assert refused(office.key, batch, number, read[5:], office.second) == "two-persons-needed"
    after = office.key(batch, number, read[5:], office.third)

    assert after.stage is Stage.ENTERED
    assert office.tally().by_channel == {"paper": 6}
    assert refused(office.desk.sign, office.sheet, "voter-6") == "already-signed"


def test_one_registrar_is_never_two_and_a_row_that_three_read_apart_does_not_count(office):
    (number,) = office.forms(1)
    batch = office.receive({number: 5})
    office.key(batch, number, rows(1, 5), office.first)
    assert refused(office.key, batch, number, rows(1, 5), office.first) == "already-keyed"
    deputy = replace(office.third, stands_for=frozenset({office.first.account_id}))
    assert refused(office.key, batch, number, rows(1, 5), deputy) == "two-persons-needed"

    odd = [*rows(1, 4), row(5, "voter-5", family_name="Else")]
    office.key(batch, number, odd, office.second)
    office.key(batch, number, rows(5, 1, start=5), office.first)
    office.key(batch, number, odd[4:], office.second)
    office.key(batch, number, [row(5, "voter-5", family_name="Third")], office.third)

    assert office.tally().by_channel == {"paper": 4}
    assert office.counts().faults == 1


def test_what_cannot_stand_on_a_row_is_refused_beside_its_field(office):
    (number,) = office.forms(1)
    batch = office.receive({number: 1})
    bad = {
        "national_id": ("1234567890123", "", "-", "=1+2"),
        "given_name": ("", "=HYPERLINK(1)", "a\u202eb", "x" * 201),
    }
    for name, values in bad.items():
        for value in values:
            with pytest.raises(Refusal) as caught:
                office.key(batch, number, [row(1, "voter-1", **{name: value})], office.first)
            assert caught.value.field == f"{name}_1", value

    thai = "".join(
        chr(0x0E50 + int(d)) for d in personas.find("voter-1", clock.now()).identifiers["th-pid"]
    )
    office.key(batch, number, [row(1, "voter-1", national_id=thai)], office.first)
    office.key(batch, number, [row(1, "voter-1")], office.second)
    assert office.counts().rows_received == 1 and office.counts().rows_entered is None
    with db.transaction():
        assert paper.batch(batch.id).stage is Stage.SETTLED
    assert office.tally().net == 0


def test_the_day_on_the_paper_lies_in_the_window_and_not_in_the_future(app, desk, travel):
    travel(DURING)
    rule = PaperRule(fields=(*FIELDS, "date"))
    office = Office(desk, paper=rule)
    (number,) = office.forms(1)
    batch = office.receive({number: 1})

    for day in (None, date(2026, 9, 30), date(2026, 10, 12), date(2031, 1, 1)):
        said = replace(row(1, "voter-1"), day=day)
        assert refused(office.key, batch, number, [said], office.first) == "bad-day"
    office.both(batch, number, [replace(row(1, "voter-1"), day=date(2026, 10, 9))])

    with db.transaction():
        assert paper.batch(batch.id).stage is Stage.SETTLED


def test_forms_come_back_once_with_the_rows_they_have(office, desk):
    one, two = office.forms(2)
    (withdrawal,) = office.forms(1, FormPurpose.WITHDRAWAL)
    other = Office(desk, title="Another")
    assert refused(office.receive, {one: 11}) == "rows-beyond"
    assert refused(office.receive, {one: 0}) == "rows-beyond"
    assert refused(office.receive, {form_number(999): 2}) == "form-unknown"
    assert refused(office.receive, {"000001-99": 2}) == "form-unknown"
    assert refused(office.receive, {withdrawal: 2}) == "form-unknown"
    assert refused(office.receive, {}) == "batch-empty"
    assert refused(other.receive, {one: 1}) == "form-unknown"
    office.receive({one: 3})
    assert refused(office.receive, {one: 3}) == "form-delivered"
    assert refused(office.receive, {two: 1, one: 1}) == "form-delivered"
    assert office.counts().rows_received == 3
    assert refused(office.forms, 0) == refused(office.forms, 501) == "bad-run"


def test_paper_is_refused_where_the_law_takes_none_and_after_its_time(office, desk, travel):
    online = desk.open(title="Online only")
    with db.transaction(), pytest.raises(Refusal) as caught:
        paper.print_forms(online, 1, holder=FormHolder.CITIZEN)
    assert caught.value.code == "channel-closed"
    one, two = office.forms(2)
    travel(CLOSES + timedelta(days=2))
    assert refused(office.forms, 1) == "sheet-closed"
    batch = office.receive({one: 1})
    assert refused(desk.seal, office.sheet) == "sheet-not-over"
    travel(CLOSES + timedelta(days=3))
    assert refused(office.receive, {two: 1}) == "sheet-closed"
    assert refused(desk.seal, office.sheet) == "sheet-not-over"
    office.both(batch, one, rows(1, 1))

    assert desk.seal(office.sheet).by_channel == {"paper": 1}
    assert office.counts().doubles is None


def test_a_batch_that_nobody_keys_lapses_in_public(office, desk, travel):
    (one,) = office.forms(1)
    batch = office.receive({one: 2})
    travel(CLOSES + timedelta(days=17))

    assert desk.seal(office.sheet).net == 0
    with db.transaction():
        assert paper.batch(batch.id).stage is Stage.LAPSED
    assert refused(office.key, batch, one, rows(1, 2), office.first) == "sheet-closed"


def test_a_withdrawal_at_the_office_ends_what_stands_and_tells_nobody(office):
    for n in (1, 2, 3):
        office.desk.sign(office.sheet, f"voter-{n}")
    (number,) = office.forms(1, FormPurpose.WITHDRAWAL)
    batch = office.receive({number: 6}, BatchKind.WITHDRAWAL)
    after = office.both(batch, number, rows(1, 6))
    assert after.stage is Stage.ENTERED
    assert (office.tally().net, office.counts().withdrawals) == (0, 3)

    with db.transaction():
        slip = paper.slip(batch.id, number, 6)
        assert paper.check_slip(slip.text)
        assert not paper.check_slip(slip.text.replace("row 6", "row 5"))
    (again,) = office.forms(1)
    late = office.receive({again: 5})
    office.both(late, again, rows(1, 5))
    assert office.tally().by_channel["paper"] == 2


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


def test_the_authority_finds_form_row_and_scan_and_the_recheck_is_drawn_from_the_head(
    office, desk, travel, tmp_path
):
    desk.sign(office.sheet, "voter-3")
    (number,) = office.forms(1)
    batch = office.receive({number: 8})
    faulty = [*rows(1, 7), KeyedRow(8, fault=RowFault.CROSSED_OUT)]
    with db.transaction():
        digest = paper.seal_scan(batch.id, number, picture(), actor=office.first)
        assert refused(paper.seal_scan, batch.id, number, picture(), actor=office.first) == (
            "scan-sealed"
        )
        for bad in (
            b"",
            b"MZ\x90\x00\xff",
            b"text",
            b"\x89PNG\r\n\x1a\n broken",
            b"%PDF-" + b"x" * 6_000_000,
        ):
            assert refused(paper.seal_scan, batch.id, number, bad, actor=office.first) == "bad-file"
    office.both(batch, number, faulty)
    travel(CLOSES + timedelta(days=4))
    seal = desk.seal(office.sheet)
    with db.transaction():
        signatures.send_to_authority(office.sheet)
        package = signatures.hand_over(office.sheet)
    register = tmp_path / "register.csv"
    numbers = [personas.find(f"voter-{n}", clock.now()).identifiers["th-pid"] for n in range(1, 7)]
    register.write_text("national_id\n" + "\n".join(numbers))
    found = signatures.examine(
        package.path, desk.private, signatures.read_register(register), travelled=True
    )

    assert seal.by_channel == {"eid": 1, "paper": 6}
    assert found.counts == {"not-in-register": 1, "valid": 6}
    names = zipfile.ZipFile(package.path).namelist()
    assert f"scans/{number}" in names and len(digest) == 64
    sample = office_sample(office)
    assert len(sample) == 4
    with db.transaction():
        root = signatures.certify(office.sheet).root
        places = {(f.number, r) for f in paper.delivered(office.sheet) for r in f.rows}
    assert sample == paper.draw(places, paper.seed(sheet_digest(office), root), 4)
    rechecks(office, sample, faulty)
    opened_by_the_authority(office, package.path, number, tmp_path)
    assert "paper-person" in signatures.vault_counts()
    with db.transaction():
        signatures.shred(office.sheet, ground="rule")
    with db.transaction():
        assert paper.scanned(batch.id) == frozenset()


def opened_by_the_authority(office, package, number, folder):
    """The authority's own command opens the scans, and no other key does."""
    for private, ends in ((office.desk.private, 0), (signatures.new_key("Other")[0], 1)):
        (folder / "key.json").write_text(json.dumps(private))
        asked = [str(package), "--key", str(folder / "key.json"), "--out", str(folder / "scans")]
        assert CliRunner().invoke(open_scans, asked).exit_code == ends
    assert [file.name for file in (folder / "scans").iterdir()] == [f"{number}.png"]


def office_sample(office):
    with db.transaction():
        return paper.recheck_sample(office.sheet)


def sheet_digest(office):
    with db.transaction():
        return sheet_of(office).digest


def rechecks(office, sample, faulty):
    """Key the sample anew, once wrongly: the error rate is public."""

    def act(number, keyed, actor):
        with db.transaction():
            paper.recheck(office.sheet, number, keyed, actor=actor)

    number, first = sample[0]
    assert refused(act, number, faulty[first - 1], office.second) == "two-persons-needed"
    for place, (number, at) in enumerate(sample):
        keyed = row(at, "voter-40") if place == 0 else faulty[at - 1]
        act(number, keyed, office.third)
    assert refused(act, number, faulty[at - 1], office.third) == "not-in-sample"
    counts = office.counts()
    assert (counts.sample, counts.rechecked, counts.errors) == (4, 4, 1)
