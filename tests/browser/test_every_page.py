"""Every page type in both languages: axe finds nothing, 320 px has no sideways scroll, focus is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import House, complaints

OPEN_TO_ALL = [
    "/",
    "/help",
    "/about",
    "/privacy",
    "/accessibility",
    "/feedback",
    "/sign-in",
    "/rules",
    "/search?q=air",
    "/no-such-page",
]


@pytest.mark.parametrize("tongue", ["en", "th"])
@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_public_page_suits_everybody(
    visit: Callable[..., Page], axe: str, path: str, tongue: str
) -> None:
    page = visit(path, tongue=tongue)

    assert page.locator("html").get_attribute("lang") == tongue
    assert complaints(page, axe) == []
    assert _sideways(page) == 0


def test_axe_is_awake(visit: Callable[..., Page], axe: str) -> None:
    page = visit("/help")

    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><p id=main>a</p>'")

    assert any("image-alt" in one for one in complaints(page, axe))


def _sideways(page: Page) -> int:
    """How far the page scrolls sideways in a window 320 pixels wide."""
    page.set_viewport_size({"width": 320, "height": 800})
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def test_the_keyboard_sees_where_it_is(visit: Callable[..., Page], house: House) -> None:
    page = visit("/feedback")

    unseen = []
    for _stop in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const on = document.activeElement;
                if (!on || on === document.body) return "end";
                const style = getComputedStyle(on);
                const box = on.getBoundingClientRect();
                const marked = style.outlineStyle !== "none" || style.boxShadow !== "none"
                    || getComputedStyle(on.nextElementSibling || on, "::before").boxShadow !== "none";
                return marked && box.bottom > 0 && box.top < innerHeight ? "seen" : on.outerHTML;
            }"""
        )
        if seen not in ("seen", "end"):
            unseen.append(seen)

    assert unseen == []


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit: Callable[..., Page]) -> None:
    page = visit("/help")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
