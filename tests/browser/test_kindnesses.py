"""What script adds: words kept in the browser by consent, a warning before the end, marking by touch."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import House, sign_in

DRAFT = "lp-draft:"
HELD = f"Object.keys(localStorage).filter(key => key.startsWith('{DRAFT}'))"


def section(page: Page) -> None:
    """Section 5 of the Urban Clean Air Bill."""
    page.get_by_role("main").get_by_role("link", name="Urban Clean Air Bill").click()
    page.locator(".lp-outline__link[href$='/sections/sec_5']").click()


def test_words_are_kept_here_only_by_consent_and_go_once_they_are_sent(
    visit: Callable[..., Page],
) -> None:
    page = visit("/hearings?status=open")
    section(page)
    page.get_by_label("Your comment").fill("Words before consent.")
    page.wait_for_timeout(1300)
    assert page.evaluate(HELD) == []
    page.get_by_label("Keep a copy in this browser").check()
    page.get_by_label("Your comment").fill("The harvest ends in March.")
    page.get_by_text("Add a part that only the agency reads").click()
    page.get_by_label("Words for the agency alone").fill("My illness.")
    expect(page.get_by_text("Kept in this browser.", exact=True)).to_be_visible()
    page.wait_for_timeout(2000)
    held = page.evaluate("JSON.stringify(localStorage)")
    assert "The harvest" in held and "My illness" not in held

    sign_in(page, "citizen-d", page.evaluate("location.pathname"))
    page.get_by_role("button", name="Bring them back").click()
    expect(page.get_by_label("Your comment")).to_have_value("The harvest ends in March.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Your comment was accepted.")).to_be_visible()
    for _look in range(50):  # the page's script has its moment; the policy allows no waiting in it
        if page.evaluate(HELD) == []:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(HELD) == []


def test_a_warning_comes_two_minutes_before_the_end_and_one_key_goes_on(
    visit: Callable[..., Page],
) -> None:
    page = visit("/")
    sign_in(page, "citizen-b", "/help")
    page.clock.install()
    page.goto("/help")
    warning = page.get_by_role("dialog", name="Your sign-in ends in two minutes")

    page.clock.fast_forward("27:50")
    expect(warning).not_to_be_visible()
    page.clock.fast_forward("00:30")
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning).not_to_be_visible()
    page.clock.fast_forward("29:00")
    expect(warning).to_be_visible()
    page.clock.fast_forward("03:00")
    expect(warning.get_by_text("Your sign-in has ended.")).to_be_visible()


def test_words_are_marked_by_touch(browser: Browser, house: House) -> None:
    phone = browser.new_context(
        base_url=house.base,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
        locale="en-GB",
    )
    page = phone.new_page()
    page.goto("/hearings?status=open")
    section(page)

    # What the handles of a touch selection leave behind; the finger then taps the button.
    page.locator(".lp-marking__words").evaluate(
        "words => { const range = document.createRange(); range.selectNodeContents(words);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    button = page.locator("[data-mark-take]")
    expect(button).to_be_visible()
    box = button.bounding_box()
    button.tap()

    assert box is not None and box["height"] >= 24
    assert page.get_by_label("The words you speak of").input_value()
    phone.close()
