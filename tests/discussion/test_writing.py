"""A thread: numbers, one stance for each person and section, receipts, tallies, carrying over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from commons import db
from commons.access import Assurance
from commons.discussion import queries, receipts, services, stances, statistics
from commons.discussion.models import Comment, Display, Placing, Stance
from commons.discussion.services import Author, Statement
from commons.errors import Refusal

THREAD = ("hearing", "1")


@pytest.fixture
def open_db(app: Flask) -> Iterator[None]:
    with app.app_context(), db.transaction():
        yield


def person(number: int, assurance: Assurance = Assurance.HIGH) -> Author:
    return Author(number, assurance, Display.NAME, f"Person {number}")


def say(
    number: int, words: str = "", *, section: str = "sec_1", stance: Stance | None = None
) -> services.Written:
    said = Statement(version=1, section=section, stance=stance, words=words)
    return services.write(*THREAD, person(number), said)


@pytest.mark.usefixtures("open_db")
def test_comments_are_numbered_from_one_in_each_thread() -> None:
    first = [say(1, "a").number, say(2, "b").number]
    other = services.write("hearing", "2", person(1), Statement(version=1, words="c")).number

    assert (first, other) == ([1, 2], 1)


@pytest.mark.usefixtures("open_db")
def test_a_person_holds_one_stance_of_a_section_however_often_he_changes_it() -> None:
    for stance in (Stance.AGREE, Stance.DISAGREE, Stance.CHANGE, Stance.DISAGREE):
        say(1, stance=stance)

    counts = statistics.of(*THREAD).at("sec_1").verified
    assert (counts.agree, counts.disagree, counts.change) == (0, 1, 0)
    assert stances.held_by(*THREAD, 1) == {"sec_1": Stance.DISAGREE}


@pytest.mark.usefixtures("open_db")
def test_twelve_stances_of_one_person_are_twelve_and_stay_twelve() -> None:
    given = [Stance.AGREE] * 5 + [Stance.DISAGREE] * 4 + [Stance.CHANGE] * 3
    for place, stance in enumerate(given):
        say(1, section=f"sec_{place}", stance=stance)

    say(1, section="sec_0", stance=Stance.DISAGREE)

    total = statistics.of(*THREAD).total.verified
    assert (total.stances, total.agree, total.disagree, total.person) == (12, 4, 5, 1)


@pytest.mark.usefixtures("open_db")
def test_the_tallies_equal_what_is_counted_row_by_row() -> None:
    for number in range(1, 30):
        stance = list(Stance)[number % 3] if number % 2 else None
        say(number % 7, f"words {number}", section=f"sec_{number % 4}", stance=stance)
    services.write(*THREAD, person(9), Statement(version=1, words="reply", reply_to=3))

    rows = db.session().scalars(sa.select(Comment).where(Comment.reply_to_id.is_(None)))
    counted = Counter(row.place for row in rows)
    shown = statistics.of(*THREAD)
    assert {place: shown.at(place).comments for place in counted if place} == dict(counted)
    assert (shown.total.replies, shown.respondents) == (1, 8)


@pytest.mark.usefixtures("open_db")
def test_persons_of_weak_sign_in_are_counted_apart() -> None:
    services.write(*THREAD, person(1, Assurance.LOW), Statement(version=1, stance=Stance.AGREE))
    services.write(*THREAD, person(2), Statement(version=1, stance=Stance.AGREE))

    whole = statistics.of(*THREAD).whole
    assert (whole.verified.agree, whole.others.agree) == (1, 1)


@pytest.mark.usefixtures("open_db")
def test_saying_nothing_is_refused() -> None:
    with pytest.raises(Refusal, check=lambda r: r.code == "nothing-said"):
        say(1)


@pytest.mark.usefixtures("open_db")
def test_a_receipt_verifies_until_a_letter_is_changed() -> None:
    written = say(1, "Fifteen days are too short.")
    before = queries.check(*THREAD, written.number, receipts.grouped(written.code))

    db.session().execute(sa.update(Comment).values(words="Fifteen days are too shorn."))
    db.session().expire_all()

    assert before is receipts.Finding.UNCHANGED
    assert queries.check(*THREAD, written.number, written.code) is receipts.Finding.CHANGED


@pytest.mark.usefixtures("open_db")
def test_a_wrong_code_tells_nothing() -> None:
    written = say(1, "words")

    found = queries.check(*THREAD, written.number, receipts.new_code())

    assert found is receipts.Finding.WRONG_CODE


@pytest.mark.usefixtures("open_db")
def test_only_the_author_sees_the_code() -> None:
    written = say(1, "words")

    assert queries.own(*THREAD, written.number, 2) is None
    assert queries.own(*THREAD, written.number, None) is None
    own = queries.own(*THREAD, written.number, 1)
    assert own is not None
    assert own.code == written.code


@pytest.mark.usefixtures("open_db")
def test_a_hidden_name_is_stored_nowhere() -> None:
    author = Author(1, Assurance.HIGH, Display.HIDDEN, "Somchai Jaidee")
    services.write(*THREAD, author, Statement(version=1, words="words"))

    row = db.session().scalars(sa.select(Comment)).one()
    assert row.shown_as == ""


@pytest.mark.usefixtures("open_db")
def test_a_withdrawn_comment_keeps_number_and_count_and_loses_words_and_stance() -> None:
    written = say(1, "words", stance=Stance.AGREE)

    services.withdraw(*THREAD, written.number, account_id=1)

    shown = queries.one(*THREAD, written.number)
    counts = statistics.of(*THREAD).at("sec_1")
    assert shown is not None
    assert (shown.words, shown.shown_as, shown.stance) == ("", "", None)
    assert (counts.comments, counts.verified.stances) == (1, 0)


@pytest.mark.usefixtures("open_db")
def test_nobody_withdraws_the_comment_of_another() -> None:
    written = say(1, "words")

    with pytest.raises(Refusal, check=lambda r: r.code == "not-permitted"):
        services.withdraw(*THREAD, written.number, account_id=2)


@pytest.mark.usefixtures("open_db")
def test_a_reply_to_a_reply_hangs_under_the_comment() -> None:
    above = say(1, "above")
    reply = services.write(
        *THREAD, person(2), Statement(version=1, words="reply", reply_to=above.number)
    )
    services.write(*THREAD, person(3), Statement(version=1, words="2nd", reply_to=reply.number))

    (shown,) = queries.page(*THREAD, "sec_1").comments
    assert [r.words for r in shown.replies] == ["reply", "2nd"]
    assert shown.reply_count == 2


@pytest.mark.usefixtures("open_db")
def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    for number in range(25):
        say(number + 1, f"words {number}")
    say(1, "elsewhere", section="sec_2")

    seen: list[int] = []
    place: int | None = 26
    while place is not None:
        page = queries.page(*THREAD, "sec_1", before=place, size=10)
        seen += [comment.number for comment in page.comments]
        place = page.following

    assert seen == list(range(25, 0, -1))


@pytest.mark.usefixtures("open_db")
def test_comments_follow_their_sections_to_a_new_version() -> None:
    for section in ("sec_1", "sec_2", "sec_3"):
        say(1, f"on {section}", section=section, stance=Stance.AGREE)

    services.carry(*THREAD, {"sec_1": "sec_2", "sec_2": "sec_1", "sec_3": None})

    (moved,) = queries.page(*THREAD, "sec_2").comments
    orphan = queries.one(*THREAD, 3)
    assert (moved.words, moved.placing, moved.version) == ("on sec_1", Placing.MOVED, 1)
    assert orphan is not None
    assert (orphan.place, orphan.placing, orphan.words) == (None, Placing.ORPHANED, "on sec_3")
    assert statistics.of(*THREAD).at("sec_2").verified.agree == 1
    assert stances.held_by(*THREAD, 1) == {"sec_1": Stance.AGREE, "sec_2": Stance.AGREE}


@pytest.mark.usefixtures("open_db")
def test_what_was_written_on_an_old_version_is_found_there_for_ever() -> None:
    say(1, "on the old section 1")

    services.carry(*THREAD, {"sec_1": None})

    page = queries.page(*THREAD, "sec_1", version=1)
    assert [comment.words for comment in page.comments] == ["on the old section 1"]


@pytest.mark.usefixtures("open_db")
def test_cutting_the_authors_leaves_words_and_counts() -> None:
    say(1, "words", stance=Stance.AGREE)

    services.cut_authors(*THREAD)

    row = db.session().scalars(sa.select(Comment)).one()
    assert (row.account_id, row.words) == (None, "words")
    assert statistics.of(*THREAD).total.verified.agree == 1
