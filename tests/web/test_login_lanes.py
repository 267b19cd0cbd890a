"""Who waits for whom when many sign in: known browsers, newcomers, those who keep guessing."""

import asyncio
import os
import threading
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from qnector.core import clock, db, secrets
from qnector.core.errors import TooMany
from qnector.domain.accounts.models import User
from qnector.domain.accounts.throttle import Try
from qnector.web.doors import browsers, passwords
from qnector.web.doors.login import _suspects
from qnector.web.doors.turnstile import Guesses, Turnstile
from tests.web.browser import EMAIL, HASH, PASSWORD, Browser
from tests.web.conftest import play


def times(count: int):
    """So often somebody has guessed."""
    return lambda: count


class Line:
    """People at a turnstile, and in which order they came in."""

    def __init__(self, turnstile: Turnstile) -> None:
        self.turnstile = turnstile
        self.came: list[str] = []
        self.sent: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: list[asyncio.Task] = []

    async def join(self, name: str, **how) -> None:
        self.ends[name] = asyncio.Event()
        self.tasks.append(asyncio.create_task(self._pass(name, how)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def _pass(self, name: str, how) -> None:
        try:
            async with self.turnstile.turn(**how):
                self.came.append(name)
                await self.ends[name].wait()
        except TooMany:
            self.sent.append(name)

    async def end(self, *names: str) -> None:
        for name in names:
            self.ends[name].set()
            for _ in range(5):
                await asyncio.sleep(0)


def test_a_place_is_kept_for_known_browsers() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=2, queue=5, kept=1))
        await line.join("stranger 1")
        await line.join("stranger 2")
        await line.join("known", is_known=True)
        assert line.came == ["stranger 1", "known"]
        await line.end("known")
        assert line.came == ["stranger 1", "known"]
        await line.end("stranger 1")
        assert line.came[-1] == "stranger 2"
        await line.end("stranger 2")

    play(scene)


def test_whoever_has_guessed_less_comes_first_and_the_others_are_sent_away() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=2, queue=3, kept=1))
        await line.join("first")
        for number in range(3):
            await line.join(f"guesser {number}", guesses=times(4 + number))
        await line.join("newcomer")
        assert line.sent == ["guesser 2"]
        await line.join("worst", guesses=times(99))
        assert line.sent == ["guesser 2", "worst"]
        await line.end("first")
        assert line.came == ["first", "newcomer"]
        await line.end("newcomer", "guesser 0", "guesser 1")
        assert line.came == ["first", "newcomer", "guesser 0", "guesser 1"]

    play(scene)


def test_who_was_sent_away_comes_before_those_who_were_never_here() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=2, queue=3, kept=1))
        for number in range(4):
            await line.join(f"new {number}")
        await line.join("again", was_sent=True, guesses=times(7))
        assert line.sent == ["new 3"]
        await line.end("new 0")
        assert line.came == ["new 0", "again"]
        await line.end("again", "new 1", "new 2")

    play(scene)


def test_a_full_queue_gives_a_place_for_next_time(people, tmp_path, monkeypatch) -> None:
    asked: list[bool] = []
    turnstile = Turnstile(at_once=1, queue=0)
    refuse = turnstile.refuse_if_full
    monkeypatch.setattr(
        turnstile, "refuse_if_full", lambda **how: asked.append(how["was_sent"]) or refuse(**how)
    )
    monkeypatch.setattr(passwords, "turnstile", turnstile)

    async def scene() -> None:
        browser = Browser(tmp_path)
        async with turnstile.turn():
            assert (await browser.log_in()).status_code == 429
        await browser.log_in("owner@bada.test", "wrong password")  # another account's is no use
        assert code(await browser.log_in()) == ""
        ticket = browser.client.cookies["qnector_turn"]
        other = Browser(tmp_path)
        other.client.cookies.set("qnector_turn", ticket[:-1] + "x")
        await other.log_in(password="wrong password")
        with clock.frozen(clock.now() + timedelta(minutes=6)):
            await browser.log_in()

    play(scene)
    assert asked == [False, False, True, False, False]


def test_strangers_never_send_a_known_browser_away() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=2, queue=2, kept=1))
        for number in range(4):
            await line.join(f"stranger {number}")
        for number in range(3):
            await line.join(f"known {number}", is_known=True)
        assert not [name for name in line.sent if name.startswith("known")]
        await line.end("known 0", "known 1", "known 2", "stranger 0")
        assert line.came[:2] == ["stranger 0", "known 0"]
        assert {"known 1", "known 2"} <= set(line.came)
        for event in line.ends.values():
            event.set()
        await asyncio.gather(*line.tasks)

    play(scene)


def test_who_goes_on_guessing_while_waiting_falls_behind() -> None:
    async def scene() -> None:
        guesses = Guesses()
        line = Line(Turnstile(at_once=2, queue=3, kept=1))
        await line.join("first")
        for name in ("flood", "person"):
            guesses.add(name)
            await line.join(name, guesses=lambda name=name: guesses.of(name))
        guesses.add("flood")
        await line.end("first")
        assert line.came == ["first", "person"]
        await line.end("person", "flood")

    play(scene)


def test_who_goes_away_while_waiting_leaves_no_gap() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=1, queue=3))
        for name in ("one", "two", "three"):
            await line.join(name)
        line.tasks[1].cancel()
        await line.end("one")
        assert line.came == ["one", "three"]
        await line.end("three")
        await line.join("four")
        assert line.came[-1] == "four"
        await line.end("four")

    play(scene)


def test_guesses_count_against_the_whole_network() -> None:
    near, far = (Try("a@x.test", f"2001:db8:1:{n}::{n}") for n in (2, 3))
    assert _suspects(near)[1] == "2001:db8:1:2::/64" != _suspects(far)[1]
    assert _suspects(Try("a@x.test", "127.0.0.1")) == ["account:a@x.test"]


