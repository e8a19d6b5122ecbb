"""The pages that explain the house: help, privacy, accessibility, about; and what machines ask first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, Response, render_template

from commons import clock, config
from commons.access import Permission, requires
from commons.config import HERE
from commons.i18n import _, language

blueprint = Blueprint("pages", __name__)
PREPARED = date(2026, 11, 20)
PRIVATE = ("/desk", "/me", "/sign-in", "/sign-out", "/signing", "/receipts", "/dev", "/unsubscribe")


@blueprint.get("/help")
@requires(Permission.ANYONE)
def help_() -> str:
    """How to comment, sign and propose, step by step."""
    return _page("help", _("Help"), _("How to take part, step by step, and what to do when stuck."))


@blueprint.get("/about")
@requires(Permission.ANYONE)
def about() -> str:
    """What this house is for and what it cannot promise."""
    return _page("about", _("About Lex Populi"), _("Citizens and the State make law together."))


@blueprint.get("/privacy")
@requires(Permission.ANYONE)
def privacy() -> str:
    """What is stored about a person, why and for how long (GDPR 13, PDPA 23)."""
    return _page("privacy", _("Privacy"), _("What we store about you, what we do not, and why."))


@blueprint.get("/accessibility")
@requires(Permission.ANYONE)
def accessibility() -> str:
    """The accessibility statement (Decision (EU) 2018/1523)."""
    lead = _("Everybody must be able to read, comment and sign.")
    return _page("accessibility", _("Accessibility statement"), lead)


@blueprint.get("/.well-known/security.txt")
@requires(Permission.ANYONE)
def security_contact() -> Response:
    """Where to report a weakness (RFC 9116); the date moves on by itself."""
    base = config.current().base_url
    today = clock.machine_now().date()
    expires = datetime.combine(today + timedelta(days=180), time(), tzinfo=UTC)
    lines = [
        f"Contact: {base}/feedback?about=security",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: " + ", ".join(config.current().locales),
        f"Canonical: {base}/.well-known/security.txt",
    ]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/robots.txt")
@requires(Permission.ANYONE)
def robots() -> Response:
    """What search engines may not enter: everything that belongs to one person or to officials."""
    closed = [f"Disallow: {path}" for path in PRIVATE]
    closed += ["Disallow: /*/sign$", "Disallow: /*/mine$"]
    body = "\n".join(["User-agent: *", *closed]) + "\n"
    return Response(body, content_type="text/plain; charset=utf-8")


def _page(name: str, title: str, lead: str) -> str:
    wanted = HERE / "templates" / "pages" / language() / f"{name}.html"
    tongue = language() if wanted.exists() else "en"
    return render_template(
        "pages/page.html", name=name, title=title, lead=lead, tongue=tongue, prepared=PREPARED
    )
