"""Fifty days of orders in every status, each made by the verbs that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Side
from qnector.domain.cart import service as cart
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import Offer
from qnector.domain.orders import service as orders
from qnector.domain.orders.service import Parcel, Wanted

if TYPE_CHECKING:
    from qnector.demo.market import Market

ORDERS = 100
DAYS = 50
BUYERS = ("hanbit", "modu", "hangyeol", "dalbit")
WEIGHTS = (50, 25, 10, 15)
SELLERS = ("badasikpum", "hangyeol", "saebyeok")
MEMOS = ("", "", "정문 경비실에 맡겨 주세요", "오전에 부탁드려요", "도착 전에 전화 주세요")
REASONS = ("수량을 잘못 적었어요", "같은 주문을 두 번 보냈어요", "행사가 미뤄졌어요")
CARRIERS = ("cj", "hanjin", "lotte", "logen", "epost")
# What becomes of an order, by its age in days: young ones are still open.
YOUNG = ("pending", "pending", "processing", "shipped", "cancel_requested", "cancelled")
OLD = (*("completed",) * 9, "cancelled", "cancel_declined")


def play(session: Session, market: Market) -> None:
    """Place the orders, oldest first, and let the sellers deal with them."""
    placed = 0
    now = clock.now()
    while placed < ORDERS:
        day = DAYS - placed * DAYS // ORDERS
        moment = min(now - timedelta(days=day, hours=market.chance.randint(0, 8)), now)
        moment -= timedelta(minutes=10 + market.chance.randint(0, 50))
        key = market.chance.choices(BUYERS, WEIGHTS)[0]
        for one in _order(session, market, key, moment):
            placed += 1
            _follow(session, market, one.order_id, one.seller_name, key, moment, day)


def _order(session: Session, market: Market, key: str, moment: datetime) -> list[orders.Placed]:
    person = market.chance.randrange(len(market.people[key])) if key == "hanbit" else 0
    buyer = market.actor(key, Side.BUYER, person)
    with clock.frozen(moment):
        for product_id in _choice(session, market, buyer, key):
            _put(session, market, buyer, product_id)
        placement_key, view = orders.open_confirmation(session, buyer)
        if not view.line_count:
            return []
        memo = market.chance.choice(MEMOS)
        address_id = market.addresses[buyer.user_id]
        wanted = Wanted(placement_key, view.revision, address_id, memo)
        return orders.place(session, buyer, wanted)


def _choice(session: Session, market: Market, buyer: Actor, key: str) -> list[int]:
    """A few products of one or two of the buyer's sellers."""
    sellers = [one for one in SELLERS if one != key and (key != "dalbit" or one == "hangyeol")]
    chosen = market.chance.sample(sellers, min(len(sellers), market.chance.choice((1, 1, 2))))
    ids = [one for seller in chosen for one in market.products[seller]]
    offers = catalog.offers(session, buyer, ids)
    able = [one for one in ids if one in offers and _is_plenty(offers[one])]
    return market.chance.sample(able, min(len(able), market.chance.randint(1, 4)))


def _is_plenty(offer: Offer) -> bool:
    return offer.status is ProductStatus.ON_SALE and offer.stock > 12_000


def _put(session: Session, market: Market, buyer: Actor, product_id: int) -> None:
    for _ in range(market.chance.randint(1, 3)):
        cart.add(session, buyer, product_id)


def _follow(
    session: Session,
    market: Market,
    order_id: int,
    seller_name: str,
    buyer_key: str,
    moment: datetime,
    day: int,
) -> None:
    """Let the order go its way, hours and days after it was placed."""
    fate = market.chance.choice(YOUNG if day <= 6 else OLD)
    seller_key = next(key for key in SELLERS if market.companies[key].name == seller_name)
    seller = market.actor(seller_key, Side.SELLER)
    buyer = market.actor(buyer_key, Side.BUYER)
    chance = market.chance
    if fate in ("cancel_requested", "cancel_declined"):
        _at(moment, 1, orders.request_cancel, session, buyer, order_id, chance.choice(REASONS))
    if fate == "cancel_declined":
        _at(moment, 2, orders.answer_cancel, session, seller, order_id, agrees=False,
            reason="이미 포장을 마쳤어요")  # fmt: skip
    if fate == "cancelled":
        _at(moment, 2, orders.cancel, session, seller, order_id, "재고가 부족해요")
    if fate in ("processing", "shipped", "completed", "cancel_declined"):
        _at(moment, 3, orders.accept, session, seller, order_id)
    if fate in ("shipped", "completed", "cancel_declined"):
        parcel = Parcel(chance.choice(CARRIERS), f"{chance.randrange(10**11, 10**12)}")
        _at(moment, 20, orders.ship, session, seller, order_id, parcel)
    if fate in ("completed", "cancel_declined"):
        _at(moment, 60, orders.complete, session, seller, order_id)


def _at(moment: datetime, hours: int, verb, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
    """Do something so many hours later, never later than now."""
    with clock.frozen(min(moment + timedelta(hours=hours), clock.now())):
        verb(*args, **kwargs)
