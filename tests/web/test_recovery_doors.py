"""비밀번호 재설정, 인증 메일 다시 보내기 and 본인 확인 over HTTP."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import func, select, update

from qnector.core import clock, db, secrets
from qnector.domain.accounts import acting
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.messages.models import Kind, Message
from qnector.web import sessions, typed
from qnector.web.doors import forms, passwords, recovery
from qnector.web.doors.turnstile import Guesses, Turnstile
from qnector.web.pace import Pace
from tests.web.browser import EMAIL, HASH, PASSWORD, Browser
from tests.web.conftest import play, sign_in

GOOD = "바다에-뜬-달-07"


@pytest.fixture
def people(market, monkeypatch):
    db.write_now(lambda s: s.execute(update(User).values(password_hash=HASH)))
    monkeypatch.setattr(passwords, "_nobody", lambda: HASH)
    monkeypatch.setattr(passwords, "turnstile", Turnstile(kept=1))
    monkeypatch.setattr(passwords, "guesses", Guesses())
    monkeypatch.setattr(recovery, "pace", Pace(burst=20, rate=0.01))
    monkeypatch.setattr(recovery, "EVEN_SECONDS", 0.0)
    return market


def give(**values) -> None:
    db.write_now(lambda s: s.execute(update(User).where(User.email == EMAIL).values(**values)))


def said(answer: httpx.Response) -> tuple[str, dict[str, str]]:
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["location"])
    found = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts.path, found


def mails(kind: Kind) -> list[Message]:
    wanted = select(Message).where(Message.kind == kind).order_by(Message.id)
    return db.read_now(lambda s: list(s.execute(wanted).scalars()))


def token_of(mail: Message) -> str:
    return secrets.unseal(mail.values["link"], place="message:link").partition("token=")[2]


def test_35_the_answer_is_the_same_for_every_address(people, tmp_path) -> None:
    async def scene() -> None:
        for email in (EMAIL, "nobody@hanbit.test"):
            answer = await Browser(tmp_path).post("/auth/forgot", email=email)
            path, found = said(answer)
            assert (path, found["done"]) == ("/reset-password", "sent")
            assert typed.unseal(found["typed"]) == email
            assert email not in answer.headers["location"]
            assert "set-cookie" not in answer.headers

    play(scene)
    assert [mail.to_email for mail in mails(Kind.RESET_PASSWORD)] == [EMAIL]


def test_35_the_answer_takes_as_long_for_every_address(people, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(recovery, "EVEN_SECONDS", 0.4)

    async def took(email: str) -> float:
        begun = time.perf_counter()
        await Browser(tmp_path).post("/auth/forgot", email=email)
        return time.perf_counter() - begun

    async def scene() -> None:
        await took(EMAIL)
        tries = [(await took(EMAIL), await took("nobody@hanbit.test")) for _ in range(3)]
        known, unknown = (min(times) for times in zip(*tries, strict=True))
        assert 0.4 <= known <= unknown * 1.1 + 0.05
        assert 0.4 <= unknown <= known * 1.1 + 0.05

    play(scene)


@pytest.mark.parametrize("email", ["", "x", "a@", "<script>@x.test", "a b@x.test", "é@x.test"])
def test_what_is_no_address_is_said_at_its_field(people, tmp_path, email) -> None:
    async def scene() -> None:
        _, found = said(await Browser(tmp_path).post("/auth/forgot", email=email))
        assert found["error"] == "email"

    play(scene)
    assert mails(Kind.RESET_PASSWORD) == []


def test_an_address_of_the_network_asks_so_often(people, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(recovery, "pace", Pace(burst=3, rate=0.001))

    async def scene() -> None:
        browser = Browser(tmp_path)
        for number in range(3):
            answer = await browser.post("/auth/forgot", email=f"{number}@hanbit.test")
            assert said(answer)[1]["done"] == "sent"
        assert said(await browser.post("/auth/forgot", email=EMAIL))[1]["error"] == "busy"

    play(scene)
    assert mails(Kind.RESET_PASSWORD) == []


def test_36_the_link_sets_a_password_once_and_signs_everybody_out(people, tmp_path) -> None:
    async def scene() -> None:
        thief, owner = Browser(tmp_path), Browser(tmp_path)
        await thief.log_in()
        await owner.post("/auth/forgot", email=EMAIL)
        token = token_of(mails(Kind.RESET_PASSWORD)[0])
        assert EMAIL in (await owner.client.get(f"/auth/set-password?token={token}")).text
        given = {"token": token, "password": GOOD, "again": GOOD}
        answer = await owner.post("/auth/set-password", **given)
        assert answer.headers["location"] == "/login?done=password"
        assert (await owner.post("/auth/set-password", **given)).status_code == 404
        assert await thief.who() is None
        assert said(await owner.log_in(password=PASSWORD))[1]["error"] == "wrong"
        assert (await owner.log_in(password=GOOD)).headers["location"] == "/dashboard"

    play(scene)
    assert len(mails(Kind.PASSWORD_CHANGED)) == 1


def test_a_link_lets_its_owner_past_those_who_guessed(people, tmp_path) -> None:
    async def scene() -> None:
        thief, owner = Browser(tmp_path), Browser(tmp_path)
        for _ in range(5):
            await thief.log_in(password="wrong password")
        assert said(await owner.log_in())[1]["error"] == "throttled"
        await owner.post("/auth/forgot", email=EMAIL)
        token = token_of(mails(Kind.RESET_PASSWORD)[0])
        await owner.post("/auth/set-password", token=token, password=GOOD, again=GOOD)
        assert (await owner.log_in(password=GOOD)).headers["location"] == "/dashboard"
        assert said(await thief.log_in(password=GOOD))[1]["error"] == "throttled"

    play(scene)


def test_37_an_unverified_address_cannot_log_in(people, tmp_path) -> None:
    give(email_verified_at=None)

    async def scene() -> None:
        browser = Browser(tmp_path)
        wrong = said(await browser.log_in(password="wrong password"))[1]
        assert wrong["error"] == "wrong"
        assert typed.unseal(wrong["typed"], place=typed.UNVERIFIED) == ""
        right = said(await browser.log_in())[1]
        assert right["error"] == "unverified"
        assert typed.unseal(right["typed"], place=typed.UNVERIFIED) == EMAIL
        assert await browser.who() is None

    play(scene)


def test_who_gave_the_right_password_gets_the_mail_again(people, tmp_path) -> None:
    give(email_verified_at=None)
    db.write_now(lambda s: s.execute(update(Company).values(is_confirmed=False)))

    async def scene() -> None:
        browser = Browser(tmp_path)
        proof = said(await browser.log_in(next="/orders"))[1]["typed"]
        path, found = said(await browser.post("/auth/resend", typed=proof, next="/orders"))
        assert (path, found["done"], found["next"]) == ("/login", "resent", "/orders")
        _, found = said(await browser.post("/auth/resend", typed=proof))
        assert found["error"] == "resend_wait"
        assert 0 < int(found["seconds"]) <= 60

    play(scene)
    assert [mail.to_email for mail in mails(Kind.VERIFY_EMAIL)] == [EMAIL]


def test_nobody_else_gets_it_sent(people, tmp_path) -> None:
    give(email_verified_at=None)
    db.write_now(lambda s: s.execute(update(Company).values(is_confirmed=False)))
    old = typed.seal(EMAIL, place=typed.UNVERIFIED)

    async def scene() -> None:
        for proof in ("", "x", typed.seal(EMAIL), EMAIL, "k" * 5000):
            _, found = said(await Browser(tmp_path).post("/auth/resend", typed=proof))
            assert found == {"error": "resend_over"}
        with clock.frozen(clock.now() + timedelta(minutes=11)):
            _, found = said(await Browser(tmp_path).post("/auth/resend", typed=old))
            assert found == {"error": "resend_over"}

    play(scene)
    assert mails(Kind.VERIFY_EMAIL) == []


def test_41_proving_it_again_changes_the_key_and_leads_back(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in(remember="1")
        old = browser.key
        wrong = await browser.post("/auth/reauth", password="wrong password", next="/account")
        assert said(wrong) == ("/reauth", {"error": "wrong", "next": "/account"})
        assert browser.key == old
        answer = await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        assert answer.headers["location"] == "/account"
        assert "max-age=7776000" in answer.headers["set-cookie"].lower()
        assert browser.key != old
        assert (await browser.who()) is not None
        browser.client.cookies.clear()
        browser.client.cookies.set("qnector_session", old)
        assert await browser.who() is None

    play(scene)
    (row,) = db.read_now(lambda s: list(s.execute(select(LoginSession)).scalars()))
    assert row.reauthenticated_at > row.created_at


def pressed_twice(browser: Browser, old: str) -> None:
    """The browser has dropped the first answer, and the cookie in it."""
    browser.client.cookies.clear()
    browser.client.cookies.set("qnector_session", old)


def test_a_second_press_is_answered_like_the_first(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in(remember="1")
        old = browser.key
        await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        pressed_twice(browser, old)
        answer = await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        assert answer.headers["location"] == "/account"
        assert "max-age=7776000" in answer.headers["set-cookie"].lower()
        new = secrets.sha256_text(answer.cookies["qnector_session"])
        assert await sessions.look_up(new) is not None

    play(scene)


@pytest.mark.parametrize("seconds", [0, 11])
def test_the_key_before_opens_nothing_without_the_password(people, tmp_path, seconds) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        old = browser.key
        await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        pressed_twice(browser, old)
        password = PASSWORD if seconds else "wrong password"
        with clock.frozen(clock.now() + timedelta(seconds=seconds)):
            answer = await browser.post("/auth/reauth", password=password, next="/account")
        assert said(answer)[0] == ("/login" if seconds else "/reauth")
        assert "set-cookie" not in answer.headers
        assert await browser.who() is None

    play(scene)


def test_who_signed_out_meanwhile_comes_with_no_key_before(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        old = browser.key
        await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        await browser.post("/auth/logout")
        pressed_twice(browser, old)
        answer = await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        assert said(answer)[0] == "/login"

    play(scene)


def test_who_is_signed_out_meanwhile_is_led_to_the_login(people, tmp_path, monkeypatch) -> None:
    async def matches(*_args, **_more) -> bool:
        await db.write(lambda s: s.execute(update(LoginSession).values(ended_at=clock.now())))
        return True

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        monkeypatch.setattr(passwords, "matches", matches)
        answer = await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        assert said(answer) == ("/login", {"error": "ended", "next": "/account"})

    play(scene)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_back_to_no_other_host(people, tmp_path, onward) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        answer = await browser.post("/auth/reauth", password=PASSWORD, next=onward)
        assert answer.headers["location"] == "/dashboard"

    play(scene)


def test_nobody_proves_anything_without_a_session(people, tmp_path) -> None:
    async def scene() -> None:
        answer = await Browser(tmp_path).post("/auth/reauth", password=PASSWORD, next="/account")
        assert said(answer)[0] == "/login"

    play(scene)


def test_an_open_session_does_not_let_anybody_guess(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        for _ in range(5):
            await browser.post("/auth/reauth", password="wrong password")
        _, found = said(await browser.post("/auth/reauth", password=PASSWORD))
        assert (found["error"], found["minutes"]) == ("throttled", "1")
        assert said(await browser.post("/auth/reauth"))[1]["error"] == "password"

    play(scene)


def test_an_operator_who_acts_as_somebody_proves_nothing(people, tmp_path) -> None:
    def act(session) -> str:
        return acting.start(
            session, people.operator, people.buyer.user_id, "문의", device="", address=""
        )

    db.write_now(sign_in, "operator@qnector.test")
    key = db.write_now(act)

    async def scene() -> None:
        browser = Browser(tmp_path)
        browser.client.cookies.set(forms.cookie_name(), key)
        answer = await browser.post("/auth/reauth", password=PASSWORD, next="/account")
        assert said(answer) == ("/reauth", {"next": "/account"})
        assert browser.key == key

    play(scene)
    count = select(func.count()).where(LoginSession.key_hash == secrets.sha256_text(key))
    assert db.read_now(lambda s: s.execute(count).scalar()) == 1


@pytest.mark.parametrize("path", ["/auth/forgot", "/auth/resend", "/auth/reauth"])
def test_another_site_cannot_post(people, tmp_path, path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        for origin in ("http://evil.example", "null"):
            sent = await browser.client.post(path, data={"x": "1"}, headers={"origin": origin})
            assert sent.status_code == 403
        sent = await browser.client.post(path, data={"x": "1"})
        assert sent.status_code == 403

    play(scene)
