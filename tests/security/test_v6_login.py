"""Chapter 6: signing in. Statements 33 to 39."""

from datetime import timedelta
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.errors import Invalid
from qnector.domain.accounts import passwords, rules
from qnector.domain.accounts.models import LoginAttempt, LoginSession, OneTimeLink, User
from qnector.fakes import google
from qnector.fakes.oidc import Person
from tests.security.conftest import BUYER, PASSWORD, SELLER, STRANGER, Shop
from tests.support.providers import consent, providers, target_of
from tests.web.browser import Browser
from tests.web.conftest import play
from tests.world import World

__all__ = ["providers"]
NEW = "고래 여섯 마리가 웃는다"


@pytest.mark.parametrize("bad", ["short7!", "password", "qwerty123", "12345678", "aaaaaaaa", ""])
def test_s33_a_bad_password_is_refused(bad: str) -> None:
    with pytest.raises(Invalid):
        rules.check_password(bad, email=BUYER, name="김한빛")


@pytest.mark.parametrize("good", ["긴 비밀번호, 띄어쓰기도 됨", "x y" * 30, "p" * 30 + "q r s" * 9])
def test_s33_a_long_one_with_spaces_is_taken_whole(good: str) -> None:
    rules.check_password(good)
    hashed = secrets.hash_password(good, cost=4)
    assert secrets.password_matches(good, hashed)
    assert not secrets.password_matches(good[:-1] + "\u0000", hashed)


def test_s33_pasting_is_nowhere_hindered(shop: Shop) -> None:
    assert "onpaste" not in shop.get("/login").text


def forget(email: str) -> None:
    """As if the last tries had been made two hours ago."""

    def _forget(session: Session) -> None:
        ago = clock.now() - timedelta(hours=2)
        session.execute(update(LoginAttempt).where(LoginAttempt.email == email).values(at=ago))

    db.write_now(_forget)


@pytest.mark.parametrize("email", [STRANGER, "nobody@nowhere.test"])
def test_s34_who_guesses_has_to_wait_and_says_how_long(shop: Shop, email: str) -> None:
    codes = []
    for _ in range(12):
        query = parse_qs(urlsplit(shop.log_in(email, "wrong").headers["location"]).query)
        codes.append((query["error"][0], query.get("minutes", [""])[0]))
    assert codes[0][0] == "wrong"
    assert codes[-1][0] == "throttled"
    assert int(codes[-1][1]) >= 1
    if email == STRANGER:
        assert "throttled" in shop.log_in(email).headers["location"]
        forget(email)
        assert "error" not in shop.log_in(email).headers["location"]


def test_s35_an_unknown_account_is_answered_alike(shop: Shop) -> None:
    def tried(email: str) -> tuple[tuple[Any, ...], float]:
        begun = monotonic()
        answer = shop.log_in(email, "wrong password")
        path, _, query = answer.headers["location"].partition("?")
        # What was typed comes back sealed, so that it is still there: other bytes every time.
        said = (path, tuple(sorted(parse_qs(query))), parse_qs(query)["error"][0])
        return (answer.status_code, *said, answer.text), monotonic() - begun

    forget(SELLER)
    # In turn, so that a busy moment meets both.
    both = [(tried(SELLER), tried(f"nobody{n}@nowhere.test")) for n in range(4)]
    known, unknown = zip(*both, strict=True)
    forget(SELLER)
    assert {told for told, _ in known} == {told for told, _ in unknown}
    # Both compare one bcrypt hash of the same cost. Within 10 % on a quiet machine.
    here, there = (min(took for _, took in some) for some in (known, unknown))
    assert 0.4 < here / there < 2.5


def reset(shop: Shop, email: str) -> str:
    def make(session: Session) -> str:
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        return passwords.make_reset_link(session, user)

    return shop.write(make)


def use(shop: Shop, token: str, password: str = NEW) -> int:
    form = {"token": token, "password": password, "again": password}
    return shop.post("/auth/set-password", form).status_code


