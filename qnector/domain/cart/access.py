"""The only door to carts: everybody has one's own and no other."""

from sqlalchemy import ColumnElement

from qnector.core.actor import Actor
from qnector.domain.cart.models import CartLine


def own(actor: Actor) -> ColumnElement[bool]:
    """The actor's own lines."""
    return CartLine.user_id == actor.user_id
