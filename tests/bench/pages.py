"""What a page weighs, cold and signed in, and how it paints, in Chromium."""

import gzip
from pathlib import Path

from playwright.async_api import async_playwright

import qnector.qnector  # noqa: F401  registers every page
from qnector.web.screen import pages
from tests.bench.measure import Bar, Report
from tests.journeys.conftest import CHROMIUM
from tests.support.server import Server, log_in

PAGES = tuple((page.side, page.route) for page in pages.values())
PAINT = """() => new Promise(done => {
  let shift = 0, largest = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries())
    if (!one.hadRecentInput) shift += one.value; }).observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(list => { for (const one of list.getEntries())
    largest = one.startTime; }).observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done([shift, largest]), 300);
})"""


async def measure(folder: Path, report: Report) -> None:
    """All JS and CSS requested until idle, compressed."""
    server = Server(folder)
    loaded = server.run("demo")
    if loaded.returncode:
        raise RuntimeError(loaded.stderr)
    server.start()
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"]
            )
            for login, path in PAGES:
                await _one(report, server, browser, login, path)
            await browser.close()
    finally:
        server.stop()


async def _one(report, server, browser, login, path) -> None:  # type: ignore[no-untyped-def]
    context = await browser.new_context(base_url=server.url)
    if login:
        value = log_in(server, f"{login}@demo.qnector.test").partition("=")[2]
        await context.add_cookies([{"name": "qnector_session", "value": value, "url": server.url}])
    page = await context.new_page()
    bodies: list[bytes] = []

    async def keep(response) -> None:  # type: ignore[no-untyped-def]
        if response.url.split("?")[0].endswith((".js", ".css")) and response.status == 200:
            bodies.append(await response.body())

    page.on("response", keep)
    await page.goto(path)
    await page.wait_for_load_state("networkidle")
    shift, largest = await page.evaluate(PAINT)
    weight = sum(len(gzip.compress(body, 6)) for body in bodies) / 1024
    report.check(
        Bar(f"{path}: JS and CSS", weight, 235, unit=" KB"),
        Bar(f"{path}: CLS", shift, 0.02, unit=""),
    )
    report.say(f"  LCP {largest:.0f} ms, {len(bodies)} files")
    await context.close()
