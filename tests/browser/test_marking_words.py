"""Words of a section are marked by keyboard alone, and a comment on them is sent."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in


def test_words_are_marked_by_keyboard_kept_as_a_draft_and_commented(
    visit: Callable[..., Page],
) -> None:
    page = visit("/hearings?status=open")
    sign_in(page, "citizen-c", "/hearings?status=open")
    page.get_by_role("main").get_by_role("link", name="Urban Clean Air Bill").click()
    page.locator(".lp-outline__link[href$='/sections/sec_5']").click()

    page.get_by_role("group", name="Words of the section").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)

    marked = page.get_by_label("The words you speak of").input_value()
    assert marked
    expect(page.get_by_label("Your comment")).to_be_focused()
    page.keyboard.type("These words are too vague.")
    expect(page.get_by_text("Draft saved at")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".lp-quote__words").first).to_have_text(marked)
