"""The built app with its demo market, and a browser that watches for anything wrong."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.support import fakes, market
from tests.support.server import Server

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "qnector-demo-1"
PATIENCE_MS = 10_000

# What is expected may take as long as what is done: the machine is shared with other tests.
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def social() -> Iterator[dict[str, str]]:
    """The pretended Google and Kakao, and what a server is told of them."""
    with fakes.social() as environment:
        yield environment


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, social: dict[str, str]) -> Iterator[Server]:
    """One server for all journeys, with a demo market of its own."""
    made = Server(tmp_path_factory.mktemp("journeys"), env=social)
    market.fill(made, tmp_path_factory)
    made.start()
    yield made
    made.stop()
    assert complaints(made) == [], made.log[-6000:]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "the browser journeys need Chromium: apt install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--headless=new", "--disable-background-networking"],
        )
        yield started
        started.close()


def complaints(server: Server) -> list[str]:
    """What its log says that no browser of ours may cause: an event refused without a word too."""
    return re.findall(
        r"^(?:Traceback.*|refused .*: argument.*|the guard failed.*)$", server.log, re.M
    )


class Watch:
    """Everything a page complained about."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the journey on any console error, script error or CSP violation."""
    watching = Watch()
    yield watching
    assert watching.complaints == []


@pytest.fixture
def visit(browser: Browser, server: Server, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A new person with a browser of their own: visit("buyer", "/orders")."""
    opened: list[BrowserContext] = []

    def _visit(
        login: str | None,
        path: str = "/",
        *,
        viewport: dict[str, int] = DESKTOP,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport=viewport,
            color_scheme="dark" if dark else "light",
            locale="ko-KR",
            timezone_id="Asia/Seoul",
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        watch.attach(page)
        if login is not None:
            sign_in(context, server, login)
        page.goto(path)
        return page

    yield _visit
    for context in opened:
        context.close()


def sign_in(context: BrowserContext, server: Server, login: str) -> None:
    """A session of its own for this browser, by the route that the login page posts to."""
    given = {"email": f"{login}@demo.qnector.test", "password": PASSWORD}
    answer = context.request.post("/auth/login", form=given, headers={"origin": server.url})
    assert "/login" not in answer.url, answer.url


def log_in(page: Page, login: str) -> None:
    """The same through the login page, as people do it."""
    page.goto("/login")
    page.get_by_label("이메일").fill(f"{login}@demo.qnector.test")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()
    page.wait_for_url(lambda url: "/login" not in url)


def axe_path() -> Path:
    """axe-core as the package axe-core-python ships it."""
    import axe_core_python

    found = list(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
    assert found, "axe-core-python ships no axe.min.js"
    return found[0]
