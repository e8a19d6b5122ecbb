"""By keyboard alone: every stop is seen, no trap, and a refused form says so where the reader stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from commons.texts.words import count
from tests.browser.conftest import sign_in

SEEN = """() => {
    const on = document.activeElement;
    if (!on || on === document.body) return "end";
    const style = getComputedStyle(on), box = on.getBoundingClientRect();
    const beside = getComputedStyle(on.nextElementSibling || on, "::before");
    const marked = style.outlineStyle !== "none" || style.boxShadow !== "none"
        || beside.boxShadow !== "none" || beside.outlineStyle !== "none";
    const x = box.left + box.width / 2, y = Math.min(Math.max(box.top + 4, 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    const bare = !top || on.contains(top) || top.contains(on) || top.tagName === "LABEL";
    return marked && box.bottom > 0 && box.top < innerHeight && bare ? "seen" : on.outerHTML;
}"""
MOST = 150


def _open_section(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Urban Clean Air Bill").click()
    page.locator(".lp-outline__link[href$='/sections/sec_5']").click()


def _sign_page(page: Page) -> None:
    page.get_by_role("main").get_by_role(
        "link", name="A repair room in every public library"
    ).click()
    page.get_by_role("main").get_by_role("link", name="Support this initiative").click()


PLACES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "comment": ("/hearings?status=open", _open_section),
    "sign": ("/initiatives?state=collecting", _sign_page),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_stop_of_the_keyboard_is_seen_and_none_is_a_trap(
    visit: Callable[..., Page], place: str
) -> None:
    start, enter = PLACES[place]
    page = visit(start)
    enter(page)

    stops = []
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(SEEN))
        if stops[-1] == "end":
            break

    assert stops[-1] == "end"
    assert [one for one in stops[:-1] if one != "seen"] == []


def test_an_empty_form_names_its_faults_and_takes_the_reader_there(
    visit: Callable[..., Page],
) -> None:
    page = visit("/feedback")

    page.get_by_role("main").get_by_role("button").last.click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    link = summary.get_by_role("link").first
    target = str(link.get_attribute("href")).removeprefix("#")
    field = page.locator(f"[id='{target}']")
    assert field.evaluate("on => on.closest('[aria-describedby*=error]') !== null")
    link.press("Enter")
    expect(field).to_be_focused()


def test_the_browser_may_fill_in_what_it_knows(visit: Callable[..., Page]) -> None:
    page = visit("/")
    sign_in(page, "citizen-c", "/me")

    page.goto("/me")

    assert page.locator("[autocomplete=email]").count() == 1
    assert page.locator("input:not([type=hidden]):not([id])").count() == 0


def test_the_page_counts_characters_as_the_server_does(visit: Callable[..., Page]) -> None:
    page = visit("/hearings?status=open")
    _open_section(page)
    words = "กำ็\nสิบ e\u0301 \U0001f600\n\n" * 40
    box = page.get_by_label("Your comment")

    box.fill(words)

    told = page.locator(f"#{box.get_attribute('data-counter')}")
    left = int(str(box.get_attribute("data-limit"))) - count(words)
    expect(told).to_contain_text(f"{left:,}")  # waits until the script, a module, has run
