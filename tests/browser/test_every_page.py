"""Every type of page in both languages: axe finds nothing, 320 px has no sideways scroll, focus is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import House, complaints, sign_in
from tests.browser.walking import walk

MOST = 80
STATES = {"/hearings/<slug>": 6, "/initiatives/<slug>": 6}
DESKS = ["citizen-a", "officer-1", "publisher", "clerk", "secretary", "verifier", "admin-1"]


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
    const top = document.documentElement, found = [];
    if (top.scrollWidth > top.clientWidth) found.push("scrolls sideways when its text is spaced");
    for (const one of document.querySelectorAll("main *")) {
        if (one.scrollHeight <= one.clientHeight + 2 && one.scrollWidth <= one.clientWidth + 2) continue;
        const style = getComputedStyle(one);
        if ((style.overflowX === "hidden" || style.overflowY === "hidden") && one.clientWidth > 1)
            found.push("cuts spaced text off: " + one.outerHTML.slice(0, 120));
    }
    return found;
}"""
"""Text spaced as WCAG 1.4.12 says, in a window at 200 %: nothing may be cut off or scroll sideways."""


@dataclass
class Look:
    """A reader who looks over one page after the other in one language, and notes its faults.

    With the address of the house: also that nothing is asked of another, and that its text bears
    to be spaced.
    """

    page: Page
    axe: str
    tongue: str
    house: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note every request that leaves the house, when its address is known."""
        if self.house:
            self.page.on("request", self._leaves)

    def _leaves(self, request: Request) -> None:
        if not request.url.startswith(self.house):
            self.faults.append(f"{request.url}: is asked of another house")

    def __call__(self, address: str) -> None:
        """Open a page in a wide window, ask axe, and look at it in a narrow one."""
        self.page.set_viewport_size({"width": 1280, "height": 900})
        joint = "&" if "?" in address else "?"
        answer = self.page.goto(f"{address}{joint}lang={self.tongue}")
        if answer is None or answer.status >= 500:
            self.faults.append(f"{address}: does not answer")
            return
        if self.page.locator("html").get_attribute("lang") != self.tongue:
            self.faults.append(f"{address}: is not in {self.tongue}")
        self.faults += complaints(self.page, self.axe)
        if sideways := _sideways(self.page):
            self.faults.append(f"{address}: scrolls {sideways} px sideways at 320 px")
        if self.house:
            self.page.set_viewport_size({"width": 640, "height": 450})
            self.faults += [f"{address}: {cut}" for cut in self.page.evaluate(SPACED)]

    def over(self, addresses: list[str]) -> list[str]:
        """The faults of these pages, after those that were found before."""
        for address in addresses:
            self(address)
        return self.faults


@pytest.fixture(scope="module")
def english(browser: Browser, house: House, axe: str) -> tuple[list[str], list[str]]:
    """One address of every type of public page, several where a state changes it, and its faults."""
    context = browser.new_context(base_url=house.base, locale="en-GB")
    look = Look(context.new_page(), axe, "en", house.base)
    found = walk(look.page, "/", look, most=MOST, more=STATES)
    look("/no-such-page")
    context.close()
    return [*found, "/no-such-page"], look.faults


def test_public_pages_suit_everybody(english: tuple[list[str], list[str]]) -> None:
    addresses, faults = english

    assert faults == []
    assert len(addresses) > MOST / 2


@pytest.mark.slow
def test_public_pages_suit_everybody_in_thai(
    visit: Callable[..., Page], house: House, english: tuple[list[str], list[str]], axe: str
) -> None:
    look = Look(visit("/", tongue="th"), axe, "th", house.base)

    assert look.over(english[0]) == []


@pytest.mark.slow
@pytest.mark.parametrize("hint", DESKS)
def test_pages_behind_the_sign_in_suit_everybody(
    visit: Callable[..., Page], axe: str, hint: str
) -> None:
    page = visit("/")
    sign_in(page, hint)
    start = "/me" if hint.startswith("citizen") else "/desk"
    look = Look(page, axe, "en")
    own = walk(page, start, look, most=24, more={"/desk/hearings/<slug>": 3}, within=start)

    assert look.faults + Look(page, axe, "th").over(own) == []


def test_axe_is_awake(visit: Callable[..., Page], axe: str) -> None:
    page = visit("/help")

    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><p id=main>a</p>'")
    page.evaluate(
        "document.querySelector('main').innerHTML += '<input type=image alt=a width=9 height=9>'"
        " + '<input type=image alt=b width=9 height=9>'"
    )
    found = complaints(page, axe)

    assert any("image-alt" in one for one in found)
    assert any("target-size" in one for one in found)


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
