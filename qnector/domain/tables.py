"""Every table, imported once so that the metadata is whole."""

from qnector.domain.accounts import models as accounts
from qnector.domain.audit import models as audit
from qnector.domain.billing import models as billing
from qnector.domain.board import models as board
from qnector.domain.cart import models as cart
from qnector.domain.catalog import models as catalog
from qnector.domain.connections import models as connections
from qnector.domain.messages import models as messages
from qnector.domain.orders import models as orders
from qnector.domain.services import models as services
from qnector.domain.settlements import models as settlements

__all__ = [
    "accounts",
    "audit",
    "billing",
    "board",
    "cart",
    "catalog",
    "connections",
    "messages",
    "orders",
    "services",
    "settlements",
]
