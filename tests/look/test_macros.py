"""What the macros say: clocks that count down and then accuse, gauges, lists that page, fields."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from commons import clock
from commons.i18n import force_locale

DUE = datetime(2026, 3, 12, 17, tzinfo=UTC)  # 00:00 of 13 March in Bangkok


def _say(app: Flask, file: str, macro: str, *said: Any, tongue: str = "en", **named: Any) -> str:
    with app.test_request_context("/hearings?status=open&after=abc"), force_locale(tongue):
        module: Any = app.jinja_env.get_template(f"macros/{file}.html").module
        return Markup(getattr(module, macro)(*said, **named)).striptags()


@pytest.mark.parametrize(
    ("now", "owes", "sentence"),
    [
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "summary", "Summary due in 11 days"),
        (datetime(2026, 3, 12, 16, tzinfo=UTC), "answer", "Due today"),
        (datetime(2026, 3, 12, 17, tzinfo=UTC), "summary", "Summary overdue by 1 day "),
        (datetime(2026, 3, 14, 17, tzinfo=UTC), "decision", "Decision overdue by 3 days"),
    ],
)
def test_a_clock_counts_local_days_and_then_says_who_is_late(
    sqlite_app: Flask, now: datetime, owes: str, sentence: str
) -> None:
    with clock.travel(now):
        shown = _say(sqlite_app, "clock", "owed", DUE, owes)

    assert sentence in shown + " "
    assert "the end of 12 March 2026" in shown


def test_thai_readers_see_their_era_and_digits(sqlite_app: Flask) -> None:
    with clock.travel(datetime(2026, 3, 14, 17, tzinfo=UTC)):
        shown = _say(sqlite_app, "clock", "owed", DUE, "summary", tongue="th")

    assert "รายงานสรุปผลล่าช้า ๓ วัน" in shown
    assert "สิ้นวันที่ ๑๒ มีนาคม ๒๕๖๙" in shown


@pytest.mark.parametrize(
    ("now", "badge"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), "Open now"),
        (datetime(2026, 3, 11, tzinfo=UTC), "Closing soon"),
        (DUE, "Closed"),
    ],
)
def test_a_window_is_open_then_closes_soon_then_is_closed(
    sqlite_app: Flask, now: datetime, badge: str
) -> None:
    with clock.travel(now):
        assert _say(sqlite_app, "clock", "closing", DUE).startswith(badge)


def test_a_date_bears_its_iso_form(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context("/"), force_locale("th"):
        shown = sqlite_app.jinja_env.get_template("macros/when.html").module.when(DUE, "day")  # type: ignore[attr-defined]

    assert shown == '<time datetime="2026-03-12T17:00:00+00:00">๑๓ มีนาคม ๒๕๖๙</time>'


def test_a_gauge_says_in_words_what_its_bar_shows(sqlite_app: Flask) -> None:
    assert "1,200 of 50,000 signatures needed" in _say(sqlite_app, "gauge", "gauge", 1200, 50_000)


def test_the_next_page_of_a_list_keeps_its_filters(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context("/hearings?status=open&after=abc"), force_locale("en"):
        module: Any = sqlite_app.jinja_env.get_template("macros/pagination.html").module
        shown = module.pagination(next="xyz", first=True, total=41)

    assert 'href="/hearings?status=open&amp;after=xyz"' in shown
    assert 'href="/hearings?status=open"' in shown
    assert "41 results" in shown
