"""Programs of others: keys that are counted, webhooks that are signed, tried again and never lead inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import config, db, jobs
from commons.apikeys import services as keys
from commons.apikeys.models import ApiKey
from commons.limits import Limit
from commons.webhooks import addresses
from commons.webhooks.models import Delivery, Webhook
from tests import people
from tests.consult import making
from tests.consult.making import OPENS, at

Travel = Callable[[datetime], None]


class Receiver:
    """A program that takes webhooks, on this machine."""

    def __init__(self) -> None:
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                outer.came.append((dict(self.headers), self.rfile.read(length)))
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *_said: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/news"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


def allow(*hosts: str) -> None:
    config.use(config.Settings(**{**vars(config.current()), "webhook_allow": hosts}))


def test_what_enters_the_record_is_sent_once_signed(
    app: Flask, client: FlaskClient, travel: Travel, receiver: Receiver
) -> None:
    making.ready(app)
    allow(receiver.url.split("/")[2])
    travel(making.BEFORE + timedelta(hours=1))
    people.sign_in(client, "citizen-a")
    made = client.post("/me/programs/webhooks", data={"url": receiver.url, "kinds": "hearing"})

    travel(OPENS)
    jobs.run_due()
    with at(app, OPENS):
        jobs.force_due()
    jobs.run_due()

    assert made.status_code == 303
    people.sign_in(client, "citizen-a")
    secret = client.get("/me/programs").text.split("whsec_")[1].split("<")[0]
    (headers, body), *others = receiver.came
    assert others == []
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    said = json.loads(body)
    assert said["type"] == "hearing.hearing.opened"
    assert said["data"]["url"] == "http://localhost/hearings/1-clean-air-act"
    with db.transaction() as session:
        assert secret not in str(session.execute(sa.select(Webhook.__table__)).all())


def test_a_webhook_that_fails_is_tried_again_and_at_last_switched_off(
    app: Flask, client: FlaskClient, travel: Travel, receiver: Receiver
) -> None:
    making.ready(app)
    allow(receiver.url.split("/")[2])
    receiver.status = 500
    travel(making.BEFORE + timedelta(hours=1))
    people.sign_in(client, "citizen-a")
    client.post("/me/programs/webhooks", data={"url": receiver.url, "kinds": "hearing"})
    with db.transaction() as session:
        session.execute(sa.update(Webhook).values(failures=4))

    for hours in range(0, 40, 4):
        travel(OPENS + timedelta(hours=hours))
        jobs.run_due()
    for hours in range(40, 100, 11):
        travel(OPENS + timedelta(hours=hours))
        jobs.run_due()

    with db.transaction() as session:
        (delivery,) = session.scalars(sa.select(Delivery)).all()
        assert (delivery.attempts, delivery.fault) == (8, "status 500")
        assert delivery.given_up_at is not None
    assert len(receiver.came) == 8
    people.sign_in(client, "citizen-a")
    assert "Switched off after too many failures" in client.get("/me/programs").text
    people.sign_in(client, "citizen-b")
    assert client.post("/me/programs/webhooks/1/on").status_code == 404
    people.sign_in(client, "citizen-a")
    assert client.post("/me/programs/webhooks/1/on").status_code == 303
    assert client.post("/me/programs/webhooks/1/end").status_code == 303


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://[::ffff:10.0.0.1]/",
        "http://user:word@hooks.example.org/",
        "http://inside.example.org/",
        "http://elsewhere.example.com/",
        "ftp://hooks.example.org/",
        "http://hooks.example.org:99999/",
        "javascript:alert(1)",
    ],
)
def test_no_webhook_leads_inside(
    sqlite_app: Flask, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow("*.example.org", "169.254.169.254", "127.0.0.1", "localhost", "::1", "2130706433",
          "::ffff:a00:1", "::ffff:10.0.0.1")  # fmt: skip
    names = {"inside.example.org": "10.1.2.3", "hooks.example.org": "93.184.216.34"}
    real = addresses.socket.getaddrinfo
    monkeypatch.setattr(
        addresses.socket,
        "getaddrinfo",
        lambda host, port, **more: real(names.get(host, host), port, **more),
    )
    client = sqlite_app.test_client()
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    people.sign_in(client, "citizen-a")

    with pytest.raises(addresses.Forbidden):
        addresses.target(url)
    assert addresses.target("https://hooks.example.org/x?y=1").machine == "93.184.216.34"
    sent = client.post("/me/programs/webhooks", data={"url": url, "kinds": "hearing"})
    assert sent.status_code == 422


def test_a_name_that_moves_inside_afterwards_is_not_called(
    sqlite_app: Flask, travel: Travel, monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    making.ready(sqlite_app)
    allow("hooks.example.org")
    where = ["93.184.216.34"]
    monkeypatch.setattr(
        addresses.socket,
        "getaddrinfo",
        lambda host, port, **_more: [(2, 1, 6, "", (where[0], port))],
    )
    client = sqlite_app.test_client()
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    travel(making.BEFORE + timedelta(hours=1))
    people.sign_in(client, "citizen-a")
    port = receiver.server.server_port
    url = f"http://hooks.example.org:{port}/"
    assert (
        client.post("/me/programs/webhooks", data={"url": url, "kinds": "hearing"}).status_code
        == 303
    )

    where[0] = "127.0.0.1"
    travel(OPENS)
    jobs.run_due()

    assert receiver.came == []
    with db.transaction() as session:
        assert session.scalars(sa.select(Delivery.fault)).all() == ["address forbidden"]


def test_a_key_is_counted_and_told_what_is_left(
    app: Flask, client: FlaskClient, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    travel(OPENS)
    people.sign_in(client, "citizen-a")
    assert client.post("/me/programs/keys", data={"name": " "}).status_code == 422
    made = client.post("/me/programs/keys", data={"name": "Newsroom"}).text
    key = "lp_" + made.split("lp_")[1].split("<")[0] if "<code>lp_" in made else ""
    reader = app.test_client()
    said = {"Authorization": f"Bearer {key}"}

    first = reader.get("/api/v1/hearings", headers=said)
    second = reader.get("/api/v1/agencies", headers={"X-API-Key": key})

    assert first.headers["RateLimit-Limit"] == "1000"
    assert (first.headers["RateLimit-Remaining"], second.headers["RateLimit-Remaining"]) == (
        "999",
        "998",
    )
    assert 0 < int(first.headers["RateLimit-Reset"]) <= 3601
    assert "RateLimit-Limit" not in reader.get("/api/v1/hearings").headers
    assert reader.get("/api/v1/hearings", headers={"X-API-Key": "lp_no"}).status_code == 401
    with db.transaction() as session:
        assert key not in str(session.execute(sa.select(ApiKey.__table__)).all())
    monkeypatch.setattr(keys, "PER_HOUR", Limit("api-key", 2, timedelta(hours=1)))
    over = reader.get("/api/v1/hearings", headers=said)
    assert (over.status_code, over.json["code"]) == (429, "too-many")
    assert int(over.headers["Retry-After"]) > 0
    assert over.headers["RateLimit-Remaining"] == "0"
    client.post("/me/programs/keys/1/end")
    assert reader.get("/api/v1/hearings", headers=said).status_code == 401
