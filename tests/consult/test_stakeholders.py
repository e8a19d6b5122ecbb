"""Who is concerned: the register, its import, the letters with their log, and invited bodies (R008)."""

from __future__ import annotations

import io
import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import config, db, jobs
from commons.notify import deliveries, post
from commons.notify.deliveries import Stand
from consult.models import Stakeholder
from consult.services import approving, preparing
from consult.stakeholders import queries, services
from consult.stakeholders.queries import Sought
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at

LIST = """name;email;kind;language;groups;topics
Farmers' union;union@example.org;body;th;farmers;environment
Somchai Dee;somchai@example.org;person;th;residents;environment
Airline;airline@example.org;body;en;industry;transport
Twice;union@example.org;body;th;;
=cmd|' /C calc'!A0;evil@example.org;body;th;;
No address;nowhere;body;th;;
Strange topic;strange@example.org;body;th;;witchcraft
"""


def _upload(client: FlaskClient, text: bytes, name: str = "list.csv"):
    return client.post(
        "/desk/stakeholders/pollution-control/imports",
        data={"file": (io.BytesIO(text), name)},
        content_type="multipart/form-data",
    )


def test_a_list_is_looked_over_before_it_is_written(app: Flask, client: FlaskClient) -> None:
    people.sign_in(client, "officer-1")
    agency = people.agency().id

    sent = _upload(client, LIST.encode())
    preview = client.get(sent.location)
    with db.transaction(writes=False):
        before = queries.listed(agency, Sought())[1]
    client.post(f"{sent.location}/take-over")
    page = client.get("/desk/stakeholders/pollution-control?topic=environment")

    assert sent.status_code == 303
    assert before == 0
    assert "This address stands in the file twice." in preview.text
    assert "runs as a formula" in preview.text
    assert "There is no topic “witchcraft”." in preview.text
    assert "Write 3 entries into the register" in preview.text
    assert "Somchai Dee" in page.text
    assert "Airline" not in page.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"name\nA\n", "The column “email” is missing."),
        (b"name;email\n", "The file has no lines."),
        ("ชื่อ;email\nก;a@b.co".encode("cp874"), "another encoding"),
        (b"name;email\n" + b"a;a@b.co\n" * 5001, "more than 5000 lines"),
    ],
)
def test_a_bad_list_explains_itself_and_leaves_nothing(
    sqlite_app: Flask, data: bytes, sentence: str
) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.agency()
    people.sign_in(client, "officer-1")

    answer = _upload(client, data)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_entry_is_checked_changed_and_seen_by_its_own_agency_only(sqlite_app: Flask) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    own, foreign = sqlite_app.test_client(), sqlite_app.test_client()
    own.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(own, "officer-1")
    people.sign_in(foreign, "officer-b")
    good = {"name": "Union", "nature": "body", "email": "u@example.org", "language": "th"}

    empty = own.post("/desk/stakeholders/pollution-control/new", data={})
    first = own.post("/desk/stakeholders/pollution-control/new", data=good)
    second = own.post("/desk/stakeholders/pollution-control/new", data=good)
    changed = own.post("/desk/stakeholders/pollution-control/1", data={**good, "name": "Union 2"})
    seen = own.get("/desk/stakeholders/pollution-control?words=union+2")
    hidden = foreign.get("/desk/stakeholders/pollution-control/1")
    foreign_change = foreign.post("/desk/stakeholders/pollution-control/1", data=good)
    own.post("/desk/stakeholders/pollution-control/1/remove")
    gone = own.get("/desk/stakeholders/pollution-control/1")

    assert (empty.status_code, first.status_code, second.status_code) == (422, 303, 422)
    assert "stands in the register already" in second.text
    assert changed.status_code == 303
    assert "Union 2" in seen.text
    assert (hidden.status_code, foreign_change.status_code, gone.status_code) == (404, 404, 404)


def _named_from_register(client: FlaskClient, hearing_slug: str) -> None:
    people.sign_in(client, "officer-1")
    sent = _upload(client, LIST.encode())
    client.post(f"{sent.location}/take-over")
    page = client.get(f"/desk/hearings/{hearing_slug}/stakeholders/register")
    numbers = re.findall(r'name="entry" value="(\d+)"', page.text)
    client.post(
        f"/desk/hearings/{hearing_slug}/stakeholders/register",
        data={"entry": numbers, "affected": "Its members live near the plants."},
    )


