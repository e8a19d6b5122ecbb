"""What an attacker tries at the front door, and what the house gives away: nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from commons import clock
from commons.access import Permission, requires
from commons.identity.devprovider import personas
from tests import people
from tests.consult import making
from tests.portal.test_front_door import breaks, production

Travel = Callable[[datetime], None]
HOUSE = "https://lex.example"
NOTHING_HERE = (
    "/.git/HEAD",
    "/.git/config",
    "/.env",
    "/wsgi.py",
    "/setup.cfg",
    "/static/",
    "/static/css/",
    "/static/../wsgi.py",
    "/static/%2e%2e/wsgi.py",
    "/instance/demo.env",
    "/console",
    "/debug",
    "/admin",
    "/server-status",
    "/metrics",
)
INJECTED = (
    "' OR '1'='1",
    "1; DROP TABLE hearing;--",
    "1' AND pg_sleep(5)--",
    "*)(uid=*))(|(uid=*",
    "`id`; $(id) | id",
    "../../../../etc/passwd",
    "%0d%0aX-Evil: yes",
    "a\r\nX-Evil: yes",
    "{{config}}",
    "\x00",
    "\U0001f600" * 2000,
    "%s%n%x",
    "NaN",
    "-1",
    "99999999999999999999",
)
QUESTIONS = (
    "/hearings?q={0}",
    "/hearings?status={0}&agency={0}&topic={0}&kind={0}&sort={0}",
    "/hearings?since={0}&until={0}&after={0}",
    "/initiatives?q={0}&state={0}&agency={0}&sort={0}&after={0}",
    "/search?q={0}&kind={0}&after={0}",
    "/hearings/1-clean-air-act/sections/sec_3?version={0}&after={0}&sort={0}",
    "/hearings/1-clean-air-act/comments?section={0}&stance={0}&after={0}",
    "/ledger?after={0}",
    "/agencies?kind={0}",
    "/sign-in?next={0}",
    "/help?lang={0}",
    "/feedback?about={0}",
)


def test_in_production_every_cookie_is_bound_to_the_house(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    client = production(tmp_path).test_client()

    given = [
        line
        for address in ("/feedback?lang=th", "/receipts", "/sign-in", "/")
        for line in client.get(address, base_url=HOUSE).headers.getlist("Set-Cookie")
    ]

    assert [line for line in given if line.startswith("__Host-")]
    for line in given:
        assert line.startswith(("__Host-", "lang=th"))
        for word in ("Secure", "Path=/", "SameSite="):
            assert word in line
        assert "Domain=" not in line
        assert "HttpOnly" in line


@pytest.mark.parametrize("address", NOTHING_HERE)
def test_there_is_nothing_behind_the_pages(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code in (403, 404)
    assert "Traceback" not in answer.text


def test_production_says_neither_its_tools_nor_its_faults(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    house = production(tmp_path)
    house.add_url_rule("/odd/breaks", view_func=requires(Permission.ANYONE)(breaks))
    client = house.test_client()

    answer = client.get("/odd/breaks?debug=1&__debugger__=yes", base_url=HOUSE)

    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    for word in ("ZeroDivisionError", "Traceback", "Werkzeug", "Flask", ".py"):
        assert word not in answer.text
    assert "Werkzeug" not in answer.headers.get("Server", "")
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_that_is_asked_is_a_fault(
    app: Flask, client: FlaskClient, travel: Travel, question: str
) -> None:
    making.ready(app)
    travel(making.WHILE_OPEN)

    path, _, asked = question.partition("?")
    for injected in INJECTED:
        query = {pair.split("=")[0]: injected for pair in asked.split("&")}
        answer = client.get(path, query_string=query)

        assert answer.status_code in (200, 302, 303, 400, 404, 422), injected
        assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1"])
def test_a_number_beyond_all_rows_is_not_there(
    app: Flask, client: FlaskClient, travel: Travel, number: str
) -> None:
    making.ready(app)
    travel(making.WHILE_OPEN)
    people.sign_in(client, "officer-1")

    for address in (
        f"/hearings/1/comments/{number}",
        f"/hearings/1-clean-air-act/versions/{number}",
        f"/hearings/1-clean-air-act/compare/1/{number}",
        f"/desk/hearings/1-clean-air-act/themes/{number}",
        f"/hearings/{number}",
        f"/initiatives/{number}",
    ):
        assert client.get(address, follow_redirects=True).status_code == 404, address
    said = {"version": number, "words": "words", "display": "name", "reply_to": number}
    sent = client.post("/hearings/1-clean-air-act/sections/sec_3/comments", data=said)
    assert sent.status_code in (303, 404, 409, 422)


def test_nobody_writes_a_line_into_the_logs(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/hearings?q=a%0A%7B%22event%22%3A%22forged%22%7D", headers={"User-Agent": "x"})
    client.get("/nowhere%0Aforged-line", headers={"X-Request-ID": 'y"}\\n{"event":"forged"}'})

    lines = "".join(capsys.readouterr()).splitlines()

    assert not [line for line in lines if line.startswith(("forged", '{"event":"forged"'))]


def test_the_logs_hold_no_words_numbers_or_keys(
    app: Flask, client: FlaskClient, travel: Travel, capsys: pytest.CaptureFixture[str]
) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    making.ready(app)
    travel(making.WHILE_OPEN)
    people.through_provider(client, "citizen-a")
    said = {"version": "1", "words": "Words about my own harvest", "display": "name"}

    sent = client.post("/hearings/1-clean-air-act/sections/sec_3/comments", data=said)
    long = client.post(
        "/hearings/1-clean-air-act/sections/sec_3/comments", data={**said, "words": "Hidden " * 900}
    )
    client.post("/receipts", data={"receipt": "a receipt nobody shall keep"})
    person = personas.find("citizen-a", clock.now())

    logged = "".join(capsys.readouterr())
    assert (sent.status_code, long.status_code) == (303, 422)
    assert "answered" in logged
    held = [cookie.value for cookie in client._cookies.values()]
    assert person is not None
    secrets = [*person.identifiers.values(), person.subject, person.family_name, *held]
    for word in (*secrets, "harvest", "Hidden Hidden", "a receipt nobody"):
        assert word not in logged
