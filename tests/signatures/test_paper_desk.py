"""Paper at the front door: everybody's form, the registrars' desk, and who is kept out."""

from __future__ import annotations

import io
from datetime import timedelta
from html import unescape

import pytest
from pypdf import PdfReader

import signatures
from commons import clock, db
from commons.access import Role
from commons.agencies import services as agencies
from commons.identity import rehearsal
from commons.identity.devprovider import personas
from signatures import paper
from tests import people
from tests.initiatives.road import START, Road

DURING = START + timedelta(days=10)


@pytest.fixture
def road(client, travel, tmp_path):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    road = Road(tmp_path, "generic-open")
    road.to_collecting()
    travel(DURING)
    return road


def path_of(road):
    with db.transaction():
        return road.x.path, road.x.slug, road.x.sheet_id


def keyed(first, many):
    said = {}
    for row in range(1, many + 1):
        person = personas.find(f"voter-{first + row - 1}", clock.now())
        said |= {
            f"given_name_{row}": person.given_name,
            f"family_name_{row}": person.family_name,
            f"national_id_{row}": person.identifiers["th-pid"],
            f"fault_{row}": "",
            f"day_{row}-day": "11",
            f"day_{row}-month": "10",
            f"day_{row}-year": "2569",
        }
    return said


def words_of(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(page.extract_text() for page in reader.pages)


def test_anybody_prints_a_form_whose_digest_is_that_of_the_page(client, road):
    path, _slug, sheet_id = path_of(road)
    with db.transaction():
        digest = signatures.sheet(sheet_id).digest
    assert "Sign on paper" in client.get(path).text
    assert client.get(f"{path}/paper").status_code == 200

    issued = client.post(f"{path}/paper")
    page = client.get(issued.location)
    pdf = client.get(issued.location + ".pdf?language=en")

    assert issued.status_code == 303 and page.status_code == 200
    reader, said = words_of(pdf.data)
    number = issued.location.rsplit("/", 1)[-1]
    assert digest in page.text and digest in "".join(said.split())
    for word in (
        number,
        "Given name",
        "Family name",
        "National identification number",
        "Signature",
    ):
        assert word in page.text and word in " ".join(said.split())
    assert "Every town measures its air" in said
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    thai = client.get(issued.location + ".pdf?language=th")
    assert "ชื่อสกุล" in "".join(words_of(thai.data)[1].split())
    assert client.get(f"{path}/paper/forms/000999-99").status_code == 404
    assert client.get(f"{path}/paper/forms/=1+1.pdf").status_code == 404


def test_two_registrars_key_a_batch_and_the_public_sees_rows_first_and_counts_later(client, road):
    path, slug, sheet_id = path_of(road)
    road.sign("voter-3")
    desk = f"/desk/paper/{slug}"
    people.sign_in(client, "registrar-1")
    assert "Signatures on paper" in client.get("/desk").text
    assert "Clean air" in client.get("/desk/paper").text
    run = client.post(f"{desk}/forms", data={"purpose": "support", "many": "2"})
    number = run.location.split("/forms/")[1].partition("?")[0]
    bad = client.post(f"{desk}/batches", data={"kind": "delivered", "forms": "=cmd|x"})
    many = client.post(f"{desk}/batches", data={"kind": "delivered", "forms": f"{number} 11"})
    taken = client.post(f"{desk}/batches", data={"kind": "delivered", "forms": f"{number} 6"})
    again = client.post(f"{desk}/batches", data={"kind": "delivered", "forms": f"{number} 6"})
    assert (bad.status_code, many.status_code) == (422, 422)
    assert "=cmd|x" in bad.text
    assert (taken.status_code, again.status_code) == (303, 409)
    assert "Take a batch" in client.get(desk).text
    key = f"{taken.location}/forms/{number}"
    assert "Row 6" in client.get(key).text
    wrong = client.post(key, data=keyed(1, 6) | {"national_id_2": "1111111111111"})
    assert wrong.status_code == 422 and "check digit" in wrong.text
    assert client.post(key, data=keyed(1, 6)).status_code == 303
    assert client.post(key, data=keyed(1, 6)).status_code == 409
    scan = {"scan": (io.BytesIO(b"%PDF-1.4 a scan"), "scan.pdf")}
    assert client.post(f"{key}/scan", data=scan).status_code == 303
    script = {"scan": (io.BytesIO(b"<script>"), "scan.pdf")}
    assert client.post(f"{key}/scan", data=script).status_code == 422
    assert ">6<" in client.get(f"{path}/paper").text.replace(" ", "").replace("\n", "")

    people.sign_in(client, "registrar-2")
    assert client.post(key, data=keyed(1, 6)).status_code == 303

    page = client.get(taken.location).text
    assert "In the count" in page and "signed already" not in page
    road.count()
    with db.transaction():
        assert signatures.tally(sheet_id).by_channel == {"eid": 1, "paper": 5}
        assert paper.paper_counts(sheet_id).doubles == 1
    assert client.get(f"{path}/paper/delivered.csv").text.count(number) == 6


def test_who_is_concerned_or_holds_no_role_is_kept_out(client, road):
    path, slug, _sheet = path_of(road)
    desk = f"/desk/paper/{slug}"
    for hint in ("clerk", "verifier", "citizen-a"):
        people.sign_in(client, hint)
        assert client.get(desk).status_code == 403, hint
    with db.transaction():
        body = people.agency("registration-authority")
        agencies.install(rehearsal.account("registrar-2"), body, Role.VERIFIER)
    people.sign_in(client, "registrar-2")
    assert client.get(desk).status_code == 404
    with db.transaction():
        agencies.install(
            rehearsal.account("initiator-1"), people.agency("parliament"), Role.REGISTRAR
        )
    people.sign_in(client, "initiator-1")
    assert client.get(desk).status_code == 404
    assert client.get("/desk/paper").status_code == 200
    run = client.post(f"{path}/paper", data={"many": "3"})
    assert "last=" in run.location
    assert client.post(f"{path}/paper", data={"many": "501"}).status_code == 422
    assert client.post(f"{path}/paper", data={"many": "x"}).status_code == 422
    people.sign_in(client, "registrar-1")
    assert client.get(desk).status_code == 200
    assert client.get(f"{desk}/batches/77").status_code == 404


def test_at_the_office_two_registrars_help_and_the_person_takes_a_signed_slip_home(client, road):
    _path, slug, sheet_id = path_of(road)
    desk = f"/desk/paper/{slug}"
    people.sign_in(client, "registrar-1")
    run = client.post(f"{desk}/forms", data={"purpose": "support", "many": "1"})
    number = run.location.split("/forms/")[1].partition("?")[0]
    taken = client.post(f"{desk}/batches", data={"kind": "assisted", "forms": f"{number} 1"})
    key = f"{taken.location}/forms/{number}"
    assert client.get(f"{key}/1").status_code == 409
    assert "identity card" in client.get(key).text
    client.post(key, data=keyed(7, 1))
    people.sign_in(client, "registrar-2")
    client.post(key, data=keyed(7, 1))

    slip = client.get(f"{key}/1")

    assert slip.status_code == 200 and "Lex Populi paper slip v1" in slip.text
    person = personas.find("voter-7", clock.now())
    assert person.family_name not in slip.text
    words = unescape(slip.text.split('<pre tabindex="0">')[1].partition("</pre>")[0])
    people.sign_out(client)
    checked = client.post("/receipts", data={"receipt": words})
    forged = client.post("/receipts", data={"receipt": words.replace("row 1", "row 2")})
    assert "This slip is genuine" in checked.text and "This slip is genuine" not in forged.text
    with db.transaction():
        assert signatures.tally(sheet_id).net == 0
        assert paper.paper_counts(sheet_id).rows_received == 1
