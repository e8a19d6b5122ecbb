"""Sign-in in the middle of writing loses nothing: the words wait, and stand in the form again."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from flask import Response, current_app, flash, g, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import MethodNotAllowed, NotFound

from commons.access import current_actor
from commons.accounts import drafts
from commons.i18n import _
from commons.identity import cookies

ARGUMENT = "draft"


def to_sign_in(back: str) -> Response:
    """Send the browser to sign in and then back; what it was sending is kept until then."""
    if request.method != "POST":
        return redirect("/sign-in?next=" + quote(back), 303)  # type: ignore[return-value]
    browser = cookies.browser_value(request)
    page = back if back != "/" else page_of(request.path)
    key = drafts.rescue(request.path, request.form.to_dict(flat=False), browser=browser)
    if key is None:
        return redirect("/sign-in?next=" + quote(page), 303)  # type: ignore[return-value]
    response = redirect("/sign-in?next=" + quote(_with_draft(page, key)), 303)
    cookies.give_browser(response, browser)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def page_of(path: str) -> str:
    """The page on which a form that is sent to `path` stands: the nearest one above it."""
    adapter = current_app.url_map.bind("")
    while path.count("/") > 1:
        try:
            adapter.match(path, method="GET")
        except (NotFound, MethodNotAllowed):
            path = path.rsplit("/", 1)[0]
        else:
            return path
    return path or "/"


def bring_back() -> None:
    """Before a page that is asked for with a draft: let its forms stand as they were left."""
    key = request.args.get(ARGUMENT)
    if not key or request.method != "GET" or "draft_fields" in g:
        return
    words = drafts.restore(
        key,
        browser=request.cookies.get(cookies.browser_name()),
        account_id=current_actor().account_id,
    )
    if words:
        g.draft_fields = MultiDict((name, word) for name, said in words.items() for word in said)
        flash(_("What you wrote is still here. Look at it and send it again."), "info")


def _with_draft(page: str, key: str) -> str:
    parts = urlsplit(page)
    asked = "&".join(q for q in parts.query.split("&") if q and not q.startswith(f"{ARGUMENT}="))
    more = urlencode({ARGUMENT: key})
    return f"{parts.path}?{asked}&{more}" if asked else f"{parts.path}?{more}"
