"""Where a browser may be sent on to after signing in: pages of this house only."""

from __future__ import annotations

from urllib.parse import urlsplit

_NOT_BACK_TO = ("/sign-in", "/sign-out", "/signing")
_LONGEST = 2000


def path(said: str | None) -> str:
    """The address if it is a page of ours, else the front page (ASVS 3.7.2)."""
    if not said or not said.startswith("/") or said.startswith(("//", "/\\")):
        return "/"
    if len(said) > _LONGEST or "\\" in said or not said.isprintable():
        return "/"
    try:
        parts = urlsplit(said)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith(_NOT_BACK_TO):
        return "/"
    return said
