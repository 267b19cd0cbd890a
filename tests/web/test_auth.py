import asyncio
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets, settings
from qnector.core.actor import Side
from qnector.core.errors import TooMany
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginAttempt, LoginSession, OneTimeLink, User
from qnector.web import sessions
from qnector.web.doors import passwords
from qnector.web.doors.turnstile import Guesses, Turnstile
from tests.web.browser import EMAIL, HASH, PASSWORD, Browser
from tests.web.conftest import play


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch) -> None:
    """bcrypt at its full cost is proven elsewhere; here it would only take time."""
    monkeypatch.setattr(passwords, "_nobody", lambda: HASH)
    monkeypatch.setattr(passwords, "turnstile", Turnstile())
    monkeypatch.setattr(passwords, "guesses", Guesses())


@pytest.fixture
def people(market):
    def give(session: Session) -> None:
        session.execute(update(User).where(~User.is_operator).values(password_hash=HASH))

    db.write_now(give)
    return market


def why(answer: httpx.Response) -> dict[str, list[str]]:
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["location"])
    assert parts.path == "/login"
    found = parse_qs(parts.query)
    found.pop("typed", None)  # what was typed, sealed
    return found


def test_it_signs_in_and_leads_home(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await browser.log_in(email="OWNER@hanbit.test ")
        cookie = answer.headers.get_list("set-cookie")[0].lower()

        assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard")
        assert cookie.startswith("qnector_session=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "max-age" not in cookie
        assert "domain" not in cookie
        assert (await browser.who()).actor.user_id == people.buyer.user_id
        assert answer.headers["cache-control"] == "no-store"

    play(scene)


def test_a_seller_starts_at_the_orders(people, tmp_path) -> None:
    async def scene() -> None:
        answer = await Browser(tmp_path).log_in(email="owner@bada.test")
        assert answer.headers["location"] == "/seller/dashboard"

    play(scene)


def test_the_key_is_stored_only_as_its_hash(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        key = browser.key
        rows = db.read_now(lambda s: s.execute(select(LoginSession.key_hash)).scalars().all())
        assert rows == [secrets.sha256_text(key)]
        assert len(key) == 43

    play(scene)


def test_remembered_lives_in_the_browser_for_long(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await browser.log_in(remember="1")
        assert "max-age=7776000" in answer.headers["set-cookie"].lower()
        assert db.read_now(lambda s: s.execute(select(LoginSession.is_remembered)).scalar())

    play(scene)


def test_under_https_the_cookie_belongs_to_the_host(people, tmp_path) -> None:
    settings.use(public_url="https://shop.example")

    async def scene() -> None:
        answer = await Browser(tmp_path, "https://shop.example").log_in()
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-qnector_session=")
        assert "Secure" in cookie
        assert "Path=/" in cookie

    play(scene)


@pytest.mark.parametrize(
    ("email", "password", "code"),
    [
        (EMAIL, "wrong password", "wrong"),
        ("nobody@hanbit.test", PASSWORD, "wrong"),
        ("operator@qnector.test", PASSWORD, "wrong"),  # has no password yet
        (EMAIL, PASSWORD.upper(), "wrong"),
        (EMAIL, "", "password"),
        ("", PASSWORD, "email"),
        ("a" * 5000, PASSWORD, "format"),
        ("no address", PASSWORD, "format"),
    ],
)
def test_it_says_no_without_saying_why(people, tmp_path, email, password, code) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await browser.log_in(email, password, next="/orders")
        assert why(answer) == {"error": [code], "next": ["/orders"]}
        assert "set-cookie" not in answer.headers
        assert db.read_now(lambda s: s.execute(select(func.count(LoginSession.id))).scalar()) == 0

    play(scene)


def test_a_user_who_was_switched_off_stays_out(people, tmp_path) -> None:
    db.write_now(lambda s: s.execute(update(User).values(is_active=False)))

    async def scene() -> None:
        browser = Browser(tmp_path)
        assert why(await browser.log_in(password="wrong password")) == {"error": ["wrong"]}
        assert why(await browser.log_in()) == {"error": ["switched_off"]}
        assert await browser.who() is None

    play(scene)


def test_an_unknown_account_costs_as_much_as_a_known_one(people, tmp_path, monkeypatch) -> None:
    compared: list[str] = []
    matches = secrets.password_matches
    monkeypatch.setattr(
        secrets, "password_matches", lambda p, h: compared.append(h) or matches(p, h)
    )

    async def scene() -> None:
        for email in (EMAIL, "nobody@hanbit.test", "operator@qnector.test"):
            await Browser(tmp_path).log_in(email, "wrong password")

    play(scene)
    assert len(compared) == 3


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a b",
        "/%0d%0aX",
        "\r\n/x",
        "/" + "a" * 500,
    ],
)
def test_it_leads_to_no_other_host(people, tmp_path, onward) -> None:
    async def scene() -> None:
        answer = await Browser(tmp_path).log_in(next=onward)
        assert answer.headers["location"] in ("/dashboard", "/%0d%0aX")

    play(scene)


def test_it_leads_back_to_where_somebody_came_from(people, tmp_path) -> None:
    async def scene() -> None:
        answer = await Browser(tmp_path).log_in(next="/orders?page=2&status=pending")
        assert answer.headers["location"] == "/orders?page=2&status=pending"

    play(scene)


@pytest.mark.parametrize("email", [EMAIL, "nobody@hanbit.test"])
def test_it_slows_down_who_guesses(people, tmp_path, email) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        for _ in range(5):
            assert why(await browser.log_in(email, "wrong password")) == {"error": ["wrong"]}
        assert why(await browser.log_in(email, PASSWORD))["error"] == ["throttled"]
        assert why(await browser.log_in(email, PASSWORD))["minutes"] == ["1"]

    play(scene)
    later = update(LoginAttempt).values(at=clock.now() - timedelta(minutes=2))
    db.write_now(lambda s: s.execute(later))

    async def afterwards() -> None:
        answer = await Browser(tmp_path).log_in(email, PASSWORD)
        assert ("set-cookie" in answer.headers) is (email == EMAIL)

    play(afterwards)


def test_guesses_side_by_side_do_not_slip_through(people, tmp_path) -> None:
    async def scene() -> None:
        browsers = [Browser(tmp_path) for _ in range(12)]
        answers = await asyncio.gather(*(one.log_in(password="wrong") for one in browsers))
        codes = [why(answer)["error"][0] for answer in answers]
        assert codes.count("wrong") == 5

    play(scene)


def test_it_sends_away_whom_it_cannot_serve(people, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(passwords, "turnstile", Turnstile(at_once=1, queue=0))

    async def scene() -> None:
        browser = Browser(tmp_path)
        async with passwords.turnstile.turn():
            assert (await browser.log_in()).status_code == 429
        assert (await browser.log_in()).status_code == 303

    play(scene)


async def fail_inside(turnstile: Turnstile) -> None:
    async with turnstile.turn():
        with pytest.raises(TooMany):
            await turnstile.turn().__aenter__()
        raise RuntimeError


def test_the_turnstile_lets_go_when_something_fails() -> None:
    async def scene() -> None:
        turnstile = Turnstile(at_once=1, queue=0)
        for _ in range(3):
            with pytest.raises(RuntimeError):
                await fail_inside(turnstile)

    play(scene)


def test_a_new_sign_in_ends_the_one_before(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        old = browser.key
        await browser.log_in()
        new = browser.key
        assert old != new
        assert await sessions.look_up(secrets.sha256_text(old)) is None
        assert await browser.who() is not None

    play(scene)


def test_it_signs_out_this_device_only(people, tmp_path) -> None:
    async def scene() -> None:
        here, there = Browser(tmp_path), Browser(tmp_path)
        await here.log_in()
        await there.log_in()
        key = here.key
        answer = await here.post("/auth/logout")

        assert answer.headers["location"] == "/login?done=logged_out"
        assert answer.headers["clear-site-data"] == '"storage"'
        assert await sessions.look_up(secrets.sha256_text(key)) is None
        assert not here.key
        assert await there.who() is not None

    play(scene)


def test_signing_out_twice_is_nothing_special(people, tmp_path) -> None:
    async def scene() -> None:
        assert (await Browser(tmp_path).post("/auth/logout")).status_code == 303

    play(scene)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/auth/side"])
def test_another_site_cannot_post(people, tmp_path, path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        for origin in ("http://evil.example", "null"):
            answer = await browser.client.post(path, data={}, headers={"origin": origin})
            assert answer.status_code == 403
        assert await browser.who() is not None

    play(scene)


def test_it_goes_to_the_other_side(people, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in("owner@stranger.test")
        answer = await browser.post("/auth/side", side="seller", next="//evil.example")
        assert answer.headers["location"] == "/seller/dashboard"
        assert (await browser.who()).actor.side is Side.SELLER

    play(scene)


@pytest.mark.parametrize("side", ["seller", "operator", "", "x"])
def test_it_keeps_to_the_sides_that_a_company_has(people, tmp_path, side) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in()
        answer = await browser.post("/auth/side", side=side)
        assert answer.headers["location"] == "/dashboard"
        assert (await browser.who()).actor.side is Side.BUYER

    play(scene)


def test_a_link_gives_an_account_its_password_once(people, tmp_path) -> None:
    token = db.write_now(accounts.create_operator, "operator@qnector.test")

    async def scene() -> None:
        browser = Browser(tmp_path)
        for _ in range(2):
            shown = await browser.client.get(f"/auth/set-password?token={token}")
            assert "operator@qnector.test" in shown.text
            assert "<script" not in shown.text
            assert " style=" not in shown.text
        given = {"token": token, "password": PASSWORD, "again": PASSWORD}
        done = await browser.post("/auth/set-password", **given)
        assert done.headers["location"] == "/login?done=password"
        again = await browser.post("/auth/set-password", **given)
        assert again.status_code == 404
        answer = await browser.log_in("operator@qnector.test")
        assert answer.headers["location"] == "/operator"

    play(scene)


@pytest.mark.parametrize(
    ("password", "again", "wrong"), [("short", "short", "password"), (PASSWORD, "other", "again")]
)
def test_the_field_that_is_wrong_is_marked_and_has_the_cursor(
    people, tmp_path, password, again, wrong
) -> None:
    async def scene() -> None:
        token = db.write_now(accounts.create_operator, "operator@qnector.test")
        answer = await Browser(tmp_path).post(
            "/auth/set-password", token=token, password=password, again=again
        )
        for name in ("password", "again"):
            (box,) = re.findall(f'<input id="{name}"[^>]*>', answer.text)
            assert ("autofocus" in box) is ("aria-invalid" in box) is (name == wrong)
            assert ('aria-describedby="problem"' in box) is (name == wrong)

    play(scene)


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "8자"),
        ("password123", "password123", "흔한"),
        (PASSWORD, PASSWORD + "x", "서로 달라요"),
        ("operator@qnector.test", "operator@qnector.test", "흔한"),
        ("x" * 200, "x" * 200, "128자"),
    ],
)
def test_a_bad_password_leaves_the_link_unused(people, tmp_path, password, again, sentence) -> None:
    token = db.write_now(accounts.create_operator, "operator@qnector.test")

    async def scene() -> None:
        answer = await Browser(tmp_path).post(
            "/auth/set-password", token=token, password=password, again=again
        )
        assert answer.status_code == 422
        assert sentence in answer.text
        assert password not in answer.text.replace("operator@qnector.test", "", 2)
        unused = select(func.count(OneTimeLink.id)).where(OneTimeLink.used_at.is_(None))
        assert db.read_now(lambda s: s.execute(unused).scalar()) == 1

    play(scene)


@pytest.mark.parametrize("token", ["", "x", "<script>", "k" * 43, "a" * 5000])
def test_a_made_up_link_opens_nothing(people, tmp_path, token) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        shown = await browser.client.get("/auth/set-password", params={"token": token})
        assert shown.status_code == 404
        assert "<script" not in shown.text
        given = {"token": token, "password": PASSWORD, "again": PASSWORD}
        assert (await browser.post("/auth/set-password", **given)).status_code == 404

    play(scene)
