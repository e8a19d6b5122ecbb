"""Files beside a draft, and those withheld: ground, second person, end; public again by itself."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from commons import db, files
from commons.errors import Refusal
from commons.notify.models import LetterRow
from consult.papers import queries, services
from consult.papers.services import Described, Held
from consult.papers.states import PaperKind
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at, find

DESK = "/desk/hearings/1-clean-air-act/papers"
PUBLIC = "/hearings/1-clean-air-act"
REASON = "It names the methods of an inspection that is still going on."
LAST = date(2026, 10, 10)


def picture():
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, "PNG")
    return out.getvalue()


def memo():
    """A text file as it was kept."""
    return files.keep("memo.txt", b"Why this law is needed.")


def test_a_file_is_added_described_and_fetched_as_an_attachment(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        making.approved()
    people.sign_in(client, "officer-1")
    said = {"kind": "memo", "title": "Memorandum", "language": "en", "ground": ""}

    def sent(data, **more):
        return client.post(DESK, data={**said, **more, "file": (io.BytesIO(data), "memo.txt")})

    missing = client.post(DESK, data=said)
    nameless = sent(b"Words.", title="")
    unseen = sent(picture(), title="Map")
    hostile = sent(b"<script>alert(1)</script>")
    kept = sent(b"Why this law is needed.")

    refused = [each.status_code for each in (missing, nameless, unseen, hostile)]
    assert refused == [422, 422, 422, 422]
    assert "for those who cannot see it" in unseen.text and "Map" in unseen.text
    assert kept.status_code == 303
    fetched = client.get(f"{PUBLIC}/papers/1")
    assert fetched.data == b"Why this law is needed."
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in fetched.headers["Content-Security-Policy"]
    assert "Memorandum" in client.get(PUBLIC).text
    people.sign_in(client, "officer-b")
    assert client.get(f"{DESK}/1/file").status_code == 404


def test_a_withheld_paper_shows_its_ground_and_is_public_again_by_itself(app, client, travel):
    with at(app, BEFORE):
        hearing = making.approved()
        hearing.agency.email = "agency@example.org"
        paper = services.add(
            people.actor("officer-1"),
            hearing,
            memo(),
            Described(PaperKind.MEMO, "en", "Inspection plan"),
            held=Held("pending-proceedings", REASON, LAST),
        )
        above = paper.withholdings[0].asked.approver_id
        own = people.actor("publisher")
        if above is None:
            with pytest.raises(Refusal):
                services.decide_own(people.actor("officer-1"), paper, is_granted=True)
            services.decide_own(own, paper, is_granted=True)
        else:
            paper.withholdings[0].asked.granted = True
            paper.withholdings[0].asked.decided_at = BEFORE
        asked = queries.holding(paper, BEFORE)
        assert asked is not None
        assert asked.reason == REASON
    travel(WHILE_OPEN)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    held = client.get(f"{PUBLIC}/papers/1")
    page = client.get(PUBLIC).text
    with at(app, WHILE_OPEN):
        reminded = services.tell_due()
        again = services.tell_due()
    travel(WHILE_OPEN + timedelta(days=10))
    with at(app, WHILE_OPEN + timedelta(days=10)):
        services.tell_due()
        subjects = list(db.session().scalars(sa.select(LetterRow.subject)))

    assert held.status_code == 403
    assert "Inspection plan" in page and "Pending court proceedings" in page
    assert "10 October 2026" in page and REASON in page
    assert (reminded > 0, again) == (True, 0)
    assert client.get(f"{PUBLIC}/papers/1").status_code == 200
    assert any("Public now" in s or "เผยแพร่แล้ว" in s for s in subjects)


def test_withholding_needs_a_ground_of_the_list_a_reason_and_a_near_end(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.approved(), people.actor("officer-1")
        paper = services.add(
            officer, hearing, memo(), Described(PaperKind.MEMO, "en", "Memorandum")
        )
        wrong = [
            Held("because", REASON, LAST),
            Held("trade-secret", "Short.", LAST),
            Held("trade-secret", REASON, None),
            Held("trade-secret", REASON, BEFORE.date()),
            Held("trade-secret", REASON, BEFORE.date() + timedelta(days=400)),
        ]

        fields = []
        for held in wrong:
            with pytest.raises(Refusal) as caught:
                services.withhold(officer, paper, held)
            fields.append(caught.value.field)
        services.withhold(officer, paper, Held("trade-secret", REASON, LAST))
        with pytest.raises(Refusal):
            services.withhold(officer, paper, Held("trade-secret", REASON, LAST))

        assert fields == ["ground", "reason", "expires_on", "expires_on", "expires_on"]
        assert queries.holding(paper, BEFORE) is None, "what was public stays so until granted"


def test_an_undecided_wish_hides_no_longer_than_two_weeks(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing = making.approved()
        described = Described(PaperKind.MEMO, "en", "Plan")
        held = Held("trade-secret", REASON, date(2027, 1, 1))
        services.add(people.actor("officer-1"), hearing, memo(), described, held=held)
        paper = queries.one(find(1), 1)

        assert queries.holding(paper, BEFORE + timedelta(days=13)) is not None
        assert queries.holding(paper, BEFORE + timedelta(days=14)) is None
