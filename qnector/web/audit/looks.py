"""Records who reads personal data in bulk, cheap enough for every load and refresh."""

from collections import OrderedDict

from qnector.core import clock, db
from qnector.domain.audit import service as audit
from qnector.web.guard import actor

MOST_KEPT = 10_000

_noted: OrderedDict[tuple[object, ...], None] = OrderedDict()


async def note(what: str, company_id: int | None = None) -> None:
    """Whoever asks now reads the list `what` of a company, of everybody's when none is named.

    See `audit.looked`; what this process has written this hour is not asked for again.
    """
    asker = actor()
    hour = f"{clock.seoul(clock.now()):%Y%m%d%H}"
    key = (db.engine(), asker.user_id, asker.acting_operator_id, what, company_id, hour)
    if key in _noted:
        return
    await db.write(audit.looked, asker, what, company_id)
    _noted[key] = None
    if len(_noted) > MOST_KEPT:
        _noted.popitem(last=False)
