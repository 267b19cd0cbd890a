"""Take the pictures of docs/screens from a fresh demo market, in Chromium.

Every outside service is there, pretended, so that the screens show what they can.
Run it in the project folder after `python -m qnector build`: .venv/bin/python -m scripts.shoot
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import qnector.qnector  # noqa: F401  registers every page
from qnector.web.screen import pages
from tests.journeys.conftest import CHROMIUM, DESKTOP, PHONE, sign_in
from tests.support import fakes
from tests.support.mailbox import mailbox
from tests.support.server import Server

OUT = Path("docs/screens")
# What a buyer's own browser says it is: 접속 기기 would name the headless one.
BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36"
)
TILE = "ul[aria-label='품목'] button:enabled"


@dataclass(frozen=True)
class Shot:
    """One screen: who looks, where, and what they do first."""

    name: str
    login: str | None
    path: str
    act: Callable[[Page], None] = lambda page: None


def fill(page: Page) -> None:
    for number in (0, 3, 6):
        page.locator(TILE).nth(number).click()
        page.wait_for_timeout(300)


def confirm(page: Page) -> None:
    page.get_by_role("button", name="주문하기").first.click()


def cart_sheet(page: Page) -> None:
    page.locator("button", has_text="주문서").last.click()


def first_order(page: Page) -> None:
    page.locator("main table button, main ul button").locator("visible=true").first.click()


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")


# What a screen looks like while something is open in it; the plain screens follow by themselves.
OPENED = (
    Shot("order-create-cart", "buyer", "/orders/new", fill),
    Shot("order-confirm", "buyer", "/orders/new", confirm),
    Shot("order-detail", "buyer", "/orders", first_order),
    Shot("seller-order-detail", "seller", "/seller/orders", first_order),
    Shot("seller-product", "seller", "/seller/products?no=1"),
    Shot("seller-product-stock", "seller", "/seller/products?stock=1"),
    Shot("operator-company", "operator", "/operator/companies?company=1"),
    Shot("palette", "buyer", "/dashboard", palette),
)


def shots() -> list[Shot]:
    """Every page there is, and what opens in some."""
    plain = [
        Shot(page.route.strip("/").replace("/", "-") or "home", page.side, page.route)
        for page in pages.values()
    ]
    return [*plain, *OPENED]


def main() -> None:
    """Desktop, dark and phone, of every screen."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        fakes.business() as (tax_office, addresses),
        fakes.social() as social,
        mailbox() as mails,
        sync_playwright() as playwright,
    ):
        env = {**fakes.environment(tax_office, addresses), **social, "SMTP_URL": mails.url}
        server = Server(Path(folder), env=env)
        loaded = server.run("demo")
        if loaded.returncode:
            raise SystemExit(loaded.stderr)
        server.start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"]
        )
        for suffix, viewport, scheme in (
            ("", DESKTOP, "light"),
            ("-dark", DESKTOP, "dark"),
            ("-phone", PHONE, "light"),
        ):
            for shot in shots():
                take(browser, server, shot, suffix, viewport, scheme)
        browser.close()
        server.stop()


def take(
    browser: Browser, server: Server, shot: Shot, suffix: str, viewport: dict, scheme: str
) -> None:
    """One picture in one look."""
    context = browser.new_context(
        base_url=server.url, viewport=viewport, color_scheme=scheme, locale="ko-KR",
        user_agent=BROWSER,
    )  # fmt: skip
    page = context.new_page()
    if shot.login:
        sign_in(context, server, shot.login)
    page.goto(shot.path)
    page.wait_for_timeout(600)
    if viewport is PHONE and shot.name == "order-confirm":
        cart_sheet(page)
        page.wait_for_timeout(500)
        page.get_by_role("dialog").get_by_role("button", name="주문하기").click()
    else:
        shot.act(page)
    page.wait_for_timeout(600)
    picture = Image.open(BytesIO(page.screenshot()))
    picture.save(OUT / f"{shot.name}{suffix}.webp", quality=82, method=6)
    context.close()


if __name__ == "__main__":
    main()
