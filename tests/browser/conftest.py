"""Ground of the browser stories: a whole house on a free port, Chromium, and the rules of axe."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import installation, settings_for

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("LEXPOPULI_CHROMIUM") or shutil.which("chromium")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ASK = """tags => axe.run(document,
    {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@dataclass
class House:
    """A running installation: its address, its folder and its database."""

    base: str
    folder: Path
    url: str
    port: int

    @contextmanager
    def inside(self) -> Iterator[Flask]:
        """The same installation in this process, for what no page can do in reasonable time."""
        more = {"base_url": self.base, "idp_url": f"http://127.0.0.1:{self.port + 1}"}
        with installation(self.folder, self.url, **more) as app:
            yield app

    def run_due(self) -> None:
        """Do everything that is due now."""
        self._call("POST", "/dev/run-due")

    def set_clock(self, instant: datetime) -> None:
        """Let every process of the installation stand at this instant."""
        self._call("PUT", "/dev/clock", {"now": instant.isoformat()})

    def pass_time(self, since_now: timedelta) -> None:
        """Let it be so much later than it really is, and do what is due then."""
        self.set_clock(datetime.now(UTC) + since_now)
        self.run_due()

    def real_time(self) -> None:
        """Let the clocks run with the machine's again."""
        self._call("PUT", "/dev/clock", {})

    def _call(self, method: str, path: str, said: object = None) -> None:
        body = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(self.base + path, data=body, method=method)
        urllib.request.urlopen(request, timeout=120).close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[House]:
    """A furnished house with web and provider processes, on SQLite; or the one that is named."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    if named := os.environ.get("LEXPOPULI_BROWSER_HOUSE"):
        folder = Path(os.environ["LEXPOPULI_BROWSER_FOLDER"])
        port = int(named.rpartition(":")[2])
        yield House(named, folder, f"sqlite:///{folder / 'house.db'}", port)
        return
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    (folder / "test.db").rename(folder / "house.db")
    port = _free_pair()
    made = House(f"http://127.0.0.1:{port}", folder, f"sqlite:///{folder / 'house.db'}", port)
    with _running(made):
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Open a page as a new visitor: `visit("/hearings", script=False, width=320, tongue="th")`."""
    contexts: list[BrowserContext] = []

    def go(path: str = "/", *, script: bool = True, width: int = 1280, tongue: str = "en") -> Page:
        context = browser.new_context(
            base_url=house.base,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            locale={"th": "th-TH"}.get(tongue, "en-GB"),
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def real_time(house: House) -> Iterator[None]:
    """Whatever a story does to the clock, the next one begins in the present."""
    yield
    house.real_time()


@pytest.fixture(scope="session")
def axe() -> str:
    """The rules of axe-core, from node_modules; never part of the tree."""
    if not AXE.exists():
        pytest.skip("axe-core is not here: npm install")
    return AXE.read_text()


def sign_in(page: Page, hint: str, back: str = "/") -> None:
    """Sign in through the front door as a persona of the development provider."""
    page.goto(f"/sign-in?next={back}")
    page.get_by_role("main").get_by_role("button").first.click()
    prove(page, hint)


def prove(page: Page, hint: str) -> None:
    """On the page of the development provider: be this persona."""
    page.locator("input[name=login_hint]").fill(hint)
    page.locator("input[name=login_hint]").press("Enter")
    page.wait_for_url(lambda url: "/dev/idp" not in url)


def complaints(page: Page, axe: str) -> list[str]:
    """What axe finds on the page as it stands: rule, how many times, the first place."""
    page.evaluate(axe)
    found = page.evaluate(ASK, TAGS)
    return [
        f"{page.url}: {one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
    ]


def _free_pair() -> int:
    for _attempt in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two neighbouring ports are free")


@contextmanager
def _running(house: House) -> Iterator[None]:
    settings = settings_for(house.folder, house.url)
    environ = {
        **os.environ,
        "LEXPOPULI_MODE": "demo",
        "LEXPOPULI_DATABASE_URL": house.url,
        "LEXPOPULI_SECRET_KEY": settings.secret_key,
        "LEXPOPULI_MASTER_KEY": settings.master_key,
        "LEXPOPULI_LEDGER_KEY": settings.ledger_key,
        "LEXPOPULI_ACCOUNT_KEY": settings.account_key,
        "LEXPOPULI_INSTANCE_DIR": str(house.folder),
        "LEXPOPULI_BASE_URL": house.base,
        "LEXPOPULI_IDP_URL": f"http://127.0.0.1:{house.port + 1}",
    }
    store = str(house.folder / "provider")
    provider = [
        "-m",
        "commons.identity.devprovider",
        "--port",
        str(house.port + 1),
        "--store",
        store,
    ]
    web = ["-m", "tests.browser.serve", str(house.port)]
    running = [
        subprocess.Popen([sys.executable, *call], env=environ, cwd=ROOT) for call in (provider, web)
    ]
    try:
        _wait_for(house.base + "/healthz")
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def _wait_for(address: str) -> None:
    for _attempt in range(PATIENCE * 5):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{address} does not answer")
