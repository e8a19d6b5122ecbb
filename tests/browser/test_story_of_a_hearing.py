"""Two stories: a citizen comments on section 5 without script; an officer goes from import to summary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import House, prove, sign_in

BANGKOK = ZoneInfo("Asia/Bangkok")
DRAFT = """# Ferry Safety Act

Section 1. This Act is called the Ferry Safety Act.

Section 2. Every ferry carries a life jacket for each passenger.

Section 3. A captain rests for eight hours before a journey.
"""


def test_a_citizen_comments_on_section_5_with_script_off(visit: Callable[..., Page]) -> None:
    page = visit("/hearings?status=open", script=False)
    page.locator("main").get_by_role("link", name="Urban Clean Air Bill").click()
    page.locator(".lp-outline__link[href$='/sections/sec_5']").click()
    page.get_by_label("Change it").check()
    page.get_by_label("Your comment").fill("Twelve hours is time enough. สิบสองชั่วโมงก็พอ")
    page.get_by_text("Suggest another wording").click()
    wording = page.locator("[name=suggestion]")
    wording.fill("Where a value is exceeded, the local authority shall act within 12 hours.")
    page.get_by_role("button", name="Send").click()

    page.get_by_role("main").get_by_role("button").first.click()
    prove(page, "citizen-a")
    expect(page.locator("main")).to_contain_text("What you wrote is still here")
    expect(page.get_by_label("Your comment")).to_have_value(re.compile("Twelve hours"))
    page.get_by_role("button", name="Send").click()

    accepted = page.locator("main").get_by_role("status")
    expect(accepted).to_contain_text("Your comment was accepted")
    own = page.locator(".lp-comment", has_text="Twelve hours is time enough")
    expect(own).to_contain_text("Wants it changed")
    expect(own.locator("ins").first).to_be_visible()
    own.get_by_role("link", name="Your receipt").click()
    expect(page.locator("main")).to_contain_text("Receipt")


def test_an_officer_takes_a_hearing_from_import_to_summary(
    visit: Callable[..., Page], house: House, real_time: None
) -> None:
    today = datetime.now(BANGKOK)
    officer = visit("/")
    sign_in(officer, "officer-1")
    desk = _prepare(officer, today)

    publisher = visit("/")
    sign_in(publisher, "publisher")
    publisher.goto(desk)
    publisher.get_by_role("button", name="Approve").click()
    public = desk.removeprefix("/desk")

    house.set_clock(_noon(today + timedelta(days=5)))
    _speak(visit, f"{public}/sections/sec_2")

    house.set_clock(_noon(today + timedelta(days=25)))
    officer = visit("/")
    sign_in(officer, "officer-1")
    _answer(officer, desk)
    publisher = visit("/")
    sign_in(publisher, "publisher")
    publisher.goto(f"{desk}/summary")
    publisher.get_by_role("button", name="Publish the summary").click()

    report = visit(f"{public}/report", script=False)
    expect(report.locator("main")).to_contain_text("Life jackets for children")
    expect(report.locator("main")).to_contain_text("We shall require both sizes.")


def _prepare(officer: Page, today: datetime) -> str:
    officer.goto("/desk/hearings/new")
    officer.get_by_label("Title in English").fill("Ferry Safety Act")
    officer.get_by_label("Draft law", exact=True).check()
    officer.get_by_label("Thailand: hearing on a draft law").check()
    officer.get_by_label("Language of the draft").select_option("en")
    officer.get_by_role("button", name="Begin").click()
    desk = "/desk/hearings/" + officer.url.split("/desk/hearings/")[1].split("/")[0]
    officer.goto(f"{desk}/text")
    file = {"name": "ferry.md", "mimeType": "text/markdown", "buffer": DRAFT.encode()}
    officer.locator("input[type=file]").set_input_files(file)
    officer.get_by_role("button", name="Import and preview").click()
    expect(officer.locator("main")).to_contain_text("Nothing had to be repaired")
    officer.get_by_role("button", name="Publish this version").click()
    _fill_documents(officer, desk)
    _fill_dates(officer, desk, today)
    officer.goto(f"{desk}/stakeholders")
    officer.get_by_label("Name", exact=True).fill("Union of ferry captains")
    officer.get_by_label("E-mail address").fill("captains@example.org")
    officer.get_by_role("button", name="Add to the list").click()
    officer.goto(desk)
    officer.get_by_role("button", name="Hand in for approval").click()
    return desk


def _fill_documents(officer: Page, desk: str) -> None:
    officer.goto(f"{desk}/documents")
    for box in officer.locator("main textarea").all():
        box.fill("Ferries sank; jackets were missing. Passengers and captains are affected.")
    officer.locator("main form").get_by_role("button").last.click()


def _fill_dates(officer: Page, desk: str, today: datetime) -> None:
    officer.goto(f"{desk}/dates")
    for name, day in (("opens_on", today), ("closes_on", today + timedelta(days=20))):
        officer.locator(f"[name={name}-day]").fill(str(day.day))
        officer.locator(f"[name={name}-month]").fill(str(day.month))
        officer.locator(f"[name={name}-year]").fill(str(day.year + 543))
    officer.locator("[name=opens_time]").fill("00:00")
    officer.locator("main form").get_by_role("button").last.click()


def _speak(visit: Callable[..., Page], section: str) -> None:
    citizen = visit("/")
    sign_in(citizen, "citizen-b", section)
    citizen.goto(section)
    citizen.get_by_label("I agree").check()
    citizen.get_by_label("Your comment").fill("Children need smaller jackets.")
    citizen.get_by_role("button", name="Send").click()


def _answer(officer: Page, desk: str) -> None:
    officer.goto(f"{desk}/themes")
    officer.locator("main form[method=post] input[type=checkbox]").first.check()
    officer.get_by_label("Name of a new theme").fill("Life jackets for children")
    officer.get_by_role("button", name="Put into the theme").click()
    officer.goto(f"{desk}/themes/1")
    officer.get_by_role("main").get_by_role("radio").first.check()
    officer.locator("[name=reason]").fill("We shall require both sizes.")
    officer.get_by_role("button", name="Keep the answer").click()
    officer.goto(f"{desk}/summary")
    for box in officer.locator("main form[method=post] textarea").all():
        box.fill("By this platform, for twenty days; one person spoke.")
    officer.get_by_role("button", name="Keep").click()
    officer.goto(f"{desk}/summary")
    officer.get_by_role("button", name="Hand in").click()


def _noon(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(12), BANGKOK)
