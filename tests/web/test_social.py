"""The way to Google and Kakao and back, over HTTP, with fakes that speak the protocol."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import select, update

from qnector.core import clock, db
from qnector.domain.accounts import social
from qnector.domain.accounts.models import (
    Company,
    LoginAttempt,
    LoginSession,
    Provider,
    Result,
    SocialLink,
    User,
)
from qnector.domain.accounts.social import Person
from qnector.fakes import google, kakao
from qnector.fakes.oidc import Person as Somebody
from qnector.web.doors import social as door
from qnector.web.pace import Pace
from tests.support.providers import consent, providers, target_of
from tests.web.browser import EMAIL, HASH, PASSWORD, Browser
from tests.web.conftest import play

__all__ = ["providers"]
pytestmark = pytest.mark.usefixtures("providers")
ME = Somebody("g-1", "한빛", EMAIL)
STRANGE = Somebody("g-2", "처음", "new@google.test")


@pytest.fixture
def people(market, monkeypatch):
    monkeypatch.setattr(door, "pace", Pace(burst=60, rate=0.2))
    google.fake.newcomers += [ME, STRANGE]
    kakao.fake.newcomers += [Somebody("4100000001", "한빛", EMAIL), Somebody("4100000002", "없음")]
    return market


def give(email: str = EMAIL, **values) -> None:
    db.write_now(lambda s: s.execute(update(User).where(User.email == email).values(**values)))


def rows(statement):
    return db.read_now(lambda session: session.execute(statement).scalars().all())


async def set_out(browser: Browser, provider: str = "google", **form: str) -> str:
    """Press the button: where the page leads."""
    answer = await browser.post(f"/auth/social/{provider}", **form)
    assert answer.status_code == 200, answer.headers
    assert "<script" not in answer.text
    return target_of(answer.text)


async def come_back(browser: Browser, provider: str, came: dict[str, str]) -> httpx.Response:
    return await browser.client.get(f"/auth/social/{provider}/callback", params=came)


async def round_trip(
    browser: Browser, provider: str = "google", subject: str = "g-1", **form: str
) -> httpx.Response:
    came = await consent(provider, await set_out(browser, provider, **form), subject=subject)
    return await come_back(browser, provider, came)


def place(answer: httpx.Response) -> tuple[str, str]:
    """The path and the code that it says."""
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["location"])
    query = parse_qs(parts.query)
    return parts.path, (query.get("error") or query.get("social") or [""])[0]


@pytest.mark.parametrize(("provider", "subject"), [("google", "g-1"), ("kakao", "4100000001")])
def test_it_signs_in_over_a_verified_equal_address(people, tmp_path, provider, subject) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await round_trip(browser, provider, subject, next="/orders")
        assert answer.headers["location"] == "/orders"
        assert (await browser.who()).actor.user_id == people.buyer.user_id
        assert not browser.client.cookies.get("qnector_errand")

    play(scene)
    (attempt,) = rows(select(LoginAttempt))
    assert (attempt.provider, attempt.result) == (provider, Result.SUCCESS)


@pytest.mark.parametrize(
    ("provider", "subject"),
    [("google", "g-2"), ("kakao", "4100000002"), ("google", "102030405060708090100")],
)
def test_an_unknown_account_is_told_what_to_do(people, tmp_path, provider, subject) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await round_trip(browser, provider, subject)
        assert place(answer) == ("/login", "social_unknown")
        assert await browser.who() is None

    play(scene)
    assert rows(select(SocialLink)) == []


def test_39_an_unverified_local_account_is_not_opened(people, tmp_path) -> None:
    give(email_verified_at=None)

    async def scene() -> None:
        browser = Browser(tmp_path)
        assert place(await round_trip(browser)) == ("/login", "social_unverified")
        assert await browser.who() is None

    play(scene)
    assert rows(select(SocialLink)) == []


def test_who_is_switched_off_or_suspended_stays_out_with_the_reason(people, tmp_path) -> None:
    async def scene(code: str) -> None:
        browser = Browser(tmp_path)
        assert place(await round_trip(browser)) == ("/login", code)
        assert await browser.who() is None

    give(is_active=False)
    play(lambda: scene("switched_off"))
    give(is_active=True)
    db.write_now(lambda s: s.execute(update(Company).values(suspended_at=clock.now())))
    play(lambda: scene("suspended"))


@pytest.mark.parametrize(("provider", "subject"), [("google", "g-1"), ("kakao", "4100000001")])
def test_who_refuses_comes_back_to_the_login(people, tmp_path, provider, subject) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        asked = await set_out(browser, provider, next="/orders")
        came = await consent(provider, asked, subject=subject, answer="deny")
        assert came["error"] == "access_denied"
        answer = await come_back(browser, provider, came)
        assert place(answer) == ("/login", "social_denied")
        assert "next=%2Forders" in answer.headers["location"]

    play(scene)


def test_38_a_wrong_state_a_used_code_and_a_lost_cookie_fail(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        came = await consent("google", await set_out(browser), subject="g-1")
        wrong = await come_back(browser, "google", {**came, "state": "x" * 43})
        assert place(wrong) == ("/login", "social_over")

        browser = Browser(tmp_path)
        came = await consent("google", await set_out(browser), subject="g-1")
        other = await come_back(Browser(tmp_path), "google", came)
        assert place(other) == ("/login", "social_over")
        assert place(await come_back(browser, "kakao", came)) == ("/login", "social_over")

        browser = Browser(tmp_path)
        came = await consent("google", await set_out(browser), subject="g-1")
        key = browser.client.cookies["qnector_errand"]
        assert (await come_back(browser, "google", came)).headers["location"] == "/dashboard"
        browser.client.cookies.set("qnector_errand", key)
        again = await come_back(browser, "google", came)
        assert place(again) == ("/login", "social_over")

    play(scene)


@pytest.mark.parametrize("fault", ["bad_nonce", "bad_signature", "unsigned", "expired", "500"])
def test_38_an_id_token_that_is_not_good_signs_nobody_in(people, tmp_path, fault) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        came = await consent("google", await set_out(browser), subject="g-1")
        google.fake.faults.append(fault)
        assert place(await come_back(browser, "google", came)) == ("/login", "social_failed")
        assert await browser.who() is None
        assert rows(select(LoginSession)) == []

    play(scene)


def test_38_a_code_of_somebody_elses_errand_is_worth_nothing(people, tmp_path) -> None:
    """The attacker's code with the victim's own state: PKCE and nonce do not match."""

    async def scene() -> None:
        attacker, victim = Browser(tmp_path), Browser(tmp_path)
        theirs = await consent("google", await set_out(attacker), subject="g-2")
        came = await consent("google", await set_out(victim), subject="g-1")
        mixed = {"code": theirs["code"], "state": came["state"]}
        assert place(await come_back(victim, "google", mixed)) == ("/login", "social_failed")
        assert await victim.who() is None

    play(scene)


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/auth/social/naver", {}, 404),
        ("/auth/social/google", {"purpose": "steal"}, 404),
        ("/auth/social/google%00", {}, 404),
    ],
)
def test_a_made_up_errand_goes_nowhere(people, tmp_path, path, form, status) -> None:
    async def scene() -> None:
        assert (await Browser(tmp_path).post(path, **form)).status_code == status

    play(scene)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/x"])
def test_it_leads_to_no_other_host(people, tmp_path, onward) -> None:
    async def scene() -> None:
        answer = await round_trip(Browser(tmp_path), next=onward)
        assert answer.headers["location"] == "/dashboard"

    play(scene)


def test_an_address_begins_only_so_many_errands(people, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(door, "pace", Pace(burst=2, rate=0.001))

    async def scene() -> None:
        browser = Browser(tmp_path)
        found = [(await browser.post("/auth/social/google")).status_code for _ in range(4)]
        assert found == [200, 200, 429, 429]

    play(scene)


def test_without_keys_there_is_no_way(people, tmp_path) -> None:
    from qnector.core import settings

    settings.use(google_client_id="")

    async def scene() -> None:
        answer = await Browser(tmp_path).post("/auth/social/google")
        assert place(answer) == ("/login", "social_off")

    play(scene)


def test_it_links_while_signed_in_and_then_opens_the_account(people, tmp_path) -> None:
    give(password_hash=HASH)

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        answer = await round_trip(browser, subject="g-2", purpose="link", next="/account")
        assert place(answer) == ("/account", "linked")
        again = await round_trip(browser, "kakao", "4100000002", purpose="link")
        assert place(again) == ("/account", "linked")

        other = Browser(tmp_path)
        await round_trip(other, "kakao", "4100000002")
        assert (await other.who()).actor.user_id == people.buyer.user_id

    play(scene)


def test_a_link_is_bound_to_the_session_that_asked(people, tmp_path) -> None:
    give(password_hash=HASH)
    give("owner@bada.test", password_hash=HASH)

    async def scene() -> None:
        browser = Browser(tmp_path)
        assert place(await browser.post("/auth/social/google", purpose="link")) == (
            "/login",
            "social_failed",
        )
        await browser.log_in()
        came = await consent("google", await set_out(browser, purpose="link"), subject="g-2")
        await browser.log_in("owner@bada.test")
        assert place(await come_back(browser, "google", came)) == ("/login", "social_over")

    play(scene)
    assert rows(select(SocialLink)) == []


def test_46_a_link_needs_the_password_of_the_last_five_minutes(people, tmp_path) -> None:
    give(password_hash=HASH)

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        long_ago = update(LoginSession).values(
            reauthenticated_at=clock.now() - timedelta(minutes=6)
        )
        db.write_now(lambda s: s.execute(long_ago))
        answer = await browser.post("/auth/social/google", purpose="link", next="/account")
        assert answer.headers["location"] == "/reauth?next=%2Faccount"
        await browser.post("/auth/reauth", password=PASSWORD)
        assert place(await round_trip(browser, purpose="link"))[1] == "linked"

    play(scene)


def test_what_opens_another_account_is_not_linked(people, tmp_path) -> None:
    give(password_hash=HASH)
    db.write_now(social.link, people.seller, Person(Provider.GOOGLE, "g-2"))

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        answer = await round_trip(browser, subject="g-2", purpose="link")
        assert place(answer) == ("/account", "social_taken")

    play(scene)


def test_who_has_only_a_social_account_proves_it_there(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await round_trip(browser)
        old = browser.key
        other = await round_trip(browser, subject="g-2", purpose="reauth", next="/account")
        assert place(other) == ("/reauth", "social_other")
        assert browser.key == old
        answer = await round_trip(browser, purpose="reauth", next="/account")
        assert answer.headers["location"] == "/account"
        assert browser.key != old
        assert await browser.who() is not None

    play(scene)
    (session,) = rows(select(LoginSession).where(LoginSession.ended_at.is_(None)))
    assert session.reauthenticated_at > session.created_at


def test_who_has_a_password_cannot_prove_it_elsewhere(people, tmp_path) -> None:
    give(password_hash=HASH)

    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        answer = await browser.post("/auth/social/google", purpose="reauth")
        assert place(answer) == ("/reauth", "social_failed")

    play(scene)


def test_the_log_names_no_code_and_no_person(people, tmp_path, caplog) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        came = await consent("google", await set_out(browser), subject="g-1")
        google.fake.faults.append("bad_nonce")
        await come_back(browser, "google", came)
        assert "did not confirm: nonce" in caplog.text
        for secret in (came["code"], came["state"], google.SECRET, EMAIL):
            assert secret not in caplog.text

    play(scene)
