"""미확인 companies are asked about again, once the tax office can be asked."""

import asyncio
import logging
from collections.abc import Sequence

from qnector.core import db
from qnector.domain.accounts import checking
from qnector.domain.accounts.checking import Check, Unchecked
from qnector.outside import nts
from qnector.outside.nts import Claim, Verdict
from qnector.outside.web import OutsideError, Service
from qnector.web import services
from qnector.web.business_check import told

log = logging.getLogger(__name__)

AT_ONCE = nts.MOST_NUMBERS
PAUSE = 0.2  # seconds after two questions: at most ten a second, as nobody says how many may be


async def run() -> None:
    """Ask about every company that is due, a hundred at a time; stop when nobody answers."""
    service = await services.nts()
    if not service.key:
        return
    while due := await db.read(checking.unchecked, AT_ONCE, slow=True):
        try:
            checks = await _ask(service, due)
        except OutsideError as failure:
            log.warning("companies were not checked: %s", failure)
            return
        for one, check in zip(due, checks, strict=True):
            await db.write(checking.recheck, one, check)
        await asyncio.sleep(PAUSE)


async def _ask(service: Service, due: Sequence[Unchecked]) -> list[Check]:
    """How each stands, and whether what it says of itself is true, where it says enough."""
    standings = await nts.statuses(service, [one.number for one in due])
    claimed = [(one.id, claim) for one in due if (claim := _claim(one)) is not None]
    verdicts: list[Verdict] = []
    if claimed:
        verdicts = await nts.verify_many(service, [claim for _, claim in claimed])
    if (len(standings), len(verdicts)) != (len(due), len(claimed)):
        raise OutsideError(service.name, "not one answer for each")
    found = {key: verdict.is_true for (key, _), verdict in zip(claimed, verdicts, strict=True)}
    return [told(status, found.get(one.id)) for one, status in zip(due, standings, strict=True)]


def _claim(one: Unchecked) -> Claim | None:
    """A company from before 개업일자 was asked for cannot be compared with the register."""
    if one.opened_on is None or not one.representative_name:
        return None
    return Claim(one.number, one.opened_on, one.representative_name, one.name)
