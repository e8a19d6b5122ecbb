"""The law in force beside the draft: as everybody reads it, and as ministries print it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient

from commons.texts import importing
from consult.inforce import rules
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at

PUBLIC = "/hearings/1-clean-air-act"
DESK = "/desk/hearings/1-clean-air-act"
LAW = making.TEXT.replace("15 days", "60 days") + "\nSection 9. A bell is rung at every fire.\n"
OLD = """# พระราชบัญญัติอากาศ

มาตรา ๕ ผู้ใดเผาขยะต้องระวางโทษปรับไม่เกินหนึ่งพันบาท
มาตรา ๖ ให้รัฐมนตรีรักษาการ
"""
AMENDING = """# ร่างพระราชบัญญัติแก้ไขเพิ่มเติม

มาตรา ๑ พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติแก้ไขเพิ่มเติม
มาตรา ๒ ให้ยกเลิกความในมาตรา ๕ และให้ใช้ความต่อไปนี้แทน
“มาตรา ๕ ผู้ใดเผาขยะต้องระวางโทษปรับไม่เกินห้าพันบาท”
"""


def test_of_an_amending_draft_only_the_quoted_sections_stand_in_the_table() -> None:
    law = importing.read("law.md", OLD.encode()).tree
    draft = importing.read("draft.md", AMENDING.encode()).tree

    (pair,) = rules.pairs(law, draft)

    assert rules.is_amending(draft)
    assert pair.old is not None and "หนึ่งพันบาท" in pair.old.words
    assert pair.new is not None and pair.new.number == pair.old.number


def test_everybody_reads_the_law_in_force_beside_the_draft(
    app: Flask, client: FlaskClient, travel: Callable[[datetime], None]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with at(app, BEFORE):
        making.approved()
    travel(WHILE_OPEN)
    none = client.get(f"{PUBLIC}/law-in-force")
    people.sign_in(client, "officer-1")
    said = {"title": "Air Act 1990", "link": "https://law.example.org/air"}

    empty = client.post(f"{DESK}/law-in-force", data=said)
    script = client.post(
        f"{DESK}/law-in-force", data={**said, "link": "javascript:1", "pasted": LAW}
    )
    sent = client.post(f"{DESK}/law-in-force", data={**said, "pasted": LAW})
    people.sign_in(client, "officer-b")
    other = client.get(f"{DESK}/law-in-force")
    page = app.test_client().get(f"{PUBLIC}/law-in-force").text
    hearing = app.test_client().get(PUBLIC).text

    assert (none.status_code, other.status_code) == (404, 404)
    assert (empty.status_code, script.status_code, sent.status_code) == (422, 422, 303)
    assert f'href="{PUBLIC}/law-in-force"' in hearing
    assert (
        "Air Act 1990" in page and "<strong>60</strong>" in page and "<strong>15</strong>" in page
    )
    assert page.count("A bell is rung") == 1
