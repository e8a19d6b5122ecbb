"""Forms of a district at the front door: asked for, printed, keyed, counted; and what a card cannot say."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

import signatures
from commons import clock, config, db, jobs
from commons.access import Role
from commons.agencies import services as agencies
from commons.identity import rehearsal
from initiatives import sheets
from initiatives.paper import printing, services
from signatures import Channel, Eligibility, byemail, paper
from signatures._paperwords import form_number
from signatures.paper import BatchKind, FormPurpose
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.signatures.card_desk import CardDesk
from tests.signatures.test_byemail import ADDRESS, FORM, link_in, sent
from tests.signatures.test_paper_desk import keyed, path_of, words_of

DURING = START + timedelta(days=10)
CHIANG_MAI = "Chiang Mai (TH-50)"


@pytest.fixture
def road(client, travel, tmp_path):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    road = Road(tmp_path, "generic-districts")
    road.to_collecting()
    travel(DURING)
    return road


def number_in(answer):
    assert answer.status_code == 303, answer.text
    return urlsplit(answer.location).path.rsplit("/", 1)[1]


def test_anybody_asks_for_the_form_of_a_district_and_it_stands_printed_on_it(client, road):
    path, _slug, sheet_id = path_of(road)
    page = client.get(f"{path}/paper").text
    unsaid = client.post(f"{path}/paper")
    foreign = client.post(f"{path}/paper", data={"district": "TH-99"})
    issued = client.post(f"{path}/paper", data={"district": "TH-50"})
    elsewhere = client.post(f"{path}/paper", data={"district": "none"})
    people.sign_in(client, "initiator-1")
    run = client.post(f"{path}/paper", data={"district": "TH-90", "many": "3"})

    assert CHIANG_MAI in page and "counts in the whole alone" in page
    assert (unsaid.status_code, foreign.status_code) == (422, 422)
    assert "Choose a State or district." in unsaid.text
    number = number_in(issued)
    assert number == form_number(1, "TH-50")
    shown = client.get(issued.location).text
    said = f"District: {CHIANG_MAI}. Only who lives there signs on this form."
    assert said in shown and number in shown
    english = words_of(client.get(f"{issued.location}.pdf?language=en").data)[1]
    assert said in " ".join(english.split()) and number in english
    thai = words_of(client.get(f"{issued.location}.pdf?language=th").data)[1]
    assert "เชียงใหม่" in "".join(thai.split()) and "(TH-50)" in "".join(thai.split())
    assert "of no State or district" in client.get(elsewhere.location).text
    many = words_of(client.get(run.location.replace("?", ".pdf?language=en&")).data)[0]
    assert len(many.pages) >= 3
    assert [number_in(run), len(paper_numbers(sheet_id))] == [form_number(3, "TH-90"), 5]
    for other in (form_number(1), form_number(1, "TH-10"), form_number(9, "TH-50")):
        assert client.get(f"{path}/paper/forms/{other}").status_code == 404
    with db.transaction():
        form = printing.printed(road.x, number, FormPurpose.SUPPORT, "en")
        assert form.number == number and form.digest == signatures.sheet(sheet_id).digest


def paper_numbers(sheet_id):
    with db.transaction():
        return range(paper.paper_counts(sheet_id).forms_issued)


def test_registrars_key_the_district_that_they_read_and_it_counts_on_the_map(client, road):
    path, slug, sheet_id = path_of(road)
    desk = f"/desk/paper/{slug}"
    people.sign_in(client, "registrar-1")
    asked = {"purpose": "support", "many": "1"}
    unsaid = client.post(f"{desk}/forms", data=asked)
    ends = client.post(f"{desk}/forms", data=asked | {"purpose": "withdrawal", "district": "TH-50"})
    number = number_in(client.post(f"{desk}/forms", data=asked | {"district": "TH-50"}))
    assert (unsaid.status_code, ends.status_code) == (422, 422)
    assert "wherever it counts" in ends.text
    other = {"kind": "delivered", "forms": f"{form_number(1, 'TH-10')} 6"}
    wrong = client.post(f"{desk}/batches", data=other)
    assert wrong.status_code == 422 and "was printed for TH-50" in wrong.text
    taken = client.post(
        f"{desk}/batches", data={"kind": "delivered", "forms": f"{number.lower()}: 6"}
    )
    key = f"{taken.location}/forms/{number}"
    assert "As it is printed on the form before you." in client.get(key).text
    blank = client.post(key, data=keyed(1, 6))
    swapped = client.post(key, data=keyed(1, 6) | {"district": "TH-10"})
    assert (blank.status_code, swapped.status_code) == (422, 422)
    assert "was printed for TH-50. Look at the paper again." in swapped.text
    assert client.post(key, data=keyed(1, 6) | {"district": "TH-50"}).status_code == 303
    people.sign_in(client, "registrar-2")
    none = client.post(key, data=keyed(1, 6) | {"district": "none"})
    assert none.status_code == 422
    assert client.post(key, data=keyed(1, 6) | {"district": "TH-50"}).status_code == 303

    road.count()
    with db.transaction():
        tally = signatures.tally(sheet_id)
        assert (tally.by_channel, tally.by_region) == ({"paper": 6}, {"TH-50": 6})
    shown = client.get(f"{path}/territories").text
    row = " ".join(shown.split("Chiang Mai", 1)[1].split("</tr>", 1)[0].split())
    assert ">6<" in row.replace(" ", "") and "Reached" in row
    assert client.get(f"{path}/paper/delivered.csv").text.count(f"{number},") == 6


def test_a_card_counts_in_its_state_and_in_no_district_and_the_page_says_so_before(
    app, desk, tmp_path, monkeypatch
):
    at_cards = CardDesk(desk, tmp_path)
    for regions, counted in ((("EE", "FI"), {"EE": 1}), (("EE-37", "EE-79"), {})):
        rule = Eligibility(("ee-isikukood",), "Europe/Tallinn", min_age=16, regions=regions)
        sheet = at_cards.open(title=f"Counts in {regions}", eligibility=rule)
        at_cards.sign(sheet, "voter-1")
        desk.sequence()
        with db.transaction():
            tally = signatures.tally(sheet)
            assert (tally.net, dict(tally.by_region)) == (1, counted)
            assert signatures.card_says_where(sheet) is bool(counted)

    asked = sheets.eligibility
    monkeypatch.setattr(
        sheets, "eligibility", lambda rules: dataclasses.replace(asked(rules), regions=("EE-37",))
    )
    page = container_page(app, tmp_path, monkeypatch)
    assert "A card does not say where you live" in page
    assert "counts in the whole, and in no district" in page
    assert "Sign by eID instead" in page
    monkeypatch.setattr(sheets, "eligibility", asked)
    assert "A card does not say where you live" not in container_page(app, tmp_path, monkeypatch)


def container_page(app, folder, monkeypatch):
    """The page on which a card signs a practice sheet of Estonia's parliament."""
    settings = dataclasses.replace(config.current(), trust_list_dir=folder / "practice")
    monkeypatch.setattr(config, "current", lambda: settings)
    signatures.found_practice_cards(folder / "practice")
    with clock.travel(START):
        road = Road(folder, "ee-riigikogu")
        road.to_collecting()
    with clock.travel(DURING), db.transaction(writes=False):
        path = road.x.path
    with clock.travel(DURING):
        return browser(app).get(f"{path}/sign/container?lang=en").text


