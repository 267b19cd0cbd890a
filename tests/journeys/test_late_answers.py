"""A slow line: an answer that is late takes nobody back from where they have gone since."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

Visit = Callable[..., Page]
LATE_S = 0.4


class SlowLine:
    """Holds back everything that the server says over a page's websocket, once `is_slow`.

    What is held is handed over within `run` only; `recover` before expecting what it brings.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.is_slow = False
        self.held: list[tuple[float, str | bytes, WebSocketRoute]] = []
        page.route_web_socket("**/_event**", self._between)

    def _between(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: self._say(socket, said))

    def _say(self, socket: WebSocketRoute, said: str | bytes) -> None:
        if self.is_slow:
            self.held.append((time.monotonic() + LATE_S, said, socket))
        else:
            socket.send(said)

    def run(self, seconds: float) -> None:
        """Let time pass, and hand over what is due."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while self.held and self.held[0][0] <= time.monotonic():
                _, said, socket = self.held.pop(0)
                socket.send(said)
            self.page.wait_for_timeout(20)

    def hold(self, words: str) -> None:
        """Let time pass until an answer with these words has come, and keep it back."""
        until = time.monotonic() + 10
        while not any(words in str(said) for _, said, _ in self.held):
            assert time.monotonic() < until, [said for _, said, _ in self.held]
            self.page.wait_for_timeout(20)

    def recover(self) -> None:
        """Hand over all there is, and hold back nothing more."""
        self.is_slow = False
        for _, said, socket in self.held:
            socket.send(said)
        self.held.clear()


def test_it_stays_on_the_screen_that_was_chosen_while_a_search_was_under_way(visit: Visit) -> None:
    page = visit("buyer", "/notices")
    line = SlowLine(page)
    page.goto("/sellers")
    link = page.get_by_role("link", name="바다식품 품목 보기")
    expect(link).to_be_visible()

    line.is_slow = True
    page.get_by_role("searchbox").fill("바다")
    line.hold("/sellers?q=")  # the search is answered, and the answer is not here
    link.click()
    line.run(2.5)
    line.recover()

    expect(page).to_have_url(re.compile(r"/orders/new\?seller="))
    expect(page.get_by_role("list", name="품목").get_by_role("button").first).to_be_visible()


def test_it_searches_over_a_slow_line_all_the_same(visit: Visit) -> None:
    page = visit("buyer", "/notices")
    line = SlowLine(page)
    page.goto("/sellers")
    expect(page.get_by_role("link", name="바다식품 품목 보기")).to_be_visible()

    line.is_slow = True
    page.get_by_role("searchbox").fill("바다")
    line.run(2.5)
    line.recover()
    expect(page).to_have_url(re.compile(r"/sellers\?q="))

    line.is_slow = True
    page.go_back()
    line.run(1.5)
    line.recover()
    expect(page).to_have_url(re.compile(r"/sellers$"))

    line.is_slow = True
    page.reload()
    line.run(2.5)
    line.recover()
    expect(page).to_have_url(re.compile(r"/sellers$"))