def test_a_full_queue_is_seen_before_anything_is_asked() -> None:
    async def scene() -> None:
        turnstile = Turnstile(at_once=2, queue=1, kept=1)
        line = Line(turnstile)
        await line.join("one")
        turnstile.refuse_if_full()
        await line.join("two", guesses=times(2))
        with pytest.raises(TooMany):
            turnstile.refuse_if_full(guesses=times(2))
        turnstile.refuse_if_full(guesses=times(1))
        turnstile.refuse_if_full(is_known=True)
        for event in line.ends.values():
            event.set()
        await asyncio.gather(*line.tasks)

    play(scene)


def test_guesses_are_counted_forgiven_and_forgotten() -> None:
    now = [0.0]
    guesses = Guesses(seconds=60, most=3, now=lambda: now[0])
    guesses.add("a", "b")
    guesses.add("a")
    assert guesses.of("a", "b", "c") == 3
    guesses.forget("b")
    assert guesses.of("a", "b") == 2
    now[0] = 61
    assert guesses.of("a") == 0
    guesses.add("1", "2", "3", "4")
    assert guesses.of("1", "2", "3", "4") == 3


@pytest.fixture
def people(market, monkeypatch):
    db.write_now(lambda s: s.execute(update(User).values(password_hash=HASH)))
    monkeypatch.setattr(passwords, "_nobody", lambda: HASH)
    monkeypatch.setattr(passwords, "turnstile", Turnstile(kept=1))
    monkeypatch.setattr(passwords, "guesses", Guesses())
    return market


def code(answer: httpx.Response) -> str:
    return answer.headers["location"].partition("error=")[2].partition("&")[0]


def test_a_browser_is_known_after_a_login_and_then_strangers_do_not_lock_it_out(
    people, tmp_path
) -> None:
    async def scene() -> None:
        home, thief = Browser(tmp_path), Browser(tmp_path)
        await home.log_in()
        await home.post("/auth/logout")
        for _ in range(5):
            assert code(await thief.log_in(password="wrong password")) == "wrong"
        assert code(await thief.log_in()) == "throttled"
        assert code(await home.log_in()) == ""
        assert code(await thief.log_in()) == "throttled"

    play(scene)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "1-abc",
        "20000-" + "a" * 24,
        "k" * 43,
        "20000-" + "a" * 24 + "." + "b" * 43,
    ],
)
def test_a_made_up_device_cookie_makes_nobody_known(people, tmp_path, value) -> None:
    async def scene() -> None:
        thief = Browser(tmp_path)
        thief.client.cookies.set("qnector_device", value)
        for _ in range(5):
            await thief.log_in(password="wrong password")
        assert code(await thief.log_in()) == "throttled"

    play(scene)


def test_a_device_cookie_is_for_its_accounts_and_for_a_year(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        for _ in range(5):
            await browser.log_in("owner@bada.test", "wrong password")
        assert code(await browser.log_in("owner@bada.test")) == "throttled"
        await browser.log_in("owner@stranger.test")
        kept = browser.client.cookies["qnector_device"]
        assert EMAIL not in kept
        for _ in range(5):
            await Browser(tmp_path).log_in(password="wrong password")
        assert code(await browser.log_in()) == ""  # still known after another account's login
        return kept

    kept = None

    async def keep() -> None:
        nonlocal kept
        kept = await scene()

    play(keep)
    assert browsers._WRITTEN.fullmatch(secrets.verify(browsers.PURPOSE, kept) or "")

    async def later() -> None:
        browser = Browser(tmp_path)
        browser.client.cookies.set("qnector_device", kept)
        for _ in range(5):
            await browser.log_in(password="wrong password")
        assert code(await browser.log_in(password=PASSWORD)) == "throttled"

    with clock.frozen(clock.now() + timedelta(days=366)):
        play(later)


def test_under_https_the_device_cookie_belongs_to_the_host(people, tmp_path) -> None:
    from qnector.core import settings

    settings.use(public_url="https://shop.example")

    async def scene() -> None:
        answer = await Browser(tmp_path, "https://shop.example").log_in()
        (cookie,) = [
            one for one in answer.headers.get_list("set-cookie") if "qnector_device" in one
        ]
        assert cookie.startswith("__Host-qnector_device=")
        assert "HttpOnly" in cookie
        assert "Secure" in cookie

    play(scene)


def test_throttled_tries_never_reach_the_slow_part(people, tmp_path, monkeypatch) -> None:
    compared: list[str] = []
    matches = secrets.password_matches
    monkeypatch.setattr(
        secrets, "password_matches", lambda p, h: compared.append(h) or matches(p, h)
    )

    async def scene() -> None:
        browser = Browser(tmp_path)
        for _ in range(12):
            await browser.log_in(password="wrong password")

    play(scene)
    assert len(compared) == 5


def test_a_flood_leaves_one_line_a_minute_in_the_record(people, tmp_path) -> None:
    from sqlalchemy import select

    from qnector.domain.accounts.models import LoginAttempt, Result

    async def scene() -> None:
        browser = Browser(tmp_path)
        for _ in range(12):
            await browser.log_in(password="wrong password")

    play(scene)
    results = db.read_now(lambda s: s.execute(select(LoginAttempt.result)).scalars().all())
    assert results.count(Result.WRONG) == 5
    assert results.count(Result.THROTTLED) == 1


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="no ranks of threads here")
@pytest.mark.parametrize("is_known", [True, False])
def test_the_slow_part_stands_behind_the_loop(is_known: bool) -> None:
    def rank() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    async def scene() -> None:
        own = rank()
        found = await passwords._aside(rank, is_known)
        assert found > own
        assert rank() == own

    play(scene)
