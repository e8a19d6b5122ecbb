"""The OpenAPI document is valid, complete, and says what the addresses answer."""

from __future__ import annotations

import re

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from commons import db
from commons.law import services as law
from consult.services import summarising
from tests import people
from tests.consult import making

PLAIN = (
    "/api/v1/hearings",
    "/api/v1/hearings/1",
    "/api/v1/hearings/1/sections",
    "/api/v1/hearings/1/comments",
    "/api/v1/rules",
    "/api/v1/rules/th-hearing",
    "/api/v1/rules/fi-national/2020.1",
    "/api/v1/agencies",
    "/api/v1/committees",
    "/api/v1/statistics",
)


def check(document, path, body):
    """Refuse a body that is not what the document says of the address, or holds more."""
    template = next(
        t for t in document["paths"] if re.fullmatch(re.sub(r"{\w+}", "[^/]+", t), path)
    )
    told = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:contract", resource)
    name = told["schema"]["$ref"]
    OAS31Validator({"$ref": f"urn:contract{name}"}, registry=registry).validate(body)


def strict(document):
    """The document with every shape closed, so that no undocumented field slips through."""
    for schema in document["components"]["schemas"].values():
        schema["additionalProperties"] = False
    return document


def test_the_document_is_valid(client):
    document = client.get("/api/v1/openapi.json").json

    validate(document)

    assert document["openapi"] == "3.1.0"


@pytest.mark.parametrize("path", PLAIN)
def test_each_address_answers_what_the_document_says(app, client, path):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        making.says("citizen-a", making.find(1), "Fifteen days are too few.")

    answer = client.get(path)

    assert answer.status_code == 200
    check(strict(client.get("/api/v1/openapi.json").json), path, answer.json)


def test_a_report_answers_what_the_document_says(app, client):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        making.says("citizen-a", making.find(1), "Fifteen days are too few.")
    with making.at(app, making.AFTER):
        making.answered(making.find(1), [1])
        summarising.submit(people.actor("officer-1"), making.find(1))
        summarising.publish(people.actor("publisher"), making.find(1))

    answer = client.get("/api/v1/hearings/1/report")

    assert answer.status_code == 200
    check(strict(client.get("/api/v1/openapi.json").json), "/api/v1/hearings/1/report", answer.json)


def test_the_text_comes_as_akoma_ntoso(app, client):
    making.ready(app)

    answer = client.get("/api/v1/hearings/1/text.akn.xml")

    assert (answer.status_code, answer.mimetype) == (200, "application/akn+xml")
    assert "register of sources" in answer.text
    assert answer.headers["ETag"]
    assert client.get("/api/v1/hearings/1/text.akn.xml?version=2").status_code == 404


def test_every_api_route_stands_in_the_document(app, client):
    document = client.get("/api/v1/openapi.json").json

    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule))
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/v1/") and "json" not in str(rule)
    }

    assert routes == set(document["paths"])


def test_the_page_for_people_needs_no_script(client):
    page = client.get("/api/docs?lang=en").text

    assert "GET /api/v1/hearings" in page
    assert page.count("<script") == 1


def test_a_refusal_is_a_problem_document(client):
    answer = client.get("/api/v1/hearings/999-no-such")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert {"type", "title", "status", "detail", "code"} <= set(answer.json)
    assert answer.json["code"] == "not-found"


@pytest.mark.parametrize(
    "query",
    ["page_size=0", "page_size=201", "page_size=ten", "status=draft", "since=yesterday", "after=x"],
)
def test_a_malformed_parameter_is_refused(client, query):
    answer = client.get(f"/api/v1/hearings?{query}")

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_what_cannot_be_written_says_what_can(client):
    answer = client.post("/api/v1/hearings")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.json["code"] == "method-not-allowed"


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    with db.transaction():
        law.load_files()
    first = client.get("/api/v1/rules")

    second = client.get("/api/v1/rules", headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.data) == (304, b"")


def test_pages_of_other_sites_may_read(client):
    answer = client.get("/api/v1/hearings", headers={"Origin": "https://example.org"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert client.options("/api/v1/hearings").headers["Access-Control-Allow-Origin"] == "*"


def test_nobody_is_looked_up(client):
    people.sign_in(client, "citizen-a")

    answer = client.get("/api/v1/hearings")

    assert "private" not in answer.headers.get("Cache-Control", "")