def test_s36_a_reset_link_works_once_and_ends_every_session(shop: Shop) -> None:
    key = shop.sign_in(STRANGER)
    token = reset(shop, STRANGER)
    assert shop.get(f"/auth/set-password?token={token}").status_code == 200
    assert use(shop, token) == 303
    assert use(shop, token, PASSWORD) == 404
    assert shop.post("/auth/side", {"side": "seller"}, key=key).headers["location"] == "/login"
    hashed = select(OneTimeLink.token_hash)
    assert token not in shop.read(lambda session: set(session.execute(hashed).scalars()))
    assert secrets.sha256_text(token) in shop.read(lambda s: set(s.execute(hashed).scalars()))
    assert use(shop, reset(shop, STRANGER), PASSWORD) == 303


def test_s36_a_reset_link_lives_half_an_hour(session: Session, world: World) -> None:
    user = session.get_one(User, world.buyer.user_id)
    token = passwords.make_reset_link(session, user)
    with clock.frozen(clock.now() + timedelta(minutes=31)), pytest.raises(Exception, match="시간"):
        passwords.look_at_password_link(session, token)


def test_s37_an_address_that_was_not_proven_does_not_sign_in(shop: Shop) -> None:
    def prove(at: object) -> None:
        statement = update(User).where(User.email == SELLER).values(email_verified_at=at)
        shop.write(lambda session: session.execute(statement))

    prove(None)
    answer = shop.log_in(SELLER)
    prove(clock.now())
    assert "error=unverified" in answer.headers["location"]
    assert "qnector_session" not in answer.headers.get("set-cookie", "")


async def _errand(browser: Browser, subject: str) -> dict[str, str]:
    page = (await browser.post("/auth/social/google")).text
    asked = dict(parse_qs(urlsplit(target_of(page)).query))
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 22
    return await consent("google", target_of(page), subject=subject)


@pytest.mark.usefixtures("providers", "committed")
def test_s38_a_callback_with_a_wrong_state_or_a_used_code_fails(tmp_path) -> None:
    google.fake.newcomers.append(Person("g-1", "한빛", BUYER))
    verified = update(User).where(User.email == BUYER).values(email_verified_at=clock.now())
    db.write_now(lambda session: session.execute(verified))

    async def scene() -> None:
        path = "/auth/social/google/callback"

        async def back(browser: Browser, came: dict[str, str]) -> str:
            answer = await browser.client.get(path, params=came)
            return f"{answer.headers['location']} {answer.headers.get('set-cookie', '')}"

        mine, other = Browser(tmp_path), Browser(tmp_path)
        came = await _errand(mine, "g-1")
        assert "error=" in await back(other, came)  # another browser
        assert "error=" in await back(mine, {**came, "state": "x" * 43})
        assert await mine.who() is None
        came = await _errand(mine, "g-1")
        assert "error=" not in await back(mine, came)
        assert await mine.who() is not None
        assert "error=" in await back(mine, came)  # a second time

        theirs = await _errand(other, "g-1")
        fresh = Browser(tmp_path)
        here = await _errand(fresh, "g-1")
        # Somebody else's code at my state: PKCE and nonce do not match.
        assert "error=" in await back(fresh, {**here, "code": theirs["code"]})
        assert await fresh.who() is None

    play(scene)


@pytest.mark.usefixtures("providers", "committed")
def test_s39_a_social_account_does_not_open_what_nobody_proved(tmp_path) -> None:
    google.fake.newcomers.append(Person("g-2", "누구", BUYER))
    unproven = update(User).where(User.email == BUYER).values(email_verified_at=None)
    db.write_now(lambda session: session.execute(unproven))

    async def scene() -> None:
        browser = Browser(tmp_path)
        came = await _errand(browser, "g-2")
        answer = await browser.client.get("/auth/social/google/callback", params=came)
        assert "error=" in answer.headers["location"]
        assert await browser.who() is None

    play(scene)
    assert db.read_now(lambda s: s.execute(select(LoginSession.id)).all()) == []
