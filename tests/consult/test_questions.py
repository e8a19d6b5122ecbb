"""The agency asks and the public answers, through the front door: editor, sheet, freeze, results."""

from __future__ import annotations

import csv
import io
import json

import pytest

from commons.discussion import queries as discussion
from commons.errors import Refusal
from consult.models import DISCUSSION
from consult.questions import answering, queries, services
from consult.questions.answering import Signed
from consult.questions.rules import Said
from consult.questions.services import Wording
from consult.questions.states import Form
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, WHILE_OPEN, at, find

DESK = "/desk/hearings/1-clean-air-act/questions"
PUBLIC = "/hearings/1-clean-air-act/questions"


def several(*words):
    """Options in English."""
    return tuple({"en": each} for each in words)


def ask(hearing):
    """Officer-1 asks one question of every form; numbers 1 to 5, the last only after "No"."""
    officer = people.actor("officer-1")
    for said in (
        Wording(Form.SINGLE, {"en": "Is 15 days enough?"}, options=several("Yes", "No")),
        Wording(
            Form.MULTIPLE,
            {"en": "Who needs help?"},
            options=several("Farmers", "Drivers"),
            has_other=True,
            most=2,
            section="sec_5",
        ),
        Wording(
            Form.SCALE, {"en": "How clear?"}, low_label={"en": "Not"}, high_label={"en": "Very"}
        ),
        Wording(
            Form.MATRIX,
            {"en": "How important?"},
            options=several("Little", "Much"),
            rows=several("Health", "Cost"),
        ),
        Wording(Form.OPEN, {"en": "Why not?"}, asks_number=1, asks_option="2"),
    ):
        services.add(officer, hearing, said)


def asked(app):
    """A public hearing with five questions."""
    with at(app, BEFORE):
        hearing = making.approved()
        ask(hearing)
        return hearing.id


WHOLE = {
    "asked": ["1", "2", "3", "4", "5"],
    "q-1": "2",
    "q-2": ["1", "other"],
    "q-2-other": "Monks",
    "q-3": "4",
    "q-4-1": "2",
    "q-4-2": "1",
    "q-5": "Fifteen days is too short for a village.",
    "display": "name",
}


