"""Secret links to a draft, and a new draft copied from a hearing."""

from __future__ import annotations

import re
from datetime import timedelta

import sqlalchemy as sa

from commons import db
from consult.impact import queries as impacts
from consult.meetings import queries as meetings
from consult.meetings import services as meeting_services
from consult.previews import copying
from consult.previews.copying import Part
from consult.previews.models import PreviewLink
from consult.queries import texts
from consult.questions import queries as questions
from tests import people
from tests.consult import making, test_impact
from tests.consult.making import BEFORE, WHILE_OPEN, at, find, says
from tests.consult.test_questions import ask

DESK = "/desk/hearings/1-clean-air-act"


def test_a_secret_link_shows_the_draft_until_it_is_taken_back_or_over(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        ask(making.draft())
    people.sign_in(client, "officer-1")

    wrong = [
        client.post(f"{DESK}/previews", data=data).status_code
        for data in ({"purpose": "", "days": "7"}, {"purpose": "Council", "days": "61"}, {})
    ]
    made = client.post(f"{DESK}/previews", data={"purpose": "Council", "days": "7"}).text
    token = re.search(r"/preview/([\w-]+)", made)[1]
    client.post(f"{DESK}/previews", data={"purpose": "Ministry", "days": "7"})
    people.sign_out(client)
    seen = client.get(f"/preview/{token}")

    assert wrong == [422, 422, 422]
    assert seen.status_code == 200
    assert "Clean Air Act" in seen.text and "Is 15 days enough?" in seen.text
    assert "register of sources" in seen.text
    assert "noindex" in seen.headers["X-Robots-Tag"]
    assert seen.headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/hearings/1-clean-air-act").status_code == 404
    assert client.get("/preview/nonsense").status_code == 404
    with at(app, BEFORE):
        assert token not in str(list(db.session().scalars(sa.select(PreviewLink.token_hash))))
    people.sign_in(client, "officer-1")
    assert "opened 1 time" in client.get(f"{DESK}/previews").text
    assert client.post(f"{DESK}/previews/1/revoke").status_code == 303
    assert client.get(f"/preview/{token}").status_code == 404
    travel(BEFORE + timedelta(days=8))
    people.sign_in(client, "officer-1")
    assert "Over" in client.get(f"{DESK}/previews").text


def test_a_copy_takes_what_the_agency_prepared_and_nothing_the_public_said(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.approved(), people.actor("officer-1")
        ask(hearing)
        test_impact.services.write(officer, hearing, test_impact.WHOLE)
        meeting_services.add_contact(
            officer, hearing, name="Malee", duty="Text", email="m@agency.example", phone=""
        )
    with at(sqlite_app, WHILE_OPEN):
        hearing = find(1)
        says("citizen-a", hearing, "Too short.")

        made = copying.copy(people.actor("officer-1"), hearing, list(Part))
        bare = copying.copy(people.actor("officer-1"), hearing, [])

        assert made.titles["en"] == "Clean Air Act (copy)"
        assert (made.approved_at, made.opens_at) == (None, None)
        assert texts.newest(made).digest == texts.newest(hearing).digest
        assert made.text_id != hearing.text_id
        assert [q.asks_number for q in questions.of(made)][-1] == 1
        assert len(made.stakeholders) == 3
        assert set(impacts.of(made)) == set(test_impact.WHOLE)
        assert [c.name for c in meetings.contacts(made)] == ["Malee"]
        assert {d.name for d in made.documents} == {d.name for d in hearing.documents}
        assert (bare.text_id, list(bare.stakeholders), list(questions.of(bare))) == (None, [], [])


def test_the_copy_is_begun_by_a_form_and_only_at_ones_own_agency(sqlite_app, travel):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    travel(BEFORE)
    with at(sqlite_app, BEFORE):
        making.approved()
    client = sqlite_app.test_client()
    people.sign_in(client, "officer-1")

    made = client.post(f"{DESK}/copy", data={"parts": ["text", "documents"]})
    wrong = client.post(f"{DESK}/copy", data={"parts": ["comments"]})
    people.sign_in(client, "officer-b")

    assert made.status_code == 303 and made.location.endswith("/2-clean-air-act-copy")
    assert wrong.status_code == 422
    assert client.post(f"{DESK}/copy", data={"parts": ["text"]}).status_code == 404
