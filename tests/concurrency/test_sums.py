"""Placements, cancellations and moves at the same moment leave the sums right, and none waits
for another in a circle."""

from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import QnectorError
from qnector.domain.orders import service as orders
from qnector.domain.orders import sums
from qnector.domain.orders.models import OrderStatus
from tests.concurrency.buyers import Ready, at_once, make_ready, order
from tests.domain.orders.test_sums import counted, kept
from tests.world import World


def get_ready(world: World, count: int, start: int) -> list[Ready]:
    """Carts over both sellers, in turn from the one and from the other end."""
    baskets = ({world.paper: 2, world.onion: 1}, {world.onion: 1, world.paper: 2})

    def make(session: Session) -> list[Ready]:
        return [make_ready(session, world, start + one, baskets[one % 2]) for one in range(count)]

    return db.write_now(make)


def cancel(world: World, placed: orders.Placed) -> object:
    by = world.seller if placed.seller_name == "바다식품" else world.other_seller
    try:
        return db.write_now(orders.cancel, by, placed.order_id, "품절")
    except QnectorError as refusal:
        return refusal


def test_they_stay_right_whatever_happens_at_once(committed: World) -> None:
    made = [placed for ready in get_ready(committed, 10, 0) for placed in order(ready)]
    later = get_ready(committed, 10, 100)

    results = at_once(
        [lambda ready=ready: order(ready) for ready in later]
        + [lambda one=one: cancel(committed, one) for one in reversed(made)]
    )

    assert [one for one in results if isinstance(one, Exception)] == []
    assert db.read_now(kept) == db.read_now(counted)
    found = db.read_now(sums.figures, committed.buyer).by_status
    assert found == {OrderStatus.PENDING: 20, OrderStatus.CANCELLED: 20}
