"""A visitor who follows links from the front page finds every public page, and no dead end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

EACH = 3
MORE = {"/hearings/<slug>": 20, "/initiatives/<slug>": 20, "/hearings/<slug>/sections/<eid>": 30}
PROMISED = {
    "/",
    "/hearings",
    "/hearings/<slug>",
    "/hearings/<slug>/sections/<eid>",
    "/hearings/<slug>/comments/<n>",
    "/hearings/<slug>/versions/<n>",
    "/hearings/<slug>/compare/<n>/<n>",
    "/hearings/<slug>/report",
    "/hearings/<slug>/report.csv",
    "/hearings/<slug>/report.json",
    "/initiatives",
    "/initiatives/<slug>",
    "/initiatives/<slug>/sections/<eid>",
    "/initiatives/<slug>/sign",
    "/initiatives/<slug>/mine",
    "/initiatives/new",
    "/receipts",
    "/agencies",
    "/agencies/<name>",
    "/committees/<name>",
    "/ledger",
    "/search",
    "/help",
    "/privacy",
    "/accessibility",
    "/about",
    "/feedback",
    "/sign-in",
    "/rules",
    "/statistics",
    "/feeds/hearings.atom",
    "/feeds/initiatives.atom",
    "/feeds/agencies/<name>.atom",
    "/hearings/<slug>/feed.atom",
    "/api/docs",
    "/api/v1/openapi.json",
}
"""The public pages of the contract that a person comes to by links."""
UNLINKED = (
    "/.well-known/security.txt",
    "/api/v1/hearings",
    "/api/v1/initiatives",
    "/api/v1/agencies",
    "/api/v1/committees",
    "/api/v1/rules",
    "/api/v1/statistics",
    "/api/v1/ledger/head",
    "/api/v1/ledger/entries",
    "/healthz",
    "/readyz",
)
"""Addresses of the contract for machines."""
SIGNED_IN_ONLY = ("/initiatives/new", "/me", "/sign-in")
_LINK = re.compile(r"""<(?:a|link|form)\b[^>]*?\b(?:href|action)="([^"]*)\"""")
_KINDS = (
    (re.compile(r"^(/(?:hearings|initiatives)/)\d+-[^/]+"), r"\1<slug>"),
    (re.compile(r"(/sections/)[^/]+$"), r"\1<eid>"),
    (re.compile(r"(/(?:comments|versions|compare|entries|heads)/)\d+"), r"\1<n>"),
    (re.compile(r"(/compare/<n>/)\d+"), r"\1<n>"),
    (re.compile(r"^(/(?:agencies|committees)/)[^/.]+"), r"\1<name>"),
    (re.compile(r"^(/feeds/agencies/)[^/.]+"), r"\1<name>"),
    (re.compile(r"^(/rules/)[^/]+(?:/[^/]+)?$"), r"\1<name>"),
)


def kind_of(path: str) -> str:
    """The type of page that a path leads to."""
    for pattern, made in _KINDS:
        path = pattern.sub(made, path)
    return path


def links(here: str, page: str) -> Iterator[str]:
    """The addresses of this house that a page leads to by links (a form's only where it reads)."""
    for tag in re.findall(r"<(?:a|link|form)\b[^>]*>", page):
        found = _LINK.match(tag)
        if found is None or (tag.startswith("<form") and 'method="post"' in tag.lower()):
            continue
        target = urljoin("http://localhost" + here, unescape(found[1]))
        parts = urlsplit(urldefrag(target).url)
        if parts.netloc == "localhost" and parts.scheme == "http":
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def unfit(answer: TestResponse) -> Iterator[str]:
    """What an answer lacks of that which every page must have."""
    policy = answer.headers.get("Content-Security-Policy", "")
    for word in ("object-src 'none'", "base-uri 'none'", "frame-ancestors"):
        if word not in policy:
            yield f"its policy lacks {word}"
    if "unsafe-inline" in policy:
        yield "its policy allows inline script"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield "its type may be guessed"
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return
    page = answer.text
    if not re.search(
        r'<html lang="[a-z]{2}(?:-[A-Za-z]+)?"', page
    ):  # a text to keep is in its own language
        yield "it names no language"
    if len(re.findall(r"<h1[ >]", page)) != 1:
        yield "it has not one heading"
    if not re.search(r"<title>[^<]{12,}</title>", page):
        yield "it has no title"
    if re.search(r"<time(?! datetime=\"\d{4}-\d\d)", page):
        yield "a time is not for machines"
    if re.search(r"<script(?![^>]*src=\"/static/)| style=| on[a-z]+=\"", page):
        yield "it holds script or style of its own"


def walk(client: FlaskClient) -> tuple[set[str], list[str]]:
    """The types of page reached from the front page, and every link that did not lead anywhere."""
    met: dict[str, int] = {}
    waiting, seen, faults = [("/", "/")], {"/"}, []
    while waiting:
        address, source = waiting.pop(0)
        kind = kind_of(urlsplit(address).path)
        asked = kind + "?" + "&".join(sorted(re.findall(r"[?&](\w+)=", address)))
        if met.get(asked, 0) >= MORE.get(kind, EACH):
            continue
        met[asked] = met.get(asked, 0) + 1
        answer = client.get(address, buffered=True)
        if answer.status_code >= 400:
            faults.append(f"{answer.status_code} {address} (from {source})")
        faults += [f"{address}: {fault}" for fault in unfit(answer)]
        if 300 <= answer.status_code < 400 and kind not in SIGNED_IN_ONLY:
            found = [urlsplit(answer.location).path]
        elif answer.mimetype == "text/html":
            found = list(links(address, answer.text))
        else:
            found = []
        for link in found:
            if link not in seen:
                seen.add(link)
                waiting.append((link, address))
    return {asked.split("?")[0] for asked in met}, faults


@pytest.fixture
def living(demonstration: Flask) -> FlaskClient:
    """A visitor's browser in a small seeded installation."""
    client = demonstration.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.mark.slow
def test_every_public_page_is_reached_by_links_and_none_is_dead(living: FlaskClient) -> None:
    kinds, faults = walk(living)

    assert faults == []
    assert PROMISED - kinds == set()
    assert [a for a in UNLINKED if living.get(a).status_code != 200] == []
    assert not [kind for kind in kinds if kind.startswith("/desk")]