def test_a_sheet_is_sent_replaced_counted_and_exported_without_names(app, client, travel):
    asked(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")

    first = client.post(PUBLIC, data=WHOLE)
    page = client.get(PUBLIC).text
    again = client.post(PUBLIC, data={**WHOLE, "q-1": "1"})
    people.sign_in(client, "citizen-b")
    empty = client.post(PUBLIC, data={"asked": ["1"], "display": "name"})
    client.post(PUBLIC, data={"asked": ["1"], "q-1": "1", "display": "name"})

    assert (first.status_code, again.status_code, empty.status_code) == (303, 303, 422)
    assert "Fifteen days is too short" in page and "version 1 of your answers" in page
    with at(app, WHILE_OPEN):
        hearing = find(1)
        results = {r.question.number: r for r in queries.results(hearing)}
        lines = {line.code: line.count.verified for line in results[1].tables[0].lines}
        said = discussion.one(DISCUSSION, hearing.key, 1)
        assert lines == {"1": 2, "2": 0}
        assert results[5].answered.verified == 0, "the answer that led to it is gone"
        assert queries.sheets(hearing).verified == 2
        assert said.is_withdrawn
    rows = list(csv.reader(io.StringIO(client.get(f"{PUBLIC}.csv").text.lstrip("\ufeff"))))
    data = json.loads(client.get(f"{PUBLIC}.json").text)
    assert ["1", "", "1", "Yes"] in [[r[2], r[4], r[5], r[6]] for r in rows]
    assert len(data["items"]) == len(rows) - 1
    assert "Monks" not in str(rows) + str(data)
    people.sign_in(client, "officer-1")
    assert "Monks" in client.get(DESK).text
    for ending in ("csv", "json", "xlsx"):
        whole = client.get(f"{DESK}/answers.{ending}", buffered=True)
        assert whole.status_code == 200
        assert "Monks" in whole.text if ending != "xlsx" else whole.data
    for ending in ("xlsx", "ods"):
        assert client.get(f"{PUBLIC}.{ending}").status_code == 200
    api = client.get("/api/v1/hearings/1-clean-air-act/questions").get_json()
    assert api["total"] == 5
    assert api["items"][0]["results"][0]["verified_persons"] == 2


def test_open_answers_are_comments_in_the_thread(sqlite_app):
    asked(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing, citizen = find(1), people.actor("citizen-a")
        said = {1: Said(("2",)), 5: Said(words="Too short.")}
        answering.send(citizen, hearing, said, within={1, 5}, signed=Signed())
        answering.send(citizen, hearing, said, within={1, 5}, signed=Signed())
        question = queries.one(hearing, 5)

        comments = queries.comments_on(question)

        assert [discussion.one(DISCUSSION, hearing.key, n).words for n in comments] == [
            "Too short."
        ]
        assert queries.asked_by(hearing, comments)[comments[0]].number == 5


def test_bad_sheets_come_back_with_everything_that_was_written(sqlite_app):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    asked(sqlite_app)
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with at(sqlite_app, WHILE_OPEN):
        people.agency()
    people.sign_in(client, "citizen-a")

    early = client.post(PUBLIC, data=WHOLE)

    assert early.status_code == 409
    assert "Fifteen days is too short" in early.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"q-1": "9"}, "Not a valid choice."),
        ({"q-2": ["1", "2", "other"]}, "Choose at most 2 answers."),
        ({"q-2-other": ""}, "Write what you mean by the other answer."),
        ({"q-2-other": "x" * 301}, "at most 300 characters"),
        ({"q-5": "x" * 5001}, "at most 5,000 characters"),
        ({"asked": ["77"]}, "Answer at least one question"),
    ],
)
def test_each_fault_is_said_beside_its_question(sqlite_app, travel, change, said):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    asked(sqlite_app)
    travel(WHILE_OPEN)
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(client, "citizen-a")

    answer = client.post(PUBLIC, data={**WHOLE, **change})

    assert answer.status_code == 422
    assert said in answer.text


def test_after_closing_nothing_is_taken_and_hidden_results_open(sqlite_app, travel):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    number = asked(sqlite_app)
    with at(sqlite_app, BEFORE):
        services.hide_results(people.actor("officer-1"), find(number), until_end=True)
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(client, "citizen-a")

    travel(WHILE_OPEN)
    client.post(PUBLIC, data={"asked": ["1"], "q-1": "1", "display": "name"})
    hidden = client.get(f"{PUBLIC}.csv")
    unseen = client.get(f"{PUBLIC}/1").text
    machine = client.get("/api/v1/hearings/1-clean-air-act/questions").get_json()
    travel(AFTER)
    late = client.post(PUBLIC, data=WHOLE)
    shown = client.get(f"{PUBLIC}/1").text

    assert hidden.status_code == 409
    assert machine["items"][0]["results"] == [] and machine["items"][0]["answered"] is None
    assert "after the hearing has closed" in unseen
    assert late.status_code == 409 and "Fifteen days is too short" in late.text
    assert "1 persons with checked identity" in shown


