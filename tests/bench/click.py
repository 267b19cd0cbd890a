"""From a click to the cart that shows it, in Chromium, against a toggle of the browser alone."""

from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.bench import rig
from tests.bench.measure import Bar, Report, Series
from tests.journeys.conftest import CHROMIUM

CLICKS, REPETITIONS = 60, 3
LIMIT = 3.0
TILE = "ul[aria-label='품목'] button"
CART = "aside[aria-label='주문서']"
VIEWS = ("리스트형", "이미지형")
# Milliseconds from the click to the frame in which the text or the look of the target is another.
WATCH = """([pressed, watched]) => new Promise(done => {
  const button = [...document.querySelectorAll('button')].find(
    one => pressed.startsWith('=') ? one.textContent.trim() === pressed.slice(1)
                                   : one.matches(pressed));
  const target = document.querySelector(watched);
  const look = () => target.textContent + target.firstElementChild?.className;
  const before = look();
  const seen = new MutationObserver(() => {
    if (look() === before) return;
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - begun));
  });
  seen.observe(target, {subtree: true, childList: true, characterData: true, attributes: true});
  const begun = performance.now();
  button.click();
})"""


async def measure(folder: Path, report: Report) -> None:
    """Adding to the cart takes its round trip and hardly more than a toggle."""
    real = rig.start_real(folder, buyers=2, has_front_end=True)
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"]
            )
            page = await _shop(browser, real)
            counter = (await real.tabs(1))[0]
            adding, toggle, trip = Series("add"), Series("toggle"), Series("counter")
            for _ in range(1 if report.is_quick else REPETITIONS):
                adding.runs.append(await _clicks(page, [TILE], CART))
                toggle.runs.append(await _clicks(page, [f"={view}" for view in VIEWS], "main"))
                trip.runs.append(
                    await rig.closed_loop([counter], rig.GUARDED, 2.0, "count_rx_state_")
                )
            await browser.close()
    finally:
        real.server.stop()
    report.table("click to frame, one browser", [adding, toggle, trip])
    least = toggle.median("p50_ms") + trip.median("p50_ms")
    report.check(
        Bar("click → cart, p50 over toggle + trip", adding.median("p50_ms") / least, LIMIT)
    )


async def _shop(browser, real: rig.Rig) -> Page:  # type: ignore[no-untyped-def]
    context = await browser.new_context(
        base_url=real.server.url, viewport={"width": 1440, "height": 900}
    )
    name, _, value = real.cookie().partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": real.server.url}])
    page: Page = await context.new_page()
    await page.goto("/orders/new")
    await page.locator(TILE).first.wait_for()
    await page.wait_for_load_state("networkidle")
    return page


async def _clicks(page: Page, buttons: list[str], target: str) -> dict[str, float]:
    times = []
    for number in range(CLICKS):
        times.append(await page.evaluate(WATCH, [buttons[number % len(buttons)], target]))
        await page.wait_for_timeout(20)
    times.sort()
    return {
        "rps": 1000 * len(times) / sum(times),
        "p50_ms": times[len(times) // 2],
        "p95_ms": times[int(len(times) * 0.95)],
    }
