"""An error of print is put right beside the old wording; what changes the meaning is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import record
from commons.errors import Refusal
from commons.texts import errata
from tests import people
from tests.consult import making
from tests.consult.making import TEXT, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
DESK = "/desk/hearings/1-clean-air-act/errata"
PUBLIC = "/hearings/1-clean-air-act"
RIGHT = "A permit is decided within 15 days of the application."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A permitt is decided.", "A permit is decided."),
        ("It it is so", "It is so"),
        ("the the owner , and", "the owner, and"),
        ("the Departement keeps", "the Department keeps"),
        ("every body may", "everybody may"),
        ("ผู้อนญาตมีอำนาจ", "ผู้อนุญาตมีอำนาจ"),
    ],
)
def test_an_error_of_print_may_be_mended(old: str, new: str) -> None:
    errata.check(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within 15 days", "within 30 days"),
        ("ภายใน ๑๕ วัน", "ภายใน ๓๐ วัน"),
        ("The owner may burn", "The owner shall burn"),
        ("The owner may burn", "The owner may not burn"),
        ("ผู้รับอนุญาตเผาได้", "ผู้รับอนุญาตเผาไม่ได้"),
        ("The owner pays", "The tenant pays"),
        ("It applies to farms and mines", "It applies to farms"),
        ("now it is", "not it is"),
        ("aple bare cury dogg", "apple bear curry dog"),
        ("", "New words."),
    ],
)
def test_what_changes_the_meaning_takes_a_new_version(old: str, new: str) -> None:
    with pytest.raises(Refusal) as refused:
        errata.check(old, new)

    assert refused.value.code == "no-erratum"


def test_a_publisher_puts_an_error_right_and_the_old_wording_stays_beside_it(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    wrong = TEXT.replace("A permit is", "A permitt is")
    number = making.ready(app, text=wrong)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "Too short.")
    travel(WHILE_OPEN)
    good = {"words": RIGHT, "reason": "A letter too many.", "declared": "y"}

    people.sign_in(client, "officer-1")
    officer = client.post(f"{DESK}/sec_3", data=good)
    people.sign_in(client, "publisher")
    undeclared = client.post(f"{DESK}/sec_3", data={**good, "declared": ""})
    unreasoned = client.post(f"{DESK}/sec_3", data={**good, "reason": " "})
    nothing = client.post(f"{DESK}/sec_3", data={**good, "words": RIGHT.replace("mit", "mitt")})
    other = client.post(f"{DESK}/sec_3", data={**good, "words": RIGHT.replace("15", "30")})
    nowhere = client.post(f"{DESK}/sec_9", data=good)
    done = client.post(f"{DESK}/sec_3", data=good)
    again = client.post(f"{DESK}/sec_3", data=good)

    page = client.get(f"{PUBLIC}/sections/sec_3").text
    whole = client.get(f"{PUBLIC}/versions/1").text
    file = client.get(f"{PUBLIC}/versions/1.html").text
    assert officer.status_code == 403
    assert {undeclared.status_code, unreasoned.status_code, nothing.status_code} == {422}
    assert other.status_code == 422
    assert "A number changes" in other.text
    assert nowhere.status_code == 404
    assert (done.status_code, again.status_code) == (303, 422)
    assert "<del>permitt</del>" in page
    assert "A letter too many." in whole
    assert "Too short." in page
    assert f"Read: {RIGHT}" in file
    with at(app, WHILE_OPEN):
        noted = record.history(making.find(number).path, kinds=["hearing:erratum:published"])
        assert noted[0].facts == {"version": 1, "section": "sec_3"}
