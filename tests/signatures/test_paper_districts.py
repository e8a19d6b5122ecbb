"""Forms of a State or district: the number proves it, two read it, the row counts there and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

import signatures
from commons import clock, db, record
from commons.identity.devprovider import personas
from signatures import Eligibility, paper
from signatures._paperorigin import PaperOrigins, PaperUnproved
from signatures._paperwords import form_number, read_number, serial_of
from signatures._rows import is_sound
from signatures._sheets import Sheet, Signature
from signatures._vault import open_keys
from signatures.paper import BatchKind, FormHolder, FormPurpose, KeyedRow, RowFault
from tests import people
from tests.signatures.conftest import CLOSES, OPENS
from tests.signatures.test_paper import DURING, Office, picture, refused, row, rows

BANGKOK, CHIANG_MAI = "TH-10", "TH-50"
PROVINCES = Eligibility(
    ("th-pid",), "Asia/Bangkok", residence=("TH",), regions=("TH-10", "TH-40", "TH-50", "TH-90")
)
STATES = Eligibility(("ee-isikukood", "fi-hetu", "th-pid"), "Europe/Tallinn", regions=("EE", "FI"))
MANIFEST = {
    "channels": ["paper"],
    "opens_at": OPENS.isoformat(),
    "eligibility": {
        "identifier_kinds": ["th-pid"],
        "regions": ["TH-10", "TH-50"],
        "zone": "Asia/Bangkok",
    },
}
REGIONS = st.sampled_from([None, "EE", "FI", "TH-10", "TH-50", "GB-ENG"])


class Districts(Office):
    """The office of a sheet that counts by districts."""

    def of(self, region, many=1, holder=FormHolder.OFFICE, purpose=FormPurpose.SUPPORT):
        with db.transaction():
            return paper.print_forms(
                self.sheet, many, holder=holder, purpose=purpose, region=region, actor=self.first
            ).numbers

    def read(self, batch, number, keyed, region, actor):
        with db.transaction():
            return paper.key_batch(batch.id, number, keyed, actor=actor, region=region)

    def both_read(self, batch, number, keyed, region):
        self.read(batch, number, keyed, region, self.first)
        return self.read(batch, number, keyed, region, self.second)

    def printed_before(self, many=1):
        """Forms as they were printed before there were any of a district."""
        return self.of(None, many)


@pytest.fixture
def office(app, desk, travel):
    travel(DURING)
    return Districts(desk, eligibility=PROVINCES)


@given(st.integers(1, 999_999), REGIONS)
def test_a_number_gives_back_its_serial_and_its_district(serial, region):
    said = read_number(form_number(serial, region))
    assert said is not None and (said.serial, said.region) == (serial, region)


@given(st.integers(1, 999_999), REGIONS, st.data())
def test_one_wrong_character_in_a_number_or_its_district_is_noticed(serial, region, data):
    number = form_number(serial, region)
    at = data.draw(st.sampled_from([n for n, letter in enumerate(number) if letter != "-"]))
    kind = "0123456789" if number[at].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    other = data.draw(st.sampled_from([letter for letter in kind if letter != number[at]]))
    assert serial_of(number[:at] + other + number[at + 1 :]) is None


def test_a_number_without_a_district_is_the_one_it_always_was():
    assert form_number(123) == "000123-20"
    assert form_number(123, "TH-10") == "TH-10-000123-31"
    for bad in (
        "TH-10-000123-20",
        "TH-10-",
        "th-10-000123-31",
        "TH--10-000123-31",
        "TH-10000123-31",
    ):
        assert read_number(bad) is None


def test_a_form_of_a_district_counts_there_and_an_earlier_one_in_the_whole(office):
    office.desk.sign(office.sheet, "voter-40")
    (here,), (there,), (old,) = office.of(BANGKOK), office.of(CHIANG_MAI), office.printed_before()
    batch = office.receive({here: 6, there: 5, old: 5})
    assert [form.number for form in batch.forms] == [here, there, old]

    office.both_read(batch, here, rows(1, 6), BANGKOK)
    office.both_read(batch, there, rows(7, 5), CHIANG_MAI)
    office.both_read(batch, old, rows(12, 5), None)

    tally, lives = office.tally(), personas.find("voter-40", clock.now()).district
    by_region = {BANGKOK: 6, CHIANG_MAI: 5}
    by_region[lives] = by_region.get(lives, 0) + 1
    assert (tally.by_channel, tally.by_region) == ({"eid": 1, "paper": 16}, by_region)
    assert tally.net == 17
    with db.transaction():
        sheet = db.session().get(Sheet, office.sheet)
        vault = open_keys(sheet.digest)
        for signature in db.session().scalars(sa.select(Signature)):
            assert is_sound(sheet, vault, signature)
            signature.region = "TH-90"
            assert not is_sound(sheet, vault, signature)
            db.session().expire(signature)
        printed = [e for e in history(office) if e.kind == "sheet:paper:printed"]
        assert [e.facts.get("region") for e in printed].count(BANGKOK) == 1


def history(office):
    digest = signatures.sheet(office.sheet).digest
    return list(record.history(f"/ledger/sheets/{digest}", limit=100))


def test_a_form_of_another_district_or_of_an_unknown_one_is_refused(office, desk):
    (here,) = office.of(BANGKOK)
    assert refused(office.of, "TH-99") == "district-unknown"
    assert refused(office.of, "EE") == "district-unknown"
    assert refused(office.of, BANGKOK, purpose=FormPurpose.WITHDRAWAL) == "district-unknown"
    plain = Districts(desk, title="Counts by none")
    assert refused(plain.of, BANGKOK) == "district-unknown"

    for other in (form_number(1, CHIANG_MAI), form_number(1), form_number(1, "TH-99")):
        assert refused(office.receive, {other: 2}) == "other-district"
    assert refused(office.receive, {here.replace("TH-10", CHIANG_MAI): 2}) == "form-unknown"
    assert refused(office.receive, {form_number(2, BANGKOK): 2}) == "form-unknown"
    with db.transaction():
        assert refused(paper.form_purpose, office.sheet, form_number(1, CHIANG_MAI)) == "not-found"
        assert paper.form_region(office.sheet, here) == BANGKOK
        assert paper.numbers_between(here, form_number(3, CHIANG_MAI)) == []


def test_who_keys_a_form_reads_its_district_from_the_paper(office):
    (here,), (old,) = office.of(BANGKOK), office.printed_before()
    batch = office.receive({here: 5, old: 1})
    for read in (CHIANG_MAI, None, "TH-99"):
        assert refused(office.read, batch, here, rows(1, 5), read, office.first) == "other-district"
    assert refused(office.read, batch, old, rows(6, 1), BANGKOK, office.first) == "other-district"
    swapped = form_number(1, CHIANG_MAI)
    told = refused(office.read, batch, swapped, rows(1, 5), CHIANG_MAI, office.first)
    assert told == "already-keyed"

    office.read(batch, here, rows(1, 5), BANGKOK, office.first)
    assert refused(office.read, batch, here, rows(1, 5), CHIANG_MAI, office.second) == (
        "other-district"
    )
    office.read(batch, here, rows(1, 5), BANGKOK, office.second)
    office.both_read(batch, old, rows(6, 1), None)
    assert office.tally().by_region == {BANGKOK: 5}


def test_a_withdrawal_on_paper_ends_the_signature_in_its_district(office):
    (here,) = office.of(BANGKOK)
    batch = office.receive({here: 6})
    office.both_read(batch, here, rows(1, 6), BANGKOK)
    (ends,) = office.of(None, purpose=FormPurpose.WITHDRAWAL)
    leaving = office.receive({ends: 5}, BatchKind.WITHDRAWAL)
    office.both_read(leaving, ends, rows(1, 5), None)

    assert office.tally().by_region == {BANGKOK: 1}


def card(number, hint, kind):
    person = personas.find(hint, clock.now())
    return row(number, hint, national_id=person.identifiers[kind])


def test_a_form_of_a_state_takes_no_number_of_another_state(app, desk, travel):
    travel(DURING)
    office = Districts(desk, eligibility=STATES)
    (estonia,), (old,) = office.of("EE"), office.printed_before()
    batch = office.receive({estonia: 6, old: 2})
    finn = [
        *(card(n, f"voter-{n}", "ee-isikukood") for n in range(1, 6)),
        card(6, "voter-6", "fi-hetu"),
    ]
    assert refused(office.read, batch, estonia, finn, "EE", office.first) == "other-district"
    faulty = [*finn[:5], KeyedRow(6, fault=RowFault.BAD_NUMBER)]
    office.both_read(batch, estonia, faulty, "EE")
    mixed = [card(1, "voter-7", "fi-hetu"), row(2, "voter-8")]
    office.both_read(batch, old, mixed, None)

    assert office.tally().by_region == {"EE": 5, "FI": 1}
    assert office.tally().by_channel == {"paper": 7}


def test_the_authority_and_the_recheck_keep_the_district(office, desk, travel, tmp_path):
    (here,), (old,) = office.of(BANGKOK), office.printed_before()
    batch = office.receive({here: 6, old: 2})
    with db.transaction():
        paper.seal_scan(batch.id, here, picture(), actor=office.first)
    said = {here: (rows(1, 6), BANGKOK), old: (rows(7, 2), None)}
    for number, (keyed, region) in said.items():
        office.both_read(batch, number, keyed, region)
    travel(CLOSES + timedelta(days=4))
    assert desk.seal(office.sheet).by_region == {BANGKOK: 6}
    with db.transaction():
        signatures.send_to_authority(office.sheet)
        package = signatures.hand_over(office.sheet)
    register = tmp_path / "register.csv"
    numbers = [personas.find(f"voter-{n}", clock.now()).identifiers["th-pid"] for n in range(2, 9)]
    register.write_text("national_id\n" + "\n".join(numbers))
    found = signatures.examine(
        package.path, desk.private, signatures.read_register(register), travelled=True
    )
    assert found.counts == {"not-in-register": 1, "valid": 7}
    with db.transaction():
        signatures.record_verification(
            office.sheet, signatures.conclude(found, desk.private, clock.now())
        )
        lines = b"".join(each.line() + b"\n" for each in found.outcomes)
        signatures.record_outcomes(office.sheet, lines)
        assert signatures.verified_by_region(office.sheet) == {BANGKOK: 5}
    keyed_anew(office, said)


def test_the_authority_believes_no_form_of_a_district_by_which_the_law_does_not_count():
    origins = PaperOrigins(MANIFEST, CLOSES)
    said = {"evidence": {"paper": {"row": 1, "day": "2026-10-11"}}, "fields": {"national_id": "1"}}
    said |= {"identifier_kind": "th-pid"}
    for serial, region in ((1, "TH-99"), (2, "EE")):
        said["evidence"]["paper"]["form"] = form_number(serial, region)
        with pytest.raises(PaperUnproved) as caught:
            origins.identifier(said)
        assert caught.value.reason == "form-unknown"
    for serial, region in ((3, BANGKOK), (4, None)):
        said["evidence"]["paper"]["form"] = form_number(serial, region)
        assert origins.identifier(said) == "1"


def keyed_anew(office, said):
    """The sample names the district in the number; who reads another one there finds an error."""
    with db.transaction():
        sample = paper.recheck_sample(office.sheet)
        listed = {(form.number, r) for form in paper.delivered(office.sheet) for r in form.rows}
        seed = paper.seed(
            signatures.sheet(office.sheet).digest, signatures.certify(office.sheet).root
        )
        assert sample == paper.draw(listed, seed, 4)
    third = people.actor("registrar-3")
    at = next(place for place, (number, _row) in enumerate(sample) if said[number][1])
    for place, (number, line) in enumerate(sample):
        keyed, region = said[number]
        with db.transaction():
            read = CHIANG_MAI if place == at else region
            paper.recheck(office.sheet, number, keyed[line - 1], actor=third, region=read)
    counts = office.counts()
    assert (counts.rechecked, counts.errors) == (4, 1)
