"""The figures of a thread: after whatever was done they are what counting every row would give."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from commons import clock, db
from commons.access import Assurance
from commons.discussion import authors, erasing, figures, listing, placing, services
from commons.discussion.models import Channel, Comment, Display, Stance, Thread
from commons.discussion.services import Author, Statement

THREAD = ("hearing", "1")


def _say(number: int | None, *, words: str = "", level: int = 3, **more: object) -> Comment:
    display = list(Display)[(number or 0) % 4]
    author = Author(number, Assurance(level), display, f"Person {number}")
    statement = Statement(version=1, words=words, **more)  # type: ignore[arg-type]
    written = services.write(*THREAD, author, statement)
    return db.session().get_one(Comment, written.comment_id)


def _counted_anew() -> dict[figures.Place, int]:
    thread = db.session().scalars(sa.select(Thread).where(Thread.key == "1")).one()
    thread.is_counted = False
    db.session().flush()
    found = {place: times for place, times in figures.of(*THREAD).items() if times}
    thread.is_counted = True
    db.session().flush()
    return found


def _many_acts() -> None:
    for number in range(1, 13):
        place, stance = f"sec_{number % 3}", list(Stance)[number % 3]
        _say(number, words="a" * (number % 2), section=place, stance=stance, level=number % 4)
    _say(None, words="On paper.", section="sec_1", channel=Channel.PAPER, level=0)
    guest = _say(None, section="sec_2", stance=Stance.AGREE, level=0)
    _say(2, words="reply", reply_to=1)
    sealed = _say(20, words="open", confidential_reason="health", section="sec_1")
    services.withdraw(*THREAD, 3, account_id=3)
    erasing.withdraw_unowned(*THREAD, guest)
    authors.withhold_name(*THREAD, sealed.number, account_id=20)
    authors.withhold_names(1)
    erasing.erase(*THREAD, db.session().get_one(Comment, sealed.id), at=clock.now())
    services.carry(*THREAD, {"sec_0": "sec_9", "sec_1": None})
    placing.put(*THREAD, [guest.id, sealed.id], "sec_4")


def test_figures_follow_every_act_and_equal_what_is_counted_row_by_row(app: Flask) -> None:
    with app.app_context(), db.transaction():
        _many_acts()
        kept = figures.of(*THREAD)

        assert kept == _counted_anew()
        for wanted in (
            listing.Wanted(place="sec_2"),
            listing.Wanted(stance=Stance.AGREE),
            listing.Wanted(place="sec_9", stance=Stance.AGREE),
        ):
            found = listing.listing(*THREAD, wanted)
            assert found.total == len(found.comments) > 0


def test_a_thread_older_than_its_figures_is_counted_once_by_the_timer(app: Flask) -> None:
    with app.app_context(), db.transaction():
        _many_acts()
        kept = figures.of(*THREAD)
        db.session().execute(sa.update(Thread).values(is_counted=False))
        db.session().execute(sa.update(figures.Figure).values(times=0))
        db.session().expire_all()
        assert figures.of(*THREAD) == kept, "until then the page counts by itself"

        assert (figures.count_some(), figures.count_some()) == (1, 0)

        assert figures.of(*THREAD) == kept
        _say(30, words="later", section="sec_2")
        assert figures.of(*THREAD) == _counted_anew()
