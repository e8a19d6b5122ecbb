"""What every answer of the house has in common: headers, errors, aids, commits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import config, db, jobs
from commons.access import Permission, requires
from commons.config import BadSettings
from commons.errors import Refusal
from portal import create_app
from tests.conftest import settings_for

NOON = "2026-10-01T09:00:00+07:00"
pytestmark = pytest.mark.own_house
PROVIDER = """
[[provider]]
profile = "generic"
issuer = "https://id.example"
[provider.clients.sign_in]
id = "lexpopuli"
secret = "a secret of the sign-in client"
[provider.clients.signing]
id = "lexpopuli-signing"
secret = "a secret of the signing client"
"""


@requires(Permission.ANYONE, writes=True)
def writes_and_refuses() -> str:
    db.session().add(jobs.Timer(name="x", ran_at=_noon()))
    db.session().flush()
    raise Refusal("not-found", "Nothing here.")


@requires(Permission.ANYONE, writes=True)
def writes() -> str:
    db.session().add(jobs.Timer(name="x", ran_at=_noon()))
    return "kept"


def unguarded() -> str:
    return "open by mistake"


def breaks() -> str:
    raise ZeroDivisionError


def _noon() -> datetime:
    return datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def rooms(app: Flask, client: FlaskClient) -> FlaskClient:
    """The house with four odd rooms added."""
    app.add_url_rule("/odd/refuses", view_func=writes_and_refuses, methods=["POST"])
    app.add_url_rule("/odd/writes", view_func=writes, methods=["POST"])
    app.add_url_rule("/odd/unguarded", view_func=unguarded)
    broken = requires(Permission.ANYONE)(breaks)
    app.add_url_rule("/odd/breaks", view_func=broken)
    return client


def timers() -> int:
    with db.transaction(writes=False) as session:
        return session.scalar(sa.select(sa.func.count(jobs.Timer.id))) or 0


def test_a_good_answer_commits(rooms: FlaskClient) -> None:
    assert rooms.post("/odd/writes").status_code == 200

    assert timers() == 1


def test_a_refused_request_keeps_nothing(rooms: FlaskClient) -> None:
    assert rooms.post("/odd/refuses").status_code == 404

    assert timers() == 0


def test_a_route_that_states_no_permission_is_closed(rooms: FlaskClient) -> None:
    assert rooms.get("/odd/unguarded").status_code == 403


def test_a_fault_shows_a_reference_and_no_trace(rooms: FlaskClient) -> None:
    answer = rooms.get("/odd/breaks")

    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/healthz", "/nowhere", "/static/nothing.css"])
def test_every_answer_bears_the_security_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_machine_is_told_of_problems_as_problem_details(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nowhere")

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["code"] == "not-found"
    assert answer.json["status"] == 404


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.delete("/healthz")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_clock_stands_where_it_is_put(client: FlaskClient) -> None:
    answer = client.put("/dev/clock", json={"now": NOON})

    assert answer.json is not None
    assert answer.json["now"] == "2026-10-01T02:00:00+00:00"


@pytest.mark.parametrize(
    "said", [{"now": "yesterday"}, {"now": "2026-10-01"}, {"offset": "1d"}, []]
)
def test_the_clock_refuses_what_is_no_time(client: FlaskClient, said: object) -> None:
    assert client.put("/dev/clock", json=said).status_code == 422


def test_the_aids_answer_this_machine_only(client: FlaskClient) -> None:
    far = {"REMOTE_ADDR": "203.0.113.9"}

    assert client.get("/dev/mail", environ_overrides=far).status_code == 404


def production(folder: Path) -> Flask:
    """The same house as it serves citizens."""
    providers = folder / "providers.toml"
    providers.write_text(PROVIDER)
    settings = settings_for(
        folder,
        config.current().database_url,
        mode="production",
        base_url="https://lex.example",
        mail_url="smtp://localhost",
        oidc_providers=providers,
    )
    return create_app(settings)


def test_in_production_the_aids_do_not_exist(sqlite_app: Flask, tmp_path: Path) -> None:
    client = production(tmp_path).test_client()

    for address in ("/dev/clock", "/dev/mail", "/dev/idp/"):
        assert client.get(address, base_url="https://lex.example").status_code == 404


def test_in_production_everything_goes_to_tls_and_stays_there(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    client = production(tmp_path).test_client()

    plain = client.get("/help?x=1", base_url="http://lex.example")
    secure = client.get("/nowhere", base_url="https://lex.example")

    assert plain.status_code == 308
    assert plain.headers["Location"] == "https://lex.example/help?x=1"
    assert "max-age=63072000" in secure.headers["Strict-Transport-Security"]


def test_in_production_a_foreign_host_name_is_refused(sqlite_app: Flask, tmp_path: Path) -> None:
    client = production(tmp_path).test_client()

    assert client.get("/", base_url="https://evil.example").status_code == 400


def test_production_refuses_to_start_with_open_aids(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        settings_for(tmp_path, "sqlite://", mode="production", open_aids="1")


def test_the_house_stands_and_can_serve(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    app.add_url_rule("/odd/writes", view_func=writes, methods=["POST"])

    assert app.test_client().post("/odd/writes").status_code == 400
    assert timers() == 0
