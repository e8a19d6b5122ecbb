"""What every page finds ready: languages, the address of a file, who reads, the newest tree head."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, request
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from commons import clock, config
from commons.access import current_actor
from commons.config import HERE
from commons.forms import error_list
from commons.i18n import language
from commons.ledger import newest
from portal import clockface, fieldwork

_RETURNS = ("/sign-in/return", "/signing/return")  # their queries hold codes: never on a page
FRESH = 3600
"""For how many seconds a browser keeps a file of ours without asking."""
NAMES = {"th": "ไทย", "en": "English", "et": "Eesti", "fi": "Suomi"}


@dataclass(frozen=True)
class Tongue:
    """One language of the house, with the address of this very page in it."""

    code: str
    name: str
    address: str
    absolute: str
    current: bool


def footer() -> Markup:
    """The end of every page, with the newest head of the record while the database answers."""
    try:
        head = newest.head()
    except SQLAlchemyError:
        head = None
    return _footer(language(), head)


@lru_cache(maxsize=64)
def _footer(_language: str, head: newest.NewestHead | None) -> Markup:
    written = current_app.jinja_env.get_template("parts/footer.html").render(head=head)
    return Markup(written)  # noqa: S704  # a template of ours, which escapes


class Furnished(Template):
    """A template whose macros are put together once, not for every page that uses them.

    Jinja compares the names that all templates know, one by one, at each import. Here every
    template knows the same ones, so that counting them is enough.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if ctx is not None and len(ctx.globals_keys) == len(self.globals):
            return super()._get_default_module()
        return super()._get_default_module(ctx)


def register(app: Flask) -> None:
    """Give the templates their furniture."""
    app.jinja_env.template_class = Furnished
    app.jinja_env.globals.update(
        asset=asset,
        tongues=tongues,
        language=language,
        now=clock.now,
        face=clockface.face,
        footer=footer,
        sign_in_address=sign_in_address,
        list_address=list_address,
        error_list=error_list,
        field_kind=fieldwork.field_kind,
        described=fieldwork.described,
        input_type=fieldwork.input_type,
        session_rest=session_rest,
        demonstration=config.current().mode is config.Mode.DEMO,
    )
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = FRESH
    app.context_processor(lambda: {"actor": current_actor()})


@cache
def asset(name: str) -> str:
    """The address of a file under static/, changing when the file does."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def tongues() -> list[Tongue]:
    """The languages of the house, each with the address of this page in it."""
    base = config.current().base_url
    return [
        Tongue(code, NAMES.get(code, code), here, base + here, code == language())
        for code in config.current().locales
        if (here := _with_language(code))
    ]


def session_rest() -> int | None:
    """In how many seconds the reader's sign-in ends if nothing more is done; None for a visitor."""
    held = g.get("signed_in")
    if held is None or not current_actor().is_authenticated:
        return None
    return max(0, int((held.ends_at - clock.now()).total_seconds()))


def sign_in_address() -> str:
    """Where to sign in so as to come back to this page."""
    if request.method != "GET" or request.path in ("/", "/sign-in", "/sign-out", *_RETURNS):
        return "/sign-in"
    return "/sign-in?next=" + quote(request.full_path.rstrip("?"))


def list_address(after: str | None) -> str:
    """The same list with the same questions, from the cursor `after` or from its beginning."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "after"]
    asked = urlencode([*kept, ("after", after)] if after else kept)
    return f"{quote(request.path)}?{asked}" if asked else quote(request.path)


def _with_language(code: str) -> str:
    if request.path in _RETURNS:
        return f"/?{urlencode({'lang': code})}"
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    path = quote(request.path) if request.method == "GET" else "/"
    return f"{path}?{urlencode([*kept, ('lang', code)])}"