def test_the_officer_writes_orders_and_previews_questions_by_buttons(sqlite_app, travel):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    travel(BEFORE)
    with at(sqlite_app, BEFORE):
        making.draft()
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(client, "officer-1")
    single = {
        "wording_en": "Enough?",
        "wording_th": "พอไหม",
        "options_en": "Yes\nNo",
        "section": "",
        "only_if": "",
    }

    none = client.post(f"{DESK}/new/single", data={**single, "wording_en": "", "options_en": "Yes"})
    one = client.post(f"{DESK}/new/single", data={**single, "options_th": "พอ\nไม่พอ"})
    two = client.post(
        f"{DESK}/new/open", data={"wording_en": "Why?", "section": "", "only_if": "1:2"}
    )
    wrong = client.post(
        f"{DESK}/new/scale",
        data={"wording_en": "How?", "lowest": "5", "highest": "5", "section": "", "only_if": ""},
    )
    up = client.post(f"{DESK}/2/up")
    needed = client.post(f"{DESK}/1/remove")
    edited = client.post(f"{DESK}/1", data={**single, "wording_en": "Is it enough?"})
    preview = client.get(f"{DESK}/preview").text

    assert (none.status_code, one.status_code, two.status_code) == (422, 303, 303)
    assert "Write the question in the language of the draft." in none.text
    assert wrong.status_code == 422
    assert (up.status_code, needed.status_code, edited.status_code) == (409, 409, 303)
    assert "Is it enough?" in preview
    assert client.get(f"{DESK}/new/nonsense").status_code == 404


def test_what_is_answered_stays_as_it_was_asked_and_is_copied_as_new(sqlite_app):
    asked(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing, officer = find(1), people.actor("officer-1")
        answering.send(
            people.actor("citizen-a"), hearing, {1: Said(("1",))}, within={1}, signed=Signed()
        )
        other = Wording(Form.SINGLE, {"en": "Otherwise?"}, options=several("A", "B"))

        for act in (
            lambda: services.change(officer, hearing, 1, other),
            lambda: services.remove(officer, hearing, 1),
            lambda: services.move(officer, hearing, 2, by=1),
            lambda: services.hide_results(officer, hearing, until_end=True),
        ):
            with pytest.raises(Refusal) as caught:
                act()
            assert caught.value.code == "question-frozen"
        copied = services.copy_as_new(officer, hearing, 1)
        services.change(officer, hearing, copied.number, other)

        assert copied.number == 6
        with pytest.raises(Refusal):
            services.add(people.actor("officer-b"), hearing, other)


def test_conditional_questions_are_never_all_in_view_and_the_pages_are_kept_as_a_draft(
    sqlite_app, travel
):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    asked(sqlite_app)
    travel(WHILE_OPEN)
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(client, "citizen-a")
    first = {**WHOLE, "asked": ["1", "2", "3", "4"], "act": "on"}
    first.pop("q-5")

    def form(answer):
        return answer.text.split('id="results"')[0]

    first_page = client.get(PUBLIC).text
    begun = form(client.get(PUBLIC))
    results = client.get(f"{PUBLIC}?results=yes").text
    missed = client.post(PUBLIC, data={**first, "q-2-other": ""})
    then = form(client.post(PUBLIC, data=first))
    kept = form(client.get(PUBLIC))
    skipped = client.post(PUBLIC, data={**first, "act": "send"})
    over = form(client.post(PUBLIC, data={**WHOLE, "act": "on"}))
    back = form(client.post(PUBLIC, data={**WHOLE, "act": "page-0"}))
    other = form(client.post(PUBLIC, data={**first, "q-1": "1"}))
    sent = client.post(PUBLIC, data={**WHOLE, "q-1": "1", "act": "send"}, follow_redirects=True)
    empty = form(client.get(PUBLIC))

    assert "Is 15 days enough?" in begun and "Why not?" not in first_page
    assert "Why not?" in results.split('id="results"')[1]
    assert missed.status_code == 422 and "Write what you mean" in missed.text
    assert "Why not?" in then and 'name="q-2-other" value="Monks"' in then
    assert "that you did not send are still here" in kept
    assert skipped.status_code == 200 and "Why not?" in form(skipped), "a page cannot be skipped"
    assert "Look over your answers" in over and "Fifteen days" in over
    assert "Continue" in back and "Fifteen days" in back, "nothing is lost on the way back"
    assert "Why not?" not in other and "Look over your answers" in other
    assert "answer to question 5 was left out" in sent.text
    assert "did not send" not in empty
    section = form(client.get(f"{PUBLIC}?section=sec_5"))
    assert "Who needs help?" in section and "How clear?" not in section
