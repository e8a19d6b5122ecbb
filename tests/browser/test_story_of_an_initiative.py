"""Two stories: a citizen signs; staff take an initiative from review to decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.carriers import SIGNATURES, Carrying
from tests.browser.conftest import House, prove, sign_in

BANGKOK = ZoneInfo("Asia/Bangkok")
UNDO = timedelta(minutes=15)
"""A declaration may be taken back for ten minutes; only then is it counted."""
GRACE = timedelta(hours=2)
"""Whoever had consented before the closing instant may finish; only then is the sheet sealed."""
OBJECTIONS = timedelta(days=16)
"""Signers may object to the result; only then is it final."""
TITLE = "Quiet hours in city parks"


def test_a_citizen_signs(visit: Callable[..., Page]) -> None:
    page = visit("/initiatives?state=collecting", script=False)
    page.get_by_role("main").get_by_role(
        "link", name="A repair room in every public library"
    ).click()
    page.get_by_role("main").get_by_role("link", name="Support this initiative").click()
    expect(page.locator("main")).to_contain_text("SHA-256")
    for tick in page.get_by_role("main").get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name=re.compile("^Declare support")).click()
    prove(page, "citizen-c")

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("declared support for “A repair room in every public library”")
    expect(page.locator("main")).to_contain_text("Lex Populi receipt v1")
    assert page.locator(".lp-header__account").inner_text() == "Sign in"

    page.get_by_role("link", name="Back to the initiative").click()
    page.get_by_role("main").get_by_role("link", name="Support this initiative").click()
    for tick in page.get_by_role("main").get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name=re.compile("^Declare support")).click()
    prove(page, "citizen-c")
    expect(page.locator("main")).to_contain_text(re.compile("already", re.IGNORECASE))


def test_staff_take_an_initiative_from_review_to_decision(
    visit: Callable[..., Page], house: House, real_time: None, tmp_path: Path
) -> None:
    carrying = Carrying(house)
    public = carrying.hand_in(TITLE)
    desk = f"/desk{public}"

    clerk = _at_desk(visit, "clerk")
    clerk.goto("/desk/initiatives")
    clerk.get_by_role("link", name=TITLE).click()
    clerk.get_by_role("main").get_by_role("radio").first.check()
    clerk.get_by_role("button", name="Decide").click()

    carrying.collect()
    house.pass_time(UNDO)
    carrying.send()
    house.pass_time(GRACE)
    _verify(_at_desk(visit, "verifier"), carrying, tmp_path)
    house.pass_time(GRACE + UNDO)
    house.pass_time(OBJECTIONS)
    carrying.forward()
    clerk = _at_desk(visit, "clerk")
    clerk.goto(desk)
    clerk.get_by_label("Registry number").fill("2026/41")
    clerk.get_by_label("Term of parliament").fill("27")
    clerk.get_by_role("button", name="Acknowledge").click()
    _decide(_at_desk(visit, "secretary"), desk)

    page = visit(public, script=False)
    main = page.locator("main")
    expect(main).to_contain_text("2026/41")
    expect(main).to_contain_text("Parks need quiet after ten.")
    expect(main).to_contain_text(str(SIGNATURES))


def _at_desk(visit: Callable[..., Page], hint: str) -> Page:
    page = visit("/")
    sign_in(page, hint)
    return page


def _verify(verifier: Page, carrying: Carrying, folder: Path) -> None:
    verifier.goto("/desk/verification")
    verifier.get_by_role("link", name=TITLE).click()
    with verifier.expect_download() as download:
        verifier.get_by_role("button", name="Download the package").click()
    package = folder / "package.zip"
    download.value.save_as(package)
    result = carrying.examine(package)
    file = {"name": "result.json", "mimeType": "application/json", "buffer": result}
    verifier.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    verifier.get_by_role("button", name="Record the result").click()
    expect(verifier.locator("main")).to_contain_text("The result is recorded")


def _decide(secretary: Page, desk: str) -> None:
    secretary.goto(desk)
    secretary.get_by_role("button", name="Take it up").click()
    day = datetime.now(BANGKOK) + OBJECTIONS
    _write_day(secretary, "held_on", day)
    secretary.get_by_label("What was dealt with").fill("Noise in parks; the initiators were heard.")
    secretary.get_by_role("button", name="Record the meeting").click()
    secretary.goto(desk)
    secretary.get_by_role("group", name="Outcome").get_by_role("radio").first.check()
    secretary.get_by_label("Reason", exact=True).fill("Parks need quiet after ten.")
    _write_day(secretary, "decided_on", day)
    secretary.get_by_role("button", name="Record the decision").click()


def _write_day(page: Page, name: str, day: datetime) -> None:
    page.locator(f"[name={name}-day]").fill(str(day.day))
    page.locator(f"[name={name}-month]").fill(str(day.month))
    page.locator(f"[name={name}-year]").fill(str(day.year))
