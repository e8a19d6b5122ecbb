"""An officer hands in the draft as the office keeps it: Word, ODT, a web page, a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, at
from tests.texts import offices

Travel = Callable[[datetime], None]
WORD = offices.docx(
    offices.p("ร่างกฎหมายอากาศสะอาด", style="Title")
    + offices.p("ให้มีคณะกรรมการ", 0)
    + "<w:p><w:ins><w:r><w:t>และให้คณะกรรมการรายงานทุกปี</w:t></w:r></w:ins></w:p>",
    offices.numbering(offices.level(0, "มาตรา %1", "thaiNumbers", start=5)),
)
ODT = offices.odt("<text:h>ร่างกฎหมาย</text:h><text:p>มาตรา ๕ ให้มีคณะกรรมการ</text:p>")
PAGE = "<!doctype html><h1>ร่างกฎหมาย</h1><p>มาตรา ๕ ให้มีคณะกรรมการ</p>".encode()


def hand_in(app: Flask, client: FlaskClient, travel: Travel, data: bytes, name: str) -> str:
    """The desk's page of the text after officer-1 has sent a file."""
    with at(app, BEFORE):
        making.draft()
        address = f"/desk{making.find(1).path}/text"
    travel(BEFORE)
    people.sign_in(client, "officer-1")
    file = (io.BytesIO(data), name)
    return client.post(address, data={"file": file}, follow_redirects=True).text


@pytest.mark.parametrize(
    ("data", "name"), [(WORD, "draft.docx"), (ODT, "draft.odt"), (PAGE, "draft.html")]
)
def test_an_office_file_is_previewed_with_its_numbers(
    app: Flask, client: FlaskClient, travel: Travel, data: bytes, name: str
) -> None:
    page = hand_in(app, client, travel, data, name)

    assert "มาตรา ๕" in page
    assert ("Tracked changes were accepted" in page) == (data is WORD)


def test_a_word_file_with_macros_is_refused_beside_the_field(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    data = offices.docx(offices.p("มาตรา ๑ ข้อความ"), word__vbaProject_DOT_bin=b"x")

    page = hand_in(app, client, travel, data, "draft.docm")

    assert "The file holds macros." in page
    assert "Preview, seen by the desk only" not in page
