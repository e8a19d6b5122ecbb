"""A version of a proposal is taken away as a file, by anybody."""

from __future__ import annotations

from flask.testing import FlaskClient

from commons import db
from tests.initiatives.conftest import Roads


def test_a_version_of_a_proposal_leaves_in_every_form(roads: Roads, client: FlaskClient) -> None:
    road = roads("generic-open")
    road.to_collecting()
    with db.transaction():
        path = road.x.path

    page = client.get(f"{path}/versions/1").text
    found = {e: client.get(f"{path}/versions/1.{e}") for e in ("md", "docx", "html", "akn.xml")}

    assert {e: answer.status_code for e, answer in found.items()} == dict.fromkeys(found, 200)
    assert "/versions/1.docx" in page
    assert "Every town measures its air" in found["html"].text
    assert client.get(f"{path}/versions/9.md").status_code == 404
