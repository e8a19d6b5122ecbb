"""A page in Thai holds no sentence of the house in English, and one in English none in Thai (R168)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import people
from tests.consult import making
from tests.guards.test_languages import thai

Travel = Callable[[datetime], None]
_GAP = re.compile(r"%\(\w+\)[sd]")
VISITOR = (
    "/",
    "/hearings",
    "/hearings/1-clean-air-act",
    "/hearings/1-clean-air-act/sections/sec_3",
    "/hearings/1-clean-air-act/comments/1",
    "/hearings/1-clean-air-act/report",
    "/initiatives",
    "/receipts",
    "/agencies",
    "/ledger",
    "/search?q=air",
    "/help",
    "/privacy",
    "/accessibility",
    "/about",
    "/feedback",
    "/sign-in",
    "/rules",
    "/rules/th-hearing",
    "/statistics",
    "/api/docs",
    "/nowhere",
)
DESK = (
    "/me",
    "/desk",
    "/desk/hearings",
    "/desk/hearings/new",
    "/desk/hearings/1-clean-air-act",
    "/desk/hearings/1-clean-air-act/themes",
    "/desk/hearings/1-clean-air-act/summary",
    "/desk/hearings/1-clean-air-act/dates",
)


def sentences(tongue: str) -> list[str]:
    """What the house says in the other language, where it is more than a word or two."""
    found = []
    for english, message in thai().items():
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        said = [english] if tongue == "th" else [str(one) for one in strings]
        for one in said:
            longest = max(_GAP.split(one), key=len).strip()
            if len(longest) >= 15 and (tongue != "th" or longest.count(" ") >= 3):
                found.append(longest)
    return found


def words_of(page: str) -> str:
    """The words that a reader sees, without what is marked as another language."""
    page = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    page = page[page.index("<body") :]
    page = re.sub(r'<(\w+)[^>]* lang="(?:en|th)"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("tongue", ["th", "en"])
def test_no_page_mixes_its_languages(
    app: Flask, client: FlaskClient, travel: Travel, tongue: str
) -> None:
    number = making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        making.says("citizen-a", making.find(number), "อากาศ 2569")
    travel(making.AFTER)
    foreign = sentences(tongue)
    mixed = []

    for address in (*VISITOR, *DESK):
        if address == DESK[0]:
            people.sign_in(client, "officer-1")
        mark = "&" if "?" in address else "?"
        answer = client.get(f"{address}{mark}lang={tongue}")
        shown = words_of(answer.text)
        assert f'<html lang="{tongue}"' in answer.text, address
        mixed += [(address, one) for one in foreign if one in shown]

    assert mixed == []
