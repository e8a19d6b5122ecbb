"""Fields read what people write: code points, Buddhist years, Thai digits, sentences in their language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from commons.dayfields import Day, Moment
from commons.errors import FieldRefusals, Refusal
from commons.forms import Choice, Choices, Email, Form, Line, Required, Whole, Words, error_list
from commons.i18n import force_locale


class Sample(Form):
    """One field of each kind."""

    title = Line("Title", [Required()], limit=10)
    words = Words("Words", limit=5)
    email = Email("E-mail")
    age = Whole("Age")
    stance = Choice("Stance", choices=[("agree", "Agree"), ("disagree", "Disagree")])
    topics = Choices("Topics", choices=[("a", "A"), ("b", "B")])
    day = Day("Day")
    opens_at = Moment("Opens")


def _read(app: Flask, said: dict[str, Any], tongue: str = "en") -> Sample:
    with app.test_request_context("/", method="POST"), force_locale(tongue):
        form = Sample(formdata=MultiDict({"title": "x", **said}), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("31", "3", "2570"), date(2027, 3, 31)),
        (("๓๑", "๓", "๒๕๗๐"), date(2027, 3, 31)),
        (("31", "3", "2027"), date(2027, 3, 31)),
    ],
)
def test_a_year_above_2400_is_buddhist(app: Flask, written: tuple[str, ...], read: date) -> None:
    said = dict(zip(("day-day", "day-month", "day-year"), written, strict=True))

    assert _read(app, said).day.data == read


def test_a_day_may_come_as_one_iso_value(app: Flask) -> None:
    assert _read(app, {"day": "2027-03-31"}).day.data == date(2027, 3, 31)


@pytest.mark.parametrize("year", ["2027", "x", "99999", ""])
def test_a_day_that_does_not_exist_is_refused(app: Flask, year: str) -> None:
    form = _read(app, {"day-day": "30", "day-month": "2", "day-year": year})

    assert form.day.errors == ["Enter a real date, such as 31 3 2027."]
    assert ("day-day", "Enter a real date, such as 31 3 2027.") in list(error_list(form))


def test_an_instant_is_read_in_the_zone_of_the_law(app: Flask) -> None:
    said = {"opens_at-day": "1", "opens_at-month": "10", "opens_at-year": "2569"}

    form = _read(app, {**said, "opens_at-time": "09:00"})

    assert form.opens_at.data == datetime(2026, 10, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "iso", ["2026-10-01T09:00", "2026-10-01T09:00:00+07:00", "2026-10-01T02:00:00Z"]
)
def test_an_instant_may_come_as_one_iso_value(app: Flask, iso: str) -> None:
    assert _read(app, {"opens_at": iso}).opens_at.data == datetime(2026, 10, 1, 2, tzinfo=UTC)


def test_length_counts_code_points_and_a_line_end_as_one(app: Flask) -> None:
    assert not _read(app, {"words": "a\r\nกำ๑"}).words.errors
    assert not _read(app, {"words": "e\u0301e\u0301e\u0301e\u0301e\u0301"}).words.errors

    refused = _read(app, {"words": "123456"})

    assert refused.words.errors == ["Write at most 5 characters; there are 6."]


def test_an_error_is_said_in_the_readers_language(app: Flask) -> None:
    assert _read(app, {"title": "  "}, "th").title.errors == ["โปรดกรอกช่องนี้"]
    assert _read(app, {"topics": "z"}, "th").topics.errors


def test_numbers_may_be_written_in_thai_digits(app: Flask) -> None:
    assert _read(app, {"age": "๑,๒๓๔"}).age.data == 1234
    assert _read(app, {"age": "x"}).age.errors == ["Enter a whole number."]


def test_a_choice_that_was_not_offered_is_refused(app: Flask) -> None:
    assert _read(app, {"stance": "maybe"}).stance.errors == ["Not a valid choice."]
    assert _read(app, {}).stance.data is None


@pytest.mark.parametrize("address", ["a", "a@b", "@b.c", "a b@c.d"])
def test_what_cannot_be_an_address_is_refused(app: Flask, address: str) -> None:
    assert _read(app, {"email": address}).email.errors


def test_what_a_service_refuses_stands_beside_its_field(app: Flask) -> None:
    form = _read(app, {})

    form.refuse(Refusal("too-short", "Too short.", field="title"))
    form.refuse(FieldRefusals("missing", "", [("age", "Say your age."), ("no-field", "Other.")]))

    assert list(error_list(form)) == [
        ("", "Other."),
        ("title", "Too short."),
        ("age", "Say your age."),
    ]
