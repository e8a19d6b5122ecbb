"""The two cookies of people: one names the session, one binds a way to the provider to a browser."""

from __future__ import annotations

from flask import Request, Response

from commons import config
from commons.accounts.handles import fingerprint, new_value

BROWSER_LIFE = 86400


def session_name() -> str:
    """The name of the cookie that holds the session's key and nothing else."""
    return _named("session")


def browser_name() -> str:
    """The name of the cookie that knows a browser again between two requests of a flow."""
    return _named("browser")


def session_key(request: Request) -> str | None:
    """The key that this browser brings, if any."""
    return request.cookies.get(session_name()) or None


def give_session(response: Response, key: str) -> None:
    """Hand the browser its session's key."""
    _set(response, session_name(), key, None)


def take_session(response: Response) -> None:
    """Let the browser forget its session's key."""
    response.delete_cookie(session_name(), path="/", secure=_secure(), httponly=True)


def browser_value(request: Request) -> str:
    """What this browser is known by: what it brought, or a fresh value."""
    return request.cookies.get(browser_name()) or new_value()


def browser_hash(request: Request) -> str | None:
    """The fingerprint of the browser, or None when it brings nothing."""
    brought = request.cookies.get(browser_name())
    return fingerprint(brought) if brought else None


def give_browser(response: Response, value: str) -> None:
    """Hand the browser what it will be known by for the next day."""
    _set(response, browser_name(), value, BROWSER_LIFE)


def _set(response: Response, name: str, value: str, life: int | None) -> None:
    response.set_cookie(
        name, value, max_age=life, path="/", secure=_secure(), httponly=True, samesite="Lax"
    )


def _named(word: str) -> str:
    return f"__Host-lexpopuli-{word}" if _secure() else f"lexpopuli-{word}"


def _secure() -> bool:
    return config.current().is_production
