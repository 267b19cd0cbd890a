"""What a company sees first: its month, its partners, its plan, its year."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.billing import service as billing
from qnector.domain.billing.service import Held
from qnector.domain.board import queries as board
from qnector.domain.board.queries import NoticeRow
from qnector.domain.catalog import access as products
from qnector.domain.catalog.models import Product
from qnector.domain.connections import queries as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.orders import sums
from qnector.domain.orders.sums import Figures

MOST_NOTICES = 3


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The figures of one company on the side the actor stands on.

    `products` counts what a seller registered; it is 0 for a buyer. `plan` is None where billing
    is off, `notices` are the three newest that the actor may read.
    """

    orders: Figures
    connected: int
    waiting: int
    products: int
    plan: Held | None
    notices: list[NoticeRow]


def dashboard(session: Session, actor: Actor) -> Dashboard:
    """Nine small queries, whatever the company has. Raises NotAllowed for an operator."""
    who.require_may(actor, "dashboard.read")
    partners = connections.counts_by_status(session, actor)
    return Dashboard(
        sums.figures(session, actor),
        partners[ConnectionStatus.APPROVED],
        partners[ConnectionStatus.REQUESTED],
        _products(session, actor) if actor.side is Side.SELLER else 0,
        billing.held(session, actor.company_id),
        board.latest(session, actor, MOST_NOTICES),
    )


def _products(session: Session, actor: Actor) -> int:
    counted = select(func.count()).select_from(Product).where(products.visible(actor))
    return int(session.connection().execute(counted).scalar_one())
