"""Orders as printed text."""

from typing import TypedDict

from qnector.core import clock, quantity
from qnector.core.money import won_text
from qnector.domain.orders.queries import OrderDetail, OrderRow
from qnector.ui import labels


class OrderText(TypedDict):
    """One row of the list."""

    id: int
    number: str
    partner: str
    summary: str
    total: str
    status: str
    note: str
    carrier: str
    tracking: str
    placed_on: str


class LineText(TypedDict):
    """One line of an order; `left` is what is still to be shipped, "" when nothing is."""

    id: int
    position: str
    name: str
    spec: str
    quantity: str
    price: str
    amount: str
    left: str


class HappenedText(TypedDict):
    """One entry of the history."""

    key: str
    title: str
    at: str
    note: str


class ParcelText(TypedDict):
    """One parcel of an order."""

    key: str
    carrier: str
    tracking: str
    at: str


class DetailText(TypedDict):
    """The head of one order."""

    id: int
    number: str
    partner: str
    status: str
    placed: str
    recipient: str
    phone: str
    address: str
    memo: str
    line_count: str
    total_quantity: str
    supply: str
    vat: str
    total: str
    held: str


EMPTY = DetailText(
    id=0, number="", partner="", status="pending", placed="", recipient="", phone="", address="",
    memo="", line_count="", total_quantity="", supply="", vat="", total="", held="",
)  # fmt: skip

HELD = "신용 한도를 넘어 판매자의 확인을 기다리고 있어요."


def order_text(order: OrderRow) -> OrderText:
    """One order of a list."""
    return OrderText(
        id=order.id,
        number=order.number,
        partner=order.partner,
        summary=order.summary,
        total=won_text(order.total_amount),
        status=order.status,
        note="한도 보류" if order.is_held else "",
        carrier=labels.CARRIER.get(order.carrier or "", order.carrier or "-"),
        tracking=order.tracking_number or "-",
        placed_on=clock.day_text(order.placed_on),
    )


def detail_text(order: OrderDetail) -> DetailText:
    """The head of one order."""
    return DetailText(
        id=order.id,
        number=order.number,
        partner=order.partner,
        status=order.status,
        placed=clock.moment_text(order.placed_at),
        recipient=order.recipient,
        phone=phone_text(order.phone),
        address=address_text(order.postal_code, order.street, order.detail),
        memo=order.memo or "-",
        line_count=f"{order.line_count}개",
        total_quantity=quantity.text(order.total_quantity),
        supply=won_text(order.supply_amount),
        vat=won_text(order.vat_amount),
        total=won_text(order.total_amount),
        held=HELD if order.is_held else "",
    )


def line_texts(order: OrderDetail) -> list[LineText]:
    """The lines of one order, in their order."""
    return [
        LineText(
            id=line.id,
            position=str(position),
            name=line.name,
            spec=line.spec,
            quantity=f"{quantity.text(line.quantity)}{line.unit}",
            price=won_text(line.unit_price),
            amount=won_text(line.amount),
            left=_left(line.quantity - line.shipped_quantity),
        )
        for position, line in enumerate(order.lines, 1)
    ]


def history_texts(order: OrderDetail) -> list[HappenedText]:
    """What happened, newest first."""
    return [
        HappenedText(
            key=str(event.id),
            title=labels.ORDER_EVENT.get(event.kind, event.kind),
            at=clock.moment_text(event.at),
            note=" · ".join(part for part in (event.actor_name, event.reason) if part),
        )
        for event in sorted(order.events, key=lambda event: event.id, reverse=True)
    ]


def parcel_texts(order: OrderDetail) -> list[ParcelText]:
    """The parcels of one order."""
    return [
        ParcelText(
            key=str(parcel.id),
            carrier=labels.CARRIER.get(parcel.carrier, parcel.carrier),
            tracking=parcel.tracking_number or "송장번호 없음",
            at=clock.moment_text(parcel.shipped_at),
        )
        for parcel in order.shipments
    ]


def phone_text(digits: str) -> str:
    """010-1234-5678 from digits; what is no Korean number stays as it is."""
    if not digits.isdecimal():
        return digits
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:]}"
    area = 2 if digits.startswith("02") else 3
    if not area + 7 <= len(digits) <= area + 8:
        return digits
    return f"{digits[:area]}-{digits[area:-4]}-{digits[-4:]}"


def address_text(postal_code: str, street: str, detail: str) -> str:
    """(04524) 세종대로 110 3층; what is not known is left out."""
    return " ".join(filter(None, (postal_code and f"({postal_code})", street, detail)))


def _left(quantity_left: int) -> str:
    return quantity.text(quantity_left) if quantity_left > 0 else ""
