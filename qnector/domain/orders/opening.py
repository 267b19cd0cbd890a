"""Writing new orders: heads, lines, first events, and who hears of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore, touch
from qnector.core.money import won_text
from qnector.domain.audit import service as audit
from qnector.domain.cart.queries import split_of
from qnector.domain.catalog.queries import Offer
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind
from qnector.domain.orders import credit, numbers, rules, sums
from qnector.domain.orders.credit import Credit
from qnector.domain.orders.models import Order, OrderEvent, OrderLine, OrderStatus

DESK = 0  # the operators' screens listen where the companies have their id
INSERT_LINES = insert(OrderLine.__table__)
INSERT_EVENTS = insert(OrderEvent.__table__)
_insert_orders: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Sale:
    """A line that is being sold: an offer and how many thousandths of it."""

    offer: Offer
    quantity: int


@dataclass(frozen=True, slots=True)
class Placing:
    """One placement: by whom, where to, when; credit limits in won by seller."""

    actor: Actor
    id: int
    to: Any
    memo: str
    at: datetime
    limits: dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Placed:
    """One order that was placed; `notice` tells of the credit limit, else ""."""

    order_id: int
    number: str
    seller_name: str
    is_held: bool
    notice: str = ""


@dataclass(slots=True)
class _Draft:
    """An order before it has an id."""

    head: dict[str, Any]
    lines: list[dict[str, Any]]
    credit: Credit
    id: int = 0


def open_orders(session: Session, placing: Placing, sales: list[Sale]) -> list[Placed]:
    """One order per seller, with lines, events, messages and audit. Stock is taken already."""
    drafts = _drafts(session, placing, sales)
    _number(session, drafts)
    execute = session.connection().execute
    execute(
        INSERT_LINES,
        [{"order_id": draft.id, **line} for draft in drafts for line in draft.lines],
    )
    execute(INSERT_EVENTS, [event for draft in drafts for event in _events(placing, draft)])
    for draft in drafts:
        _tell(session, placing.actor, draft)
    return [
        Placed(
            draft.id,
            draft.head["number"],
            draft.head["seller_name"],
            draft.credit.is_over,
            draft.credit.notice,
        )
        for draft in drafts
    ]


def _drafts(session: Session, placing: Placing, sales: list[Sale]) -> list[_Draft]:
    limited = sorted(one for one, limit in placing.limits.items() if limit is not None)
    used = credit.used(session, placing.actor.company_id, limited) if limited else {}
    grouped: dict[int, list[Sale]] = {}
    for sale in sales:
        grouped.setdefault(sale.offer.seller_id, []).append(sale)
    return [_draft(placing, own, used.get(seller, 0)) for seller, own in grouped.items()]


def _draft(placing: Placing, sales: list[Sale], used: int) -> _Draft:
    lines = [_line(position, sale) for position, sale in enumerate(sales, 1)]
    first = sales[0].offer
    total = sum(line["amount"] for line in lines)
    limit = placing.limits[first.seller_id]
    judged = credit.judge(first.seller_name, limit=limit, used=used, amount=total)
    to = placing.to
    head = {
        "placement_id": placing.id,
        "buyer_id": placing.actor.company_id,
        "seller_id": first.seller_id,
        "placed_by": placing.actor.user_id,
        "buyer_name": to.buyer_name,
        "seller_name": first.seller_name,
        "status": OrderStatus.PENDING,
        "held_at": placing.at if judged.is_over else None,
        "vat_mode": first.vat_mode,
        "line_count": len(lines),
        "total_quantity": sum(line["quantity"] for line in lines),
        "supply_amount": sum(line["supply_amount"] for line in lines),
        "vat_amount": sum(line["vat_amount"] for line in lines),
        "total_amount": total,
        "summary": rules.summary_of([line["name"] for line in lines]),
        "recipient": to.recipient,
        "phone": to.phone,
        "postal_code": to.postal_code,
        "street": to.street,
        "detail": to.detail,
        "memo": placing.memo,
        "is_fully_shipped": False,
        "placed_at": placing.at,
        "placed_on": clock.seoul_day(placing.at),
    }
    return _Draft(head, lines, judged)


def _line(position: int, sale: Sale) -> dict[str, Any]:
    offer, split = sale.offer, split_of(sale.offer, sale.quantity)
    return {
        "product_id": offer.product_id,
        "position": position,
        "name": offer.name,
        "sku": offer.sku,
        "spec": offer.spec,
        "unit": offer.unit,
        "decimals": offer.decimals,
        "quantity": sale.quantity,
        "shipped_quantity": 0,
        "unit_price": offer.price,
        "price_rule": offer.rule,
        "vat_kind": offer.vat_kind,
        "supply_amount": split.supply,
        "vat_amount": split.vat,
        "amount": split.total,
    }


def _number(session: Session, drafts: list[_Draft]) -> None:
    """Insert the heads. UNIQUE is the judge of a drawn number, the loop the courtesy."""
    waiting = drafts
    while waiting:
        drawn = numbers.draw(waiting[0].head["placed_on"], len(waiting))
        for draft, number in zip(waiting, drawn, strict=True):
            draft.head["number"] = number
        rows = session.connection().execute(_insert(session), [draft.head for draft in waiting])
        made = {row.number: row.id for row in rows}
        for draft in waiting:
            draft.id = made.get(draft.head["number"], 0)
        waiting = [draft for draft in waiting if not draft.id]


def _insert(session: Session) -> Any:
    dialect = session.get_bind().dialect.name
    if dialect not in _insert_orders:
        columns = Order.__table__.c
        _insert_orders[dialect] = insert_or_ignore(session, Order, ["number"]).returning(
            columns.id, columns.number
        )
    return _insert_orders[dialect]


def _events(placing: Placing, draft: _Draft) -> list[dict[str, Any]]:
    placed = {
        "order_id": draft.id,
        "kind": "placed",
        "from_status": None,
        "to_status": OrderStatus.PENDING,
        "user_id": placing.actor.user_id,
        "company_id": placing.actor.company_id,
        "reason": "",
        "at": placing.at,
    }
    if not draft.credit.is_over:
        return [placed]
    return [placed, {**placed, "kind": "held", "reason": draft.credit.notice}]


def _tell(session: Session, actor: Actor, draft: _Draft) -> None:
    head = draft.head
    ref = f"order:{head['number']}"
    values = {
        "number": head["number"],
        "buyer": head["buyer_name"],
        "seller": head["seller_name"],
        "summary": head["summary"],
        "total": won_text(head["total_amount"]),
        "reason": draft.credit.notice if draft.credit.is_over else "",
    }
    buyer, seller = head["buyer_id"], head["seller_id"]
    messages.write(session, seller, Kind.NEW_ORDER, ref, values, sender=buyer)
    if draft.credit.is_over:
        messages.write(session, buyer, Kind.ORDER_HELD, ref, values, sender=seller)
    sums.placed(session, head)
    audit.write(session, actor, "order.place", ref)
    touch(session, head["buyer_id"], "orders")
    touch(session, head["seller_id"], "orders")
    touch(session, DESK, "placed")
