"""Every type of page in both languages: axe finds nothing, 320 px has no sideways scroll, focus is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import House, complaints, sign_in
from tests.browser.walking import walk

MOST = 80
STATES = {"/hearings/<slug>": 6, "/initiatives/<slug>": 6}
DESKS = ["citizen-a", "officer-1", "publisher", "clerk", "secretary", "verifier", "admin-1"]


@pytest.fixture(scope="module")
def addresses(browser: Browser, house: House) -> list[str]:
    """One address of every type of public page, several where a state changes what is shown."""
    context = browser.new_context(base_url=house.base, java_script_enabled=False)
    found = walk(context.new_page(), "/", most=MOST, more=STATES)
    context.close()
    return [*found, "/no-such-page"]


@pytest.mark.parametrize("tongue", ["en", "th"])
def test_public_pages_suit_everybody(
    visit: Callable[..., Page], addresses: list[str], axe: str, tongue: str
) -> None:
    page = visit("/", tongue=tongue)

    assert _faults(page, addresses, axe, tongue) == []


@pytest.mark.slow
@pytest.mark.parametrize("hint", DESKS)
def test_pages_behind_the_sign_in_suit_everybody(
    visit: Callable[..., Page], axe: str, hint: str
) -> None:
    page = visit("/")
    sign_in(page, hint)
    start = "/me" if hint.startswith("citizen") else "/desk"
    own = walk(page, start, most=24, more={"/desk/hearings/<slug>": 3}, within=start)

    assert _faults(page, own, axe, "en") + _faults(page, own, axe, "th") == []


def _faults(page: Page, addresses: list[str], axe: str, tongue: str) -> list[str]:
    found = []
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        joint = "&" if "?" in address else "?"
        answer = page.goto(f"{address}{joint}lang={tongue}")
        if answer is None or answer.status >= 500:
            found.append(f"{address}: does not answer")
            continue
        if page.locator("html").get_attribute("lang") != tongue:
            found.append(f"{address}: is not in {tongue}")
        found += complaints(page, axe)
        if sideways := _sideways(page):
            found.append(f"{address}: scrolls {sideways} px sideways at 320 px")
    return found


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


@pytest.mark.parametrize("path", ["/feedback", "/hearings"])
def test_the_keyboard_sees_where_it_is(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)

    unseen = []
    for _stop in range(30):
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


def test_every_page_names_only_this_house(visit: Callable[..., Page], house: House) -> None:
    page = visit("/help")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for address in ("/", "/hearings", "/initiatives", "/sign-in"):
        page.goto(address)

    assert asked
    assert [url for url in asked if not url.startswith(house.base)] == []
