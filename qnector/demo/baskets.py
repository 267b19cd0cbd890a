"""Who orders what in the demo market: one basket, from a full cart to placed orders."""

from collections.abc import Sequence

from qnector.core.actor import Actor, Side
from qnector.core.quantity import ONE
from qnector.demo.companies import COMPANIES
from qnector.demo.stage import Stage
from qnector.domain.cart import service as cart
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog import rules
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import Offer
from qnector.domain.orders import service as orders
from qnector.domain.orders.service import Placed, Wanted

PLENTY = 12 * ONE
# What people mean to spend on a line, in won.
BUDGETS = (18_000, 30_000, 45_000, 60_000, 90_000, 150_000, 240_000)
MOST = 30 * ONE


def order(stage: Stage, buyer_key: str, seller_keys: Sequence[str]) -> list[Placed]:
    """Fill a cart from these sellers and place it; nothing when they have nothing left."""
    session = stage.session
    buyer = stage.anybody(buyer_key, Side.BUYER)
    chosen = [offer for key in seller_keys for offer in _chosen(stage, buyer, key)]
    cart.refill(session, buyer, {offer.product_id: _quantity(stage, offer) for offer in chosen})
    key, view = orders.open_confirmation(session, buyer)
    if not view.line_count:
        return []
    memo = _memo(stage, buyer_key)
    address_id = stage.addresses[buyer.user_id]
    return orders.place(session, buyer, Wanted(key, view.revision, address_id, memo))


def _chosen(stage: Stage, buyer: Actor, seller_key: str) -> list[Offer]:
    """One to five products: what stands first on the shelf sells best."""
    offers = catalog.offers(stage.session, buyer, list(stage.products[seller_key]))
    able = [offers[one] for one in stage.products[seller_key] if one in offers]
    able = [offer for offer in able if _is_plenty(offer)]
    found: list[Offer] = []
    wanted = stage.chance.choice((1, 1, 2, 2, 3, 3, 4, 5))
    while able and len(found) < wanted:
        weights = [1 / (2 + rank) for rank in range(len(able))]
        found.append(able.pop(stage.chance.choices(range(len(able)), weights)[0]))
    return found


def _is_plenty(offer: Offer) -> bool:
    return offer.status is ProductStatus.ON_SALE and offer.stock > PLENTY


def _quantity(stage: Stage, offer: Offer) -> int:
    """About what the budget buys, at least the least, in whole steps; thousandths."""
    least = rules.least_quantity(offer.min_quantity, offer.quantity_step)
    budget = stage.chance.choice(BUDGETS)
    steps = budget * ONE // max(offer.price, 1) // offer.quantity_step
    most = min(MOST, offer.stock // 2)
    return max(
        least, min(steps * offer.quantity_step, most // offer.quantity_step * offer.quantity_step)
    )


def _memo(stage: Stage, buyer_key: str) -> str:
    usual = next(one.memo for one in COMPANIES if one.key == buyer_key)
    return usual if stage.chance.random() < 0.4 else ""
