"""POST /auth/password: who is signed in changes the password; what is wrong comes as a code."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.domain.accounts import changing, throttle
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import (
    LinkKind,
    LoginAttempt,
    LoginSession,
    Result,
    User,
)
from qnector.domain.accounts.throttle import Try
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from qnector.web import sessions
from qnector.web.doors import pages, passwords
from qnector.web.doors.turnstile import Guesses, Turnstile
from tests.web.browser import EMAIL, HASH, PASSWORD, Browser
from tests.web.conftest import play

NEW = "여섯 마리 고래가 웃는다"
HERE = "/account/security"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch) -> None:
    """bcrypt at its full cost is proven elsewhere; here it would only take time."""
    monkeypatch.setattr(passwords, "turnstile", Turnstile())
    monkeypatch.setattr(passwords, "guesses", Guesses())
    dear = secrets.hash_password
    monkeypatch.setattr(secrets, "hash_password", lambda password: dear(password, cost=4))


@pytest.fixture
def people(market):
    give(HASH)
    return market


def give(hashed: str) -> None:
    def _give(session: Session) -> None:
        session.execute(update(User).where(User.email == EMAIL).values(password_hash=hashed))

    db.write_now(_give)


def user() -> User:
    return db.read_now(lambda s: s.execute(select(User).where(User.email == EMAIL)).scalar_one())


def said(answer) -> dict[str, str]:
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["location"])
    assert parts.path == HERE, parts
    return {name: value[0] for name, value in parse_qs(parts.query).items()}


async def signed_in(tmp_path) -> Browser:
    browser = Browser(tmp_path)
    await browser.log_in()
    return browser


def change(browser: Browser, current: str = PASSWORD, password: str = NEW, again: str = NEW):
    return browser.post("/auth/password", current=current, password=password, again=again)


def test_the_new_one_counts_and_the_old_one_does_not(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        assert said(await change(browser)) == {"done": "password"}

        assert secrets.password_matches(NEW, user().password_hash)
        other = Browser(tmp_path)
        assert "error=wrong" in (await other.log_in()).headers["location"]
        assert (await other.log_in(password=NEW)).headers["location"] == "/dashboard"

    play(scene)


def test_the_other_devices_leave_and_this_one_has_a_new_key(people, tmp_path) -> None:
    async def scene() -> None:
        here, there = await signed_in(tmp_path), await signed_in(tmp_path)
        old = here.key
        await change(here)

        assert await there.who() is None
        assert here.key != old
        who = await here.who()
        assert who.actor.user_id == people.buyer.user_id
        assert await sessions.look_up(secrets.sha256_text(old)) is None

    play(scene)


def test_a_kept_session_stays_kept(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in(remember="1")
        answer = await change(browser)
        assert "max-age" in answer.headers["set-cookie"].lower()

    play(scene)


def test_the_owner_is_told_and_it_is_written_down(people, tmp_path) -> None:
    async def scene() -> None:
        await change(await signed_in(tmp_path))

        def told(session: Session) -> tuple[list[str], list[str]]:
            mails = select(Message.to_email).where(Message.kind == Kind.PASSWORD_CHANGED)
            acts = select(AuditEntry.action).where(AuditEntry.action == "user.change_password")
            return list(session.execute(mails).scalars()), list(session.execute(acts).scalars())

        assert db.read_now(told) == ([EMAIL], ["user.change_password"])

    play(scene)


def test_a_second_press_is_answered_like_the_first(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        old = browser.key
        await change(browser)
        browser.client.cookies.clear()
        browser.client.cookies.set("qnector_session", old)
        answer = await change(browser)
        assert said(answer) == {"done": "password"}
        new = secrets.sha256_text(answer.cookies["qnector_session"])
        assert await sessions.look_up(new) is not None
        assert secrets.password_matches(NEW, user().password_hash)

    play(scene)


def test_two_at_the_same_moment_both_say_done(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        answers = await asyncio.gather(change(browser), change(browser))
        assert [said(one) for one in answers] == [{"done": "password"}] * 2
        assert await browser.who() is not None

    play(scene)


def test_the_key_before_changes_nothing(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        old = browser.key
        await change(browser)
        browser.client.cookies.clear()
        browser.client.cookies.set("qnector_session", old)
        other = "일곱 마리 고래가 운다"
        answer = await change(browser, NEW, other, other)
        assert urlsplit(answer.headers["location"]).path == "/login"
        assert secrets.password_matches(NEW, user().password_hash)

    play(scene)


def test_links_that_set_a_password_are_used_up(people, tmp_path) -> None:
    async def scene() -> None:
        token = db.write_now(
            lambda s: accounts.make_link(s, LinkKind.SET_PASSWORD, people.buyer.user_id)
        )
        await change(await signed_in(tmp_path))
        answer = await Browser(tmp_path).client.get(f"/auth/set-password?token={token}")
        assert answer.status_code == 404

    play(scene)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"current": "falsch falsch"}, "current"),
        ({"current": ""}, "no_current"),
        ({"password": "짧다", "again": "짧다"}, "short"),
        ({"password": "x" * 129 + "y", "again": "x" * 129 + "y"}, "long"),
        ({"password": "password123", "again": "password123"}, "common"),
        ({"password": EMAIL, "again": EMAIL}, "common"),
        ({"again": "다른 고래가 웃는다"}, "again"),
        ({"password": PASSWORD, "again": PASSWORD}, "same"),
    ],
)
def test_what_is_wrong_comes_back_as_a_code(people, tmp_path, given, code: str) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        assert said(await change(browser, **given)) == {"error": code}
        assert user().password_hash == HASH
        assert await browser.who() is not None

    play(scene)


def test_wrong_ones_are_throttled_and_stand_in_the_record(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        codes = [said(await change(browser, current="falsch falsch")) for _ in range(6)]
        assert codes[4] == {"error": "current"}
        assert codes[5] == {"error": "throttled", "minutes": "1"}
        # Not even the right one, until the minute is over.
        assert said(await change(browser))["error"] == "throttled"

        def failures(session: Session) -> int:
            rows = select(LoginAttempt.id).where(LoginAttempt.result == Result.WRONG)
            return len(session.execute(rows).all())

        assert db.read_now(failures) == 5
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            assert said(await change(browser)) == {"done": "password"}

    play(scene)


def test_a_right_one_among_many_sent_at_once_does_not_slip_through(people, tmp_path) -> None:
    """The count is asked again in the transaction that changes the password."""
    one = Try(EMAIL, "10.0.0.9", "", is_known_device=True)

    def guess(session: Session) -> None:
        for _ in range(5):
            throttle.record(session, one, people.buyer.user_id, Result.WRONG)

    db.write_now(guess)
    with pytest.raises(throttle.Throttled):
        db.write_now(changing.change_password, people.buyer, one, HASH, NEW, "hash")
    assert user().password_hash == HASH


def test_who_has_none_proves_first_who_they_are(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        give("")
        with clock.frozen(clock.now() + timedelta(minutes=6)):
            answer = await change(browser, current="")
            assert answer.headers["location"] == "/reauth?next=%2Faccount%2Fsecurity"
            assert user().password_hash == ""
        assert said(await change(browser, current="")) == {"done": "password"}
        assert secrets.password_matches(NEW, user().password_hash)

    play(scene)


def test_nobody_is_led_to_the_login(people, tmp_path) -> None:
    async def scene() -> None:
        answer = await change(Browser(tmp_path))
        assert answer.headers["location"] == "/login"
        assert user().password_hash == HASH

    play(scene)


def test_who_is_signed_out_meanwhile_is_led_to_the_login(people, tmp_path, monkeypatch) -> None:
    async def matches(*_args, **_more) -> bool:
        await db.write(lambda s: s.execute(update(LoginSession).values(ended_at=clock.now())))
        return True

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        monkeypatch.setattr(passwords, "matches", matches)
        answer = await browser.post("/auth/password", current=PASSWORD, password=NEW, again=NEW)
        assert answer.headers["location"].startswith("/login?error=ended")

    play(scene)
    assert user().password_hash == HASH


def test_an_operator_who_acts_for_somebody_may_not(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)

        def act(session: Session) -> None:
            session.execute(
                update(LoginSession).values(
                    acting_operator_id=people.operator.user_id, acting_reason="도와 달라고 해서"
                )
            )

        db.write_now(act)
        assert said(await change(browser)) == {"error": "acting"}
        assert user().password_hash == HASH

    play(scene)


def test_another_site_cannot_send_it(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await signed_in(tmp_path)
        form = {"current": PASSWORD, "password": NEW, "again": NEW}
        for origin in ("", "http://evil.test", "null"):
            headers = {"origin": origin} if origin else {}
            answer = await browser.client.post("/auth/password", data=form, headers=headers)
            assert answer.status_code == 403
        assert user().password_hash == HASH

    play(scene)


def test_the_pages_of_the_server_are_set_in_a_font_that_is_served() -> None:
    names = set(re.findall(r'font-family:"([^"]+)"', Path("assets/fonts/fonts.css").read_text()))
    family = re.search(r"--font:([^;}]+)", pages.css())
    assert family is not None
    assert family[1].split(",")[0].strip("\"' ") in names
    assert "var(--font)" in pages.css()
