"""Languages of the house: sentences, dates of the Buddhist era, Thai digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import flask_babel
from babel import dates, numbers
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, get_domain, get_locale, gettext, lazy_gettext
from flask_babel import ngettext as _plural
from markupsafe import Markup

from commons import config
from commons.config import HERE

__all__ = ["_", "_l", "date_", "datetime_", "force_locale", "language", "ngettext", "number"]

COOKIE = "lang"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_BUDDHIST_ERA = 543
DEFAULT_ZONE = ZoneInfo("Asia/Bangkok")

_: Callable[..., str] = gettext
_l = lazy_gettext
ngettext: Callable[..., str] = _plural


def register(app: Flask) -> Babel:
    """Install the languages; every room's catalogue lies in translations/<room>/."""
    folders = sorted(p for p in (HERE / "translations").iterdir() if p.is_dir())
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(p) for p in folders)
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    babel = Babel(app, locale_selector=chosen)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_one,
        ngettext=_many,
        newstyle=True,
    )
    app.jinja_env.globals["_"] = _written
    app.jinja_env.filters.update(date=date_, datetime=datetime_, number=number)
    app.after_request(_remember)
    return babel


@contextmanager
def force_locale(code: str) -> Iterator[None]:
    """Write in this language meanwhile, whoever reads the page: for letters above all."""
    former = g.pop("speech", None) if has_app_context() else None
    try:
        with flask_babel.force_locale(code):
            yield
    finally:
        if has_app_context():
            g.speech = former


@dataclass(frozen=True)
class _Speech:
    """The language that is being written now, as a two-letter word, and its catalogue."""

    code: str
    sentences: Any


def _speech() -> _Speech:
    """What is spoken now, found out once in a context."""
    kept: _Speech | None = g.get("speech") if has_app_context() else None
    if kept is None:
        locale = get_locale()
        kept = _Speech(locale.language if locale else "en", get_domain().get_translations())
        if has_app_context():
            g.speech = kept
    return kept


def _one(sentence: str) -> str:
    return str(_speech().sentences.ugettext(sentence))


def _many(one: str, many: str, number: int) -> str:
    return str(_speech().sentences.ungettext(one, many, number))


def _written(sentence: str, /, **values: Any) -> Markup:
    """A sentence of a template; its values are escaped, and a percent sign is written twice."""
    return Markup(_one(sentence)) % values  # noqa: S704  # our own words


def chosen() -> str:
    """The reader's language: the address, then the cookie, then the account, then the browser."""
    offered = config.current().locales
    if not has_request_context():
        return offered[0]
    for said in (request.args.get("lang"), request.cookies.get(COOKIE), g.get("account_language")):
        if said in offered:
            return str(said)
    return request.accept_languages.best_match(offered) or offered[0]


def language() -> str:
    """The language that is being written now, as a two-letter word."""
    return _speech().code


def _remember(response: Any) -> Any:
    said = request.args.get("lang")
    if said in config.current().locales and not request.path.endswith("/embed"):
        response.set_cookie(
            COOKIE,
            said,
            max_age=365 * 86400,
            httponly=True,
            samesite="Lax",
            secure=config.current().is_production,
        )
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _thai(shown: str) -> str:
    return shown.translate(_THAI_DIGITS)


def date_(value: date | datetime, *, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """A day in words; for Thai readers in the Buddhist era and Thai digits."""
    day = value.astimezone(zone).date() if isinstance(value, datetime) else value
    return _day(day, language())


@lru_cache(maxsize=4096)
def _day(day: date, tongue: str) -> str:
    if tongue == "th":
        shown = dates.format_date(day, "d MMMM", locale="th")
        return _thai(f"{shown} {day.year + _BUDDHIST_ERA}")
    return dates.format_date(day, "d MMMM y", locale=tongue)


def datetime_(value: datetime, *, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """An instant in words, with hour and minute in `zone`."""
    local = value.astimezone(zone)
    shown = f"{local:%H:%M}"
    if language() == "th":
        return f"{date_(local, zone=zone)} {_thai(shown)} น."
    return f"{date_(local, zone=zone)}, {shown}"


def number(value: int | float) -> str:
    """A number as the reader writes it."""
    tongue = language()
    # Small counts need no grouping in any language, and pages are full of them.
    small = isinstance(value, int) and 0 <= value < 1000
    shown = str(value) if small else numbers.format_decimal(value, locale=tongue)
    return _thai(shown) if tongue == "th" else shown


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
