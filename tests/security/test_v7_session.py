"""Chapter 7: sessions. Statements 40 to 47."""

import math
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.domain.accounts import devices
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginSession, User
from qnector.web import sessions
from tests.security import wire
from tests.security.conftest import BUYER, PASSWORD, SELLER, STRANGER, Shop

LOAD = "buyer___orders___state____orders_state.load"
OTHERS = "buyer_security_state.end_others"


def change(shop: Shop, key: str, **values: Any) -> None:
    """Columns of a session, as time or somebody else would have changed them."""
    mine = LoginSession.key_hash == secrets.sha256_text(key)
    shop.write(lambda session: session.execute(update(LoginSession).where(mine).values(**values)))


def is_in(shop: Shop, key: str) -> bool:
    """Whether a plain request with this cookie is somebody's."""
    answer = shop.post("/auth/side", {"side": "buyer"}, key=key)
    return "/login" not in answer.headers["location"]


def shown(shop: Shop, key: str, between: Any = None, **more: Any) -> tuple[str, str]:
    """What an open screen of this person shows before and after something happened."""

    async def scene() -> tuple[str, str]:
        tab = await shop.tab(key, page="/orders", **more)
        tab.send(wire.named(LOAD))
        await wire.settle(tab)
        before = "".join(tab.packets)
        tab.packets.clear()
        if between is not None:
            between()
        tab.send(wire.named(LOAD))
        await wire.settle(tab, "그 뒤")
        return before, "".join(tab.packets)

    return shop.play(scene)


@pytest.fixture
def number(shop: Shop) -> str:
    """Of an order that the buyer may see."""
    return shop.write(wire.victim).number


def test_s40_a_key_has_256_random_bits_and_only_its_hash_is_kept(shop: Shop) -> None:
    keys = {secrets.new_key() for _ in range(200)}
    assert len(keys) == 200
    assert {len(one) for one in keys} == {43}
    assert 43 * math.log2(64) >= 256
    key = shop.sign_in(BUYER)
    content = (shop.server.data_dir / "qnector.db").read_bytes()
    content += (shop.server.data_dir / "qnector.db-wal").read_bytes()
    assert key.encode() not in content
    assert secrets.sha256_text(key).encode() in content


def test_s41_the_key_changes_at_login_and_when_the_password_is_given_again(shop: Shop) -> None:
    planted = shop.sign_in(SELLER)
    made = shop.log_in(BUYER, key=planted).cookies[sessions.SECURE_COOKIE]
    assert made != planted
    assert not is_in(shop, planted)
    answer = shop.post("/auth/reauth", {"password": PASSWORD, "next": "/orders"}, key=made)
    renewed = answer.cookies[sessions.SECURE_COOKIE]
    assert answer.headers["location"] == "/orders"
    assert (renewed != made, is_in(shop, renewed), is_in(shop, made)) == (True, True, False)


@pytest.mark.parametrize(
    ("values", "is_over"),
    [
        ({"last_seen_at": 29, "created_at": 29}, False),
        ({"last_seen_at": 31, "created_at": 31}, True),
        ({"last_seen_at": 0, "created_at": 12 * 60 + 1}, True),
        ({"last_seen_at": 29 * 24 * 60, "created_at": 80 * 24 * 60, "is_remembered": 1}, False),
        ({"last_seen_at": 1, "created_at": 91 * 24 * 60, "is_remembered": 1}, True),
    ],
)
def test_s42_a_session_ends_when_idle_and_when_old(shop: Shop, values, is_over) -> None:
    now, key = clock.now(), shop.sign_in(BUYER)
    is_remembered = bool(values.pop("is_remembered", False))
    ago = {name: now - timedelta(minutes=minutes) for name, minutes in values.items()}
    change(shop, key, is_remembered=is_remembered, **ago)
    assert is_in(shop, key) is not is_over


def test_s42_an_open_socket_ends_too(shop: Shop, number: str) -> None:
    key = shop.sign_in(BUYER)
    old = clock.now() - timedelta(hours=12, minutes=1)
    before, after = shown(shop, key, lambda: change(shop, key, created_at=old))
    assert number in before
    assert number not in after
    assert "/login" in after


