"""The desk of what was said: filters, who works on what, private notes, progress, acts on many."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db
from commons.discussion import indexing
from commons.discussion.models import Comment
from commons.errors import Refusal
from consult.handling import listing, queries, services
from consult.handling.listing import Wanted
from consult.queries import answers, progress
from consult.services import answering, counting
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, WHILE_OPEN, at, says


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def spoken(app: Flask) -> int:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 6):
            says(f"voter-{voter}", hearing, f"Permits take long, says voter {voter}.")
        for voter in range(6, 9):
            says(f"voter-{voter}", hearing, f"The register, voter {voter}.", section="sec_4")
    return number


def numbers(hearing: making.Hearing, **wanted: object) -> list[int]:
    listed = listing.listing(hearing, Wanted(**wanted))  # type: ignore[arg-type]
    return [comment.number for comment in listed.comments]


def test_work_is_shared_out_and_its_progress_is_counted(app: Flask) -> None:
    number = spoken(app)
    with at(app, AFTER):
        hearing = making.find(number)
        one, two = people.actor("officer-1"), people.actor("officer-2")
        with refused("unknown-officer"):
            services.assign_section(one, hearing, "sec_3", to=people.actor("officer-b").account_id)
        with refused("not-permitted"):
            services.assign_comments(people.actor("officer-b"), hearing, [1], to=one.account_id)

        services.assign_section(one, hearing, "sec_4", to=two.account_id)
        services.assign_comments(one, hearing, [1, 2], to=two.account_id)
        services.assign_comments(one, hearing, [2], to=None)

        assert numbers(hearing, mine_of=two.account_id) == [1, 6, 7, 8]
        assert numbers(hearing, unassigned=True) == [2, 3, 4, 5]
        theme = answering.make_theme(one, hearing, title="Time")
        assert services.group_all(one, hearing, theme, Wanted(section="sec_3")) == 5
        assert services.group_all(one, hearing, theme, Wanted(section="sec_3")) == 0
        by_section = progress.sections(hearing)
        assert (by_section["sec_3"].percent, by_section["sec_4"].percent) == (100, 0)
        done = queries.by_officer(hearing)[two.account_id or 0]
        assert (done.handled, done.all) == (1, 4)
        services.assign_theme(one, hearing, theme, to=one.account_id)
        assert numbers(hearing, mine_of=one.account_id) == [1, 2, 3, 4, 5]
        assert [h.id for h in queries.hearings_of(one.account_id or 0)] == [number]


def test_a_large_hearing_reads_what_a_job_has_counted(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = spoken(app)
    monkeypatch.setattr(progress, "SMALL", 3)
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        assert services.count_large() == 1
        before = answers.coverage(hearing)
        answering.mark_no_issue(officer, hearing, [1], reason="It greets only.")
        assert answers.coverage(hearing) == before

        counting.count(hearing)
        services.count_large()

        assert (answers.coverage(hearing).handled, answers.coverage(hearing).all) == (1, 8)
        assert progress.sections(hearing)["sec_4"].all == 3


def test_the_list_is_narrowed_by_every_filter(app: Flask, client: FlaskClient) -> None:
    number = spoken(app)
    with at(app, AFTER):
        hearing = making.find(number)
        for each in db.session().scalars(sa.select(Comment.id)):
            indexing.index(each)
        assert numbers(hearing, words="REGISTER voter") == [6, 7, 8]
        assert numbers(hearing, section="sec_4", words="7") == [7]
        assert numbers(hearing, language="xx") == []
        assert numbers(hearing, with_file=True) == []
        listed = listing.listing(hearing, Wanted(), size=3)
        assert (listed.following, len(listed.comments)) == (3, 3)
        assert numbers(hearing, section="") == []
        desk = f"/desk{hearing.path}/comments"

    people.sign_in(client, "officer-1")
    page = client.get(f"{desk}?section=sec_4&q=voter&stance=nonsense&theme=x&after=6")
    assert page.status_code == 200
    assert "comments/7" in page.text
    assert "comments/6" not in page.text
    people.sign_in(client, "officer-b")
    assert client.get(desk).status_code == 404
    assert client.get(f"{desk}/1").status_code == 404


def test_many_are_answered_and_sorted_at_the_desk(app: Flask, client: FlaskClient) -> None:
    number = spoken(app)
    with at(app, AFTER):
        path = making.find(number).path
    desk = f"/desk{path}/comments"
    people.sign_in(client, "officer-1")
    given = {"act": "reply", "disposition": "partly", "reason": "Twenty days instead."}

    nothing = client.post(desk, data={**given, "scope": "ticked"})
    no_reason = client.post(desk, data={**given, "scope": "ticked", "comment": "1", "reason": ""})
    undecided = client.post(desk, data={**given, "comment": "1", "disposition": ""})
    done = client.post(f"{desk}?section=sec_3", data={**given, "scope": "all"})

    assert [r.status_code for r in (nothing, no_reason, undecided, done)] == [422, 422, 422, 303]
    assert "Twenty days instead." in nothing.text
    sorted_ = client.post(
        f"{desk}?section=sec_4", data={"act": "group", "scope": "all", "title": "The register"}
    )
    assert sorted_.status_code == 303
    several = {"act": "no-issue", "comment": ["1", "2"], "no_point": "Greetings."}
    assert client.post(desk, data=several).status_code == 403
    people.sign_in(client, "publisher")
    assert client.post(desk, data=several).status_code == 303
    assert client.get(f"/desk{path}/progress").status_code == 200
    assert client.get(f"/desk{path}/replies").status_code == 200
    with at(app, AFTER):
        hearing = making.find(number)
        assert numbers(hearing, unanswered=True) == [6, 7, 8]
        assert numbers(hearing, unhandled=True) == [], "a reply is an answer"
        assert numbers(hearing, theme=1) == [6, 7, 8]


def test_a_private_note_is_nowhere_public(app: Flask, client: FlaskClient) -> None:
    number = spoken(app)
    with at(app, AFTER):
        path = making.find(number).path
    people.sign_in(client, "officer-1")
    one = f"/desk{path}/comments/1"

    assert client.post(f"{one}/notes", data={"note": " "}).status_code == 422
    assert client.post(f"{one}/notes", data={"note": "Ask the lawyers."}).status_code == 303
    officer = people.actor("officer-2").account_id
    assert client.post(f"{one}/officer", data={"officer": str(officer)}).status_code == 303
    assert client.post(f"{one}/officer", data={"officer": "999999"}).status_code == 422

    assert "Ask the lawyers." in client.get(one).text
    assert client.get(f"/desk{path}/comments/99").status_code == 404
    people.sign_out(client)
    public = ("report", "report.csv", "report.json", "comments/1", "sections/sec_3")
    for page in public:
        assert "Ask the lawyers." not in client.get(f"{path}/{page}").text
    assert client.get(one).status_code != 200
