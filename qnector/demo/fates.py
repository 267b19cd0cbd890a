"""What becomes of an order in the demo market: each act by the verb that people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from qnector.core.actor import Actor, Side
from qnector.demo.stage import Stage
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderLine
from qnector.domain.orders.service import Parcel, Placed

SECOND_THOUGHTS = (
    "수량을 잘못 적었어요",
    "같은 주문을 두 번 보냈어요",
    "행사가 미뤄졌어요",
    "다른 품목으로 바꿀게요",
)
REFUSALS = ("오늘 입고가 늦어져요", "보내려던 물건에 흠이 있어요", "그 날짜에는 배송하지 않아요")
CARRIERS = ("cj", "cj", "cj", "hanjin", "hanjin", "lotte", "logen", "epost", "kyungdong", "direct")
# Out of a hundred old orders.
ODDS = {"plain": 78, "parts": 7, "cancelled": 5, "agreed": 4, "declined": 4, "withdrawn": 2}


@dataclass(frozen=True, slots=True)
class Trade:
    """One placed order and its two parties."""

    stage: Stage
    order_id: int
    buyer_key: str
    seller_key: str

    @property
    def buyer(self) -> Actor:
        """The buyer's owner."""
        return self.stage.actor(self.buyer_key, Side.BUYER)

    @property
    def seller(self) -> Actor:
        """The seller's owner: some moves are not for the staff."""
        return self.stage.actor(self.seller_key, Side.SELLER)


def trades(stage: Stage, buyer_key: str, placed: list[Placed]) -> list[Trade]:
    """The placed orders with the keys of their parties."""
    keys = {company.name: key for key, company in stage.companies.items()}
    return [Trade(stage, one.order_id, buyer_key, keys[one.seller_name]) for one in placed]


def draw(stage: Stage) -> str:
    """A fate by the odds."""
    return stage.chance.choices(list(ODDS), list(ODDS.values()))[0]


def follow(trade: Trade, placed_at: datetime, fate: str) -> None:
    """Note what will be done with an order in the next days. What lies ahead stays undone."""
    hours = trade.stage.chance.uniform
    accepted, shipped = hours(0.5, 5), hours(8, 30)
    steps: dict[str, list[tuple[float, Callable[[Trade], object]]]] = {
        "cancelled": [(accepted, cancel)],
        "agreed": [(accepted, request_cancel), (accepted + hours(1, 6), agree)],
        "declined": [(accepted, accept), (accepted + 1, request_cancel), (accepted + 4, decline)],
        "withdrawn": [(accepted, request_cancel), (accepted + 1, withdraw), (accepted + 2, accept)],
    }
    noted = steps.get(fate, [(accepted, accept)])
    if fate not in ("cancelled", "agreed"):
        first = ship_part if fate == "parts" else ship
        noted = [
            *noted,
            (accepted + shipped, first),
            (accepted + shipped + hours(24, 60), complete),
        ]
    if fate == "parts":
        noted.insert(-1, (accepted + shipped + hours(4, 20), ship_rest))
    for after, act in noted:
        moment = placed_at + timedelta(hours=after)
        trade.stage.diary.note(moment, lambda act=act: act(trade))


def accept(trade: Trade) -> None:
    """Anybody of the seller's accepts."""
    somebody = trade.stage.anybody(trade.seller_key, Side.SELLER)
    orders.accept(trade.stage.session, somebody, trade.order_id)


def ship(trade: Trade) -> None:
    """Everything in one parcel."""
    somebody = trade.stage.anybody(trade.seller_key, Side.SELLER)
    orders.ship(trade.stage.session, somebody, trade.order_id, _parcel(trade))


def ship_part(trade: Trade) -> None:
    """The first line only, when there are more."""
    line = select(OrderLine.id, OrderLine.quantity).where(OrderLine.order_id == trade.order_id)
    first = trade.stage.session.execute(line.order_by(OrderLine.position)).first()
    lines = {first.id: first.quantity} if first else {}
    orders.ship(trade.stage.session, trade.seller, trade.order_id, _parcel(trade, lines))


def ship_rest(trade: Trade) -> None:
    """A second parcel, when something is left."""
    left = select(OrderLine.id).where(
        OrderLine.order_id == trade.order_id, OrderLine.shipped_quantity < OrderLine.quantity
    )
    if trade.stage.session.execute(left).first():
        ship(trade)


def complete(trade: Trade) -> None:
    """완료 by the seller."""
    orders.complete(trade.stage.session, trade.seller, trade.order_id)


def cancel(trade: Trade) -> None:
    """취소 by the seller."""
    reason = trade.stage.chance.choice(REFUSALS)
    orders.cancel(trade.stage.session, trade.seller, trade.order_id, reason)


def request_cancel(trade: Trade) -> None:
    """취소요청 by the buyer."""
    reason = trade.stage.chance.choice(SECOND_THOUGHTS)
    orders.request_cancel(trade.stage.session, trade.buyer, trade.order_id, reason)


def agree(trade: Trade) -> None:
    """The seller agrees to a 취소요청."""
    orders.answer_cancel(trade.stage.session, trade.seller, trade.order_id, agrees=True)


def decline(trade: Trade) -> None:
    """The seller declines it."""
    orders.answer_cancel(
        trade.stage.session, trade.seller, trade.order_id, agrees=False,
        reason="이미 포장을 마쳤어요",
    )  # fmt: skip


def withdraw(trade: Trade) -> None:
    """The buyer takes it back."""
    orders.withdraw_cancel(trade.stage.session, trade.buyer, trade.order_id)


def release(trade: Trade) -> None:
    """보류 풀기 by the seller."""
    orders.release(trade.stage.session, trade.seller, trade.order_id)


def _parcel(trade: Trade, lines: dict[int, int] | None = None) -> Parcel:
    chance = trade.stage.chance
    carrier = chance.choice(CARRIERS)
    number = "" if carrier == "direct" else f"{chance.randrange(10**11, 10**12)}"
    return Parcel(carrier, number, lines or {})
