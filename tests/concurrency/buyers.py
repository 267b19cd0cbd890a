"""Many people of one buyer, each with a cart, ordering at the same moment."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from qnector.core import db, secrets, settings
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import QnectorError
from qnector.core.quantity import ONE
from qnector.domain import tables  # noqa: F401  a process of its own must know every table
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company
from qnector.domain.cart import service as cart
from qnector.domain.orders import addresses
from qnector.domain.orders import service as orders
from qnector.domain.orders.addresses import AddressInput
from tests.world import World

HOME = AddressInput("김한빛", "010-1234-5678", "04524", "서울 중구 세종대로 110")


@dataclass(frozen=True)
class Ready:
    """A buyer with the 주문 발행 window open."""

    actor: Actor
    wanted: orders.Wanted


def make_ready(session: Session, world: World, number: int, units: dict[int, int]) -> Ready:
    """One more person of the buyer's, with so many units of each product in the cart."""
    company = session.get(Company, world.buyer.company_id)
    email = f"person{number}@hanbit.test"
    user = accounts.add_user(session, company, email=email, name=email, role=Role.STAFF)
    actor = Actor(user.id or 0, world.buyer.company_id, Side.BUYER, Role.STAFF)
    for product_id, count in units.items():
        cart.add(session, actor, product_id, count * ONE)
    return Ready(actor, open_window(session, actor))


def open_window(session: Session, actor: Actor) -> orders.Wanted:
    """What 주문하기 will send."""
    address_id = addresses.add_address(session, actor, HOME)
    key, view = orders.open_confirmation(session, actor)
    return orders.Wanted(key, view.revision, address_id)


def order(ready: Ready) -> Any:
    """The orders placed, or the refusal."""
    try:
        return db.write_now(orders.place, ready.actor, ready.wanted)
    except QnectorError as refusal:
        return refusal


def at_once(calls: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run every call in a thread of its own, all released together; what became of each, in order:
    its result, or the exception it ended with."""
    waiting = list(calls)
    never = TimeoutError("still running after a minute")
    start = threading.Barrier(len(waiting), timeout=60)
    results: list[Any] = [never] * len(waiting)

    def run(place: int, call: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[place] = call()
        except Exception as failure:
            results[place] = failure

    threads = [threading.Thread(target=run, args=one, daemon=True) for one in enumerate(waiting)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def order_in_a_process(address: str, everybody: list[Ready], together: Any, results: Any) -> None:
    """What the second process does: its own engine, its own threads, the same moment."""
    settings.use(settings.Settings(), secret_key=secrets.new_key())
    db.configure(address)
    db.read_now(lambda session: session.connection())
    together.wait(60)
    placed = at_once([lambda ready=ready: order(ready) for ready in everybody])
    db.dispose()
    results.put([isinstance(one, list) for one in placed])
