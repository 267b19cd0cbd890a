"""From a click on a product to the changed cart, in Chromium, with 3,259 products behind it."""

import statistics
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from sqlalchemy import update
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.settings import Settings
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from qnector.domain.catalog.models import Product
from tests.bench import rig, world
from tests.bench.measure import Bar, Report
from tests.bench.rig import Rig
from tests.bench.world import Bench
from tests.journeys.conftest import CHROMIUM
from tests.support.bigdata import fill
from tests.support.bigplan import Size
from tests.support.server import SECRET, Server
from tests.support.wsclient import ReflexClient

SIZE = Size(buyers=10, orders=200, products=100)
WORKBOOK = world.RETAIL / "retail_products.xlsx"
REPETITIONS, TURNS, WARM = 3, 70, 10
CART, VIEW = 'aside[aria-label="주문서"]', '[aria-label="보기 전환"]'
TILE = 'ul[aria-label="품목"] button:enabled'
COUNT = "count_rx_state_"

# Milliseconds until what is shown has changed, and until that is painted.
CHANGED = """([button, shown, place]) => new Promise(done => {
  const root = document.querySelector(shown), pressed = document.querySelectorAll(button)[place];
  const before = root.innerHTML;
  const watch = new MutationObserver(() => {
    if (root.innerHTML === before) return;
    const changed = performance.now() - begun;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done([changed, performance.now() - begun])));
  });
  watch.observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
  const begun = performance.now();
  pressed.click();
})"""


async def measure(folder: Path, report: Report) -> None:
    """Against a toggle that asks no server, and one round trip of a counter, in turns."""
    shop, key = _shop(folder / "shop")
    try:
        counter = await Rig(shop, Bench()).tab(f"qnector_session={key}", "/orders/new")
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"]
            )
            page = await _page(browser, shop, key)
            repetitions = 1 if report.is_quick else REPETITIONS
            runs = [await _turns(page, counter) for _ in range(repetitions)]
            await browser.close()
    finally:
        shop.stop()
    _say(report, runs)


def _shop(folder: Path) -> tuple[Server, str]:
    """A server on a filled market, and the session of a buyer in it."""
    folder.mkdir()
    env = {**rig.LOUD, "QNECTOR_DEMO": "0"}
    server = Server(folder, target="tests.bench.app:app", env=env)
    migrated = server.run("migrate")
    if migrated.returncode:
        raise RuntimeError(migrated.stderr)
    settings.use(Settings(secret_key=SECRET, data_dir=folder))
    db.configure(settings.current().database)
    data = fill(db.engine(), SIZE, workbook=WORKBOOK)
    key = db.write_now(_open, data.buyer().user_id)
    db.dispose()
    return server.start(), key


def _open(session: Session, user_id: int) -> str:
    session.execute(update(Product).values(stock=world.STOCK))
    user = session.get(User, user_id)
    assert user is not None
    return accounts.start_session(
        session, user, device="bench", address="127.0.0.1", is_remembered=False
    )


async def _page(browser: Browser, server: Server, key: str) -> Page:
    context = await browser.new_context(
        base_url=server.url, viewport={"width": 1440, "height": 900}, locale="ko-KR"
    )
    await context.add_cookies([{"name": "qnector_session", "value": key, "url": server.url}])
    page = await context.new_page()
    await page.goto("/orders/new")
    await page.locator(TILE).first.wait_for()
    await page.wait_for_load_state("networkidle")
    return page


async def _turns(page: Page, counter: ReflexClient) -> dict[str, list[float]]:
    """p50 of each: [until the DOM changed, until it was painted], ms."""
    found: dict[str, list[list[float]]] = {"toggle": [], "cart": [], "counter": []}
    for turn in range(WARM + TURNS):
        there = await _changed(page, f"{VIEW} button", VIEW, 1)
        back = await _changed(page, f"{VIEW} button", VIEW, 0)
        cart = await _changed(page, TILE, CART, turn % 5)
        taken, _ = await counter.call(rig.GUARDED, {}, COUNT)
        if turn >= WARM:
            found["toggle"] += [there, back]
            found["cart"].append(cart)
            found["counter"].append([taken * 1e3] * 2)
    return {
        name: [statistics.median(row[which] for row in rows) for which in (0, 1)]
        for name, rows in found.items()
    }


async def _changed(page: Page, button: str, shown: str, place: int) -> list[float]:
    found: Any = await page.evaluate(CHANGED, [button, shown, place])
    return list(found)


def _say(report: Report, runs: list[dict[str, list[float]]]) -> None:
    toggle, cart, counter = (
        [statistics.median(run[name][which] for run in runs) for which in (0, 1)]
        for name in ("toggle", "cart", "counter")
    )
    report.say(
        f"- p50: toggle {toggle[0]:.1f} ms, counter {counter[0]:.1f} ms, cart {cart[0]:.1f} ms"
        f" (painted: toggle {toggle[1]:.1f} ms, cart {cart[1]:.1f} ms)"
    )
    floor = toggle[0] + counter[0]
    report.check(Bar("click → cart changed, p50 over toggle + counter", cart[0] / floor, 3))
