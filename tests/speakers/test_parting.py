"""Minors, who may erase; and the day on which comments are parted from accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, record, sealing
from commons.access import Actor
from commons.accounts.models import Account
from commons.discussion import authors, statistics
from commons.discussion.models import Comment, Display
from commons.errors import Refusal
from commons.law import queries as law
from commons.ledger.models import Entry, PrivateFact
from commons.notify.models import LetterRow
from consult.models import DISCUSSION
from consult.services import speaking
from consult.speakers import keeping, parting, queries, taking_back
from consult.speakers.standing import Speaker
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, WHILE_OPEN, at, find
from tests.speakers.test_names import dump, four_voices, rename

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
WORDS = "My school lies beside the kiln Zyx."


def minor(hint: str = "voter-1") -> Actor:
    """The actor of a person of whom the provider has said that he is under age."""
    actor = people.actor(hint)
    account = db.session().get(Account, actor.account_id)
    assert account is not None
    account.is_minor = True
    return actor


def test_for_minors_the_name_begins_as_a_pseudonym(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    making.ready(sqlite_app)
    travel(WHILE_OPEN)

    people.sign_in(browser, "voter-1")
    with at(sqlite_app, WHILE_OPEN):
        db.session().execute(sa.update(Account).values(is_minor=True))
    young = browser.get(f"{PUBLIC}/sections/sec_3").text
    people.sign_in(browser, "voter-2")
    grown = browser.get(f"{PUBLIC}/sections/sec_3").text

    assert 'value="pseudonym" checked' in young
    assert 'value="Citizen ' in young
    assert 'value="name" checked' in grown


def test_a_minor_erases_even_after_the_summary_and_only_the_counts_stay(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    making.ready(app)
    with at(app, WHILE_OPEN):
        author = minor()
        said = making.Statement(
            version=1,
            section="sec_3",
            words=WORDS,
            suggestion="Zyx closes.",
            stance=making.Stance.CHANGE,
            confidential="I have asthma.",
            confidential_reason="Health.",
        )
        hearing = find(1)
        speaking.comment(author, hearing, said, speaker=Speaker(Display.PSEUDONYM, "Owl"))
        making.says("voter-2", hearing, "Grown-up words.")
        db.session().get(Account, people.actor("voter-1").account_id).is_minor = False
    with at(app, AFTER):
        find(1).summarised_at = AFTER
    travel(AFTER)
    door = f"{PUBLIC}/comments/1/erase"

    people.sign_in(client, "voter-2")
    others = [client.get(door).status_code, client.post(door).status_code]
    own = client.post(f"{PUBLIC}/comments/2/erase").status_code
    people.sign_in(client, "voter-1")
    link = client.get(f"{PUBLIC}/comments/1").text
    page = client.get(door)
    done = client.post(door)
    twice = client.post(door).status_code
    rest = "".join(
        client.get(address).text
        for address in (
            f"{PUBLIC}/sections/sec_3",
            f"{PUBLIC}/comments/1",
            f"{PUBLIC}/report.csv",
            f"{PUBLIC}/report.json",
            "/api/v1/hearings/1-clean-air-act/comments",
        )
    )

    assert others == [404, 403]
    assert own == 403
    assert "/comments/1/erase" in link
    assert (page.status_code, done.status_code, twice) == (200, 303, 409)
    assert "Zyx" not in unescape(rest)
    assert "Owl" not in unescape(rest)
    with at(app, AFTER):
        assert statistics.of(DISCUSSION, "1").total.verified.comment == 2
        assert queries.confidential(find(1)) == 0
        everything = dump()
        assert "Zyx" not in everything
        assert "Owl" not in everything


def test_no_birth_date_lies_in_the_database(sqlite_app: Flask) -> None:
    columns = {c.name for t in db.Base.metadata.sorted_tables for c in t.columns}

    assert not {name for name in columns if "birth" in name}
    assert sqlite_app is not None


def test_on_its_day_nobody_can_say_any_more_who_wrote_what(app: Flask) -> None:
    four_voices(app)
    with at(app, WHILE_OPEN):
        hearing = find(1)
        account = db.session().get(Account, people.actor("voter-3").account_id)
        account.email, account.email_confirmed_at = "niran@example.org", WHILE_OPEN
        making.says("voter-3", hearing, "Once more, with a letter.", display=Display.HIDDEN)
        hearing.rule_set_id = law.current("open-hearing").key
        due = parting.due_at(hearing)
    assert due is not None
    with at(app, due - timedelta(seconds=1)):
        assert parting.part_due() == 0
        assert authors.said_by(people.actor("voter-3").account_id)
    with at(app, due):
        assert parting.part_due() == 1
        assert parting.part_due() == 0
        parting.part(find(1))

        session = db.session()
        linked = sa.select(sa.func.count(Comment.id)).where(Comment.account_id.is_not(None))
        committed = (
            sa.select(sa.func.count(PrivateFact.id))
            .join(Entry, Entry.id == PrivateFact.entry_id)
            .where(Entry.kind == "hearing:comment:accepted")
        )
        letters = sa.select(sa.func.count(LetterRow.id)).where(
            LetterRow.event.startswith("hearing:1:receipt:")
        )
        assert [session.scalar(each) for each in (linked, committed, letters)] == [0, 0, 0]
        assert authors.said_by(people.actor("voter-3").account_id) == []
        assert sealing.is_destroyed("hearing-1-names")
        assert queries.names_sealed(find(1), [1, 2, 3, 4, 5]) == set()
        counts = statistics.of(DISCUSSION, "1").total
        assert (counts.verified.comment, counts.verified.person) == (5, 4)
        assert len(record.history(PUBLIC, kinds={"hearing:authors:parted"})) == 1
        with pytest.raises(Refusal, match="key-destroyed"):
            keeping.keep(find(1), _written(), {keeping.Seal.NAME: "Niran"})


def _written() -> object:
    return replace(making.Written(comment_id=1, number=1, code="x", digest="y"), number=1)


def test_where_no_rule_sets_a_day_nothing_is_parted(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    four_voices(sqlite_app)
    with at(sqlite_app, AFTER + timedelta(days=4000)):
        assert parting.part_due() == 0
    travel(AFTER)

    page = unescape(browser.get(f"{PUBLIC}/speakers").text)

    assert "set no day on which comments are parted" in page


def test_only_its_author_erases_and_only_one_who_was_under_age(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        rename("voter-2", "Grown Up")
        making.says("voter-2", find(1), "Words.")
        for hint in ("voter-2", "voter-3", "officer-1"):
            with pytest.raises(Refusal, match="not-permitted"):
                taking_back.erase(people.actor(hint), find(1), 1)
