"""What is read without counting: replies, totals, what a theme holds; alike for few and for many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db
from commons.discussion import finding, indexing, listing, queries, searching, statistics
from commons.discussion.models import Comment
from consult.handling import listing as desk
from consult.handling import services as handling
from consult.models import DISCUSSION
from consult.queries import answers, progress
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
        assert indexing.matching(DISCUSSION, key, "smoke school", limit=9) == [first.comment_id]
        assert indexing.matching(DISCUSSION, key, "farm", limit=9) == []

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


def _spoken(app: Flask) -> int:
    """Twelve comments that speak of smoke, four of them of farms, in two sections, and a reply."""
    number = making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 13):
            word = "farm" if voter % 3 == 0 else "school"
            section = "sec_4" if voter % 2 else "sec_3"
            says = f"Smoke harms the {word}, says {voter}."
            making.says(f"voter-{voter}", hearing, says, section=section)
        making.says("voter-1", hearing, "Smoke harms everybody.", reply_to=3)
        for comment_id in db.session().scalars(sa.select(Comment.id)):
            indexing.index(comment_id)
    return number


def _all(page: Callable[[int | None], tuple[list[int], int | None]]) -> list[int]:
    """The numbers of every page, one page after the other; a page may be empty."""
    found, after = page(None)
    for _ in range(20):
        if after is None:
            return found
        some, after = page(after)
        found += some
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("most", [1_000, 1])
def test_words_find_the_same_whether_they_are_rare_or_stand_nearly_everywhere(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    number = _spoken(sqlite_app)
    monkeypatch.setattr(searching, "MOST", most)
    monkeypatch.setattr(searching, "STEPS", (2, 3))
    with making.at(sqlite_app, making.AFTER):
        hearing = making.find(number)
        key = hearing.key

        def whole(after: int | None) -> tuple[list[int], int | None]:
            found = searching.everywhere(DISCUSSION, key, "farms", after=after, size=2)
            assert (found.total, found.is_exact) == ((4, True) if most > 1 else (1, False))
            return [c.number for c in found.comments], found.following

        def at_desk(after: int | None) -> tuple[list[int], int | None]:
            wanted = desk.Wanted(section="sec_4", words="smoke")
            found = desk.listing(hearing, wanted, after=after or 0, size=2)
            return [c.number for c in found.comments], found.following

        def section(after: int | None) -> tuple[list[int], int | None]:
            wanted = finding.Wanted(words="smoke farms")
            place = None if after is None else [after]
            found = finding.page(DISCUSSION, key, "sec_3", wanted, after=place, size=1)
            last = found.following[-1] if found.following else None
            return [c.number for c in found.comments], last

        assert _all(whole) == [12, 9, 6, 3]
        assert _all(at_desk) == [1, 3, 5, 7, 9, 11]
        assert _all(section) == [12, 6]
        assert len(searching.everywhere(DISCUSSION, key, "smoke").comments) >= 5


def test_the_whole_hearing_is_searched_on_one_page_and_by_machines(
    sqlite_app: Flask, client: FlaskClient
) -> None:
    number = _spoken(sqlite_app)
    with making.at(sqlite_app, making.AFTER):
        path = making.find(number).path

    assert client.get(f"{path}/search").status_code == 200
    page = client.get(f"{path}/search?q=smoke+everybody")
    assert "a reply to comment 3" in page.text
    assert f"{path}/comments/13" in page.text
    assert "Nothing was found" in client.get(f"{path}/search?q=%21+zzz").text
    assert client.get(f"{path}/search?q=smoke&after=nonsense").status_code == 400

    said = client.get(f"/api/v1{path}/comments?q=farm&section=sec_3").get_json()
    assert [c["number"] for c in said["items"]] == [6, 12]
    assert (said["total"], said["total_relation"]) == (2, "eq")


@pytest.mark.parametrize("small", [2_000, 3])
def test_the_report_tells_where_nobody_spoke_and_how_evenly_people_spoke(
    sqlite_app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    number = _spoken(sqlite_app)
    monkeypatch.setattr(progress, "SMALL", small)
    with making.at(sqlite_app, making.AFTER):
        handling.count_large()
        hearing = making.find(number)
        spread = progress.spread(hearing, statistics.of(DISCUSSION, hearing.key))

    assert (spread.persons, spread.first_time, spread.first_time_percent) == (12, 12, 100)
    assert (spread.comments, spread.of_busiest, spread.half_in) == (13, 11, 1)
    page = client.get(f"{hearing.path}/report").text
    assert "For the first time in a hearing spoke 12 of 12 participants" in page
    assert "Nobody spoke of" in page
    assert ("Counted on" in page) is (small == 3), "a figure that may lag says its moment"
