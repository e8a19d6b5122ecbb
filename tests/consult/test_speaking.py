"""Speaking in a hearing through the front door: edits, drafts, reactions, order, files, marks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from commons import db, files, jobs
from commons.discussion import attachments, drafts, queries
from commons.discussion.models import Comment, Stance
from commons.law.rulesets import RuleSet
from commons.ledger.models import Entry
from tests import people
from tests.consult import making
from tests.consult.making import CLOSES, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
HEARING = "/hearings/1-clean-air-act"
SECTION = f"{HEARING}/sections/sec_3"
FORM = {"version": "1", "words": "Fifteen days are too short.", "display": "name"}
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def send(client: FlaskClient, **form: object) -> TestResponse:
    return client.post(f"{SECTION}/comments", data={**FORM, **form})


def opened(app: Flask, travel: Travel, *numbers: str) -> None:
    making.ready(app)
    with at(app, WHILE_OPEN):
        for who in numbers:
            says(who, making.find(1), f"Words of {who}.", stance=Stance.AGREE)
    travel(WHILE_OPEN + timedelta(hours=1))


def worked(app: Flask) -> None:
    with app.app_context():
        jobs.run_due()


def numbers_on(client: FlaskClient, query: str) -> list[int]:
    page = client.get(f"{SECTION}?{query}").text
    return [int(n) for n in re.findall(r'id="comment-(\d+)"', page)]


def test_an_author_edits_and_the_former_wording_stays_readable(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    send(client)
    with app.app_context(), db.transaction():
        code = queries.own("hearing", "1", 1, people.actor("citizen-a").account_id)
        assert code is not None

    answer = client.post(f"{HEARING}/comments/1/edit", data={"words": "Fifteen days are enough."})

    assert answer.status_code == 303
    page = client.get(f"{HEARING}/comments/1?lang=en").text
    assert "Fifteen days are enough." in page
    assert "Former wordings" in page
    assert "too short" in page
    assert page.count('class="lp-digest') >= 2
    checked = client.post(f"{HEARING}/comments/1/check?lang=en", data={"code": code.code})
    assert "former wording" in checked.text
    with app.app_context(), db.transaction() as session:
        kinds = [row.kind for row in session.query(Entry)]
        assert kinds.count("hearing:comment:edited") == 1
        assert queries.check("hearing", "1", 1, session.get_one(Comment, 1).receipt_code) == (
            "unchanged"
        )


def test_an_edit_is_refused_when_empty_unchanged_foreign_or_late(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    send(client)
    address = f"{HEARING}/comments/1/edit"

    assert client.get(address).status_code == 200
    assert client.post(address, data={"words": ""}).status_code == 422
    assert client.post(address, data={"words": FORM["words"]}).status_code == 422
    long = client.post(address, data={"words": "x" * 5001})
    assert long.status_code == 422
    assert "x" * 5001 in long.text
    people.sign_in(client, "citizen-b")
    assert client.get(address).status_code == 403
    assert client.post(address, data={"words": "Mine now."}).status_code == 403
    travel(CLOSES)
    people.sign_in(client, "citizen-a")
    late = client.post(address, data={"words": "Too late."})
    assert late.status_code == 409
    assert "Too late." in late.text


def test_a_withdrawn_comment_shows_no_former_wording_and_is_found_no_more(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    send(client, words="Glasshouses suffer.")
    client.post(f"{HEARING}/comments/1/edit", data={"words": "Glasshouses suffer most."})
    worked(app)
    assert numbers_on(client, "q=glasshouse") == [1]

    client.post(f"{HEARING}/comments/1/withdraw")
    worked(app)

    assert "suffer" not in client.get(f"{HEARING}/comments/1").text
    assert numbers_on(client, "q=glasshouse") == []


def test_a_draft_is_saved_offered_again_listed_and_gone_once_sent(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")

    answer = client.post(f"{SECTION}/draft", data={**FORM, "words": "Half a thou"})

    assert answer.status_code == 303
    page = client.get(f"{SECTION}?lang=en").text
    assert "Half a thou" in page
    assert 'role="status"' in page
    assert "Half a thou" in client.get("/me?lang=en").text
    asked = {"Accept": "application/json"}
    assert client.post(f"{SECTION}/draft", data=FORM, headers=asked).json["saved_at"]
    send(client)
    with app.app_context(), db.transaction():
        assert drafts.of(people.actor("citizen-a").account_id or 0) == []
    client.post(
        f"{HEARING}/stances/draft", data={"words-sec_2": "On two.", "stance-sec_4": "agree"}
    )
    assert "On two." in client.get(f"{HEARING}/stances").text
    client.post(f"{HEARING}/draft/discard", data={"place": "*"})
    assert "On two." not in client.get(f"{HEARING}/stances").text


def test_nobody_sees_the_draft_of_another(app: Flask, client: FlaskClient, travel: Travel) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    client.post(f"{SECTION}/draft", data={**FORM, "words": "Half a thou"})

    people.sign_in(client, "citizen-b")

    assert "Half a thou" not in client.get(SECTION).text
    people.sign_out(client)
    assert client.post(f"{SECTION}/draft", data=FORM).status_code == 303


def test_a_reaction_counts_once_a_person_and_never_for_oneself(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel, "citizen-a", "citizen-b")
    people.sign_in(client, "citizen-b")
    address = f"{HEARING}/comments/1/reaction"

    for mood in ("support", "support", "oppose", "thanks", "support"):
        assert client.post(address, data={"mood": mood}).status_code == 303
    own = client.post(f"{HEARING}/comments/2/reaction", data={"mood": "support"})

    assert own.status_code == 403
    with app.app_context(), db.transaction() as session:
        first, second = session.get_one(Comment, 1), session.get_one(Comment, 2)
        assert (first.support, first.thanks, first.opposed, second.support) == (1, 0, 0, 0)
    assert numbers_on(client, "order=supported") == [1, 2]
    assert numbers_on(client, "order=newest") == [2, 1]
    client.post(address, data={"mood": "oppose"})
    assert numbers_on(client, "order=supported") == [2, 1]
    assert "You see it otherwise" in client.get(f"{HEARING}/comments/1?lang=en").text


def test_comments_are_chosen_by_stance_channel_wording_assurance_and_words(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(1)
        says("citizen-a", hearing, "Permits take too long.", stance=Stance.AGREE)
        says(
            "citizen-b",
            hearing,
            stance=Stance.CHANGE,
            suggestion="A permit is decided within 30 days of the application.",
        )
        for n in range(1, 24):
            says(f"voter-{n}", hearing, f"Burning, said {n} times.")
    travel(WHILE_OPEN + timedelta(hours=1))
    worked(app)

    assert numbers_on(client, "stance=agree") == [1]
    assert numbers_on(client, "wording=yes") == [2]
    assert numbers_on(client, "channel=paper") == []
    assert numbers_on(client, "answered=yes") == []
    assert numbers_on(client, "q=permits") == [2, 1]
    assert numbers_on(client, "q=permits&stance=agree") == [1]
    page = client.get(f"{SECTION}?order=oldest").text
    following = re.search(r'href="([^"]*after=[^"]*)"', page)
    assert following is not None
    rest = client.get(f"{SECTION}{following[1].replace('&amp;', '&').replace(SECTION, '')}").text
    assert re.findall(r'id="comment-(\d+)"', rest) == ["21", "22", "23", "24", "25"]
    assert client.get(f"{SECTION}?after=x&order=supported").status_code == 400


def test_a_near_double_is_told_before_sending_and_hinders_nobody(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    words = "The term of fifteen days is far too short for laboratories in the provinces."
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(1), words)
        says("citizen-b", making.find(1), words + " Truly.")
    travel(WHILE_OPEN + timedelta(hours=1))
    worked(app)
    people.sign_in(client, "citizen-c")

    page = send(client, words=words + "!", act="review").text

    assert "2 comments say nearly this." in page
    assert "/comments/1" in page
    assert send(client, words=words + "!").status_code == 303


def test_a_whole_section_can_be_wished_away(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")

    assert send(client, words="", stance="change", whole_goes="y").status_code == 303

    page = client.get(f"{SECTION}?lang=en").text
    assert "deletes words" in page
    assert "<del>A permit is decided" in page


def test_marked_words_lead_back_into_the_section(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")

    assert send(client, quote="within 15 days").status_code == 303
    wrong = send(client, quote="within 99 days")

    assert wrong.status_code == 422
    assert "within 99 days" in wrong.text
    page = client.get(SECTION).text
    assert "<mark>within 15 days</mark>" in page
    assert "#:~:text=within%2015%20days" in page
    data = client.get("/api/v1/hearings/1/annotations").json
    selectors = {s["type"]: s for s in data["items"][0]["target"]["selector"]}
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert selectors["TextQuoteSelector"]["exact"] == "within 15 days"
    place = selectors["TextPositionSelector"]
    plain = "A permit is decided within 15 days of the application."
    assert plain[place["start"] : place["end"]] == "within 15 days"


def test_a_file_is_kept_read_found_served_apart_and_goes_with_its_comment(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    file = (io.BytesIO(b"See the ozone measurements."), "measured.txt")

    assert send(client, words="See attached.", file=file).status_code == 303

    address = f"{HEARING}/comments/1/files/1"
    assert "being read" in client.get(f"{address}?lang=en").text
    worked(app)
    assert "ozone measurements" in client.get(address).text
    assert numbers_on(client, "q=ozone") == [1]
    served = client.get(f"{address}/download")
    assert served.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served.headers["Content-Security-Policy"]
    with app.app_context(), db.transaction():
        digest = attachments.one(1, 1).digest
        assert files.path_of(digest).exists()

    client.post(f"{HEARING}/comments/1/withdraw")

    assert client.get(address).status_code == 410
    with app.app_context():
        assert not files.path_of(digest).exists()


def packed(*names: str, size: int = 10) -> bytes:
    """An office file with these members of so many zeros each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"0" * size)
    return out.getvalue()


