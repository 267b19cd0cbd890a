"""The bell and 알림 관리 over the real guard: two companies, two sides, a colleague."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from qnector.core import clock, db
from qnector.core.actor import Side
from qnector.core.errors import NotFound
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, State
from qnector.screens.buyer.messages.state import BuyerMessagesState
from qnector.screens.seller.message_settings.state import SellerMessageSettingsState
from qnector.web.bell import Bell
from qnector.web.messages import rows
from tests.domain.notifications import post
from tests.web.conftest import play, sign_in
from tests.web.rig import TOKEN, Rig

SECOND = "00000000-0000-4000-8000-000000000002"
LONG = "가" * 100


@pytest.fixture(autouse=True)
def _empty(market) -> None:
    db.write_now(post.nothing)


def ring(market, kind: Kind = Kind.NEW_ORDER) -> int:
    """The buyer tells the seller something; the id of what rings."""
    return db.write_now(post.tell, market.seller, market.buyer, kind)


def listed(rig: Rig) -> list[dict[str, str]]:
    """The rows of the log as they were drawn last; toasts have rows too."""
    return [rows for rows in rig.seen("rows") if rows and "state" in rows[0]][-1]


async def enter(rig: Rig, key: str, token: str = TOKEN) -> None:
    await rig.open(key, token=token)
    await rig.fire(Bell.enter, key=key, token=token)


def test_it_counts_and_follows_for_the_receiver_alone(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await enter(rig, keys.seller)
            await enter(rig, keys.stranger, SECOND)
            rig.forget()
            await asyncio.to_thread(ring, market)
            await rig.settled()
            assert rig.seen("unread") == ["1"]
            assert rig.seen("label") == ["알림, 읽지 않음 1건"]
            assert rig.seen("rung") == ["새 알림 1건"]
            assert rig.seen("unread", SECOND) == []
            assert rig.seen("rows") == [], "a closed panel reads nothing"

    play(scene)


def test_the_panel_shows_and_leads_on_the_right_side(app, keys, market) -> None:
    ring(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await enter(rig, keys.seller)
            await rig.fire(Bell.turn(True), key=keys.seller)
            (entry,) = rig.seen("rows")[-1]
            assert entry["title"] == "새 주문 20260213-000001"
            assert entry["path"] == "/seller/orders?period=all&no=20260213-000001"
            assert (entry["at"], entry["is_read"]) == ("방금 전", False)

    play(scene)


def test_an_open_panel_follows_and_a_closed_one_does_not(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await enter(rig, keys.seller)
            await rig.fire(Bell.turn(True), key=keys.seller)
            await asyncio.to_thread(ring, market)
            await rig.settled()
            assert len(rig.seen("rows")[-1]) == 1
            await rig.fire(Bell.turn(False), key=keys.seller)
            rig.forget()
            await asyncio.to_thread(ring, market)
            await rig.settled()
            assert rig.seen("unread") == ["2"]
            assert rig.seen("rows") == []

    play(scene)


def test_reading_empties_the_bell_of_every_tab_of_this_person(app, keys, market) -> None:
    told = [ring(market), ring(market)]

    async def scene() -> None:
        async with Rig(app) as rig:
            await enter(rig, keys.seller)
            await enter(rig, keys.seller_staff, SECOND)
            await rig.fire(Bell.read(told[0]), key=keys.seller)
            assert rig.seen("unread")[-1] == "1"
            await rig.fire(Bell.read_all, key=keys.seller)
            assert rig.seen("unread")[-1] == ""
            assert rig.seen("label")[-1] == "알림"
            await rig.settled()
            assert rig.seen("unread", SECOND)[-1:] == ["2"]

    play(scene)


def test_a_stranger_reads_nothing_by_its_number(app, keys, market) -> None:
    told = ring(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await enter(rig, keys.stranger)
            with pytest.raises(NotFound):
                await rig.fire(Bell.read(told), key=keys.stranger)
            await enter(rig, keys.seller, SECOND)
            assert rig.seen("unread", SECOND) == ["1"]

    play(scene)


def test_a_company_with_both_sides_hears_of_the_other(app, market) -> None:
    db.write_now(post.tell, market.stranger, market.buyer, Kind.NEW_ORDER)

    async def scene() -> None:
        key = db.write_now(sign_in, "owner@stranger.test", Side.BUYER)
        async with Rig(app) as rig:
            await enter(rig, key)
            assert rig.seen("unread") == [] or rig.seen("unread") == [""]
            assert rig.seen("other") == ["판매자 화면에 새 알림 1건"]
            assert rig.seen("other_path") == ["/seller/dashboard"]

    play(scene)


def test_an_operator_has_no_bell(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.operator)
            await rig.fire(Bell.enter, key=keys.operator)
            assert rig.seen("label") == []

    play(scene)


def test_the_log_follows_a_delivery_and_sends_again(app, keys, market) -> None:
    ring(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/messages")
            await rig.fire(BuyerMessagesState.load, key=keys.buyer, path="/messages")
            mail, _ = listed(rig)
            assert (mail["state"], mail["again"]) == ("pending", "")
            (due,) = await db.write(messages.claim, 10)
            await db.write(messages.mark_failed, due, "SMTP 550", may_retry=False)
            await rig.settled()
            mail, _ = listed(rig)
            assert (mail["state"], mail["again"]) == ("failed", "plain")
            assert mail["channel"] == "이메일"
            assert mail["reason"] == "받는 메일 서버가 거절했어요. (SMTP 550)"

            again = BuyerMessagesState.send_again(mail["id"], False)
            await rig.fire(again, key=keys.buyer, path="/messages")

            said = [row["text"] for rows in rig.seen("rows") for row in rows if "text" in row]
            assert listed(rig)[0]["state"] == "pending"
            assert said[-1] == "메일을 다시 보낼게요."

    play(scene)


def test_staff_see_switches_and_buttons_but_may_not_press_them(app, keys, market) -> None:
    ring(market)
    db.write_now(
        lambda s: s.execute(
            update(Message).where(Message.channel == Channel.EMAIL).values(state=State.FAILED)
        )
    )
    wanted = SellerMessageSettingsState.turn(Kind.NEW_ORDER.value, Channel.EMAIL.value, False)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer_staff, path="/messages")
            await rig.fire(BuyerMessagesState.load, key=keys.buyer_staff, path="/messages")
            assert [row["again"] for row in rig.seen("rows")[-1]] == ["", ""]
            await rig.open(keys.seller_staff, token=SECOND)
            place = {"key": keys.seller_staff, "token": SECOND}
            await rig.fire(SellerMessageSettingsState.load, **place)
            assert rig.seen("may_switch", SECOND) == [False]
            rig.forget()
            await rig.fire(wanted, **place)
            assert rig.seen("rows", SECOND)[-1][0]["kind"] == "error"

    play(scene)


def test_a_switch_shows_at_once_on_a_colleagues_screen(app, keys, market) -> None:
    wanted = SellerMessageSettingsState.turn(Kind.NEW_ORDER.value, Channel.EMAIL.value, False)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.seller_staff, token=SECOND)
            await rig.fire(SellerMessageSettingsState.load, key=keys.seller_staff, token=SECOND)
            await rig.open(keys.seller)
            await rig.fire(wanted, key=keys.seller)
            await rig.settled()
            (first, *_) = rig.seen("rows", SECOND)[-1]
            assert (first["kind"], first["in_app"], first["email"]) == ("new_order", True, False)

    play(scene)


@pytest.mark.parametrize(
    ("side", "ref", "path"),
    [
        (Side.BUYER, "order:20260213-000001", "/orders?period=all&no=20260213-000001"),
        (Side.SELLER, "inquiry:7", "/seller/inquiries?no=7"),
        (Side.BUYER, "inquiry:7", "/inquiries?no=7"),
        (Side.BUYER, "connection:3", "/sellers?q=%EB%B0%94"),
        (Side.SELLER, "connection:3", "/seller/buyers?q=%ED%95%9C"),
        (Side.SELLER, "", "/seller/messages"),
    ],
)
def test_every_kind_of_thing_has_a_place(side, ref, path) -> None:
    assert rows.path_of(side, ref, {"buyer": "한", "seller": "바"}) == path


def test_a_long_name_still_makes_an_address() -> None:
    path = rows.path_of(Side.SELLER, "connection:3", {"buyer": LONG})

    assert len(path) < 400


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "방금 전"), (1, "1분 전"), (59, "59분 전"), (60, "1시간 전"), (23 * 60 + 59, "23시간 전")],
)
def test_it_says_how_long_ago(minutes, said) -> None:
    now = clock.now()
    with clock.frozen(now):
        assert rows.ago_text(now - timedelta(minutes=minutes)) == said
        assert rows.ago_text(now - timedelta(days=1)) == clock.moment_text(now - timedelta(days=1))
