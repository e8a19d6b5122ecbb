"""The head in every page's footer: asked once a second, and never older than that."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from commons import db, record
from commons.ledger import newest, sequencing


def sign_one() -> None:
    with db.transaction():
        record.note("test:thing:done", "/things/1")
    with db.transaction():
        sequencing.sequence()


def shown() -> int:
    with db.transaction(writes=False):
        found = newest.head()
    return found.size if found else 0


def test_a_head_that_this_process_signs_stands_on_the_next_page(app: Flask) -> None:
    before = shown()

    sign_one()

    page = app.test_client().get("/help", headers={"Accept-Language": "en"}).text
    assert (before, shown()) == (0, 1)
    assert "Newest entry in the public record: number 1." in page


def test_a_head_of_another_process_is_seen_after_a_second(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 1000.0
    monkeypatch.setattr(newest.time, "monotonic", lambda: moment)
    assert shown() == 0
    monkeypatch.setattr(newest, "forget", lambda: None)  # another process forgets only for itself
    sign_one()

    early = shown()
    moment += newest.KEPT_SECONDS

    assert (early, shown()) == (0, 1)


def test_a_thousand_pages_ask_for_the_head_once(app: Flask) -> None:
    sign_one()
    shown()
    asked: list[str] = []
    engine = db.database().engine
    sa.event.listen(
        engine, "before_cursor_execute", lambda _l, _c, said, *_more: asked.append(said)
    )

    for _ in range(1000):
        shown()

    assert asked == []