def test_those_of_the_topic_are_suggested_written_to_and_shown_truthfully(
    app: Flask, client: FlaskClient
) -> None:
    with at(app, BEFORE):
        slug = making.draft().slug
        number = making.find(1).id
    _named_from_register(client, slug)
    nobody = client.post(f"/desk/hearings/{slug}/stakeholders/register", data={})

    with at(app, BEFORE):
        hearing = making.find(number)
        preparing.submit(people.actor("officer-1"), hearing)
        approving.approve(people.actor("publisher"), hearing)
    post.empty_sink()
    with app.app_context():
        jobs.run_due()
    with at(app, BEFORE):
        handed_over = queries.handed_over(making.find(number))
    public = client.get(f"/hearings/{slug}")
    log = client.get(f"/desk/hearings/{slug}/stakeholders/letters")

    assert nobody.status_code == 422
    assert handed_over == 5
    letters = {letter["to"]: letter["text"] for letter in post.sunk()}
    assert set(letters) >= {"union@example.org", "somchai@example.org", "union-1@example.org"}
    assert "/invited/" in letters["union@example.org"]
    assert "/invited/" not in letters["somchai@example.org"]
    assert "Farmers&#39; union" in public.text
    assert "Somchai" not in public.text
    assert "example.org" not in public.text
    assert "Letters handed to the mail server: 5 of 5." in public.text
    assert "Somchai Dee" in log.text


def test_a_letter_that_fails_is_seen_and_tried_again(app: Flask, client: FlaskClient) -> None:
    number = making.ready(app)
    people.sign_in(client, "officer-1")

    with at(app, BEFORE):
        hearing = making.find(number)
        slug, first = hearing.slug, queries.posted(hearing)[0]
        db.session().execute(
            sa.update(jobs.Outbox)
            .where(jobs.Outbox.key == f"mail.send:{first.delivery.letter_id}")
            .values(failed="ConnectionRefusedError", attempts=jobs.PATIENCE)
        )
        failed = queries.posted(hearing)[0].delivery.stand
    page = client.get(f"/desk/hearings/{slug}/stakeholders/letters")
    again = client.post(f"/desk/hearings/{slug}/stakeholders/{first.stakeholder.id}/again")
    with app.app_context():
        jobs.run_due()
    client.post(f"/desk/hearings/{slug}/stakeholders/{first.stakeholder.id}/bounced")
    with at(app, BEFORE):
        after = queries.posted(making.find(number))[0]
        bounced, stand = after.stakeholder.bounced_on, after.delivery.stand
        event = deliveries.of_event(queries.event_of(making.find(number)))

    assert failed is Stand.FAILED
    assert "ConnectionRefusedError" in page.text
    assert again.status_code == 303
    assert stand is Stand.HANDED_OVER
    assert bounced is not None
    assert len(event) == 3


def test_an_invited_body_answers_through_its_link_and_no_other(
    app: Flask, client: FlaskClient, travel
) -> None:
    number = making.ready(app)
    with app.app_context():
        jobs.run_due()
    text = next(one["text"] for one in post.sunk() if one["to"] == "union-1@example.org")
    path = re.search(r"(/hearings/\S+/invited/\S+)", text)[1]
    said = {"version": "1", "section": "sec_3", "stance": "disagree", "words": "Too short."}

    travel(BEFORE)
    early = client.post(path, data=said)
    travel(WHILE_OPEN)
    shown = client.get(path)
    empty = client.post(path, data={"version": "1"})
    accepted = client.post(path, data=said)
    wrong = client.post(f"{path}x", data=said)
    with at(app, WHILE_OPEN):
        slug = making.find(number).slug
    comment = client.get(f"/hearings/{slug}/comments/1")
    travel(making.AFTER)
    late = client.post(path, data=said)

    assert "Answer as Farmers&#39; union 1" in shown.text
    assert (early.status_code, empty.status_code, accepted.status_code) == (409, 422, 303)
    assert (wrong.status_code, late.status_code) == (404, 409)
    assert "invited body" in comment.text
    assert "Farmers&#39; union 1" in comment.text


def test_the_register_of_one_agency_names_nobody_for_another(sqlite_app: Flask) -> None:
    with at(sqlite_app, BEFORE):
        hearing = making.draft()
        foreign = people.agency("ministry-of-transport").id

        with pytest.raises(Exception, match="not-permitted"):
            services.name_for(people.actor("officer-1"), hearing, foreign, [1])

        assert db.session().scalar(sa.select(sa.func.count(Stakeholder.id))) == 3
        assert config.current().locales
