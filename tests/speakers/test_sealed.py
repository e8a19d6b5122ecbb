"""The confidential part (scenario 21): its reason is public, its words are nowhere but at the desk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import record, sealing
from commons.accounts import drafts as rescued
from commons.discussion import drafts
from commons.errors import Refusal
from consult.services import speaking
from consult.speakers import keeping, queries
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at, find
from tests.speakers.test_names import dump, xlsx_of

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
DESK = "/desk/hearings/1-clean-air-act"
OPEN_PART = ("The limit of section 3 is too low for kilns like ours. " * 6)[:299] + "."
SECRET = ("Furnace seven burns 41.7 kg of zx-coke an hour; " * 5)[:199] + "."
FORM = {
    "version": "1",
    "words": OPEN_PART,
    "display": "hidden",
    "confidential": SECRET,
    "confidential_reason": "A trade secret.",
}


def sent(app: Flask, client: FlaskClient, travel: Travel) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "voter-1")
    assert client.post(f"{PUBLIC}/sections/sec_3/comments", data=FORM).status_code == 303
    people.sign_out(client)


def unpacked(body: bytes) -> bytes:
    """Bytes with everything that is zipped in them."""
    if not body.startswith(b"PK"):
        return body
    book = zipfile.ZipFile(io.BytesIO(body))
    return b"".join(book.read(name) for name in book.namelist())


def test_no_byte_of_the_two_hundred_is_public(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    sent(app, client, travel)
    assert (len(OPEN_PART.strip()), len(SECRET.strip())) == (300, 200)

    data = client.get("/api/v1/hearings/1-clean-air-act/comments").json["items"][0]
    table = client.get(f"{PUBLIC}/report.csv").text
    page = unescape(client.get(f"{PUBLIC}/sections/sec_3").text)
    bodies = [
        unpacked(client.get(address).data)
        for address in (
            PUBLIC,
            f"{PUBLIC}/comments/1",
            f"{PUBLIC}/sections/sec_3",
            f"{PUBLIC}/speakers",
            f"{PUBLIC}/report",
            f"{PUBLIC}/report.csv",
            f"{PUBLIC}/report.json",
            f"{PUBLIC}/report.xlsx",
            f"{PUBLIC}/report.ods",
            f"{PUBLIC}/report.docx",
            f"{PUBLIC}/feed.atom",
            "/feeds/hearings.atom",
            "/search?q=zx-coke",
            "/api/v1/hearings/1-clean-air-act",
            "/api/v1/hearings/1-clean-air-act/comments",
        )
    ]

    assert (data["confidential"], data["confidential_reason"]) == (True, "A trade secret.")
    assert data["words"] == OPEN_PART.strip()
    assert ",yes,A trade secret.," in table
    assert "The reason given: A trade secret." in page
    for body in bodies:
        for piece in (b"zx-coke an", b"Furnace seven", b"41.7 kg"):
            assert piece not in body
    with at(app, WHILE_OPEN):
        assert "Furnace seven" not in dump()
        assert SECRET.strip().encode().hex() not in dump()
        assert queries.confidential(find(1)) == 1
    assert "1 comment has a confidential part." in unescape(client.get(PUBLIC).text)
    assert xlsx_of(client.get(f"{PUBLIC}/report.xlsx").data).count("confidential part") == 1


def test_only_the_desk_reads_it_and_every_reading_is_on_record(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    sent(app, client, travel)
    door = f"{DESK}/comments/1/confidential"

    nobody = client.post(door)
    people.sign_in(client, "voter-1")
    author = client.post(door).status_code
    people.sign_in(client, "officer-1")
    got = [client.get(door).status_code, client.post(door), client.post(door)]
    none = client.post(f"{DESK}/comments/7/confidential").status_code

    assert nobody.status_code in (302, 303, 401)
    assert author in (403, 404)
    assert got[0] == 405
    assert all("Furnace seven" in unescape(answer.text) for answer in got[1:])
    assert got[1].headers["Cache-Control"] == "no-store"
    assert none == 404
    with at(app, WHILE_OPEN):
        readings = record.history(PUBLIC, kinds={"hearing:confidential:read"})
        assert [entry.facts for entry in readings] == [{"number": 1}] * 2


def test_a_part_needs_its_reason_and_a_reason_its_part(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "voter-1")
    door = f"{PUBLIC}/sections/sec_3/comments"

    answers = [
        client.post(door, data={**FORM, "confidential_reason": ""}),
        client.post(door, data={**FORM, "confidential": " "}),
        client.post(door, data={**FORM, "confidential": "x" * 5001}),
        client.post(door, data={**FORM, "words": ""}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("A trade secret." in answer.text for answer in answers[1:])
    assert "Furnace seven" in answers[0].text


def test_the_page_of_review_carries_the_part_and_keeps_nothing(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "voter-1")

    page = client.post(f"{PUBLIC}/sections/sec_3/comments", data={**FORM, "act": "review"})

    assert page.status_code == 200
    assert 'name="confidential"' in page.text
    with at(app, WHILE_OPEN):
        assert queries.confidential(find(1)) == 0


def test_a_form_kept_for_later_holds_the_part_sealed_and_gives_it_back(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    form = {name: [word] for name, word in FORM.items()}
    with at(sqlite_app, WHILE_OPEN):
        account = people.actor("voter-1").account_id
        drafts.save(account, "hearing", "1", "sec_3", form)
    with sqlite_app.app_context():
        key = rescued.rescue("/x", form, account_id=account)
    with at(sqlite_app, WHILE_OPEN):
        assert "Furnace seven" not in dump()
        assert drafts.kept(account, "hearing", "1", "sec_3").fields == form
        assert rescued.restore(key, account_id=account) == form


def test_withdrawing_takes_the_sealed_words_too(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        author = people.actor("voter-1")
        said = making.Statement(
            version=1, words="x", confidential="y", confidential_reason="Health."
        )
        written = speaking.comment(author, find(1), said)
        fact = record.history(PUBLIC, kinds={"hearing:comment:accepted"})[0].facts
        speaking.withdraw(author, find(1), written.number)

        assert fact["confidential"] == keeping.commitment(written.code, "y")
        assert queries.confidential(find(1)) == 0
        with pytest.raises(Refusal, match="not-found"):
            keeping.read_confidential(people.actor("officer-1"), find(1), written.number)


def test_what_is_sealed_opens_only_as_what_it_was_sealed_as(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        sealed = sealing.seal("hearing-1-words", "secret", bound_to="comment-1")

        assert sealing.unseal("hearing-1-words", sealed, bound_to="comment-1") == "secret"
        for desk, bound, what in (
            ("hearing-1-words", "comment-2", sealed),
            ("hearing-1-words", "comment-1", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        ):
            with pytest.raises(Refusal, match="seal-broken"):
                sealing.unseal(desk, what, bound_to=bound)
        with pytest.raises(Refusal, match="key-destroyed"):
            sealing.unseal("hearing-2-words", sealed, bound_to="comment-1")
        sealing.destroy("hearing-1-words")
        sealing.destroy("hearing-1-words")
        with pytest.raises(Refusal, match="key-destroyed"):
            sealing.unseal("hearing-1-words", sealed, bound_to="comment-1")
        with pytest.raises(Refusal, match="key-destroyed"):
            sealing.seal("hearing-1-words", "anew", bound_to="comment-1")
