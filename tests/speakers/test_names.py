"""Who sees the name (R014, R015, scenario 20): the same everywhere, a withheld name nowhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, sealing
from commons.accounts.models import Account
from commons.discussion.models import Display
from commons.errors import Refusal
from commons.identity import erasure
from commons.notify.models import LetterRow
from consult.services import speaking
from consult.speakers import keeping, queries, revealing
from consult.speakers.models import Decision, Ground, Reveal
from consult.speakers.queries import Kind
from consult.speakers.standing import Speaker
from portal.schema import metadata
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at, find

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
DESK = "/desk/hearings/1-clean-air-act"
NAMES = ("Malee Openly", "Somchai Behind-Pseudonym", "Niran Withheld", "Anong For-The-Agency")
REASON = "Order 12/2569 of the Administrative Court in case 7/2569."


def as_speaker(hint: str, speaker: Speaker, words: str = "Too short.") -> int:
    from_whom = people.actor(hint)
    statement = making.Statement(version=1, section="sec_3", words=words)
    return speaking.comment(from_whom, find(1), statement, speaker=speaker).number


def rename(hint: str, name: str) -> None:
    account_id = people.actor(hint).account_id
    account = db.session().get(Account, account_id)
    assert account is not None
    account.display_name = name


def four_voices(app: Flask) -> None:
    making.ready(app)
    with at(app, WHILE_OPEN):
        for number, name in enumerate(NAMES, start=1):
            rename(f"voter-{number}", name)
        as_speaker("voter-1", Speaker(Display.NAME))
        as_speaker("voter-2", Speaker(Display.PSEUDONYM, "River reed"))
        as_speaker("voter-3", Speaker(Display.HIDDEN))
        as_speaker("voter-4", Speaker(Display.AGENCY, "Night heron"))


def dump(but: tuple[str, ...] = ()) -> str:
    """Every cell of every table, as text."""
    cells = []
    for table in metadata.sorted_tables:
        if table.name not in but:
            for row in db.session().execute(sa.select(table)):
                cells += [c.hex() if isinstance(c, bytes) else str(c) for c in row]
    return "\n".join(cells)


def xlsx_of(body: bytes) -> str:
    book = zipfile.ZipFile(io.BytesIO(body))
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_three_consent_levels_read_alike_in_page_json_csv_and_xlsx(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    four_voices(app)
    travel(WHILE_OPEN)

    page = unescape(client.get(f"{PUBLIC}/sections/sec_3").text)
    data = client.get("/api/v1/hearings/1-clean-air-act/comments").json
    table = client.get(f"{PUBLIC}/report.csv").text
    sheet = xlsx_of(client.get(f"{PUBLIC}/report.xlsx").data)
    rest = "".join(
        client.get(address).text
        for address in (
            f"{PUBLIC}/report.json",
            f"{PUBLIC}/report",
            f"{PUBLIC}/feed.atom",
            f"{PUBLIC}/speakers",
            "/search?q=Niran",
            "/search?q=heron",
            *(f"{PUBLIC}/comments/{number}" for number in (1, 2, 3, 4)),
        )
    )

    for said in (page, table, sheet, json.dumps(data)):
        assert NAMES[0] in said
        assert "River reed" in said
    assert [c["author"]["name"] for c in data["items"]] == [NAMES[0], "River reed", None, None]
    assert page.count("Name withheld") == 2
    assert table.count(",withheld,") == 2
    for gone in (*NAMES[1:], "Night heron"):
        for said in (page, table, sheet, json.dumps(data), rest.replace("q=Niran", "")):
            assert gone not in said


def test_withheld_names_and_pseudonyms_for_the_agency_lie_nowhere_in_clear(app: Flask) -> None:
    four_voices(app)

    with at(app, WHILE_OPEN):
        everything = dump(but=("account",))

    for gone in (*NAMES[1:], "Night heron"):
        assert gone not in everything
        assert gone.encode().hex() not in everything


def test_the_desk_filters_identified_and_anonymous_with_right_counts(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    four_voices(app)
    with at(app, WHILE_OPEN):
        as_speaker("voter-5", Speaker(Display.ORGANISATION, speaks_for="Fishers", capacity="chair"))
        listed = queries.for_desk(find(1), Kind.ANONYMOUS)
    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")

    page = unescape(client.get(f"{DESK}/speakers?kind=anonymous").text)
    table = client.post(f"{DESK}/speakers.csv").text
    people.sign_in(client, "officer-b")
    foreign = [
        client.get(f"{DESK}/speakers").status_code,
        client.post(f"{DESK}/speakers.csv").status_code,
        client.get(f"{DESK}/reveals").status_code,
    ]

    assert [c.number for c in listed.comments] == [2, 3, 4]
    assert listed.counts == {
        Kind.ALL: 5,
        Kind.IDENTIFIED: 2,
        Kind.ANONYMOUS: 3,
        Kind.CONFIDENTIAL: 0,
    }
    assert "Identified: 2" in page
    assert "Anonymous: 3" in page
    assert "for the agency: Night heron" in page
    assert NAMES[2] not in page + table
    assert "Night heron" in table
    assert foreign == [404, 404, 404]


def test_a_withheld_name_takes_a_ground_two_persons_and_a_letter(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    four_voices(app)
    with at(app, WHILE_OPEN):
        account = db.session().get(Account, people.actor("voter-3").account_id)
        account.email, account.email_confirmed_at = "niran@example.org", WHILE_OPEN
    travel(WHILE_OPEN)
    ask = f"{DESK}/comments/3/reveal"
    form = {"ground": "court-order", "reason": REASON}

    people.sign_in(client, "officer-1")
    bad = [
        client.post(ask, data={}).status_code,
        client.post(ask, data={**form, "ground": "curiosity"}).status_code,
        client.post(ask, data={**form, "reason": "Because."}).status_code,
        client.post(f"{DESK}/comments/1/reveal", data=form).status_code,
        client.post(f"{DESK}/comments/99/reveal", data=form).status_code,
    ]
    asked = client.post(ask, data=form).status_code
    again = client.post(ask, data=form).status_code
    alone = client.post(f"{DESK}/reveals/1/grant").status_code
    early = client.post(f"{DESK}/reveals/1/read").status_code
    people.sign_in(client, "publisher")
    granted = client.post(f"{DESK}/reveals/1/grant").status_code
    twice = client.post(f"{DESK}/reveals/1/grant").status_code
    read = unescape(client.post(f"{DESK}/reveals/1/read").text)
    public = unescape(client.get(PUBLIC).text)

    assert bad == [422, 422, 422, 409, 404]
    assert (asked, again, alone, early) == (303, 409, 403, 403)
    assert (granted, twice) == (303, 409)
    assert NAMES[2] in read
    assert "1 withheld name was opened to the agency." in public
    assert NAMES[2] not in public
    with at(app, WHILE_OPEN):
        letter = (
            db.session()
            .scalars(sa.select(LetterRow).where(LetterRow.event == "hearing:1:revealed:1"))
            .one()
        )
        kinds = [e.kind for e in keeping.record.history(PUBLIC) if ":name:" in e.kind]
        facts = [e.facts for e in keeping.record.history(PUBLIC) if ":name:" in e.kind]
        assert NAMES[2] not in dump(but=("account",))
    assert REASON in letter.text
    assert kinds == ["hearing:name:read", "hearing:name:revealed", "hearing:name:asked"]
    assert facts == [{"ground": "court-order"}] * 3


def test_the_requester_never_decides_even_as_a_publisher(sqlite_app: Flask) -> None:
    four_voices(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        publisher, officer = people.actor("publisher"), people.actor("officer-1")
        asked = revealing.ask(publisher, find(1), 3, ground=Ground.DANGER, reason=REASON)

        with pytest.raises(Refusal, match="two-persons-needed"):
            revealing.grant(publisher, find(1), asked)
        with pytest.raises(Refusal, match="not-permitted"):
            revealing.grant(officer, find(1), asked)
        assert queries.revealed(find(1)) == 0


def test_a_refused_request_opens_nothing_and_may_be_made_anew(sqlite_app: Flask) -> None:
    four_voices(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        officer, publisher = people.actor("officer-1"), people.actor("publisher")
        asked = revealing.ask(officer, find(1), 2, ground=Ground.DANGER, reason=REASON)
        revealing.refuse(publisher, find(1), asked)

        with pytest.raises(Refusal, match="not-permitted"):
            revealing.read_name(officer, find(1), asked)
        anew = revealing.ask(officer, find(1), 2, ground=Ground.COURT_ORDER, reason=REASON)

        assert anew.decision is None
        assert db.session().get(Reveal, asked.id).decision is Decision.REFUSED


def test_a_body_of_the_house_is_spoken_for_by_its_own_members_only(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        people.agency("ministry-of-transport")
        for_body = Speaker(
            Display.ORGANISATION, speaks_for="Ministry of  TRANSPORT", capacity="director"
        )

        with pytest.raises(Refusal, match="name-of-a-body"):
            as_speaker("voter-7", for_body)
        with pytest.raises(Refusal, match="name-of-a-body"):
            as_speaker("voter-7", Speaker(Display.PSEUDONYM, "กรมควบคุมมลพิษ"))
        own = as_speaker(
            "officer-1",
            Speaker(
                Display.ORGANISATION,
                speaks_for="Department of Pollution Control",
                capacity="officer",
            ),
        )
        other = as_speaker(
            "voter-8",
            Speaker(
                Display.ORGANISATION,
                speaks_for="Fishers of the Gulf",
                register_number="0105556000001",
                capacity="chair",
            ),
        )

        assert keeping.find(find(1), own).speaks_confirmed
        assert not keeping.find(find(1), other).speaks_confirmed


def test_an_organisation_and_one_spoken_for_are_labelled_everywhere(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "voter-8")
    form = {"version": "1", "words": "We fish here.", "display": "organisation"}
    address = f"{PUBLIC}/sections/sec_3/comments"

    empty = client.post(address, data=form)
    sent = client.post(
        address,
        data={
            **form,
            "speaks_for": "Fishers of the Gulf",
            "register_number": "0105556000001",
            "capacity": "chair",
        },
    )
    behalf = client.post(
        address,
        data={**form, "display": "behalf", "speaks_for": "Grandmother Bua", "capacity": "niece"},
    )
    page = unescape(client.get(f"{PUBLIC}/sections/sec_3").text)
    first = client.get("/api/v1/hearings/1-clean-air-act/comments").json["items"][0]
    table = client.get(f"{PUBLIC}/report.csv").text

    assert (empty.status_code, sent.status_code, behalf.status_code) == (422, 303, 303)
    assert "We fish here." in empty.text
    assert "says he or she speaks for it, as chair" in page
    assert "on behalf of Grandmother Bua, as niece" in page
    assert "register number 0105556000001" in page
    assert first["author"] == {
        "display": "organisation",
        "name": "Fishers of the Gulf",
        "verified": True,
        "assurance": "high",
        "speaks_for": "Fishers of the Gulf",
        "register_number": "0105556000001",
        "capacity": "chair",
        "confirmed": False,
    }
    assert "Fishers of the Gulf,yes,Fishers of the Gulf,0105556000001,chair," in table


def test_an_erased_account_takes_its_sealed_name_out_of_reach(sqlite_app: Flask) -> None:
    four_voices(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        erasure.erase(db.session().get(Account, people.actor("voter-4").account_id))
        left = queries.names_sealed(find(1), [1, 2, 3, 4])
        seen = keeping.pseudonyms(find(1), [4])

        assert left == {2, 3}
        assert seen == {}


def test_once_names_are_destroyed_no_request_opens_one(sqlite_app: Flask) -> None:
    four_voices(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        keeping.drop_names(find(1))

        with pytest.raises(Refusal, match="nothing-to-reveal"):
            revealing.ask(
                people.actor("officer-1"), find(1), 3, ground=Ground.DANGER, reason=REASON
            )
        assert sealing.is_destroyed("hearing-1-names")
        assert keeping.pseudonyms(find(1), [4]) == {}


def test_before_the_opening_nobody_speaks_under_any_name(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    with at(sqlite_app, making.BEFORE):
        for display in (Display.NAME, Display.HIDDEN):
            with pytest.raises(Refusal, match="hearing-not-open"):
                as_speaker("voter-1", Speaker(display))