def test_support_by_email_counts_in_no_district(app, travel, tmp_path, monkeypatch):
    both = (Channel.EID, Channel.EMAIL)
    monkeypatch.setattr(sheets, "_channels", lambda _initiative, _rule_set: both)
    road = Road(tmp_path, "generic-districts")
    road.to_collecting()
    travel(DURING)
    path, _slug, sheet_id = path_of(road)
    guest = browser(app)
    guest.post(f"{path}/sign/email", data={"email": ADDRESS, **FORM})
    guest.post(link_in(sent()[-1]), data={"act": "confirm"})
    travel(DURING + timedelta(days=1))
    with db.transaction():
        jobs.force_due()
    jobs.run_due()
    road.count()

    with db.transaction(writes=False):
        assert byemail.count(sheet_id) == 1
        assert dict(signatures.tally(sheet_id).by_region) == {}
        assert road.x.territories_short == 3


def test_the_european_initiative_has_a_form_for_each_member_state(client, travel, tmp_path):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    road = Road(tmp_path, "eu-eci")
    travel(START)
    road.draft()
    road.carriers(7)
    road.submit()
    road.review()
    road.start()
    travel(DURING)
    path, _slug, sheet_id = path_of(road)
    with db.transaction(writes=False):
        regions = paper.regions(sheet_id)

    page = client.get(f"{path}/paper").text
    thai = client.get(f"{path}/paper?lang=th").text
    issued = client.post(f"{path}/paper?lang=en", data={"district": "EE"})

    assert len(regions) == 27
    assert "Estonia (EE)" in page and "Portugal (PT)" in page and "เอสโตเนีย (EE)" in thai
    assert number_in(issued) == form_number(1, "EE")
    assert "State: Estonia (EE). Only its citizens sign on this form." in (
        client.get(issued.location).text
    )
    assert ">Estonia<" in client.get(f"{path}/territories?lang=en").text


def test_a_row_keyed_anew_is_an_error_where_another_district_is_read(client, road, travel):
    _path, slug, sheet_id = path_of(road)
    desk = f"/desk/paper/{slug}"
    with db.transaction():
        office = people.actor("registrar-1")
        number = services.print_forms(office, road.x, 1, region="TH-50").numbers[0]
        batch = services.receive(office, road.x, {number: 2}, BatchKind.DELIVERED)
        house = people.agency("parliament")
        agencies.install(rehearsal.account("registrar-3"), house, Role.REGISTRAR)
    key = f"{desk}/batches/{batch.number}/forms/{number}"
    for hint in ("registrar-1", "registrar-2"):
        people.sign_in(client, hint)
        assert client.post(key, data=keyed(1, 2) | {"district": "TH-50"}).status_code == 303
    with db.transaction(writes=False):
        closes_at = signatures.sheet(sheet_id).closes_at
    travel(closes_at + timedelta(days=60))
    with db.transaction():
        signatures.seal_sheet(sheet_id)
    people.sign_in(client, "registrar-3")
    again = f"{desk}/recheck/{number}"
    assert "As it is printed on the form before you." in client.get(f"{again}/1").text
    said = keyed(1, 2)
    assert client.post(f"{again}/1", data=said).status_code == 422
    assert client.post(f"{again}/1", data=said | {"district": "TH-50"}).status_code == 303
    assert client.post(f"{again}/2", data=said | {"district": "TH-10"}).status_code == 303

    with db.transaction(writes=False):
        counts = paper.paper_counts(sheet_id)
        assert (counts.sample, counts.rechecked, counts.errors) == (2, 2, 1)
