"""Reading a cart."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlmodel import Session

from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.money import Split, amount_of, vat_of
from qnector.domain.cart import access
from qnector.domain.cart.changes import Change, compare, is_told
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import Offer


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands now. Won and thousandths.

    `amount` is what the buyer pays, VAT included; `stock` is what the buyer may know of it
    (decision 19), the most there can be when that is nothing; `problem` is the sentence beside a
    line that cannot go as it was seen.
    """

    product_id: int
    seller_id: int
    seller_name: str
    name: str
    spec: str
    unit: str
    decimals: int
    min_quantity: int
    quantity_step: int
    stock: int
    quantity: int
    price: int
    rule: str
    seen_price: int
    supply_amount: int
    vat_amount: int
    amount: int
    is_checked: bool
    is_available: bool
    picture_id: int | None
    problem: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one seller, who becomes one order; `subtotal` is of the counted lines."""

    seller_id: int
    seller_name: str
    lines: list[Line]
    subtotal: int


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as its owner sees it; counts and sums are of the checked, available lines."""

    revision: int = 0
    groups: list[Group] = field(default_factory=list)
    line_count: int = 0
    total_quantity: int = 0
    supply_amount: int = 0
    vat_amount: int = 0
    total_amount: int = 0
    has_problem: bool = False

    @property
    def lines(self) -> list[Line]:
        """Every line, seller by seller."""
        return [line for group in self.groups for line in group.lines]


def view(session: Session, actor: Actor) -> CartView:
    """The whole cart in two queries, however long it is."""
    revision, rows = access.lines(session, actor)
    if not rows:
        return CartView(revision)
    offers = catalog.offers(session, actor, [row.product_id for row in rows])
    lines = [_line(row, offers.get(row.product_id)) for row in rows]
    counted = [line for line in lines if line.is_checked and line.is_available]
    return CartView(
        revision=revision,
        groups=[_group(list(own)) for _, own in groupby(lines, key=attrgetter("seller_id"))],
        line_count=len(counted),
        total_quantity=sum(line.quantity for line in counted),
        supply_amount=sum(line.supply_amount for line in counted),
        vat_amount=sum(line.vat_amount for line in counted),
        total_amount=sum(line.amount for line in counted),
        has_problem=any(line.problem for line in lines if line.is_checked),
    )


def split_of(offer: Offer, quantity: int) -> Split:
    """What so many thousandths cost at the offered price: 공급가액 and 부가세, in won."""
    return vat_of(amount_of(offer.price, quantity), offer.vat_mode, offer.vat_kind)


def _line(row: Any, offer: Offer | None) -> Line:
    changes = compare(row.name, row.quantity, row.seen_price, row.seen_rule, offer)
    common = {
        "product_id": row.product_id,
        "seller_id": row.seller_id,
        "seller_name": row.seller_name,
        "name": row.name,
        "spec": row.spec,
        "unit": row.unit,
        "decimals": row.decimals,
        "quantity": row.quantity,
        "seen_price": row.seen_price,
        "is_checked": row.is_checked,
        "problem": changes[0].note if changes else "",
        "changes": tuple(changes),
    }
    # A seller that let a buyer go no longer tells what it has: the line shows what was seen.
    return Line(**common, **(_as_seen(row) if offer is None else _as_offered(row, offer)))


def _as_seen(row: Any) -> dict[str, Any]:
    amount = amount_of(row.seen_price, row.quantity)
    return {
        "min_quantity": row.quantity,
        "quantity_step": row.quantity,
        "stock": 0,
        "price": row.seen_price,
        "rule": row.seen_rule,
        "supply_amount": amount,
        "vat_amount": 0,
        "amount": amount,
        "is_available": False,
        "picture_id": None,
    }


def _as_offered(row: Any, offer: Offer) -> dict[str, Any]:
    split = split_of(offer, row.quantity)
    return {
        "min_quantity": offer.min_quantity,
        "quantity_step": offer.quantity_step,
        "stock": offer.stock if is_told(offer) else quantities.MOST,
        "price": offer.price,
        "rule": offer.rule,
        "supply_amount": split.supply,
        "vat_amount": split.vat,
        "amount": split.total,
        "is_available": True,
        "picture_id": offer.picture_id,
    }


def _group(lines: list[Line]) -> Group:
    first = lines[0]
    counted = (line.amount for line in lines if line.is_checked and line.is_available)
    return Group(first.seller_id, first.seller_name, lines, sum(counted))
