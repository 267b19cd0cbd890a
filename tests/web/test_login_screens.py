"""What 로그인, 비밀번호 재설정 and 본인 확인 show, and what they keep to themselves."""

import pytest
from sqlalchemy import update

from qnector.core import clock, db, settings
from qnector.domain.accounts import acting, social
from qnector.domain.accounts.models import Company, Provider, User
from qnector.screens.front.login.state import LoginState
from qnector.screens.front.reauth.state import ReauthState
from qnector.screens.front.reset_password.state import ResetPasswordState
from qnector.web import typed, urls
from tests.web.browser import EMAIL
from tests.web.conftest import Keys, play
from tests.web.rig import Rig


def shown(app, state, path: str, key: str = "") -> dict:
    """Every var that the screen at this address sent, by name."""
    found: dict = {}

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(key, path=path)
            await rig.fire(state.load, key=key, path=path)
            for _, delta in rig.deltas:
                for values in delta.values():
                    found.update({name.removesuffix("_rx_state_"): v for name, v in values.items()})
            found["led_to"] = rig.led_to()

    play(scene)
    return found


def login(app, **query: str) -> dict:
    return shown(app, LoginState, urls.build("/login", query))


def test_it_says_what_the_route_answered_and_keeps_the_address(app, market) -> None:
    found = login(app, error="wrong", typed=typed.seal(EMAIL))
    assert found["problem"] == "이메일 또는 비밀번호가 맞지 않아요."
    assert found["email"] == EMAIL
    assert not found.get("resend")


@pytest.mark.parametrize("error", ["", "x", "<script>", "wrong" * 50])
def test_it_says_nothing_that_an_address_makes_up(app, market, error) -> None:
    assert not login(app, error=error, done=error, typed=error).get("problem")


def test_it_says_the_minutes_within_bounds(app, market) -> None:
    assert "4분 뒤에" in login(app, error="throttled", minutes="4")["problem"]
    assert "1분 뒤에" in login(app, error="throttled", minutes="99999")["problem"]


def test_only_who_gave_the_right_password_sees_the_reason_and_다시_보내기(app, market) -> None:
    reason = update(Company).values(suspended_at=clock.now(), suspended_reason="약관 위반")
    db.write_now(lambda s: s.execute(reason))
    proof = typed.seal(EMAIL, place=typed.SUSPENDED)
    assert login(app, error="suspended", typed=proof)["reason"] == "약관 위반"
    guessed = login(app, error="suspended", typed=typed.seal(EMAIL))
    assert not guessed.get("reason")
    assert not login(app, error="unverified", typed=typed.seal(EMAIL)).get("resend")
    proof = typed.seal(EMAIL, place=typed.UNVERIFIED)
    assert login(app, error="unverified", typed=proof)["resend"] == proof


def test_social_buttons_are_there_only_when_set_up(app, market) -> None:
    assert not login(app).get("providers")
    settings.use(google_client_id="id", google_client_secret="s", kakao_client_id="id")
    assert [one["name"] for one in login(app)["providers"]] == ["kakao", "google"]
    settings.use(google_client_secret="")
    assert [one["name"] for one in login(app)["providers"]] == ["kakao"]


def test_no_key_of_a_provider_reaches_a_browser(app, market) -> None:
    settings.use(google_client_id="the-client-id", google_client_secret="the-secret")
    assert "the-" not in str(login(app))


def test_비밀번호_재설정_says_the_same_for_every_address(app, market) -> None:
    found = shown(
        app, ResetPasswordState, f"/reset-password?done=sent&typed={typed.seal('a@x.test')}"
    )
    assert (found["is_sent"], found["email"]) == (True, "a@x.test")
    found = shown(app, ResetPasswordState, "/reset-password?error=email")
    assert "이메일 형식" in found["email_error"]


def test_본인_확인_asks_as_each_can_answer(app, market, keys: Keys) -> None:
    settings.use(google_client_id="id", google_client_secret="s")
    path = "/reauth?next=//evil.example"
    assert shown(app, ReauthState, path, keys.buyer)["way"] == "none"
    db.write_now(social.link, market.buyer, social.Person(Provider.GOOGLE, "g-1"))
    found = shown(app, ReauthState, path, keys.buyer)
    assert (found["way"], found["email"]) == ("social", EMAIL)
    assert not found.get("next_path")
    db.write_now(lambda s: s.execute(update(User).values(password_hash="x")))
    assert shown(app, ReauthState, path, keys.buyer)["way"] == "password"


def test_본인_확인_is_for_who_is_signed_in(app, market) -> None:
    found = shown(app, ReauthState, "/reauth?next=/account")
    assert found["led_to"][0].startswith("/login?next=%2Freauth")
    assert "way" not in found


def test_an_operator_who_acts_is_told_so(app, market, keys: Keys) -> None:
    key = db.write_now(
        lambda s: acting.start(
            s, market.operator, market.buyer.user_id, "문의", device="", address=""
        )
    )
    assert shown(app, ReauthState, "/reauth", key)["is_acting"] is True