def test_s43_logging_out_ends_the_cookie_and_the_open_socket(shop: Shop, number: str) -> None:
    key = shop.sign_in(BUYER)
    before, after = shown(shop, key, lambda: shop.post("/auth/logout", key=key))
    assert number in before
    assert number not in after
    assert "/login" in after
    assert not is_in(shop, key)


def test_s44_a_device_is_logged_out_from_another_one(shop: Shop, number: str) -> None:
    lost, here = shop.sign_in(BUYER), shop.sign_in(BUYER)

    def end() -> None:
        def _end(session: Session) -> None:
            mine = accounts.session_of(session, secrets.sha256_text(here))
            theirs = accounts.session_of(session, secrets.sha256_text(lost))
            assert mine is not None
            assert theirs is not None
            who = sessions.read(mine, secrets.sha256_text(here))
            assert who is not None
            devices.end_device(session, who.actor, theirs.id)

        shop.write(_end)

    before, after = shown(shop, lost, end)
    assert number in before
    assert number not in after
    assert (is_in(shop, lost), is_in(shop, here)) == (False, True)


def test_s44_all_others_at_once_and_nobody_elses(shop: Shop) -> None:
    mine, other, theirs = shop.sign_in(BUYER), shop.sign_in(BUYER), shop.sign_in(SELLER)

    async def scene() -> None:
        tab = await shop.tab(mine, page="/account/security")
        tab.send(wire.named(OTHERS))
        await wire.settle(tab)

    shop.play(scene)
    assert [is_in(shop, key) for key in (mine, other, theirs)] == [True, False, True]


def test_s45_the_browser_token_alone_yields_nothing(shop: Shop, number: str) -> None:
    """A token is made by the page and stands in an address: it is no proof of anything."""
    token = "0c9f3f6e-3bdc-4a39-9a2e-0a6e5fd0a4d1"
    key = shop.sign_in(BUYER)
    before, _ = shown(shop, key, token=token)
    assert number in before

    async def thief(theirs: str) -> str:
        tab = await shop.tab(theirs, page="/orders", token=token)
        await wire.settle(tab)
        return "".join(tab.packets)

    for theirs in ("", "A" * 43, shop.sign_in(STRANGER)):
        heard = shop.play(lambda theirs=theirs: thief(theirs))
        assert number not in heard
        assert "CANARY-MEMO" not in heard


def test_s46_what_matters_asks_for_the_password_given_just_now(shop: Shop) -> None:
    other = shop.sign_in(BUYER)
    old = shop.sign_in(BUYER, reauthenticated_at=clock.now() - timedelta(minutes=6))

    async def scene() -> str:
        tab = await shop.tab(old, page="/account/security")
        tab.send(wire.named(OTHERS))
        await wire.settle(tab)
        return "".join(tab.packets)

    assert "/reauth?next=" in shop.play(scene)
    assert is_in(shop, other)


def test_s47_the_key_of_a_session_is_nowhere_but_in_its_cookie(shop: Shop, number: str) -> None:
    answer = shop.log_in(BUYER)
    key = answer.cookies[sessions.SECURE_COOKIE]
    before, after = shown(shop, key)
    assert number in before
    for text in (before, after, answer.headers["location"], shop.server.log):
        assert key not in text
        assert secrets.sha256_text(key) not in text
    states = list(shop.server.data_dir.rglob("*.pkl"))
    assert states == []


def test_s47_a_user_who_is_switched_off_loses_the_open_screen(shop: Shop, number: str) -> None:
    key = shop.sign_in(BUYER)
    switch = update(User).where(User.email == BUYER)

    def off() -> None:
        shop.write(lambda session: session.execute(switch.values(is_active=False)))

    try:
        before, after = shown(shop, key, off)
    finally:
        shop.write(lambda session: session.execute(switch.values(is_active=True)))
    assert number in before
    assert number not in after
