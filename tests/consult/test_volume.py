"""What is read without counting: replies, totals, what a theme holds; alike for few and for many."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from commons import db
from commons.discussion import indexing, listing, queries
from commons.discussion.models import Comment
from consult.models import DISCUSSION
from consult.queries import answers
from consult.services import answering
from tests import people
from tests.consult import making


def test_replies_totals_and_themes_are_read_without_counting_rows(sqlite_app: Flask) -> None:
    number = making.ready(sqlite_app)
    with making.at(sqlite_app, making.WHILE_OPEN):
        hearing = making.find(number)
        first = making.says("citizen-a", hearing, "Smoke harms the school.")
        making.says("citizen-b", hearing, "Smoke harms the farm.")
        making.says("voter-7", hearing, "I agree.", reply_to=first.number)
        indexing.index(first.comment_id)
        key = hearing.key

        shown = queries.one(DISCUSSION, key, first.number)
        said = listing.listing(DISCUSSION, key, listing.Wanted(), size=1)
        of_section = listing.listing(DISCUSSION, key, listing.Wanted(place="sec_1"))

        assert shown is not None
        assert shown.reply_count == 1
        assert (said.total, said.following, of_section.total) == (3, 1, 0)
        assert indexing.matching(DISCUSSION, key, "smoke school") == [first.comment_id]
        assert indexing.matching(DISCUSSION, key, "farm") == []

        db.session().execute(sa.update(Comment).values(replies=None))
        older = queries.one(DISCUSSION, key, first.number)
        assert older is not None
        assert older.reply_count == 1

    with making.at(sqlite_app, making.AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        theme = answering.make_theme(officer, hearing, title="Smoke")
        answering.group(officer, hearing, theme, [1, 2])

        assert [c.number for c in answers.in_theme(hearing, theme.id)] == [1, 2]
        assert [c.number for c in answers.in_theme(hearing, theme.id, after=1)] == [2]
        assert answers.in_theme(hearing, theme.id, after=2) == []
        assert [line.comments for line in answers.themes(hearing)] == [2]
