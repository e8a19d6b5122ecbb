"""The shapes that a value of the law may have; each answers with what is wrong, or with nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commons.law.periods import BadPeriod, Period

Shape = Callable[[Any], str | None]

LANGUAGES = ("en", "th")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_LOCALE = re.compile(r"[a-z]{2}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DECIMAL = re.compile(r"\d{1,3}(\.\d{1,4})?")


def duration(value: Any) -> str | None:
    """P15D, P6M, PT72H."""
    if not isinstance(value, str):
        return "must be a duration such as P15D"
    try:
        Period.parse(value)
    except BadPeriod as error:
        return str(error)
    return None


def count(value: Any) -> str | None:
    """A whole number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return "must be a whole number, 0 or more"
    return None


def truth(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "must be true or false"


def percent(value: Any) -> str | None:
    """A decimal number in quotation marks, so that no digit is lost."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return None
    return 'must be a percentage in quotation marks, such as "1.5"'


def code(value: Any) -> str | None:
    """One word of a closed list, in kebab case."""
    if isinstance(value, str) and _CODE.fullmatch(value):
        return None
    return "must be a word in lower case with hyphens"


def words(value: Any) -> str | None:
    """A sentence for people, in English and in Thai."""
    if not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
        return "must be a sentence in each language: {en = ..., th = ...}"
    missing = [language for language in LANGUAGES if language not in value]
    return f"lacks {' and '.join(missing)}" if missing else None


def locale(value: Any) -> str | None:
    """A language, in two letters."""
    if isinstance(value, str) and _LOCALE.fullmatch(value):
        return None
    return "must be a language in two letters"


def country(value: Any) -> str | None:
    """A State, in the two letters of ISO 3166."""
    if isinstance(value, str) and _COUNTRY.fullmatch(value):
        return None
    return "must be a State in two capital letters"


def zone(value: Any) -> str | None:
    """A zone of the time-zone database."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, TypeError, ValueError):
        return "must be a zone such as Asia/Bangkok"
    return None


def one_of(*allowed: str) -> Shape:
    """One of these words."""

    def shape(value: Any) -> str | None:
        return None if value in allowed else f"must be one of: {', '.join(allowed)}"

    return shape


def many(each: Shape) -> Shape:
    """A list without repetition, each of the same shape."""

    def shape(value: Any) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        for item in value:
            fault = each(item)
            if fault:
                return f"{item!r} {fault}"
        seen = [repr(item) for item in value]
        return None if len(set(seen)) == len(seen) else "names something twice"

    return shape


def table(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """A table with these keys and no others."""
    known = {**required, **(optional or {})}

    def shape(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "must be a table"
        for name in required:
            if name not in value:
                return f"lacks {name}"
        for name, item in value.items():
            if name not in known:
                return f"has an unknown key {name}"
            fault = known[name](item)
            if fault:
                return f"{name} {fault}"
        return None

    return shape


def each_named(each: Shape) -> Shape:
    """A table whose keys are codes of any name, each of the same shape."""

    def shape(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "must be a table"
        for name, item in value.items():
            fault = code(name.lower()) or each(item)
            if fault:
                return f"{name} {fault}"
        return None

    return shape
