"""What the field macro asks about a form field: its kind, its attributes, its input type."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)

from commons.dayfields import Day, Moment

_KINDS: tuple[tuple[type, str], ...] = (
    (HiddenField, "hidden"),
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (BooleanField, "tick"),
    (TextAreaField, "area"),
    (FileField, "file"),
    (Moment, "moment"),
    (Day, "day"),
)
_GROUPS = ("radios", "checkboxes", "day", "moment")


def field_kind(field: Any) -> str:
    """How the field is drawn; "line" where nothing else fits."""
    return next((kind for made, kind in _KINDS if isinstance(field, made)), "line")


def described(field: Any, hint: str | None, count: int | None = None) -> dict[str, str]:
    """Which sentences describe the field, and whether it is in error, for assistive technology."""
    told = [f"{field.id}-hint"] if hint else []
    if field.errors:
        told.append(f"{field.id}-error")
    if count:
        told.append(f"{field.id}-count")
    attributes = {"aria-describedby": " ".join(told)} if told else {}
    if field.errors and field_kind(field) not in _GROUPS:
        attributes["aria-invalid"] = "true"
    return attributes


def input_type(field: Any) -> str:
    """The type of an input: text unless the field's widget says otherwise."""
    return str(getattr(field.widget, "input_type", "text"))