def test_a_rule_set_narrows_the_types_of_files(
    client: FlaskClient, app: Flask, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    read = RuleSet.value

    def value(rule_set: RuleSet, name: str, default: object = None) -> object:
        return ["pdf", "jpg"] if name == "upload.types" else read(rule_set, name, default)

    monkeypatch.setattr(RuleSet, "value", value)
    answer = send(client, file=(io.BytesIO(b"Plain words."), "words.txt"))

    assert answer.status_code == 422
    assert "This type of file is not taken here: PDF, JPEG." in answer.text


def test_hostile_files_are_refused_beside_the_field_and_nothing_typed_is_lost(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    hostile = {
        "report.pdf": b"MZ\x90\x00" + b"\x00" * 200,
        "eicar.txt": EICAR,
        "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "large.txt": b"a" * (attachments.LARGEST + 1),
        "empty.txt": b"",
        "macros.docx": packed("word/document.xml", "word/vbaProject.bin"),
        "bomb.docx": packed("word/document.xml", size=30_000_000),
    }

    for name, data in hostile.items():
        answer = send(client, file=(io.BytesIO(data), name))
        assert answer.status_code == 422, name
        assert FORM["words"] in answer.text
        assert "file-error" in answer.text
        assert f"{name}:" in answer.text


def test_good_files_stay_held_while_a_form_is_mended_and_six_are_too_many(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG", exif=b"Exif\x00\x00secret-place")
    picture.seek(0)

    refused = send(client, words="", quote="not there", file=(picture, "here.jpg"))

    assert refused.status_code == 422
    held = re.findall(r'name="held" value="([^"]+)"', refused.text)
    assert len(held) == 1
    six = [(io.BytesIO(b"text %d" % n), f"{n}.txt") for n in range(6)]
    assert send(client, file=six).status_code == 422
    assert send(client, held=held).status_code == 303
    with app.app_context(), db.transaction():
        kept = attachments.of([1])[1][0]
        assert kept.name == "here.jpg"
        assert b"secret-place" not in files.read(kept.digest)


def test_the_thirty_first_comment_of_a_minute_waits(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")

    answers = [send(client, words=f"Word {n}.") for n in range(31)]

    assert [a.status_code for a in answers] == [303] * 30 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    people.sign_in(client, "citizen-b")
    assert send(client).status_code == 303


def test_the_draft_as_a_whole_takes_words_and_no_stance(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    opened(app, travel)
    people.sign_in(client, "citizen-a")
    door = f"{HEARING}/comments"

    stance = client.post(door, data={**FORM, "stance": "agree", "words": ""})
    sent = client.post(door, data={**FORM, "words": "The Act as a whole is overdue."})

    assert stance.status_code == 422
    assert sent.status_code == 303 and sent.location.startswith(f"{HEARING}/comments#comment-")
    assert "The Act as a whole is overdue." in client.get(door).text
