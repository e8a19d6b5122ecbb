"""Walking through a house by its links: one address of every type of page that a person can reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qsl, urldefrag, urlsplit

from playwright.sync_api import Page

_SLUG = re.compile(r"^\d+-[a-z0-9-]+$")
_EID = re.compile(r"^[a-z]+(_[\w~.-]+)+$")
_DIGEST = re.compile(r"^[0-9a-f]{16,}$")
_NAMED = ("agencies", "committees", "rules", "sheets", "authorities", "members")
_NUMBERED = ("hearings", "initiatives")
_NO_PAGES = re.compile(
    r"^/(static|api/v1|feeds|dev|sign-out)|\.(csv|json|xlsx|ods|pdf|docx|xml|md|atom|ics|txt|zip|html)$|/confirm|/papers/\d+$|/files?(/\d+)?$|/download$"
    r"|/minutes$|/book/\d+$|/enclosures/\d+$"
)
LEFT_OUT = ("lang", "after", "next")


def kind_of(address: str) -> str:
    """The type of page that an address leads to: numbers, slugs and section ids made alike."""
    parts = urlsplit(address)
    steps = parts.path.split("/")
    made = []
    for place, step in enumerate(steps):
        before = steps[place - 1] if place else ""
        if _SLUG.match(step) or (before in _NUMBERED and step.isdigit()):
            made.append("<slug>")
        elif step.isdigit():
            made.append("<n>")
        elif _DIGEST.match(step):
            made.append("<digest>")
        elif _EID.match(step):
            made.append("<eid>")
        elif before in _NAMED and step:
            made.append("<name>")
        else:
            made.append(step)
    asked = sorted({name for name, _value in parse_qsl(parts.query) if name not in LEFT_OUT})
    return "/".join(made) + ("?" + "&".join(asked) if asked else "")


def walk(
    page: Page,
    start: str,
    look: Callable[[str], None],
    *,
    most: int,
    more: dict[str, int],
    within: str = "/",
) -> list[str]:
    """The addresses reached from `start`, breadth first: one of a type, `more` of some types.

    `look` opens each and looks at it; the links are read off the page as it then stands. Links
    that lead out of `within` are not followed.
    """
    met: Counter[str] = Counter()
    seen, waiting, found = {start}, [start], []
    while waiting and len(found) < most:
        address = waiting.pop(0)
        kind = kind_of(address)
        if met[kind] >= more.get(kind, 1):
            continue
        met[kind] += 1
        look(address)
        found.append(address)
        for link in _links(page):
            if (
                link not in seen
                and link.startswith(within)
                and not _NO_PAGES.search(urlsplit(link).path)
            ):
                seen.add(link)
                waiting.append(link)
    return found


def _links(page: Page) -> list[str]:
    here: list[str] = page.eval_on_selector_all(
        "a[href]", "all => all.filter(a => a.origin === location.origin).map(a => a.href)"
    )
    clean = []
    for link in here:
        parts = urlsplit(urldefrag(link).url)
        kept = "&".join(f"{n}={v}" for n, v in parse_qsl(parts.query) if n not in LEFT_OUT)
        clean.append(parts.path + (f"?{kept}" if kept else ""))
    return clean
