"""The text's desk: edited by hand and undone, a PDF confirmed by a person, a translation reviewed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import documents
from commons.documents import Document, Heading, Paragraph
from commons.texts import queries as texts
from commons.texts import tree
from consult.queries import texts as hearing_texts
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at

Travel = Callable[[datetime], None]
DESK = "/desk/hearings/1-clean-air-act"
PUBLIC = "/hearings/1-clean-air-act"
ENGLISH_IN_THAI = """# ร่างพระราชบัญญัติอากาศสะอาด

มาตรา ๑ พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติอากาศสะอาด

มาตรา ๒ ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศ

มาตรา ๓ ให้พิจารณาใบอนุญาตภายใน ๑๕ วัน

มาตรา ๔ ให้กรมจัดทำทะเบียน

มาตรา ๙ ส่วนเกิน
"""


def at_the_desk(app: Flask, client: FlaskClient, travel: Travel) -> None:
    """A hearing that is open, and its officer signed in."""
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")


def preview_of(client: FlaskClient) -> str:
    """The address of the preview as it is after the last step."""
    found = re.search(rf"{DESK}/text/(\d+)/edit", client.get(f"{DESK}/text").text)
    assert found
    return f"{DESK}/text/{found[1]}"


def sections(app: Flask) -> list[tuple[str, str]]:
    """The sections of the newest preview, or of the newest version."""
    with at(app, WHILE_OPEN):
        hearing = making.find(1)
        staged = texts.staged(hearing.text_id or 0)
        version = staged[-1] if staged else hearing_texts.newest(hearing)
        return [(n.eid, tree.plain(n)) for n in tree.sections(texts.whole(version.id))]


def test_an_officer_edits_by_hand_undoes_and_publishes(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    at_the_desk(app, client, travel)

    assert client.post(f"{DESK}/text/begin").status_code == 303
    first = preview_of(client)
    changed = {"number": "Section 3", "heading": "Time", "words": "Within 30 days.\nNot later."}
    assert client.post(f"{first}/edit/sec_3", data=changed).status_code == 303
    assert client.post(f"{first}/edit/sec_3/delete").status_code == 409
    step = preview_of(client)
    assert client.post(f"{step}/edit/sec_3/split", data={"line": "2"}).status_code == 422
    split = {"line": "2", "number": "Section 3A"}
    assert client.post(f"{step}/edit/sec_3/split", data=split).status_code == 303
    assert [eid for eid, _words in sections(app)][2:4] == ["sec_3", "sec_3A"]
    assert client.post(f"{preview_of(client)}/undo").status_code == 303
    new = {"number": "Section 6", "heading": "", "words": "It ends after ten years."}
    assert client.post(f"{preview_of(client)}/edit/sec_5/insert", data=new).status_code == 303
    for act, eid in (
        ("up", "sec_6"),
        ("merge", "sec_1"),
        ("delete", "sec_4"),
        ("renumber", "sec_1"),
    ):
        answer = client.post(f"{preview_of(client)}/edit/{eid}/{act}")
        assert answer.status_code == 303, act
    page = client.get(preview_of(client) + "/edit").text
    published = client.post(preview_of(client) + "/publish")

    assert "Joined with the section that followed: Section 1" in page
    assert "Begun from version 1" in page
    assert published.status_code == 303
    assert sections(app) == [
        ("sec_1", sections(app)[0][1]),
        ("sec_2", "Within 30 days.\nNot later."),
        ("sec_3", "It ends after ten years."),
        ("sec_4", "Whoever burns fields without a permit pays a fine."),
    ]
    assert "comes into force" in sections(app)[0][1]
    assert "Version 2" in client.get(f"{PUBLIC}/versions/2").text


@pytest.mark.parametrize("path", ["/text/99/edit", "/text/99/source", "/translations/99"])
def test_what_is_not_there_is_not_found(sqlite_app: Flask, travel: Travel, path: str) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    client = sqlite_app.test_client()
    at_the_desk(sqlite_app, client, travel)

    assert client.get(DESK + path).status_code == 404
    people.sign_in(client, "officer-b")
    assert client.get(f"{DESK}/translations").status_code == 404
    assert client.post(f"{DESK}/text/begin").status_code == 404


@pytest.mark.skipif(documents.weasyprint is None, reason="PDF cannot be made here")
def test_a_pdf_is_published_only_when_a_person_has_compared_it(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    at_the_desk(app, client, travel)
    blocks = [Heading("Section 1"), Paragraph("This Act is called so."), Heading("Section 2")]
    made = documents.pdf(Document("Act", "en", [*blocks, Paragraph("It applies at once.")]))

    sent = client.post(f"{DESK}/text", data={"file": (io.BytesIO(made), "act.pdf")})
    preview = preview_of(client)
    early = client.post(f"{preview}/publish")
    page = client.get(f"{preview}/source").text
    kept = client.get(f"{preview}/source.pdf", buffered=True)
    drawn = client.get(f"{preview}/source-1.png")
    beyond = client.get(f"{preview}/source-9.png")
    confirmed = client.post(f"{preview}/source")
    published = client.post(f"{preview}/publish")

    assert (sent.status_code, early.status_code, confirmed.status_code) == (303, 409, 303)
    assert "It applies at once." in page
    assert kept.data == made
    assert drawn.data.startswith(b"\x89PNG") and "/source-1.png" in page
    assert beyond.status_code == 404
    assert published.status_code == 303


def test_a_translation_is_paired_reviewed_and_read_by_choice(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    at_the_desk(app, client, travel)

    empty = client.post(f"{DESK}/translations", data={})
    same = client.post(f"{DESK}/translations", data={"pasted": making.TEXT})
    sent = client.post(f"{DESK}/translations", data={"pasted": ENGLISH_IN_THAI})
    found = re.search(r"/translations/(\d+)", client.get(f"{DESK}/translations").text)
    assert found
    review = client.get(f"{DESK}/translations/{found[1]}").text
    own = client.post(f"{DESK}/translations/{found[1]}/publish")
    before = client.get(f"{PUBLIC}/sections/sec_3").text
    people.sign_in(client, "publisher")
    published = client.post(f"{DESK}/translations/{found[1]}/publish")
    twice = client.post(f"{DESK}/translations/{found[1]}/publish")
    official = client.get(f"{PUBLIC}/sections/sec_3").text
    read = client.get(f"{PUBLIC}/sections/sec_3?in=th").text
    lacking = client.get(f"{PUBLIC}/sections/sec_5?in=th").text
    whole = client.get(f"{PUBLIC}/versions/1?in=th").text
    file = client.get(f"{PUBLIC}/versions/1.html?in=th").text
    akn = client.get(f"{PUBLIC}/versions/1.akn.xml?in=th").text

    assert (empty.status_code, same.status_code, sent.status_code) == (422, 422, 303)
    assert "sec_5" in review
    assert "sec_9" in review
    assert (own.status_code, published.status_code, twice.status_code) == (403, 303, 409)
    assert "?in=th" not in before
    assert "?in=th" in official
    assert "A permit is decided" in official
    assert "ให้พิจารณาใบอนุญาต" in read
    assert "not the official text" in read
    assert "Whoever burns fields" in lacking
    assert "ให้กรมจัดทำทะเบียน" in whole
    assert "not the official text" in file
    assert 'language="tha"' in akn


def test_a_version_leaves_in_every_form_and_says_what_it_is(
    sqlite_app: Flask, travel: Travel
) -> None:
    client = sqlite_app.test_client()
    at_the_desk(sqlite_app, client, travel)

    page = client.get(f"{PUBLIC}/versions/1").text
    data = client.get(f"{PUBLIC}/versions/1.jsonld").get_json(force=True)
    answers = [client.get(f"{PUBLIC}/versions/1.{e}") for e in ("akn.xml", "md", "html", "docx")]

    assert 'property="eli:title"' in page
    assert 'property="eli:version"' in page
    assert data["eli:version"] == "1"
    assert data["eli:title"]["@value"] == "Clean Air Act"
    assert [answer.status_code for answer in answers] == [200] * 4
    assert client.get(f"{PUBLIC}/versions/1.exe").status_code == 404
