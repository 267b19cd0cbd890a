"""Every button that writes is pressed twice, the second time before the first was answered."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Role
from qnector.core.errors import Conflict
from qnector.core.quantity import ONE
from qnector.domain.accounts import team
from qnector.domain.accounts.models import OneTimeLink, User
from qnector.domain.board import service as board
from qnector.domain.board.models import Inquiry
from qnector.domain.board.service import NoticeInput
from qnector.domain.cart.models import CartLine
from qnector.domain.catalog.models import Category, Product
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms
from qnector.domain.connections.service import TermsInput
from qnector.domain.messages.models import Message
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Address, Order, OrderStatus, Shipment
from qnector.screens.buyer.account_company.state import BuyerCompanyState
from qnector.screens.buyer.account_users.state import BuyerUsersState
from qnector.screens.buyer.inquiries.state import InquiriesState
from qnector.screens.buyer.order_create.address_state import AddressState
from qnector.screens.buyer.orders.state import OrdersState
from qnector.screens.buyer.sellers.state import SellersState
from qnector.screens.operator.users.state import UsersState
from qnector.screens.seller.buyers.state import BuyersState
from qnector.screens.seller.notices.state import SellerNoticesState
from qnector.screens.seller.orders.state import SellerOrdersState
from qnector.screens.seller.products.editor_state import EditorState
from qnector.screens.seller.products.form import EMPTY
from qnector.screens.seller.products.shelf_state import ShelfState
from qnector.screens.seller.products.stock_state import StockState
from qnector.web.account import users_state
from tests.web.conftest import play
from tests.web.rig import Rig
from tests.world import World

PLACE = {"recipient": "김", "phone": "010-1234-5678", "postal_code": "04524", "street": "세종대로"}
PARCEL = {"carrier": "cj", "tracking_number": "123456789012"}


@dataclass
class Hasty:
    """Somebody who presses everything twice on one screen."""

    rig: Rig
    key: str
    path: str
    state: Any

    async def open(self, *steps: Any) -> None:
        await self.rig.open(self.key, path=self.path)
        for step in steps:
            await self.rig.fire(step, key=self.key, path=self.path)

    async def twice(self, press: Callable[[str], Any]) -> None:
        """Both are on their way before the first is answered; a refusal fails the test."""
        pressed = press(self.turn)
        one = self.rig.fire(pressed, key=self.key, path=self.path)
        await asyncio.gather(one, self.rig.fire(pressed, key=self.key, path=self.path))
        await self.rig.settled()

    @property
    def turn(self) -> str:
        """Of what is drawn now."""
        return self.rig.turn(self.state)

    @property
    def toasts(self) -> list[tuple[str, str]]:
        """All that was said, each once."""
        shown = [row for rows in self.rig.seen("rows") for row in rows if "action_to" in row]
        return list({row["id"]: (row["kind"], row["text"]) for row in shown}.values())

    @property
    def complaints(self) -> list[str]:
        """What stands at the fields at last."""
        return [said for said in (self.rig.seen("errors") or [{}])[-1].values() if said]


@pytest.fixture
def hasty(app: Any) -> Callable[[str, str, Any], Hasty]:
    return lambda key, path, state: Hasty(Rig(app), key, path, state)


@pytest.fixture
def order(market) -> Order:
    db.write_now(_place, market)
    return db.read_now(lambda session: session.execute(select(Order)).scalars().first())


def _place(session: Any, market: Any) -> None:
    replace(market, session=session).place({market.onion: 4})


def _hold(session: Any, order_id: int) -> None:
    session.execute(update(Order).where(Order.id == order_id).values(held_at=clock.now()))


def perform(who: Hasty, steps: list[Any], press: Callable[[str], Any]) -> None:
    async def scene() -> None:
        async with who.rig:
            await who.open(*steps)
            await who.twice(press)

    play(scene)


def count(of: Any) -> int:
    return db.read_now(
        lambda session: session.execute(select(func.count()).select_from(of)).scalar()
    )


def stock(product_id: int) -> int:
    return db.read_now(lambda session: session.get(Product, product_id).stock) // ONE


def status(order: Order) -> OrderStatus:
    return db.read_now(lambda session: session.get(Order, order.id).status)


def test_stock_comes_in_once(hasty, keys, market) -> None:
    before = stock(market.onion)
    who = hasty(keys.seller, f"/seller/products?stock={market.onion}", StockState)

    perform(
        who,
        [StockState.load],
        lambda turn: StockState.put_in(
            {"stock_quantity": "5", "stock_reason": "", "stock_note": "매입", "turn": turn}
        ),
    )

    assert stock(market.onion) == before + 5
    assert [kind for kind, _ in who.toasts] == ["success"]
    assert who.complaints == []


def test_a_press_of_a_window_that_was_opened_anew_puts_nothing_in(hasty, keys, market) -> None:
    before = stock(market.onion)
    who = hasty(keys.seller, f"/seller/products?stock={market.onion}", StockState)
    form = {"stock_quantity": "5", "stock_reason": "", "stock_note": "매입"}

    async def scene() -> None:
        async with who.rig:
            await who.open(StockState.load)
            late = StockState.put_in({**form, "turn": who.turn})
            await who.twice(lambda turn: late)
            await who.open(StockState.close(False), StockState.load)
            await who.twice(lambda turn: late)

    play(scene)
    assert stock(market.onion) == before + 5


def test_a_part_is_shipped_once(hasty, keys, order) -> None:
    who = hasty(keys.seller, f"/seller/orders?no={order.number}", SellerOrdersState)

    async def scene() -> None:
        async with who.rig:
            await who.open(SellerOrdersState.load, SellerOrdersState.ask_ship)
            (line,) = who.rig.seen("ship_lines")[-1]
            await who.rig.fire(SellerOrdersState.pack(line["id"], "1"), key=who.key, path=who.path)
            await who.twice(lambda turn: SellerOrdersState.ship({**PARCEL, "turn": turn}))

    play(scene)
    assert count(Shipment) == 1
    assert [kind for kind, _ in who.toasts] == ["success"]


@pytest.mark.parametrize(
    ("before", "steps", "press", "becomes"),
    [
        ([], [], lambda one, turn: SellerOrdersState.accept(one, turn), "processing"),
        (["hold"], [], lambda one, turn: SellerOrdersState.release(one, turn), "pending"),
        (["accept"], [], lambda one, turn: SellerOrdersState.complete(one, turn), "completed"),
        (
            [],
            [SellerOrdersState.ask_cancel],
            lambda one, turn: SellerOrdersState.cancel({"reason": "품절", "turn": turn}),
            "cancelled",
        ),
        (["ask"], [], lambda one, turn: SellerOrdersState.agree_cancel(one, turn), "cancelled"),
        (
            ["ask"],
            [SellerOrdersState.ask_decline],
            lambda one, turn: SellerOrdersState.decline_cancel({"reason": "보냄", "turn": turn}),
            "pending",
        ),
    ],
)
def test_the_seller_makes_each_move_once(
    hasty, keys, market, order, before, steps, press, becomes
) -> None:
    made = {
        "hold": (_hold, order.id),
        "accept": (orders.accept, market.seller, order.id),
        "ask": (orders.request_cancel, market.buyer, order.id, "실수"),
    }
    for name in before:
        db.write_now(*made[name])
    who = hasty(keys.seller, f"/seller/orders?no={order.number}", SellerOrdersState)

    perform(who, [SellerOrdersState.load, *steps], lambda turn: press(order.id, turn))

    assert status(order).value == becomes
    assert [kind for kind, _ in who.toasts] == ["success"]


def test_the_buyer_asks_and_withdraws_once_each(hasty, keys, order) -> None:
    who = hasty(keys.buyer, f"/orders?no={order.number}", OrdersState)

    async def scene() -> None:
        async with who.rig:
            await who.open(OrdersState.load, OrdersState.ask_cancel)
            await who.twice(
                lambda turn: OrdersState.request_cancel({"reason": "실수", "turn": turn})
            )
            assert status(order) is OrderStatus.CANCEL_REQUESTED
            await who.twice(lambda turn: OrdersState.withdraw_cancel(order.id, turn))

    play(scene)
    assert status(order) is OrderStatus.PENDING
    assert [kind for kind, _ in who.toasts] == ["success", "success"]


def test_an_order_goes_into_the_cart_once_more_not_twice(hasty, keys, market, order) -> None:
    who = hasty(keys.buyer, f"/orders?no={order.number}", OrdersState)

    perform(who, [OrdersState.load], lambda turn: OrdersState.reorder(order.id, turn))

    (quantity,) = db.read_now(lambda session: session.execute(select(CartLine.quantity)).scalars())
    assert quantity == 4 * ONE
    assert who.rig.seen("is_open")[-1] is False


def test_a_late_press_still_hears_that_somebody_was_first(hasty, keys, market, order) -> None:
    who = hasty(keys.seller, f"/seller/orders?no={order.number}", SellerOrdersState)

    async def scene() -> None:
        async with who.rig:
            await who.open(SellerOrdersState.load)
            db.write_now(orders.cancel, market.seller, order.id, "품절")
            press = SellerOrdersState.accept(order.id, who.turn)
            with pytest.raises(Conflict):
                await who.rig.fire(press, key=who.key, path=who.path)

    play(scene)
    assert status(order) is OrderStatus.CANCELLED


def test_an_address_is_kept_once(hasty, keys, market) -> None:
    before = count(Address)
    who = hasty(keys.buyer, "/orders/new", AddressState)

    perform(
        who,
        [AddressState.open_new],
        lambda turn: AddressState.save({**PLACE, "turn": turn}),
    )

    assert count(Address) == before + 1


def test_an_address_is_removed_once(hasty, keys, market) -> None:
    who = hasty(keys.buyer, "/orders/new", AddressState)

    async def scene() -> None:
        async with who.rig:
            await who.open(AddressState.open_new)
            await who.twice(lambda turn: AddressState.save({**PLACE, "turn": turn}))
            (place,) = who.rig.seen("addresses")[-1]
            await who.open(AddressState.open_edit(place["id"]), AddressState.ask_removal)
            await who.twice(lambda turn: AddressState.remove(turn))

    play(scene)
    assert who.rig.seen("addresses")[-1] == []


def test_a_product_is_registered_once_and_nothing_is_wrong(hasty, keys, market) -> None:
    before = count(Product)
    who = hasty(keys.seller, "/seller/products?new=1", EditorState)
    typed = {**EMPTY, "product_name": "새 품목", "unit_price": "1,000", "sku": "NEW-1"}

    perform(who, [EditorState.load], lambda turn: EditorState.save({**typed, "turn": turn}))

    assert count(Product) == before + 1
    assert who.complaints == []


def test_a_shelf_is_added_once_and_nothing_is_wrong(hasty, keys, market) -> None:
    before = count(Category)
    who = hasty(keys.seller, "/seller/products", ShelfState)

    perform(
        who,
        [ShelfState.open],
        lambda turn: ShelfState.add({"shelf_name": "채소", "turn": turn}),
    )

    assert count(Category) == before + 1
    assert [said for said in who.rig.seen("error") if said] == []


def test_an_inquiry_is_sent_once(hasty, keys, market) -> None:
    who = hasty(keys.buyer, "/inquiries", InquiriesState)
    form = {"to": "", "title": "요금", "body": "얼마?"}

    perform(
        who,
        [InquiriesState.load, InquiriesState.compose],
        lambda turn: InquiriesState.ask({**form, "turn": turn}),
    )

    assert count(Inquiry) == 1


def test_a_colleague_is_invited_once_and_nothing_is_wrong(hasty, keys, market) -> None:
    users_state.inviting.forget()
    before = count(User)
    who = hasty(keys.buyer, "/account/users", BuyerUsersState)
    form = {"email": "new@hanbit.test", "role": "staff"}

    perform(
        who,
        [BuyerUsersState.load, BuyerUsersState.open_invite],
        lambda turn: BuyerUsersState.invite({**form, "turn": turn}),
    )

    assert count(User) == before + 1
    assert who.complaints == []


def test_an_operator_is_invited_once_and_nothing_is_wrong(hasty, keys, market) -> None:
    who = hasty(keys.operator, "/operator/users", UsersState)
    form = {"email": "new@qnector.test", "name": "새 운영자"}

    perform(
        who,
        [UsersState.load, UsersState.ask_invite],
        lambda turn: UsersState.invite({**form, "turn": turn}),
    )

    assert [kind for kind, _ in who.toasts] == ["success"]
    assert who.complaints == []


def test_an_account_for_payments_is_saved_once(hasty, keys, market) -> None:
    who = hasty(keys.buyer, "/account/company", BuyerCompanyState)
    form = {"bank_name": "국민은행", "holder": "한빛상회", "number": "123-456-789012"}

    perform(
        who,
        [BuyerCompanyState.load, BuyerCompanyState.open_bank],
        lambda turn: BuyerCompanyState.save_bank({**form, "turn": turn}),
    )

    assert [text for _, text in who.toasts] == ["계좌를 저장했어요."]


def test_a_form_without_its_turn_is_refused(hasty, keys, market) -> None:
    before = stock(market.onion)
    who = hasty(keys.seller, f"/seller/products?stock={market.onion}", StockState)
    form = {"stock_quantity": "5", "stock_reason": "", "stock_note": "매입"}

    for turn in ({}, {"turn": 1}, {"turn": "-1"}, {"turn": ["1"]}):
        perform(who, [StockState.load], lambda _, turn=turn: StockState.put_in({**form, **turn}))

    assert stock(market.onion) == before


def between(market: World) -> Connection:
    """What the seller and the buyer are to each other."""
    return db.read_now(access.between, market.seller, market.buyer.company_id)


def _stand(session: Session, connection_id: int, status: str) -> None:
    row = update(Connection).where(Connection.id == connection_id)
    session.execute(row.values(status=ConnectionStatus(status)))


def _switch(session: Session, user_id: int, is_active: bool) -> None:
    session.execute(update(User).where(User.id == user_id).values(is_active=is_active))


@pytest.mark.parametrize(
    ("before", "asks", "press", "becomes"),
    [
        ("requested", None, lambda one, turn: BuyersState.approve(one, turn), "approved"),
        ("suspended", None, lambda one, turn: BuyersState.resume(one, turn), "approved"),
        ("rejected", None, lambda one, turn: BuyersState.reopen(one, turn), "requested"),
        (
            "requested",
            BuyersState.ask_reject,
            lambda one, turn: BuyersState.reject({"reason": "지역", "turn": turn}),
            "rejected",
        ),
        (
            "approved",
            BuyersState.ask_suspend,
            lambda one, turn: BuyersState.suspend({"reason": "미수금", "turn": turn}),
            "suspended",
        ),
    ],
)
def test_the_seller_answers_a_buyer_once(hasty, keys, market, before, asks, press, becomes) -> None:
    db.write_now(_stand, between(market).id, before)
    buyer_id = market.buyer.company_id
    who = hasty(keys.seller, "/seller/buyers", BuyersState)

    steps = [BuyersState.load, *([asks(buyer_id)] if asks else [])]
    perform(who, steps, lambda turn: press(buyer_id, turn))

    assert between(market).status.value == becomes
    assert [kind for kind, _ in who.toasts] == ["success"]


def test_a_late_answer_still_hears_that_somebody_was_first(hasty, keys, market) -> None:
    db.write_now(_stand, between(market).id, "requested")
    who = hasty(keys.seller, "/seller/buyers", BuyersState)

    async def scene() -> None:
        async with who.rig:
            await who.open(BuyersState.load)
            press = BuyersState.approve(market.buyer.company_id, who.turn)
            db.write_now(connections.approve, market.seller, between(market).id)
            with pytest.raises(Conflict):
                await who.rig.fire(press, key=who.key, path=who.path)

    play(scene)


TERMS = {"kind": "days", "days": "30", "credit_limit": ""}


def test_terms_are_saved_once(hasty, keys, market) -> None:
    path = f"/seller/buyers?buyer={market.buyer.company_id}"
    who = hasty(keys.seller, path, BuyersState)

    perform(who, [BuyersState.load], lambda turn: BuyersState.save_terms({**TERMS, "turn": turn}))

    assert between(market).terms_days == 30
    assert [kind for kind, _ in who.toasts] == ["success"]


def test_terms_that_somebody_else_changed_are_not_written_over(hasty, keys, market) -> None:
    """The second press would not know that the first one showed what is so now."""
    path = f"/seller/buyers?buyer={market.buyer.company_id}"
    who = hasty(keys.seller, path, BuyersState)

    async def scene() -> None:
        async with who.rig:
            await who.open(BuyersState.load)
            theirs = TermsInput(Terms.DAYS, 7, 5)
            db.write_now(connections.set_terms, market.seller, between(market).id, theirs)
            await who.twice(lambda turn: BuyersState.save_terms({**TERMS, "turn": turn}))

    play(scene)
    assert between(market).terms_days == 7
    assert [kind for kind, _ in who.toasts] == ["error"]


def test_a_request_is_sent_and_withdrawn_once_each(hasty, keys, market) -> None:
    who = hasty(keys.stranger, "/sellers", SellersState)
    seller_id = market.seller.company_id

    async def scene() -> None:
        async with who.rig:
            await who.open(SellersState.load)
            await who.twice(lambda turn: SellersState.ask(seller_id, turn))
            await who.twice(lambda turn: SellersState.withdraw(seller_id, turn))

    play(scene)
    assert [text for _, text in who.toasts] == ["승인을 요청했어요.", "승인요청을 되돌렸어요."]


def test_another_row_that_was_pressed_meanwhile_counts(hasty, keys, market) -> None:
    who = hasty(keys.stranger, "/sellers", SellersState)
    both = market.seller.company_id, market.other_seller.company_id

    async def scene() -> None:
        async with who.rig:
            await who.open(SellersState.load)
            drawn = who.turn
            for seller_id in (*both, *both):
                press = SellersState.ask(seller_id, drawn)
                await who.rig.fire(press, key=who.key, path=who.path)

    play(scene)
    assert [kind for kind, _ in who.toasts] == ["success", "success"]
    for seller_id in both:
        found = db.read_now(access.between, market.stranger, seller_id)
        assert found.status is ConnectionStatus.REQUESTED


@pytest.mark.parametrize(
    ("is_active", "press"),
    [
        (True, lambda turn: BuyerUsersState.deactivate(turn)),
        (False, lambda turn: BuyerUsersState.reactivate(turn)),
        (True, lambda turn: BuyerUsersState.save_role({"role": "manager", "turn": turn})),
    ],
)
def test_a_colleague_is_changed_once(hasty, keys, market, is_active, press) -> None:
    staff = market.buyer_staff.user_id
    db.write_now(_switch, staff, is_active)
    who = hasty(keys.buyer, f"/account/users?user={staff}", BuyerUsersState)

    perform(who, [BuyerUsersState.load], press)

    assert [kind for kind, _ in who.toasts] == ["success"]


@pytest.mark.parametrize(
    ("press", "mails"),
    [
        (lambda turn: BuyerUsersState.revoke(turn), 0),
        (lambda turn: BuyerUsersState.resend(turn), 1),
    ],
)
def test_an_invitation_is_sent_again_or_revoked_once(hasty, keys, market, press, mails) -> None:
    invited = db.write_now(team.invite, market.buyer, "new@hanbit.test", Role.STAFF)
    db.write_now(_age_links)
    before = count(Message)
    who = hasty(keys.buyer, f"/account/users?user={invited}", BuyerUsersState)

    perform(who, [BuyerUsersState.load], press)

    assert [kind for kind, _ in who.toasts] == ["success"]
    assert count(Message) == before + mails


def test_why_an_invitation_is_not_sent_again_is_said(hasty, keys, market) -> None:
    invited = db.write_now(team.invite, market.buyer, "new@hanbit.test", Role.STAFF)
    who = hasty(keys.buyer, f"/account/users?user={invited}", BuyerUsersState)

    perform(who, [BuyerUsersState.load], lambda turn: BuyerUsersState.resend(turn))

    assert [text for _, text in who.toasts] == [
        "방금 초대 메일을 보냈어요. 1분 뒤에 다시 보내 주세요."
    ]


def _age_links(session: Session) -> None:
    session.execute(update(OneTimeLink).values(created_at=clock.now() - timedelta(minutes=2)))


@pytest.mark.parametrize(
    ("is_active", "press"),
    [
        (True, lambda turn: UsersState.stop(turn)),
        (False, lambda turn: UsersState.let_in(turn)),
        (True, lambda turn: UsersState.send_reset(turn)),
        (True, lambda turn: UsersState.end_sessions(turn)),
    ],
)
def test_the_operator_helps_once(hasty, keys, market, is_active, press) -> None:
    login = market.buyer.user_id
    db.write_now(_switch, login, is_active)
    who = hasty(keys.operator, f"/operator/users?user={login}", UsersState)

    perform(who, [UsersState.load], press)

    assert [kind for kind, _ in who.toasts] == ["success"]


def test_a_notice_is_taken_down_and_brought_back_once_each(hasty, keys, market) -> None:
    made = db.write_now(board.publish_notice, market.seller, NoticeInput("연휴", "쉬어요."))
    who = hasty(keys.seller, f"/seller/notices?no={made}", SellerNoticesState)

    async def scene() -> None:
        async with who.rig:
            await who.open(SellerNoticesState.load)
            await who.twice(lambda turn: SellerNoticesState.retire(made, turn))
            await who.twice(lambda turn: SellerNoticesState.restore(made, turn))

    play(scene)
    assert [text for _, text in who.toasts] == ["공지를 내렸어요.", "공지를 다시 올렸어요."]
