"""A real act of the European Union is heard: every article has its page, recitals take no stance."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons.texts import importing
from consult.services import approving, preparing
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at

DATA = Path(os.environ.get("LEXPOPULI_TEST_DATA", "../shared/data"))
ACT = DATA / "akn" / "eu_COM(2013)0619_EN-8.xml"
HEARING = "/hearings/1-clean-air-act"


@pytest.mark.skipif(not ACT.exists(), reason="the real texts are not there (LEXPOPULI_TEST_DATA)")
def test_every_article_has_its_page_and_recitals_take_words_only(
    app: Flask, client: FlaskClient, travel: Callable[[datetime], None]
) -> None:
    with at(app, BEFORE):
        officer, hearing = people.actor("officer-1"), making.draft()
        parsed = importing.read(ACT.name, ACT.read_bytes())
        preparing.publish_text(officer, hearing, preparing.stage_text(officer, hearing, parsed))
        preparing.submit(officer, hearing)
        approving.approve(people.actor("publisher"), hearing)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    form = {"version": "2", "words": "This recital says too little.", "display": "name"}

    pages = [client.get(f"{HEARING}/sections/art_{n}") for n in range(1, 25)]
    recital = client.get(f"{HEARING}/sections/rec_1")
    words = client.post(f"{HEARING}/sections/rec_1/comments", data=form)
    stance = client.post(f"{HEARING}/sections/rec_1/comments", data={**form, "stance": "agree"})

    assert {page.status_code for page in pages} == {200}
    assert 'name="stance"' in pages[0].text
    assert 'name="stance"' not in recital.text
    assert words.status_code == 303
    assert stance.status_code == 422
    assert client.get(HEARING).text.count("/sections/art_") == 24
